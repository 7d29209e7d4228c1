"""Claiming what is due: the row is the timer and the queue, and nothing in memory is trusted.

What cannot be decided is set apart, so that it holds up nobody else: it rings as a trouble and
is tried again alone, less and less often. Forgetting that costs one more try.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Min, QuerySet

from stillhere.actions.trouble import What
from stillhere.actions.watch import Passed
from stillhere.engine.portion import Portion
from stillhere.engine.troubles import ring_for
from stillhere.records import journal
from stillhere.records.prepared import Prepared

AT_ONCE: Final = 100
LONGEST_NAP: Final = 1.0
"""Seconds. Whatever may have been missed is found within this."""
SHORTEST_NAP: Final = 0.02
"""Seconds, where something is due that another engine is just deciding."""
TRIED_AGAIN: Final = (1, 2, 5, 10, 30)
"""Seconds after each failure; the last one for good."""

Act = Callable[[int, Sequence[int], datetime], Passed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    tries: int
    not_before: datetime


@dataclass(slots=True, kw_only=True)
class Claimer:
    rows: Callable[[], QuerySet[Any]]
    """A narrow view with organisation_id and due_at."""
    id: str
    act: Act
    trouble: What
    portion: Portion = field(default_factory=Portion)
    stuck: dict[int, Stuck] = field(default_factory=dict)
    told: bool = True
    """A process before this one may have left its trouble behind."""
    _none_stuck: Prepared[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self._none_stuck = Prepared(self._oldest)

    def tick(self, now: datetime) -> int:
        """Decide up to a hundred of what is due, the oldest first. How many were heard."""
        heard = 0
        failed: set[int] = set()
        for organisation, ids in _by_organisation(self._due(now)).items():
            for share in self.portion.shares(ids):
                passed = self._pass(organisation, share, now)
                heard += passed.heard
                failed.update(passed.stuck)
        self._set_apart(failed, now)
        return heard

    def nap(self, now: datetime) -> float:
        # Only as far as we would sleep: a view that fences rows does not hand on their order.
        soon = self._due_until(now + timedelta(seconds=LONGEST_NAP), now)
        due: datetime | None = soon.aggregate(next=Min("due_at"))["next"]
        if due is None:
            return LONGEST_NAP
        return min(LONGEST_NAP, max(SHORTEST_NAP, (due - now).total_seconds()))

    def _due(self, now: datetime) -> list[tuple[int, int]]:
        if not self.stuck:
            return self._none_stuck.all(now)
        return list(self._oldest(now))

    def _oldest(self, now: datetime) -> QuerySet[Any, tuple[int, int]]:
        due = self._due_until(now, now).order_by("due_at")
        return due.values_list("organisation_id", self.id)[:AT_ONCE]

    def _due_until(self, then: datetime, now: datetime) -> QuerySet[Any]:
        """Without those that are to be tried again later."""
        apart = [id for id, each in self.stuck.items() if each.not_before > now]
        return self.rows().filter(due_at__lte=then).exclude(**{f"{self.id}__in": apart})

    def _pass(self, organisation: int, ids: Sequence[int], now: datetime) -> Passed:
        try:
            return self.act(organisation, ids, now)
        except Exception as wrong:  # noqa: BLE001  # one of them must not hold up the others
            journal.cry("could_not_decide", wrong, kind=self.id, count=len(ids))
        if len(ids) == 1:
            return Passed(heard=0, stuck=tuple(ids))
        return together(self._pass(organisation, [id], now) for id in ids)

    def _set_apart(self, failed: Iterable[int], now: datetime) -> None:
        due_again = {id for id, each in self.stuck.items() if each.not_before <= now}
        for id in due_again - set(failed):
            del self.stuck[id]
        for id in failed:
            tries = self.stuck[id].tries + 1 if id in self.stuck else 1
            wait = TRIED_AGAIN[min(tries, len(TRIED_AGAIN)) - 1]
            self.stuck[id] = Stuck(tries=tries, not_before=now + timedelta(seconds=wait))
        if self.stuck or self.told:
            ring_for(self.trouble, list(self.stuck), now=now)
        self.told = bool(self.stuck)


def one_by_one(act: Callable[[int, int, datetime], None]) -> Act:
    def act_on_each(organisation: int, ids: Sequence[int], now: datetime) -> Passed:
        return together(_one(act, organisation, id, now) for id in ids)

    return act_on_each


def together(passed: Iterable[Passed]) -> Passed:
    each = list(passed)
    stuck = tuple(id for one in each for id in one.stuck)
    return Passed(heard=sum(one.heard for one in each), stuck=stuck)


def _one(
    act: Callable[[int, int, datetime], None], organisation: int, id: int, now: datetime
) -> Passed:
    try:
        act(organisation, id, now)
    except Exception as wrong:  # noqa: BLE001  # as above
        journal.cry("could_not_decide", wrong, organisation=organisation)
        return Passed(heard=0, stuck=(id,))
    return Passed(heard=1)


def _by_organisation(due: Iterable[tuple[int, int]]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = {}
    for organisation, id in due:
        found.setdefault(organisation, []).append(id)
    return found
