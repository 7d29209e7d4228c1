"""Somebody young: watched like anybody, and not lectured."""

from stillhere.care.drafts import sources
from stillhere.care.drafts.steps import step, unwritten

CARDS = (
    step(
        en="No age is refused. “I am glad you called. I stay with you.”",
        fr="Aucun âge n’est refusé. « Je suis content·e que vous appeliez. Je reste avec vous. »",
        source=sources.OUR_RULES_YOUNG,
    ),
    step(
        en="No lecture. Ask, listen, and say what is so.",
        fr="Pas de leçon. Demandez, écoutez, et dites ce qui est.",
        source=sources.CBC,
    ),
    step(
        en="“Who could be with you, somebody you feel safe with?”",
        fr="« Qui pourrait être avec vous, quelqu’un avec qui vous vous sentez en sécurité ? »",
        source=sources.CASP,
    ),
    step(
        en=(
            "“Kids Help Phone is there day and night, by call or text, in English and in French. "
            "Would you like it as well?”"
        ),
        fr=(
            "« Jeunesse, J’écoute est là jour et nuit, par appel ou texto, en français et en "
            "anglais. Cela vous aiderait-il aussi ? »"
        ),
        source=sources.KIDS_HELP_PHONE,
    ),
    unwritten(
        en="What your region makes you report, and how you say so before you ask",
        fr="Ce que votre région vous oblige à signaler, et comment vous le dites avant de demander",
    ),
    unwritten(
        en="Naloxone and breaths for a child",
        fr="La naloxone et les souffles pour un enfant",
    ),
    unwritten(
        en="Who in your organisation is told that somebody young called",
        fr="À qui, dans votre organisme, on dit qu’une personne jeune a appelé",
    ),
)
