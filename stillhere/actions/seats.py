"""Who sits at a console now, and whom of them somebody who waits would reach first."""

from collections import Counter
from datetime import datetime
from typing import Final

from django.db.models import Q

from stillhere.care.access import Role, supervises
from stillhere.care.channel import Channel
from stillhere.care.policy import Policy
from stillhere.care.refused import NotOnShift
from stillhere.care.roster import Presence, Seat, is_free, on_shift, order_operators
from stillhere.care.watch_state import Actor
from stillhere.records.models import Console, Contact, Debrief
from stillhere.records.prepared import Prepared


def seats(organisation: int) -> list[Seat]:
    """Inside `as_organisation`: everybody who is not away."""
    with_them, resting = people_with(organisation), who_rests(organisation)
    return [_seat(console, with_them, resting) for console in _CONSOLES.all(organisation)]


def who_rests(organisation: int) -> frozenset[int]:
    """Inside `as_organisation`: who has sent help and has not come back from it (AF3)."""
    return frozenset(_RESTING.all(organisation))


def must_be_on_shift(by: Actor, organisation: int, now: datetime) -> Seat:
    """Inside `as_organisation`: their live seat. Raises `NotOnShift`, also for a stranger."""
    seat = next((s for s in seats(organisation) if s.id == by.id), None)
    if seat is None or not on_shift(seat, now):
        raise NotOnShift
    return seat


def others_on_shift(organisation: int, now: datetime, *, besides: int) -> tuple[Seat, ...]:
    """Inside `as_organisation`: who else sits at a live console."""
    return tuple(s for s in seats(organisation) if s.id != besides and on_shift(s, now))


def people_with(organisation: int) -> Counter[tuple[int, Channel]]:
    """How many people each operator has, by channel. Who holds a watch has its caller."""
    found: Counter[tuple[int, Channel]] = Counter()
    counted: set[int] = set()
    for operator, channel, watch, state, holder in _CONTACTS.all(organisation):
        watched = state not in (None, "closed")
        has = holder if watched else operator
        if not has or watch in counted:
            continue
        if watched:
            counted.add(watch)
        found[has, Channel(channel)] += 1
    return found


def free_for(
    organisation: int,
    *,
    channel: Channel,
    language: str,
    policy: Policy,
    now: datetime,
    asked_for: int | None = None,
    skill: str = "",
) -> tuple[int, ...]:
    """Inside `as_organisation`: in the order in which they are rung (CO1)."""
    free = (s for s in seats(organisation) if is_free(s, channel, policy=policy, now=now))
    return order_operators(free, language=language, asked_for=asked_for, skill=skill, began=now)


def _seat(
    console: Console, with_them: Counter[tuple[int, Channel]], resting: frozenset[int]
) -> Seat:
    operator = console.operator
    return Seat(
        id=operator.pk,
        presence=Presence(console.state),
        silent_at=console.due_at,
        sound_heard=console.sound_heard_at is not None,
        speaks=tuple(operator.speaks),
        skills=tuple(operator.skills),
        idle_since=console.idle_since,
        on_voice=with_them[operator.pk, Channel.VOICE] > 0,
        supervises=supervises(Role(operator.role)),
        resting=operator.pk in resting,
        written=sum(with_them[operator.pk, each] for each in (Channel.TEXT, Channel.CHAT)),
    )


_CONSOLES: Final = Prepared(
    lambda organisation: (
        Console.objects.filter(organisation_id=organisation, operator__is_active=True)
        .exclude(state=Presence.AWAY)
        .select_related("operator")
    )
)
_RESTING: Final = Prepared(
    # Nobody rests from an exercise, and whom one practises with fills no hands: as below.
    lambda organisation: Debrief.objects.filter(
        organisation_id=organisation,
        back_at__isnull=True,
        watch__contact__facts__learner__isnull=True,
    ).values_list("operator_id", flat=True)
)
_CONTACTS: Final = Prepared(
    # Who only waits has nobody: a flood of them must not be read again for each of them.
    lambda organisation: Contact.objects.filter(
        Q(operator__isnull=False) | Q(watch__isnull=False),
        organisation_id=organisation,
        ended_at__isnull=True,
        facts__learner__isnull=True,
    ).values_list(
        "operator_id", "channel", "watch_id", "watch__clock__state", "watch__clock__holder_id"
    )
)
