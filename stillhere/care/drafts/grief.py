"""Grief: not mended, and not alone."""

from stillhere.care.drafts import sources
from stillhere.care.drafts.steps import step

CARDS = (
    step(
        en="Use their word and the name: “I am sorry that … died.”",
        fr="Prenez leurs mots et le nom : « Je suis désolé·e que … soit mort·e. »",
        source=sources.BEREAVEMENT,
    ),
    step(
        en="Listen. You do not have to mend it.",
        fr="Écoutez. Vous n’avez pas à réparer.",
        source=sources.BEREAVEMENT,
    ),
    step(
        en="“Would you like to tell me about them?”",
        fr="« Voulez-vous me parler de cette personne ? »",
        source=sources.BEREAVEMENT,
    ),
    step(
        en="Not: “I know how you feel”, “a better place”, “time to move on”.",
        fr=(
            "Pas : « Je sais ce que vous ressentez », « un monde meilleur », « il faut tourner la "
            "page »."
        ),
        source=sources.CENTRACARE,
    ),
    step(
        en="“There is no right way to do this, and no date when it must be over.”",
        fr="« Il n’y a pas de bonne façon de vivre cela, ni de date où ce doit être fini. »",
        source=sources.GRIEVING,
    ),
    step(
        en="Where drugs took them: “They were so much more than how they died.”",
        fr="Si une drogue l’a emportée : « Cette personne était tellement plus que sa mort. »",
        source=sources.GRIEF_STORIES,
    ),
    step(
        en="Ask if they want to die too, if you wonder. That guide is here.",
        fr=(
            "Demandez si la personne veut mourir aussi, si vous vous posez la question. Ce guide "
            "est ici."
        ),
        source=sources.CASP,
    ),
    step(
        en="“There are groups of people who lost somebody this way, if ever you want one.”",
        fr=(
            "« Il existe des groupes de personnes qui ont perdu quelqu’un ainsi, si un jour vous "
            "en voulez un. »"
        ),
        source=sources.HEALING_HEARTS,
    ),
)
