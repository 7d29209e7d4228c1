"""Wanting to die: asked straight, stayed with, and 9-8-8 offered."""

from stillhere.care.drafts import sources
from stillhere.care.drafts.steps import step

CARDS = (
    step(
        en="Ask it straight: “Are you thinking of ending your life?” Asking does not cause it.",
        fr=(
            "Demandez-le sans détour : « Pensez-vous à mettre fin à vos jours ? » Le demander ne "
            "le provoque pas."
        ),
        source=sources.SUICIDE_LINE + " " + sources.CASP,
    ),
    step(
        en="“Thank you for telling me. I stay with you.” Listen; do not judge.",
        fr="« Merci de me le dire. Je reste avec vous. » Écoutez ; ne jugez pas.",
        source=sources.CASP,
    ),
    step(
        en="“How do you think of doing it? Do you have it with you? Have you taken anything?”",
        fr=(
            "« Comment pensez-vous le faire ? L’avez-vous avec vous ? Avez-vous pris quelque "
            "chose ? »"
        ),
        source=sources.CASP,
    ),
    step(
        en="“Could you put it where you cannot reach it, while we talk?”",
        fr="« Pourriez-vous le mettre hors de votre portée, pendant que nous parlons ? »",
        source=sources.VETERANS,
    ),
    step(
        en="“Have you tried before? Who could be with you, somebody you feel safe with?”",
        fr=(
            "« Avez-vous déjà essayé ? Qui pourrait être avec vous, quelqu’un avec qui vous vous "
            "sentez en sécurité ? »"
        ),
        source=sources.CASP,
    ),
    step(
        en=(
            "“At 9-8-8 there are people trained for this, by call or text, day and night, in "
            "English and in French. Shall we reach them together?”"
        ),
        fr=(
            "« Au 9-8-8, il y a des personnes formées pour cela, par appel ou texto, jour et "
            "nuit, en français et en anglais. Voulez-vous que nous les joignions ensemble ? »"
        ),
        source=sources.CMHA,
    ),
    step(
        en="Do not promise to keep it secret: “A colleague of mine is with us in this.”",
        fr="Ne promettez pas le secret : « Une personne de mon équipe est avec nous là-dedans. »",
        source=sources.CASP,
    ),
    step(
        en="In danger now: send help. First what they agree to; only then what they do not.",
        fr=(
            "En danger maintenant : envoyez de l’aide. D’abord ce que la personne accepte ; "
            "ensuite seulement le reste."
        ),
        source=sources.IMMINENT_RISK,
    ),
    step(
        en="Stay until you have heard that somebody reached them.",
        fr="Restez jusqu’à ce qu’on vous ait dit que quelqu’un est auprès d’elle.",
        source=sources.IMMINENT_RISK + " " + sources.VETERANS,
    ),
)
