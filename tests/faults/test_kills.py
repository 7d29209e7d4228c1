"""Web, keepwatch, auditor and all three, killed at random while fifty people are watched over."""

import random
import signal
import time
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from stillhere.actions.scribe import verify
from stillhere.records.models import Organisation
from stillhere.records.steady import clock
from tests.faults.callers import OK, Caller, Crowd
from tests.faults.conftest import KILLS, SEED
from tests.faults.history import Kept, doubled, lost, read_kept, say, spread, torn, unasked
from tests.faults.house import PROCESSES, House
from tests.faults.shift import HURRIED

pytestmark = pytest.mark.faults
BACK_WITHIN = 10.0
"""Seconds: the objective after `kill -9` of any process on one box."""


def kill_and_wait(house: House, victims: Sequence[str]) -> list[float]:
    before = {name: house.send(name, signal.SIGKILL) for name in victims}
    since = time.monotonic()
    return [
        house.works_again(name, since=since, instead_of=pid, within=3 * BACK_WITHIN)
        for name, pid in before.items()
    ]


def kill_at_random(house: House, *, times: int, seed: int) -> list[float]:
    chance = random.Random(seed)  # noqa: S311  # the same kills again for the same seed
    took: list[float] = []
    while len(took) < times:
        victims = chance.choice([[name] for name in PROCESSES] + [list(PROCESSES)])
        took += kill_and_wait(house, victims)
        time.sleep(chance.uniform(0.0, 1.5))
    return took


def test_no_kill_loses_doubles_or_delays_anybody(
    house: House, callers: list[Caller], crowd: Crowd, organisation: Organisation
) -> None:
    took = kill_at_random(house, times=KILLS, seed=SEED)
    time.sleep(HURRIED.ring_again + 2)
    crowd.stop()
    seen_at = clock.now()
    kept = read_kept(organisation)
    house.end()
    taps = [tap for caller in callers for tap in caller.taps.values()]
    told = [tap for tap in taps if tap.answer == OK]
    say(f"seed {SEED}: {len(took)} kills, {len(kept.versions)} watches")
    say(f"acknowledged {len(told)} of {len(taps)} taps; ledger {sum(kept.acts.values())} acts")
    say(f"back to work, p50 / p99 / max: {spread(took, 's')}")
    say(f"lateness, p50 / p99 / max: {spread(kept.lateness, 'ms')}")

    assert len(kept.versions) == len(callers) < len(told)
    assert lost(kept, taps) == doubled(kept, taps) == unasked(kept, taps) == []
    assert torn(kept) == silent_alarms(kept, callers, seen_at) == []
    assert max(took) <= BACK_WITHIN
    assert max(kept.lateness) <= BACK_WITHIN * 1000
    assert verify(organisation.pk).holds


def silent_alarms(kept: Kept, callers: Sequence[Caller], seen_at: datetime) -> list[int]:
    """Of those who never answered: whose alarm no longer rings."""
    watches = sorted(kept.versions)
    quiet = [watch for watch, caller in zip(watches, callers, strict=True) if caller.is_quiet]
    since = seen_at - timedelta(seconds=HURRIED.ring_again + BACK_WITHIN)
    return [watch for watch in quiet if kept.last_rung[watch] < since]
