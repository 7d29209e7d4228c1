"""A stimulant: no antidote; heat, heart and fear."""

from stillhere.care.drafts import sources
from stillhere.care.drafts.steps import step, unwritten

CARDS = (
    step(
        en="“Is there pain in your chest, a very bad headache, jerking, or are you very hot?”",
        fr="« Avez-vous mal à la poitrine, très mal à la tête, des secousses, ou très chaud ? »",
        source=sources.TOWARD_STIMULANT,
    ),
    step(
        en=(
            "Any of these, a seizure, or in and out of consciousness: it is an emergency. Send "
            "help now."
        ),
        fr=(
            "Un seul de ces signes, une convulsion, ou une conscience qui va et vient : c’est une "
            "urgence. Envoyez de l’aide maintenant."
        ),
        source=sources.TOWARD_STIMULANT,
    ),
    step(
        en="“There may be an opioid in it. If in doubt, use the naloxone: it does no harm.”",
        fr=(
            "« Il y a peut-être un opioïde dedans. Dans le doute, utilisez la naloxone : elle ne "
            "fait pas de mal. »"
        ),
        source=sources.TOWARD_STIMULANT,
    ),
    step(
        en="“Go where it is quiet, sit down, slow down. I am with you.”",
        fr="« Allez où c’est calme, asseyez-vous, ralentissez. Je suis avec vous. »",
        source=sources.TOWARD_STIMULANT,
    ),
    step(
        en="Very hot: “A cool wet cloth on the forehead or under the arms. Open a window.”",
        fr=(
            "Très chaud : « Un linge frais et mouillé sur le front ou sous les bras. Ouvrez une "
            "fenêtre. »"
        ),
        source=sources.OVERAMPING,
    ),
    step(
        en="“Sip some water, not too much.” Nothing by mouth for somebody who is not awake.",
        fr=(
            "« Buvez un peu d’eau, pas trop. » Rien par la bouche à quelqu’un qui n’est pas "
            "éveillé."
        ),
        source=sources.TOWARD_STIMULANT,
    ),
    step(
        en="A seizure: “Move hard things away. Do not hold them. Put nothing in their mouth.”",
        fr=(
            "Une convulsion : « Éloignez ce qui est dur. Ne la retenez pas. Ne mettez rien dans "
            "sa bouche. »"
        ),
        source=sources.TOWARD_STIMULANT,
    ),
    step(
        en="“Please take no more for now.” Once, kindly.",
        fr="« S’il vous plaît, ne reprenez rien pour l’instant. » Une fois, avec douceur.",
        source=sources.TOWARD_STIMULANT,
    ),
    unwritten(
        en="Pressing on the chest by phone, when the heart has stopped",
        fr="Les compressions par téléphone, quand le cœur s’est arrêté",
    ),
)
