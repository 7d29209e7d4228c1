"""An opioid with a benzodiazepine or xylazine: they may breathe well and not wake for hours."""

from stillhere.care.drafts import sources
from stillhere.care.drafts.steps import step

CARDS = (
    step(
        en=(
            "“Give the naloxone all the same. It works on the opioid, and does no harm.” On a "
            "benzo or xylazine it does nothing."
        ),
        fr=(
            "« Donnez la naloxone quand même. Elle agit sur l’opioïde et ne fait pas de mal. » "
            "Sur une benzo ou la xylazine, elle ne fait rien."
        ),
        source=sources.BC_SEDATION + " " + sources.HEALTH_CANADA_NALOXONE,
    ),
    step(
        en="Look for breathing, not for waking. “They may breathe well and sleep on for hours.”",
        fr=(
            "Cherchez la respiration, pas le réveil. « Elle peut bien respirer et dormir encore "
            "des heures. »"
        ),
        source=sources.BC_SEDATION,
    ),
    step(
        en="“Watch the chest and tell me each breath. One about every five seconds is normal.”",
        fr=(
            "« Regardez la poitrine et dites-moi chaque respiration. Une toutes les cinq secondes "
            "environ, c’est normal. »"
        ),
        source=sources.TOWARD_THE_HEART,
    ),
    step(
        en="Slower, or none: open “Breaths, by phone” and begin.",
        fr="Plus lente, ou absente : ouvrez « Souffler, par téléphone » et commencez.",
        source=sources.ALBERTA,
    ),
    step(
        en="“They breathe and sleep: roll them onto their side, and stay with them.”",
        fr="« Elle respire et dort : tournez-la sur le côté et restez avec elle. »",
        source=sources.FRASER,
    ),
    step(
        en="“If they breathe normally, more naloxone will not wake them, and can make them sick.”",
        fr=(
            "« Si elle respire normalement, plus de naloxone ne la réveillera pas et peut la "
            "rendre malade. »"
        ),
        source=sources.BC_SEDATION,
    ),
    step(
        en="“They need to be seen by medics, also if they breathe well.”",
        fr="« Il faut que des ambulanciers la voient, même si elle respire bien. »",
        source=sources.BC_SEDATION,
    ),
)
