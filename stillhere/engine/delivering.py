"""Doing one duty: asking its line outside any transaction, and writing down what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from stillhere.actions import delivery
from stillhere.actions.call import ring_back
from stillhere.actions.claimed import Claimed
from stillhere.actions.lease import ANSWER, is_led
from stillhere.actions.parcel import NotDialled, Nowhere, Parcel, parcel
from stillhere.care.carriers import may_be_two
from stillhere.care.duties import Kind
from stillhere.engine.choosing import (
    another_is_left,
    choose,
    is_chat,
    stays_owed,
    went_around,
)
from stillhere.engine.receipts import seek
from stillhere.lines.line import (
    CannotReach,
    Line,
    LineError,
    NoSuchNumber,
    NotThisOne,
    OutcomeUnknown,
    Progress,
    Receipt,
)
from stillhere.lines.webchat import WebChat
from stillhere.records import journal
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Line as LineRecord

CHAT: Final = WebChat()
SURELY_NOT: Final = 4
"""Tries of one text that its company will not have, within some seconds: it never will."""
FindLine = Callable[[LineRecord], Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    claimed: Claimed
    parcel: Parcel
    line: LineRecord


def make_ready(claimed: Claimed, *, now: datetime) -> Ready | None:
    """Opens the address and the words, and chooses the line. None: it has been written down why."""
    if _rings_on_their_call(claimed, now):
        delivery.sent(claimed, now=now)
        return None
    try:
        made = parcel(claimed)
        line = choose(claimed, made, now=now)
    except Nowhere:
        delivery.refused(claimed, now=now, how="nowhere")
    except NotDialled:
        delivery.refused(claimed, now=now, how=NoSuchNumber.__name__)
    except CannotOpen:
        # The key may come back: the person is still there, and the alarm rings meanwhile.
        delivery.again(claimed, now=now, how="sealed")
    except Exception as wrong:  # noqa: BLE001  # one that nobody can read is not everybody's trouble
        journal.cry("duty_unreadable", wrong, kind=claimed.kind, tries=claimed.tries)
        delivery.again(claimed, now=now, how="unreadable")
    else:
        if line is not None:
            return Ready(claimed=claimed, parcel=made, line=line)
        _without_a_line(claimed, made, now=now)
    return None


def _rings_on_their_call(claimed: Claimed, now: datetime) -> bool:
    """Who was on a call is rung on it, with the operator they had (CO9); while somebody answers."""
    if claimed.kind is not Kind.RING_CALLER or claimed.contact is None:
        return False
    if not is_led(ANSWER, now=now):
        return False
    return ring_back(claimed.contact, organisation=claimed.organisation, now=now)


def _without_a_line(claimed: Claimed, made: Parcel, *, now: datetime) -> None:
    """Whoever waits for a colleague is not answered by "no line": the consoles go red (I11)."""
    settle = delivery.again if stays_owed(claimed, made) else delivery.refused
    settle(claimed, now=now, how="no_line")


def deliver(ready: Ready, *, find_line: FindLine, now: Callable[[], datetime]) -> None:
    """Never raises what a line, or its bugs, may raise."""
    claimed = ready.claimed
    try:
        line = CHAT if is_chat(ready.parcel) else find_line(ready.line)
        if claimed.kind is Kind.SEEK_RECEIPT:
            seek(claimed, line, now=now)
            return
        receipt = _reach(ready, line, now())
    except CannotReach as wrong:
        _refused(ready, how=type(wrong).__name__, now=now())
    except NotThisOne as wrong:
        _not_this_one(ready, how=type(wrong).__name__, now=now())
    except LineError as wrong:
        _again(ready, how=type(wrong), now=now())
    except Exception as wrong:  # noqa: BLE001  # a line's bug: this duty waits, no other does
        journal.cry("line_failed", wrong, line=ready.line.slug, kind=claimed.kind)
        _again(ready, how=OutcomeUnknown, now=now())
    else:
        reports = ready.line.pk if line.capabilities.reports else None
        delivery.sent(
            claimed,
            now=now(),
            reference=receipt.reference,
            reported_by=reports,
            by_line=ready.line.pk if went_around(claimed, ready.parcel, ready.line) else None,
            maybe_twice=receipt.maybe_twice or _may_be_two(ready),
        )
        if receipt.progress is Progress.FAILED:  # found again, and given up by the provider since
            delivery.not_arrived(claimed.key, organisation=claimed.organisation, now=now())


def _may_be_two(ready: Ready) -> bool:
    claimed = ready.claimed
    return may_be_two(ready.line.pk, (*claimed.unknown_by, *claimed.unheard_by))


def _again(ready: Ready, *, how: type[LineError], now: datetime) -> None:
    if ready.claimed.kind is Kind.TRIAL_TEXT:  # a test that does not work says so: that is its use
        delivery.refused(ready.claimed, now=now, how=how.__name__)
        return
    delivery.again(
        ready.claimed,
        now=now,
        how=how.__name__,
        line=ready.line.pk,
        maybe_taken=issubclass(how, OutcomeUnknown),
    )


def _refused(ready: Ready, *, how: str, now: datetime) -> None:
    """Never by this line; a colleague may be had by another, a caller by its second company."""
    if another_is_left(ready.claimed, ready.parcel, ready.line, how=how):
        by = ready.line.pk
        delivery.again(ready.claimed, now=now, how=how, line=by, never=True, only_this=True)
    else:
        delivery.refused(ready.claimed, now=now, how=how)


def _not_this_one(ready: Ready, *, how: str, now: datetime) -> None:
    """A caller's text that is not taken will not be by waiting: then that way to them is lost."""
    claimed = ready.claimed
    refused = len(claimed.refused_by) + 1
    is_trial = claimed.kind is Kind.TRIAL_TEXT
    if is_trial or (claimed.kind is Kind.TEXT_CALLER and refused >= SURELY_NOT):
        delivery.refused(claimed, now=now, how=how)
    else:
        delivery.again(claimed, now=now, how=how, line=ready.line.pk, only_this=True)


def _reach(ready: Ready, line: Line, now: datetime) -> Receipt:
    key, made = ready.claimed.key, ready.parcel
    # An earlier try may have left without our hearing of it: ask before anybody is rung twice.
    found = line.find(key) if ready.claimed.tries > 1 else None
    if found is not None:
        return found
    send = line.ring if made.rings else line.text
    return send(made.to, made.words, key=key, now=now)
