"""Going off shift: nobody is left behind, and the last one asks on-call first (WA11, WA13)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from stillhere.actions import cover
from stillhere.actions.roster import change, stop_ringing, write_down
from stillhere.actions.seats import people_with
from stillhere.actions.watch import until_not_overtaken
from stillhere.care.roster import Presence, StillHolding
from stillhere.records.models import Operator, WatchClock
from stillhere.records.organisations import as_organisation
from stillhere.records.prepared import Prepared


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    was_last: bool
    """Nobody else is on shift."""
    left: bool
    """False: on-call is being asked first; leave `anyway` once you have seen what they say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCall:
    """Somebody on call, as the last one on shift sees them."""

    name: str
    has_number: bool
    said_yes_at: datetime | None


def leave(operator_id: int, *, organisation: int, now: datetime, anyway: bool = False) -> Gone:
    """Raises `StillHolding(people)`: nobody is left behind (WA11).

    The last one on rings on-call by asking to leave, and leaves by asking again, `anyway`:
    a volunteer is free to go, and then it rings on and supervisors are told (WA13).
    """

    def act() -> Gone:
        with as_organisation(organisation, writing=True):
            if held := held_by(operator_id, organisation):
                raise StillHolding(held)
            last = cover.nobody_on(organisation, now, besides=operator_id)
            if last:
                cover.ask_on_call(organisation, now=now, leaving=operator_id)
            if last and not anyway and _is_here(operator_id, organisation):
                write_down("AskedToLeave", operator_id, organisation, now)
                return Gone(was_last=True, left=False)
            if change(operator_id, organisation, Presence.AWAY):
                stop_ringing(operator_id, organisation, now)
                write_down("WentOff", operator_id, organisation, now)
                if last:
                    _told(operator_id, organisation, now)
            return Gone(was_last=last, left=True)

    return until_not_overtaken(act)


def stay(operator_id: int, *, organisation: int, now: datetime) -> None:
    """They stay after all: no phone rings for their leaving any more."""
    with as_organisation(organisation, writing=True):
        if _is_here(operator_id, organisation):
            cover.stay(organisation, now=now)
            write_down("Stayed", operator_id, organisation, now)


def on_call(*, organisation: int, now: datetime) -> list[OnCall]:
    """Everybody on call, and since when each has said yes."""
    with as_organisation(organisation):
        policy = cover.policy_here(organisation)
        said = {yes.by: yes.at for yes in cover.yeses(organisation, now=now, policy=policy)}
        people = Operator.objects.filter(organisation_id=organisation, is_active=True, on_call=True)
        return [
            OnCall(name=p.name, has_number=bool(p.sealed_number), said_yes_at=said.get(p.pk))
            for p in people.order_by("name", "pk")
        ]


def _told(operator_id: int, organisation: int, now: datetime) -> None:
    policy = cover.policy_here(organisation)
    if not cover.yeses(organisation, now=now, policy=policy):
        cover.tell_supervisors(organisation, now=now, leaver=operator_id)


def _is_here(operator_id: int, organisation: int) -> bool:
    here = Operator.objects.filter(pk=operator_id, organisation_id=organisation)
    return here.filter(console__isnull=False).exclude(console__state=Presence.AWAY).exists()


def held_by(operator_id: int, organisation: int) -> int:
    """Inside `as_organisation`: how many people somebody has in hand.

    Counted twice on purpose: by contacts, and by watches, whatever became of their contacts.
    """
    with_them = people_with(organisation)
    held = len(_HELD.all(operator_id, organisation))
    people = sum(number for (who, _), number in with_them.items() if who == operator_id)
    return max(people, held)


_HELD: Final = Prepared(
    lambda operator, organisation: (
        WatchClock.objects.filter(
            organisation_id=organisation,
            holder_id=operator,
            watch__contact__facts__learner__isnull=True,  # an exercise keeps nobody
        )
        .exclude(state="closed")
        .values_list("pk", flat=True)
    )
)
