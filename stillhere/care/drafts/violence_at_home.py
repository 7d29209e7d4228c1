"""Violence at home: what they say counts, and somebody may be listening."""

from stillhere.care.drafts import sources
from stillhere.care.drafts.steps import step, unwritten

CARDS = (
    step(
        en="“Can you talk? You can say just yes or no.”",
        fr="« Pouvez-vous parler ? Vous pouvez dire seulement oui ou non. »",
        source=sources.ZONTA,
    ),
    step(
        en="“Do you want me to call 911, yes or no?” Do not assume it: they lead.",
        fr=(
            "« Voulez-vous que j’appelle le 911, oui ou non ? » Ne le supposez pas : c’est la "
            "personne qui mène."
        ),
        source=sources.ZONTA + " " + sources.SASKATCHEWAN,
    ),
    step(
        en="Listen. Let them tell what they want to tell.",
        fr="Écoutez. Laissez dire ce que la personne veut dire.",
        source=sources.WHO,
    ),
    step(
        en="“What do you need most right now?”",
        fr="« De quoi avez-vous le plus besoin maintenant ? »",
        source=sources.WHO,
    ),
    step(
        en="“I believe you.” No judgement, no condition.",
        fr="« Je vous crois. » Sans jugement, sans condition.",
        source=sources.WHO,
    ),
    step(
        en="“Is there a room you can get out of? Better not the kitchen or the bathroom.”",
        fr=(
            "« Y a-t-il une pièce d’où vous pouvez sortir ? Plutôt pas la cuisine ni la salle de "
            "bain. »"
        ),
        source=sources.SANDGATE,
    ),
    step(
        en=(
            "“A shelter near you can make a plan with you, also if you stay. Shall I look for it? "
            "They are on sheltersafe.ca.”"
        ),
        fr=(
            "« Une maison d’hébergement près de vous peut faire un plan avec vous, même si vous "
            "restez. Voulez-vous que je la cherche ? Elles sont sur sheltersafe.ca. »"
        ),
        source=sources.SHELTERSAFE,
    ),
    step(
        en="“Can anybody see this phone? For a shelter, a friend’s phone is safer.”",
        fr=(
            "« Quelqu’un peut-il voir ce téléphone ? Pour une maison d’hébergement, celui d’une "
            "amie ou d’un ami est plus sûr. »"
        ),
        source=sources.SHELTERSAFE,
    ),
    unwritten(
        en="Children in the home: what your region makes you report, and how you say so first",
        fr=(
            "Des enfants à la maison : ce que votre région vous oblige à signaler, et comment "
            "vous le dites d’abord"
        ),
    ),
)
