"""Beside every stage: what happened to their mind, recorded by its kind."""

from django.http import Http404

from stillhere.actions.support import record_adverse, take_back_adverse
from stillhere.care.support import Adverse
from stillhere.console.acting import At, on_contact
from stillhere.console.asking import one_of, whole_number


@on_contact
def adverse(at: At) -> None:
    """The same `key` twice is one event; a double press counts nothing twice."""
    key = at.form.get("key", "")
    if not key:
        raise Http404
    record_adverse(
        at.contact_id,
        organisation=at.organisation,
        kind=one_of(Adverse, at.form.get("kind")),
        by=at.by,
        key=key[:64],
        now=at.now,
    )


@on_contact
def taken_back(at: At) -> None:
    event = whole_number(at.form.get("event"))
    if event is None:
        raise Http404
    take_back_adverse(
        event,
        contact_id=at.contact_id,
        organisation=at.organisation,
        by=at.by,
        now=at.now,
    )
