"""Ringing back who asked for it: the number, what may be said, and who answered (CO4, CO9)."""

from typing import Any

from stillhere.actions.call_back import number_to_ring
from stillhere.actions.call_back import rang_back as rang_them_back
from stillhere.care.contact_events import Answered
from stillhere.care.intake import Question
from stillhere.console.acting import At, on_contact
from stillhere.console.asking import one_of
from stillhere.console.dispatch_shown import written
from stillhere.console.known import Known


@on_contact
def rang_back(at: At) -> None:
    rang_them_back(
        at.contact_id,
        organisation=at.organisation,
        how=one_of(Answered, at.form.get("how")),
        by=at.by,
        now=at.now,
    )


def call_back_shown(known: Known) -> dict[str, Any]:
    """That they want it, for everyone who may know of them; the number for who took them alone."""
    wanted = known.contact.call_back and known.contact.is_open
    if not wanted or not known.mine:
        return {"call_back": wanted}
    number = number_to_ring(
        known.row.pk, organisation=known.at.organisation, by=known.by, now=known.now
    )
    return {
        "call_back": True,
        "call_back_number": number,
        "call_back_written": written(number),
        "call_back_say": known.answers.given.get(Question.MAY_SAY, ""),
        "rung_back": known.contact.rung_back,
    }
