"""An opioid, and whoever took it is on the line: going quiet, perhaps alone."""

from stillhere.care.drafts import sources
from stillhere.care.drafts.steps import step, unwritten

CARDS = (
    step(
        en="Say their name, loud, again and again: “Can you hear me? Say one word.”",
        fr="Dites leur nom, fort, encore et encore : « M’entendez-vous ? Dites un mot. »",
        source=sources.QUEBEC,
    ),
    step(
        en=(
            "Listen. Snoring, gurgling or choking, slow breaths or none are signs of poisoning. "
            "Do not wait for more."
        ),
        fr=(
            "Écoutez. Ronflements, gargouillis, étouffement, respiration lente ou absente sont "
            "des signes d’intoxication. N’en attendez pas d’autres."
        ),
        source=sources.HEALTH_CANADA,
    ),
    step(
        en=(
            "No answer: send help now, as their plan says. “They do not answer me, and may not be "
            "breathing.”"
        ),
        fr=(
            "Pas de réponse : envoyez de l’aide maintenant, comme le dit leur plan. « La personne "
            "ne me répond pas et ne respire peut-être plus. »"
        ),
        source=sources.HEALTH_CANADA + " " + sources.STREET_SPIRIT,
    ),
    step(
        en="If they hear you: “Lie down on your side, mouth toward the floor. I stay on the line.”",
        fr=(
            "Si on vous entend : « Couchez-vous sur le côté, la bouche vers le sol. Je reste en "
            "ligne. »"
        ),
        source=sources.ALBERTA,
    ),
    unwritten(
        en="Naloxone they take themselves, while they still hear you",
        fr="La naloxone que la personne prend elle-même, tant qu’elle vous entend",
    ),
    step(
        en="Keep talking, also when nothing comes back. Stay until somebody is beside them.",
        fr=(
            "Continuez à parler, même si rien ne revient. Restez jusqu’à ce que quelqu’un soit "
            "auprès d’elle."
        ),
        source=sources.HEALTH_CANADA,
    ),
    step(
        en=(
            "Awake again: “You had stopped answering, and help is coming. Please take no more for "
            "now: naloxone wears off in 20 to 90 minutes, and it can come back.”"
        ),
        fr=(
            "De retour : « Vous ne répondiez plus, et de l’aide arrive. S’il vous plaît, ne "
            "reprenez rien pour l’instant : la naloxone s’épuise en 20 à 90 minutes, et cela peut "
            "recommencer. »"
        ),
        source=sources.HEALTH_CANADA_NALOXONE + " " + sources.SCHULZ,
    ),
    unwritten(
        en="How long to stay after they came round",
        fr="Combien de temps rester une fois la personne revenue à elle",
    ),
)
