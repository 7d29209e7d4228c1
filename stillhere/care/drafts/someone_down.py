"""Somebody with the caller is down: place, 911, breaths, naloxone."""

from stillhere.care.drafts import sources
from stillhere.care.drafts.steps import step

CARDS = (
    step(
        en="“Where are you both, exactly? How does somebody get in?”",
        fr="« Où êtes-vous tous les deux, exactement ? Par où entre-t-on ? »",
        source=sources.OUR_RULES_DOWN,
    ),
    step(
        en=(
            "“Is there another phone to call 911? If not, I call.” Say: not responding, not "
            "breathing well. “Overdose” need not be said."
        ),
        fr=(
            "« Y a-t-il un autre téléphone pour appeler le 911 ? Sinon, j’appelle. » Dites : ne "
            "réagit pas, respire mal. Le mot « surdose » n’est pas nécessaire."
        ),
        source=sources.OUR_RULES_DOWN + " " + sources.SCHULZ,
    ),
    step(
        en="“Put me on speaker, beside them. I stay with you both.”",
        fr="« Mettez-moi sur haut-parleur, à côté. Je reste avec vous deux. »",
        source=sources.OUR_RULES_DOWN,
    ),
    step(
        en=(
            "“Shout their name. Rub the middle of their chest hard with your knuckles. Do they "
            "wake?”"
        ),
        fr=(
            "« Criez son nom. Frottez fort le milieu de sa poitrine avec vos jointures. Se "
            "réveille-t-elle ? »"
        ),
        source=sources.QUEBEC + " " + sources.ALBERTA,
    ),
    step(
        en=(
            "“Watch the chest. A breath about every five seconds is normal. Blue lips, snoring or "
            "gurgling are not.”"
        ),
        fr=(
            "« Regardez la poitrine. Une respiration toutes les cinq secondes environ, c’est "
            "normal. Des lèvres bleues, des ronflements ou des gargouillis ne le sont pas. »"
        ),
        source=sources.TOWARD_THE_HEART + " " + sources.HEALTH_CANADA,
    ),
    step(
        en=(
            "Not breathing well: breaths now, without waiting for naloxone. Open “Breaths, by "
            "phone”."
        ),
        fr=(
            "Respire mal : des souffles maintenant, sans attendre la naloxone. Ouvrez « Souffler, "
            "par téléphone »."
        ),
        source=sources.TOWARD_THE_HEART,
    ),
    step(
        en="“Is there naloxone? Give it.” Open “Naloxone, by phone”.",
        fr="« Y a-t-il de la naloxone ? Donnez-la. » Ouvrez « Naloxone, par téléphone ».",
        source=sources.HEALTH_CANADA,
    ),
    step(
        en="“They breathe and do not wake: roll them onto their side.”",
        fr="« Elle respire et ne se réveille pas : tournez-la sur le côté. »",
        source=sources.CAMH,
    ),
    step(
        en=(
            "If they are afraid of police: “The law protects all of you from a charge of simple "
            "possession when you call. It does not cover warrants or trafficking.”"
        ),
        fr=(
            "Si on craint la police : « La loi vous protège tous d’une accusation de possession "
            "simple quand vous appelez. Elle ne couvre ni les mandats ni le trafic. »"
        ),
        source=sources.HEALTH_CANADA + " " + sources.SAMARITAN,
    ),
    step(
        en="“Stay with them until help is there. So do I.”",
        fr="« Restez avec elle jusqu’à ce que l’aide soit là. Moi aussi. »",
        source=sources.HEALTH_CANADA,
    ),
)
