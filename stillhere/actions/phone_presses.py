"""What befalls a practice phone at one press: texts stop, it goes quiet, its battery is empty.

Each does what a real one would: the rules hear nothing but what a telephone company would bring.
"""

from datetime import datetime
from typing import Final

from django.db.models import F

from stillhere.actions.practice import hang_up, let_it_ring, phone_of, text_from
from stillhere.records.models import PracticePhone
from stillhere.records.organisations import as_organisation

QUIET: Final = "quiet"
"""In `PracticePhone.state`: whoever has it does nothing; what arrives, arrives."""
OFF: Final = "off"
"""Texts wait for it at the company, rings are unanswered, and nobody is told anything."""
STOP: Final = "STOP"


def texts_stop(phone_id: int, *, organisation: int, key: str, now: datetime) -> None:
    """The whole text is the word, as carriers want it: they bring none of ours from then on."""
    text_from(phone_id, organisation=organisation, body=STOP, key=key, now=now)


def go_quiet(phone_id: int, *, organisation: int) -> None:
    """A script plays no further; a phone played by hand is only marked, so that all know."""
    _befalls(phone_id, organisation, {QUIET: True})


def drop(phone_id: int, *, organisation: int, now: datetime) -> None:
    """Gone in the middle of whatever it was: a call is cut, a ring is not heard."""
    hang_up(phone_id, organisation=organisation, now=now)
    let_it_ring(phone_id, organisation=organisation, now=now)
    _befalls(phone_id, organisation, {QUIET: True, OFF: True})


def come_back(phone_id: int, *, organisation: int, words: str, key: str, now: datetime) -> None:
    """What waited arrives, a script goes on where it was, and they write by the same number."""
    _befalls(phone_id, organisation, {QUIET: False, OFF: False}, due_at=now)
    text_from(phone_id, organisation=organisation, body=words, key=key, now=now)


def _befalls(
    phone_id: int, organisation: int, state: dict[str, bool], *, due_at: datetime | None = None
) -> None:
    """With a new version: a turn of its script that is being played at this moment is lost."""
    with as_organisation(organisation, writing=True):
        phone = phone_of(phone_id)
        phone.state.update(state)
        PracticePhone.objects.filter(pk=phone.pk).update(
            state=phone.state, due_at=due_at if phone.script else None, version=F("version") + 1
        )
