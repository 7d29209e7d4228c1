"""Psychosis: slowly, and neither against it nor along with it."""

from stillhere.care.drafts import sources
from stillhere.care.drafts.steps import step
from stillhere.care.guides import Manner

CARDS = (
    step(
        en="Slow down. Speak quietly, slowly and simply.",
        fr="Ralentissez. Parlez doucement, lentement et simplement.",
        source=sources.YOUTH_FIRST_AID,
        manner=Manner.SLOWLY,
    ),
    step(
        en="“My name is … . I answer this line, and I am here to help you.”",
        fr="« Je m’appelle … . Je réponds sur cette ligne, et je suis là pour vous aider. »",
        source=sources.YOUTH_FIRST_AID,
        manner=Manner.WHO_WE_ARE,
    ),
    step(
        en="One short sentence. Then wait.",
        fr="Une phrase courte. Puis attendez.",
        source=sources.YOUTH_FIRST_AID,
        manner=Manner.SHORT_SENTENCES,
    ),
    step(
        en="Do not argue, and do not pretend: “I do not hear it myself. I understand that you do.”",
        fr=(
            "Ne discutez pas, et ne faites pas semblant : « Moi, je ne l’entends pas. Je "
            "comprends que vous l’entendez. »"
        ),
        source=sources.YOUTH_FIRST_AID,
        manner=Manner.NEITHER_CHALLENGE_NOR_COLLUDE,
    ),
    step(
        en="Answer the feeling: “That sounds frightening. I am with you.”",
        fr="Répondez à ce qui est ressenti : « Cela a l’air effrayant. Je suis avec vous. »",
        source=sources.FIRST_AID_2010 + " " + sources.YOUTH_FIRST_AID,
    ),
    step(
        en="Do what they ask, within reason: a pause, a softer voice, another question.",
        fr=(
            "Faites ce qu’on vous demande, dans la mesure du raisonnable : une pause, une voix "
            "plus douce, une autre question."
        ),
        source=sources.FIRST_AID_2010,
        manner=Manner.DO_WHAT_IS_REASONABLE,
    ),
    step(
        en="“Could you turn off the television or the radio?”",
        fr="« Pourriez-vous éteindre la télévision ou la radio ? »",
        source=sources.YOUTH_FIRST_AID,
    ),
    step(
        en="No threat, no loud voice, no hurry, whatever they say.",
        fr="Ni menace, ni voix forte, ni hâte, quoi qu’on vous dise.",
        source=sources.YOUTH_FIRST_AID,
    ),
    step(
        en=(
            "It does not settle and somebody may be hurt: send help, and tell them who comes and "
            "why."
        ),
        fr=(
            "Cela ne s’apaise pas et quelqu’un pourrait être blessé : envoyez de l’aide, et dites "
            "à la personne qui vient et pourquoi."
        ),
        source=sources.YOUTH_FIRST_AID,
    ),
)
