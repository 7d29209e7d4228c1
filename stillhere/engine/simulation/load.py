"""Who reaches us, when and why: everything drawn before anything happens. These are the inputs."""

from bisect import bisect
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import accumulate, count
from math import exp, log
from random import Random
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from stillhere.care.channel import Channel
from stillhere.care.pace import Route

START: Final = datetime(2026, 3, 2, 5, tzinfo=UTC)
"""Midnight in Toronto, six days before the clocks there are put forward."""
TORONTO: Final = ZoneInfo("America/Toronto")
SHIFT_HOURS: Final = 8
"""The first of a day begins at midnight there."""
HOURS: Final = (
    5.6, 4.4, 3.4, 2.6, 2.1, 1.9, 1.9, 2.0, 2.2, 2.5, 2.7, 2.9,
    3.1, 3.2, 3.3, 3.5, 3.7, 4.0, 6.2, 7.0, 8.0, 9.0, 8.0, 6.8,
)  # fmt: skip
"""Per cent of contacts by the caller's own hour. Our default; an evening peak is published."""
ZONES: Final = (
    ("America/Toronto", 63.0), ("America/Vancouver", 13.0), ("America/Edmonton", 11.0),
    ("America/Winnipeg", 4.0), ("America/Regina", 3.0), ("America/Halifax", 4.0),
    ("America/St_Johns", 2.0),
)  # fmt: skip
"""63 % in Ontario is published; how the rest is spread is our default."""
WRITTEN: Final = ((Channel.TEXT, 1.0), (Channel.CHAT, 1.0))
ROUTES: Final = (
    (Route.SMOKED, 45.0), (Route.INJECTED, 25.0), (Route.SNORTED, 15.0),
    (Route.SWALLOWED, 10.0), (Route.UNKNOWN, 5.0),
)  # fmt: skip
"""Both are our defaults."""


class Reason(StrEnum):
    SUPERVISED_USE = "supervised_use"
    MENTAL_HEALTH = "mental_health"
    INFORMATION = "information"
    OTHER = "other"


REASONS: Final = (
    (Reason.SUPERVISED_USE, 3_994.0),
    (Reason.MENTAL_HEALTH, 1_703.0),
    (Reason.INFORMATION, 354.0),
    (Reason.OTHER, 477.0),
)
"""Viste 2023."""
LENGTHS: Final = {
    Reason.SUPERVISED_USE: (17.0, 0.6, 120.0),
    Reason.MENTAL_HEALTH: (22.0, 0.5, 90.0),
    Reason.INFORMATION: (6.0, 0.5, 30.0),
    Reason.OTHER: (4.0, 0.6, 30.0),
}
"""Median in minutes, sigma, cap. The first is the load of the design, the others our defaults."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """How often what happens seldom happens. Shares between 0 and 1."""

    needs_somebody: float = 77 / 3_994
    """Of supervised uses: they stop answering and somebody must be sent (Viste 2023)."""
    adverse: float = 28 / 2_518
    """Of mental-health contacts (Viste 2024)."""
    newcomer: float = 331 / 4_501
    """Of contacts: somebody who has not called before (Mocanu 2024). Else the one who was here at
    a contact drawn from all earlier ones, so that who called often calls often again."""
    written: float = 0.2
    """Of contacts: by text or chat, half and half; the others ring. From here on our defaults."""
    nods: float = 0.06
    """Of supervised uses: quiet for a while, and then awake again."""
    uses_again: float = 0.15
    """Of supervised uses: once more within the same watch."""
    drops: float = 0.04
    """The line goes dead; most come back."""
    leaves: float = 0.03
    """Without saying bye."""
    hangs_up: float = 0.03
    """Of all: before anybody has answered."""
    cries: float = 0.005
    """Of supervised uses by text and chat: asks for help in so many words."""
    twice: float = 0.04
    """Of what comes from outside: it comes a second time."""
    late: float = 0.02
    """Of what comes a second time and of reports: minutes later."""
    lost_text: float = 0.01
    unanswered: float = 0.25
    """Of rings: nobody picks up."""
    voicemail: float = 0.15
    """Of rings to colleagues that are picked up: by a machine, which presses nothing."""
    gaps: float = 0.08
    """Of shifts: nobody comes, and whoever is on call is all there is."""
    written_alone: float = 0.7
    """Of contacts in such a shift, instead of `written`: nobody picks up, the page answers."""
    vanishes: float = 0.03
    """Consoles lost in an hour at one."""
    engine_stops: float = 1.5
    """Times a day that the engine stands still for a few seconds."""
    wall_steps: float = 0.3
    """Times a day that the machine's wall clock is wrong for a while."""
    two_call: float = 0.3
    """Of alarms: a second person wants to call for help as well."""


USUAL: Final = Chances()
ROUGH: Final = Chances(
    needs_somebody=0.15, adverse=0.2, newcomer=0.5, written=0.6, nods=0.35, uses_again=0.4,
    drops=0.2, leaves=0.12, hangs_up=0.08, cries=0.1, twice=0.3, late=0.3, lost_text=0.05,
    gaps=0.3, written_alone=0.9, vanishes=0.8, engine_stops=12, wall_steps=12, two_call=0.8,
)  # fmt: skip
"""Everything that happens seldom happens often: for looking for bugs, not for figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    days: float
    contacts_per_day: float
    seed: int
    chances: Chances = field(default=USUAL)

    @property
    def ends(self) -> datetime:
        return START + timedelta(days=self.days)

    @property
    def expected(self) -> float:
        return self.days * self.contacts_per_day

    def nobody_comes(self, day: int, shift: int) -> bool:
        """`day` after the first, in Toronto; `shift`: the hour at which it begins."""
        return self.dice("gap", day, shift).random() < self.chances.gaps

    def dice(self, *what: object) -> Random:
        """The same throws again for the same seed, whatever else was thrown meanwhile."""
        return Random(":".join(map(str, (self.seed, *what))))  # noqa: S311  # to be had again


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One contact, before it happens."""

    number: int
    person: int
    at: datetime
    reason: Reason
    channel: Channel
    minutes: float
    """How long they would stay once somebody is with them."""
    route: Route
    with_sedative: bool
    french: bool


def draw(load: Load) -> list[Visit]:
    """In the order in which they come."""
    dice = load.dice("arrivals")
    local = sorted(_local_times(load, dice))
    people: list[int] = []
    newcomers = count()
    for _ in local:
        new = not people or dice.random() < load.chances.newcomer
        people.append(next(newcomers) if new else dice.choice(people))
    when = ((_at(at, load, person), person) for at, person in zip(local, people, strict=True))
    return [_visit(load, number, at, who) for number, (at, who) in enumerate(sorted(when))]


Thing = TypeVar("Thing")


def _channel(load: Load, dice: Random, *, written: float | None = None) -> Channel:
    """Mostly the one they always take."""
    share = load.chances.written if written is None else written
    return choose(dice, WRITTEN) if dice.random() < share else Channel.VOICE


def _is_alone(load: Load, at: datetime) -> bool:
    """Whether they come in a shift in which nobody does."""
    local = at.astimezone(TORONTO)
    day = (local.date() - START.astimezone(TORONTO).date()).days
    return load.nobody_comes(day, local.hour // SHIFT_HOURS * SHIFT_HOURS)


def choose(dice: Random, among: tuple[tuple[Thing, float], ...]) -> Thing:
    sums = list(accumulate(weight for _, weight in among))
    return among[min(bisect(sums, dice.random() * sums[-1]), len(among) - 1)][0]


def lognormal(dice: Random, median: float, sigma: float, most: float) -> float:
    return min(most, exp(dice.gauss(log(median), sigma)))


def _local_times(load: Load, dice: Random) -> list[float]:
    """Hours since the first midnight, as clocks on walls show them."""
    busy = max(HOURS)
    found, at, per_hour = [], 0.0, load.contacts_per_day * busy / 100
    while (at := at + dice.expovariate(per_hour)) < load.days * 24:
        if dice.random() < HOURS[int(at) % 24] / busy:
            found.append(at)
    return found


def _at(hours: float, load: Load, person: int) -> datetime:
    zone = ZoneInfo(choose(load.dice("zone", person), ZONES))
    day = START.astimezone(TORONTO).replace(tzinfo=None)
    local = (day + timedelta(seconds=round(hours * 3600))).replace(tzinfo=zone)
    return local.astimezone(UTC)


def _visit(load: Load, number: int, at: datetime, person: int) -> Visit:
    dice, theirs = load.dice("visit", number), load.dice("person", person)
    channel = _channel(load, theirs if theirs.random() < 0.8 else dice)
    if _is_alone(load, at):
        channel = _channel(load, load.dice("alone", number), written=load.chances.written_alone)
    reason = choose(dice, REASONS)
    return Visit(
        number=number,
        person=person,
        at=at,
        reason=reason,
        channel=channel,
        minutes=max(1.0, lognormal(dice, *LENGTHS[reason])),
        route=choose(dice, ROUTES),
        with_sedative=dice.random() < 0.1,
        french=theirs.random() < 0.1,
    )
