"""What is asked or offered as of anybody: who needs looking after (IN4), whom they like (IN7)."""

from typing import Any

from django.utils.translation import get_language

from stillhere.actions import contact, wished
from stillhere.care.intake import Question
from stillhere.care.wished import INDIGENOUS
from stillhere.care.young import PERHAPS_YOUNG, shows_guidance
from stillhere.console.acting import At, on_contact
from stillhere.console.dispatch_shown import written
from stillhere.console.known import Known
from stillhere.console.sentences import INDIGENOUS_OPERATOR, Spoken, spoken, spoken_of_ours


@on_contact
def wish(at: At) -> None:
    """Only because they said so; "no" takes it back."""
    skill = INDIGENOUS if at.form.get("wanted") == "yes" else ""
    wished.wish_for(at.contact_id, organisation=at.organisation, skill=skill, by=at.by, now=at.now)


@on_contact
def hand_to_wished(at: At) -> None:
    """Nobody there: refused in words, and they keep whom they have."""
    contact.hand_to_someone_else(
        at.contact_id, organisation=at.organisation, by=at.by, now=at.now, as_wished=True
    )


def asked_shown(known: Known) -> dict[str, Any]:
    if not known.mine:
        return {}
    age = known.answers.given.get(Question.AGE_BAND, "")
    return {
        "perhaps_young": PERHAPS_YOUNG,
        "may_be_young": shows_guidance(age, policy=known.policy),
        "young_guidance": _guidance(known),
        "indigenous_line": known.line_says.indigenous_line,
        "indigenous_number": known.line_says.indigenous_number,
        "indigenous_written": written(known.line_says.indigenous_number),
        "reports": _reports(known),
        "guidance_under": known.policy.guidance_under,
        "offer_indigenous": spoken(INDIGENOUS_OPERATOR, language=known.row.language),
        "wished": known.contact.wished,
        "wished_is_free": _is_free(known),
    }


def _guidance(known: Known) -> Spoken | None:
    """For the operator, in theirs."""
    said, own = known.line_says.young, get_language() or "en"
    return spoken_of_ours(said, language=own) if said else None


def _reports(known: Known) -> Spoken | None:
    said = known.line_says.reports
    return spoken_of_ours(said, language=known.row.language) if said else None


def _is_free(known: Known) -> bool:
    return bool(known.contact.wished) and wished.somebody_wished_is_free(
        known.row.pk, organisation=known.at.organisation, by=known.by, now=known.now
    )
