"""What happened on a call, told to its contact and its watch, in the same transaction."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Final

from stillhere.actions.access import actor
from stillhere.actions.call_row import Loaded, happen_in_transaction
from stillhere.actions.contact import leave, take_contact
from stillhere.actions.contact_row import load as load_contact
from stillhere.actions.watch import happen_in_transaction as happen_to_watch
from stillhere.actions.watch import load as load_watch
from stillhere.care import call_events as happened
from stillhere.care import watch_events
from stillhere.care.call_state import Owe, Owed
from stillhere.care.refused import Refused
from stillhere.care.watch_state import Actor
from stillhere.records.models import Operator

Means = Callable[[Loaded, Owed, datetime], None]


def tell(loaded: Loaded, owed: tuple[Owed, ...], now: datetime) -> None:
    """Inside the transaction of the event. `loaded`: the call as it was before."""
    for each in owed:
        MEANS[each.what](loaded, each, now)


def _take(loaded: Loaded, owed: Owed, now: datetime) -> None:
    """Their phone was first. Who may not have the caller after all is let go, and others ring."""
    operator = Operator.objects.get(pk=owed.who or 0)
    organisation, contact = loaded.row.organisation_id, loaded.row.contact_id
    try:
        take_contact(contact, organisation=organisation, by=actor(operator), now=now)
    except Refused:
        offered = load_contact(contact).contact.offered_to
        others = tuple(each for each in offered if each != owed.who)
        happen_in_transaction(loaded.row.pk, happened.Offered(to=others), now=now)


def _left(loaded: Loaded, _owed: Owed, now: datetime) -> None:
    """Whatever the cause code: the plan says what is done about it (CO9, PL4)."""
    leave(
        loaded.row.contact_id,
        organisation=loaded.row.organisation_id,
        how=watch_events.Left.HUNG_UP,
        key=_key(loaded, "left"),
        now=now,
    )


def _silent(loaded: Loaded, _owed: Owed, now: datetime) -> None:
    """Before there is a watch the contact's own clock asks (WA1)."""
    _to_watch(loaded, watch_events.WentSilent(), "silent", now)


def _help_rings(loaded: Loaded, _owed: Owed, now: datetime) -> None:
    """The token does not lapse while the leg rings or is up (ES2)."""
    _to_watch(loaded, watch_events.LineIsUp(up=True), "help", now)
    _say_for_the_caller_of_help(loaded, watch_events.HelpDialled, now)


def _help_answered(loaded: Loaded, _owed: Owed, now: datetime) -> None:
    _say_for_the_caller_of_help(loaded, watch_events.HelpAnswered, now)


def _help_hung_up(loaded: Loaded, _owed: Owed, now: datetime) -> None:
    _to_watch(loaded, watch_events.LineIsUp(up=False), "help", now)


def _say_for_the_caller_of_help(
    loaded: Loaded,
    said: type[watch_events.HelpDialled | watch_events.HelpAnswered],
    now: datetime,
) -> None:
    """A line of ours sees by itself what whoever calls would have to tell (ES4)."""
    watch = load_contact(loaded.row.contact_id).row.watch_id
    decided = load_watch(watch).watch.decided if watch else None
    if decided is not None:
        _to_watch(loaded, said(by=Actor(id=decided.by)), said.__name__, now)


def _to_watch(loaded: Loaded, event: watch_events.Event, what: str, now: datetime) -> None:
    """Where there is one, and it has a use for it."""
    contact = load_contact(loaded.row.contact_id)
    if not contact.contact.watched or contact.row.watch_id is None:
        return
    with suppress(Refused):
        happen_to_watch(
            contact.row.watch_id,
            event,
            organisation=loaded.row.organisation_id,
            now=now,
            key=_key(loaded, what),
        )


def _key(loaded: Loaded, what: str) -> str:
    """One version of a call happens once."""
    return f"call:{loaded.row.pk}:{loaded.version}:{what}"


MEANS: Final[dict[Owe, Means]] = {
    Owe.TAKE: _take,
    Owe.LEFT: _left,
    Owe.SILENT: _silent,
    Owe.HELP_RINGS: _help_rings,
    Owe.HELP_ANSWERED: _help_answered,
    Owe.HELP_HUNG_UP: _help_hung_up,
}
