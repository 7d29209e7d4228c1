"""Breaths by phone: with whoever is beside somebody who does not breathe well."""

from stillhere.care.drafts import sources
from stillhere.care.drafts.steps import step, unwritten

CARDS = (
    step(
        en="“Lay them on their back. Tilt the head back and lift the chin.”",
        fr="« Couchez-la sur le dos. Inclinez la tête vers l’arrière et soulevez le menton. »",
        source=sources.QUEBEC + " " + sources.SAMU,
    ),
    step(
        en="“Look into the mouth. Is anything in the way? Take it out.”",
        fr="« Regardez dans la bouche. Y a-t-il quelque chose qui gêne ? Enlevez-le. »",
        source=sources.ALBERTA,
    ),
    step(
        en=(
            "“Pinch the nose, close your mouth over theirs, and breathe in. One breath every five "
            "seconds. I count with you: two, three, four, breathe.”"
        ),
        fr=(
            "« Pincez le nez, couvrez sa bouche avec la vôtre et soufflez. Un souffle toutes les "
            "cinq secondes. Je compte avec vous : deux, trois, quatre, soufflez. »"
        ),
        source=sources.ALBERTA + " " + sources.STREET_SPIRIT,
    ),
    step(
        en="“The chest should rise each time. Tell me what you see.”",
        fr="« La poitrine doit se soulever chaque fois. Dites-moi ce que vous voyez. »",
        source=sources.ALBERTA,
    ),
    step(
        en="After two minutes: “Do they breathe by themselves now?”",
        fr="Après deux minutes : « Respire-t-elle toute seule maintenant ? »",
        source=sources.ALBERTA,
    ),
    step(
        en="Not yet: naloxone, if it is there (open that guide), then breaths again.",
        fr="Pas encore : la naloxone, s’il y en a (ouvrez ce guide), puis de nouveau les souffles.",
        source=sources.ALBERTA,
    ),
    step(
        en="“Go on until they breathe, or until the medics take over. I am here.”",
        fr=(
            "« Continuez jusqu’à ce qu’elle respire, ou que les ambulanciers prennent le relais. "
            "Je suis là. »"
        ),
        source=sources.ALBERTA,
    ),
    step(
        en="“They breathe: roll them onto their side, and keep watching.”",
        fr="« Elle respire : tournez-la sur le côté et gardez l’œil sur elle. »",
        source=sources.ALBERTA,
    ),
    unwritten(
        en="Pressing on the chest by phone: when, and with which words",
        fr="Les compressions par téléphone : quand, et avec quels mots",
    ),
)
