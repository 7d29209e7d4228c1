"""Naloxone by phone: a spray or a needle, read aloud by whoever holds it."""

from stillhere.care.drafts import sources
from stillhere.care.drafts.steps import step

CARDS = (
    step(
        en="“Has anybody called 911? First that, then the naloxone at once.”",
        fr="« Quelqu’un a-t-il appelé le 911 ? D’abord cela, puis la naloxone tout de suite. »",
        source=sources.HEALTH_CANADA_NALOXONE,
    ),
    step(
        en=(
            "“Is it a spray or a needle? Follow the pictures on the kit; read them to me if you "
            "like.”"
        ),
        fr=(
            "« Est-ce un vaporisateur ou une aiguille ? Suivez les images de la trousse ; "
            "lisez-les-moi si vous voulez. »"
        ),
        source=sources.HEALTH_CANADA_NALOXONE,
    ),
    step(
        en=(
            "Spray: “On their back, head tilted back. Do not test it. The tip into one nostril, "
            "and press firmly.”"
        ),
        fr=(
            "Vaporisateur : « Sur le dos, la tête inclinée vers l’arrière. Ne le testez pas. "
            "L’embout dans une narine, et appuyez fermement. »"
        ),
        source=sources.QUEBEC + " " + sources.SHOPPERS,
    ),
    step(
        en=(
            "Needle: “Draw up the whole vial. Straight into the middle of the thigh. Push slowly, "
            "all the way.”"
        ),
        fr=(
            "Aiguille : « Aspirez tout le flacon. Droit au milieu de la cuisse. Poussez "
            "lentement, jusqu’au bout. »"
        ),
        source=sources.ALBERTA,
    ),
    step(
        en="“What time is it? Keep it in mind for the medics.”",
        fr="« Quelle heure est-il ? Gardez-la en tête pour les ambulanciers. »",
        source=sources.SAMU,
    ),
    step(
        en="“It takes two to five minutes. Go on with the breaths meanwhile.”",
        fr="« Il faut deux à cinq minutes. Continuez les souffles entre-temps. »",
        source=sources.ALBERTA,
    ),
    step(
        en="“Nothing after three to five minutes? Give the second one.”",
        fr="« Rien après trois à cinq minutes ? Donnez la deuxième dose. »",
        source=sources.CAMH,
    ),
    step(
        en="“They may wake up sick or upset. Tell them softly what happened.”",
        fr="« Elle peut se réveiller malade ou fâchée. Dites-lui doucement ce qui s’est passé. »",
        source=sources.SCHULZ,
    ),
    step(
        en=(
            "“It wears off in 20 to 90 minutes, and it can come back. Stay with them; they should "
            "see medics.”"
        ),
        fr=(
            "« Cela s’épuise en 20 à 90 minutes, et peut recommencer. Restez avec elle ; il faut "
            "que des ambulanciers la voient. »"
        ),
        source=sources.HEALTH_CANADA_NALOXONE,
    ),
)
