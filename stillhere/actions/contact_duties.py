"""What a contact's rules now owe becomes messages and duties, in the decision's transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet

from stillhere.actions import cover
from stillhere.actions.alone import Alone
from stillhere.actions.duty import owe
from stillhere.actions.exercise import learner_of
from stillhere.actions.greetings import Greeting
from stillhere.actions.pausing import other_line_open
from stillhere.actions.ringing import people_to_ring
from stillhere.actions.words import keep_notice
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Contact as CareContact
from stillhere.care.contact_state import Owe
from stillhere.care.cover import Says
from stillhere.care.duties import Kind, Lane, who_rings
from stillhere.care.watch_state import Owe as WatchOwe
from stillhere.records.models import Contact, Duty
from stillhere.records.prepared_writing import Change

Notice = Greeting | Alone
NOTICES: Final[dict[Owe, Notice]] = {
    Owe.GREET: Greeting.GREETING,
    Owe.SAY_PAUSED: Greeting.PAUSED,
    Owe.SAY_NOBODY_YET: Greeting.NOBODY_YET,
    Owe.SAY_WHAT_ELSE: Greeting.WHAT_ELSE,
    Owe.SAY_CALL_BACK: Greeting.CALL_BACK,
    Owe.SAY_COME_BACK: Greeting.COME_BACK,
    Owe.ASK_STILL_THERE: Greeting.STILL_THERE,
    Owe.OFFER_UNATTENDED: Alone.OFFER,
    Owe.TAKE_OFFER_BACK: Alone.OVER,
    Owe.ASK_PARTNERS: Greeting.OTHER_LINE,
}
"""Of another line the caller gets the number, and nothing is shared with it: the seam for lines
that help one another out (CO4)."""
WITH_NOBODY_ON: Final[dict[Notice, Notice]] = {
    Greeting.NOBODY_YET: Greeting.NOBODY_ON,
    Greeting.WHAT_ELSE: Greeting.NOBODY_CAN_WATCH,
}
"""What is said instead while nobody is on shift at all."""
PEOPLE: Final = {
    Owe.RING_ON_CALL: WatchOwe.RING_ON_CALL,
    Owe.RING_SUPERVISOR: WatchOwe.RING_SUPERVISOR,
    Owe.RING_EVERYONE: WatchOwe.RING_EVERYONE,
}
SAYS_WAITS: Final[dict[str, Any]] = {"says": Says.WAITS}
RING_BACK_FOR: Final = timedelta(minutes=10)
"""A phone that rings long after somebody went tells whoever has it more than it helps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    row: Contact
    after: CareContact
    now: datetime

    def key(self, what: str, whom: int = 0) -> str:
        return f"{what}:c{self.row.pk}:{whom}:{int(self.now.timestamp() * 1000)}"


def owe_for_contact(
    *, row: Contact, after: CareContact, owed: tuple[Owe, ...], now: datetime
) -> None:
    case = _Case(row=row, after=after, now=now)
    for what in owed:
        if what is Owe.ASK_PARTNERS and not other_line_open(row.line):
            continue  # there is none now: who waits has been told of 911 and somebody near
        if what in NOTICES:
            _say(case, what)
        elif what in PEOPLE:
            _ring_people(case, what)
        elif what is Owe.RING_CALLER:
            _ring_caller(case)


def no_longer_wanted(contact_id: int, now: datetime, *kinds: Kind) -> None:
    """They were taken, they came back: what has not gone out yet would only disturb."""
    for kind in kinds:
        _NO_LONGER.make(contact_id, kind, now, state="not_wanted", ended_at=now)


def _idle(contact: int, kind: Kind, now: datetime) -> QuerySet[Duty]:
    # One that is just being delivered is left alone: its outcome is about to be written.
    idle = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    waiting = Duty.objects.filter(
        idle, contact_id=contact, watch__isnull=True, state="owed", kind=kind
    )
    by_people = Q(kind=Kind.TEXT_CALLER) & ~Q(facts__has_key="notice")
    return waiting.exclude(by_people)


_NO_LONGER: Final = Change(_idle, "state", "ended_at")


def _say(case: _Case, what: Owe) -> None:
    """A notice is kept for whoever reads the thread; on a call it is heard, not sent."""
    notice = _notice(case, what)
    key = case.key(notice)
    message = keep_notice(case.row, reading=notice, key=key, now=case.now)
    if case.row.channel == Channel.VOICE:
        return
    asking = what is Owe.ASK_STILL_THERE
    owe(
        Kind.TEXT_CALLER,
        organisation=case.row.organisation_id,
        key=key,
        now=case.now,
        lane=Lane.LIFE if asking else Lane.CARE,
        contact=case.row.pk,
        not_after=case.now + case.after.policy.seconds("pace_slow"),
        message=message.pk,
        notice=notice,
    )


def _notice(case: _Case, what: Owe) -> Notice:
    notice = NOTICES[what]
    if notice is Alone.OFFER and case.row.channel == Channel.CHAT:
        return Alone.OFFER_CHAT
    return WITH_NOBODY_ON.get(notice, notice) if case.after.nobody_on else notice


def _ring_people(case: _Case, what: Owe) -> None:
    """A colleague's phone. The next round owes its own ring, so this one lapses by then."""
    if learner_of(case.row.facts) is not None:
        return  # as in `watch_duties`
    why = PEOPLE[what]
    nobody_on = cover.nobody_on(case.row.organisation_id, case.now)
    people = people_to_ring(case.row.organisation_id)
    for person in who_rings(why, people, holder=case.after.operator):
        owe(
            Kind.RING_PERSON,
            organisation=case.row.organisation_id,
            key=case.key("ring", person.id),
            now=case.now,
            lane=Lane.LIFE,
            contact=case.row.pk,
            operator=person.id,
            not_after=case.now + case.after.policy.seconds("ring_again"),
            **(SAYS_WAITS if nobody_on and person.on_call else {}),
        )


def _ring_caller(case: _Case) -> None:
    owe(
        Kind.RING_CALLER,
        organisation=case.row.organisation_id,
        key=case.key("back"),
        now=case.now,
        lane=Lane.LIFE,
        contact=case.row.pk,
        not_after=case.now + RING_BACK_FOR,
    )
