"""Taking what is owed in hand, for ten seconds at a time, after asking whether it still is."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q, QuerySet

from stillhere.actions import cover
from stillhere.actions.claimed import Claimed, as_claimed
from stillhere.actions.delivery import give_up, not_wanted
from stillhere.actions.watch import load
from stillhere.care.cover import Says
from stillhere.care.duties import Duty as Owed
from stillhere.care.duties import Kind, Lane, is_wanted, wait_before
from stillhere.care.watch_state import Owe
from stillhere.records.models import Duty, OwedDuty
from stillhere.records.organisations import as_organisation
from stillhere.records.prepared import Prepared
from stillhere.records.prepared_writing import Change

LEASE: Final = timedelta(seconds=10)
AT_ONCE: Final = 20
"""Duties in one claim: the writers' lock is held for as long as it looks at them."""
FAILING_AFTER: Final = 3
"""Tries after which a life duty is a trouble that a person should know of."""


def organisations_owing(lane: Lane, *, now: datetime) -> list[int]:
    """Whose turn it is. Looking takes no lock, so that an idle courier disturbs nobody."""
    return sorted(set(_OWING[lane].all(now)))


def claim(lane: Lane, *, organisation: int, now: datetime) -> list[Claimed]:
    """The longest owed first. What became unwanted or stale ends here and is not returned."""
    with as_organisation(organisation, writing=True):
        taken = [_take_apart(row, lane, now) for row in _READY[lane].all(organisation, now)]
    return [each for each in taken if each is not None]


def failing() -> list[tuple[int, str]]:
    """Of each life duty that has failed several times and is still owed: whose, and its kind."""
    stuck = OwedDuty.objects.filter(lane=Lane.LIFE, tries__gte=FAILING_AFTER)
    return list(stuck.values_list("organisation_id", "kind"))


def still_owed(organisation: int, kind: str, *, since: datetime) -> bool:
    """Somebody is still to be reached in this way, and since then nobody has been."""
    with as_organisation(organisation):
        same = Duty.objects.filter(organisation_id=organisation, kind=kind, lane=Lane.LIFE)
        made = same.filter(state__in=("sent", "delivered"), ended_at__gt=since)
        return same.filter(state="owed").exists() and not made.exists()


def _take_apart(row: Duty, lane: Lane, now: datetime) -> Claimed | None:
    """Each alone: one that nobody can read must not hold up the others (fault 15)."""
    try:
        with transaction.atomic():
            return _take(row, now)
    except Exception:  # noqa: BLE001  # whatever is wrong with it is wrong with it alone
        later = now + wait_before(lane=lane, tries=row.tries)
        Duty.objects.filter(pk=row.pk).update(tries=F("tries") + 1, not_before=later)
        return None


def _take(row: Duty, now: datetime) -> Claimed | None:
    if not _surely_wanted(row, now):
        not_wanted(as_claimed(row), now=now)
        return None
    if row.not_after is not None and row.not_after < now:
        give_up(as_claimed(row), now=now, how="too_late")
        return None
    row.tries += 1
    row.leased_until = now + LEASE
    _LEASE.make(row.pk, tries=row.tries, leased_until=row.leased_until)
    if row.tries == 1 and _is_cover(row):
        cover.next_round(row, now)
    return as_claimed(row)


def _is_cover(row: Duty) -> bool:
    return row.kind == Kind.RING_PERSON and row.facts.get("says") == Says.COVER


def _surely_wanted(row: Duty, now: datetime) -> bool:
    try:
        with transaction.atomic():
            return cover.is_wanted(row, now) if _is_cover(row) else _judge(row)
    except Exception:  # noqa: BLE001  # what nobody can judge is done: rather a ring too many
        return True


def _judge(row: Duty) -> bool:
    why = row.facts.get("why")
    if why is None or row.watch_id is None:
        return True
    owed = Owed(
        kind=Kind(row.kind),
        why=Owe(why),
        ask=row.facts.get("ask"),
        episode=row.episode,
        operator=row.operator_id,
        decided=bool(row.facts.get("decided")),
    )
    return is_wanted(owed, load(row.watch_id).watch)


def _ready(lane: Lane) -> Prepared[Duty]:
    def about(organisation: int, now: datetime) -> QuerySet[Duty]:
        owed = Duty.objects.filter(organisation_id=organisation, lane=lane, state="owed")
        ready = owed.filter(_free(now), not_before__lte=now).order_by("not_before", "pk")
        return ready.select_for_update(skip_locked=True)[:AT_ONCE]

    return Prepared(about)


def _free(now: datetime) -> Q:
    return Q(leased_until__isnull=True) | Q(leased_until__lte=now)


def _owing(lane: Lane) -> Prepared[int]:
    return Prepared(
        lambda now: OwedDuty.objects.filter(_free(now), lane=lane, not_before__lte=now).values_list(
            "organisation_id", flat=True
        )
    )


_OWING: Final = {lane: _owing(lane) for lane in Lane}
_READY: Final = {lane: _ready(lane) for lane in Lane}
_LEASE: Final = Change(lambda pk: Duty.objects.filter(pk=pk), "tries", "leased_until")
