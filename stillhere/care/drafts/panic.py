"""Panic: frightening, and it passes."""

from stillhere.care.drafts import sources
from stillhere.care.drafts.steps import step, unwritten

CARDS = (
    step(
        en="“My name is … . I am here, and I stay with you.”",
        fr="« Je m’appelle … . Je suis là, et je reste avec vous. »",
        source=sources.PANIC,
    ),
    step(
        en="“Have you had this before? Do you know what it is?”",
        fr="« Avez-vous déjà vécu cela ? Savez-vous ce que c’est ? »",
        source=sources.PANIC,
    ),
    step(
        en="Not sure whether it is the heart, or breath? Treat it as that, and send help.",
        fr=(
            "Pas certain·e que ce ne soit ni le cœur ni le souffle ? Faites comme si ce l’était, "
            "et envoyez de l’aide."
        ),
        source=sources.FIRST_AID_2006,
    ),
    step(
        en="Clear, slow, short sentences. Firm and kind; do not let it carry you along.",
        fr=(
            "Des phrases claires, lentes, courtes. Avec fermeté et douceur ; ne vous laissez pas "
            "emporter."
        ),
        source=sources.PANIC,
    ),
    step(
        en="“It is very frightening, and it is real to you. It is not dangerous, and it passes.”",
        fr=(
            "« C’est très effrayant, et c’est réel pour vous. Ce n’est pas dangereux, et cela "
            "passe. »"
        ),
        source=sources.PANIC,
    ),
    step(
        en="“It rarely lasts longer than ten minutes. We wait for the end of it together.”",
        fr="« Cela dure rarement plus de dix minutes. Nous en attendons la fin ensemble. »",
        source=sources.PANIC,
    ),
    step(
        en="“What do you need right now?” Ask; do not guess.",
        fr="« De quoi avez-vous besoin, là, maintenant ? » Demandez ; ne devinez pas.",
        source=sources.PANIC,
    ),
    unwritten(
        en="Breathing together, or another way to settle",
        fr="Respirer ensemble, ou une autre façon de s’apaiser",
    ),
    unwritten(
        en="Panic after a stimulant: when it is more than panic",
        fr="La panique après un stimulant : quand c’est plus que de la panique",
    ),
)
