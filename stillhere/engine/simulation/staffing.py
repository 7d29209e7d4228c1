"""How many have to be on shift at once: Erlang C, with the load's own busiest hours."""

from math import exp
from typing import Final

from stillhere.engine.simulation.load import HOURS, SHIFT_HOURS

HANDLING: Final = 25.0
"""Minutes one contact takes, all reasons together. Derived from the design's load."""
ANSWERED_IN: Final = 20.0
"""Seconds."""
SHARE: Final = 0.95
FEWEST: Final = 2
"""Nobody answers alone: somebody has to take over."""
SHIFTS: Final = tuple(range(0, 24, SHIFT_HOURS))
"""The hours at which they begin, in Toronto."""


def wanted(contacts_per_day: float, shift: int) -> int:
    """Enough for 95 % to be answered in 20 s in the busiest hour of this shift."""
    per_hour = contacts_per_day * max(HOURS[shift : shift + SHIFT_HOURS]) / 100
    return max(FEWEST, enough(per_hour * HANDLING / 60))


def enough(erlangs: float) -> int:
    operators = int(erlangs) + 1
    while answered_in_time(operators, erlangs) < SHARE:
        operators += 1
    return operators


def answered_in_time(operators: int, erlangs: float) -> float:
    """Erlang C: the share of those who wait no longer than `ANSWERED_IN`."""
    waits = _chance_to_wait(operators, erlangs)
    return 1 - waits * exp(-(operators - erlangs) * ANSWERED_IN / (HANDLING * 60))


def _chance_to_wait(operators: int, erlangs: float) -> float:
    blocked = 1.0
    for each in range(1, operators + 1):
        blocked = erlangs * blocked / (each + erlangs * blocked)
    return blocked / (1 - erlangs / operators * (1 - blocked))
