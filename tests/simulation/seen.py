"""What the database holds after a step, and what must be true of it: I1 to I7 and I10."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from stillhere.actions.contact import load as load_contact
from stillhere.actions.trouble import What
from stillhere.actions.watch import load as load_watch
from stillhere.care.contact_state import Contact as CareContact
from stillhere.care.contact_state import State as ContactState
from stillhere.care.watch_state import State, Watch
from stillhere.engine.audit import findings
from stillhere.records.models import Console, Contact, Entry, Message, WatchClock
from stillhere.records.organisations import as_organisation
from tests.databases import ENGINE, WEB, knock_as
from tests.simulation.night import AnyNight

LEVELS: Final = (State.CLOSED, State.LISTENING, State.ASKING, State.HELP_ON_THE_WAY, State.ALARM)
ALARMED: Final = (State.HELP_ON_THE_WAY, State.ALARM)
LOOKED_AGAIN: Final = timedelta(minutes=10)
"""Longer than any clock of a contact that nobody has."""
NEVER_TRUE: Final = (What.OVERDUE, What.WITHOUT_TIME, What.UNHELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    watches: dict[int, Watch]
    contacts: dict[int, CareContact]
    messages: frozenset[int]
    entries: int
    """The newest entry of the ledger; none is ever taken away, so their number is enough."""
    count: int


def see(night: AnyNight) -> Seen:
    with as_organisation(night.organisation):
        watches = WatchClock.objects.values_list("pk", flat=True)
        contacts = Contact.objects.values_list("pk", flat=True)
        newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
        return Seen(
            watches={each: load_watch(each).watch for each in watches},
            contacts={each: load_contact(each).contact for each in contacts},
            messages=frozenset(Message.objects.values_list("pk", flat=True)),
            entries=newest or 0,
            count=Entry.objects.count(),
        )


def check_whole(night: AnyNight, seen: Seen) -> None:
    """After the engine ran: nobody is overdue, forgotten, or held by who is not there."""
    now = night.now
    for watch in seen.watches.values():
        assert watch.is_open == (watch.due_at is not None), "I1: an open watch without a due time"
        assert watch.due_at is None or watch.due_at > now, "I2: overdue after the engine ran"
    for contact in seen.contacts.values():
        assert contact.is_open == (contact.due_at is not None), "I1: an open contact without one"
        assert contact.due_at is None or contact.due_at > now, "I2: overdue after the engine ran"
    _somebody_is_with_everybody(night, seen, now)


def _somebody_is_with_everybody(night: AnyNight, seen: Seen, now: datetime) -> None:
    with as_organisation(night.organisation):
        there = set(Console.objects.filter(due_at__gt=now).values_list("operator_id", flat=True))
    for watch in seen.watches.values():
        if watch.is_open:
            unheld = watch.holder is None and "unheld" in watch.clocks
            assert watch.holder in there or unheld, "I1, I5: held by nobody who is there"
    for contact in seen.contacts.values():
        if contact.is_open and not contact.watched:
            assert set(contact.offered_to) <= there, "I5: it rings where nobody is"
            if contact.state is ContactState.WITH_OPERATOR and contact.operator not in there:
                assert contact.operator is None, "I5: with somebody who is gone"
                assert contact.settled, "I1: taken by nobody"


def the_auditor_finds_nothing(night: AnyNight) -> None:
    """Another pair of eyes on I1 and I2: the product's own, which asks only the database."""
    now = night.now
    knock_as(ENGINE)
    try:
        found = findings(now, listening_since=now)
    finally:
        knock_as(WEB)
    assert not [what for what in NEVER_TRUE if what in found], f"the auditor: {found}"


def check_step(night: AnyNight, before: Seen, after: Seen) -> None:
    """What was acknowledged is there, and no alarm has ended but by a named person's act."""
    assert before.messages <= after.messages, "I6: a message is gone"
    assert before.watches.keys() <= after.watches.keys(), "I6: a watch is gone"
    assert before.contacts.keys() <= after.contacts.keys(), "I6: a contact is gone"
    assert before.count <= after.count, "I6: the ledger is shorter"
    acted, answered = _who_acted(night, before.entries)
    for id, was in before.watches.items():
        _check_watch(was, after.watches[id], by_somebody=id in acted, answered=id in answered)
    for id, had in before.contacts.items():
        has = after.contacts[id]
        if had.is_safety_event and not has.is_safety_event:
            assert id in acted or has.watched, "I3: an alarm of a contact ended by itself"


def _check_watch(was: Watch, is_: Watch, *, by_somebody: bool, answered: bool) -> None:
    if LEVELS.index(is_.state) < LEVELS.index(was.state):
        assert by_somebody or answered, f"I3: from {was.state} to {is_.state} by itself"
        if was.state in ALARMED and not by_somebody:
            assert not was.duress, "I3: cleared under duress"
    if not is_.is_open:
        assert by_somebody or not was.is_open, "I3: closed by nobody"
    had, has = was.decided, is_.decided
    if had is not None and has is not None and had.by != has.by:
        assert by_somebody, "I4: the token went to another by itself"


def _who_acted(night: AnyNight, since: int) -> tuple[set[int], set[int]]:
    """Watches and contacts a named person did something to; watches whose caller answered."""
    with as_organisation(night.organisation):
        new = Entry.objects.filter(pk__gt=since)
        gone = ("ConsoleLost", "ContactConsoleLost")
        by_people = new.filter(operator_id__isnull=False).exclude(what__in=gone)
        ids = by_people.values_list("watch_id", "contact_id")
        acted = {each for pair in ids for each in pair if each is not None}
        answers = new.filter(what="CheckedIn").values_list("watch_id", flat=True)
        return acted, {each for each in answers if each is not None}


def same_but_for_time(before: Seen, after: Seen) -> bool:
    """I7: nothing at all came of it."""
    return before == after
