"""Who is on shift: they come, tire, rest, hand over and leave; consoles are lost and come back."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Final

from stillhere.actions.debrief import come_back
from stillhere.actions.leaving import leave
from stillhere.actions.roster import come_on, take_break
from stillhere.actions.watch import happen
from stillhere.care import watch_events as happened
from stillhere.care.roster import StillHolding
from stillhere.engine.simulation.house import TEAMS, Colleague
from stillhere.engine.simulation.load import SHIFT_HOURS, START, TORONTO, lognormal
from stillhere.engine.simulation.scene import Scene
from stillhere.engine.simulation.sight import rows, time_of

BEAT: Final = (
    "UPDATE records_console SET beat_at = ?, due_at = ?"
    " WHERE operator_id IN (SELECT value FROM json_each(?))"
)
SILENT_AT: Final = "SELECT due_at FROM records_console WHERE operator_id = ? AND due_at IS NOT NULL"
BEATS: Final = timedelta(seconds=5)
SILENT: Final = timedelta(seconds=15)
"""As the shipped policy says. Beats are not sent one by one: see `Staff.beat`."""
SHIFT: Final = timedelta(hours=SHIFT_HOURS)
TIRES: Final = 0.08
"""Slower by so much for each hour on shift."""
AGAIN: Final = 60.0
"""Seconds until somebody who could not leave tries again."""


@dataclass(slots=True)
class Seat:
    """One colleague and their console, as the world outside the database knows it."""

    who: Colleague
    dice: Random
    on: bool = False
    resting: bool = False
    lost_at: datetime | None = None
    """The console is dead since; whoever sits there can do nothing."""
    since: datetime = START
    ends: datetime = START
    came: int = 0
    asked_to_leave: bool = False
    spared: bool = False
    """Sent help, and is rung for nobody new until they say so themself (AF3)."""

    @property
    def is_here(self) -> bool:
        return self.on and self.lost_at is None

    def slowly(self, seconds: float, now: datetime) -> float:
        hours = max(0.0, (now - self.since).total_seconds() / 3600)
        return lognormal(self.dice, seconds, 0.4, seconds * 6) * (1 + TIRES * hours)


@dataclass(slots=True)
class Staff:
    scene: Scene
    seats: dict[int, Seat] = field(default_factory=dict)
    beaten: datetime = START
    came_on: Callable[[Seat, datetime], None] = lambda _seat, _now: None

    def __post_init__(self) -> None:
        for who in self.scene.house.people:
            self.seats[who.id] = Seat(who=who, dice=self.scene.load.dice("colleague", who.id))
        for day in range(int(self.scene.load.days) + 2):
            self._plan(day)

    def here(self, *, but: int | None = None) -> list[Seat]:
        """At a live console and not resting, those who are free for somebody new first."""
        found = [s for s in self.seats.values() if s.is_here and not s.resting and s.who.id != but]
        held = [watch.holder for watch in self.scene.sight.watches.values()]
        return sorted(found, key=lambda seat: (held.count(seat.who.id), seat.who.id))

    def beat(self, now: datetime) -> None:
        """Live consoles beat every five seconds. Only the last beat before something happens can
        matter, so that one is written, for all of them at once.
        """
        if now - self.beaten < BEATS:
            return
        self.beaten = now
        here = [seat.who.id for seat in self.seats.values() if seat.is_here]
        if here:
            rows(BEAT, _kept(now), _kept(now + SILENT), json.dumps(here))

    def silent_at(self) -> datetime | None:
        """When the next lost console counts as silent."""
        lost = [seat.who.id for seat in self.seats.values() if seat.on and seat.lost_at is not None]
        if not lost:
            return None
        due = (rows(SILENT_AT, operator) for operator in lost)
        return min((time_of(row[0]) or START for found in due for row in found), default=None)

    def call_in(self, who: Colleague, now: datetime) -> None:
        """On call, at home: within a minute, at night alone within ten; away once all is calm."""
        seat = self.seats[who.id]
        if not seat.on:
            seat.ends = now + timedelta(minutes=15)
            away = seat.dice.uniform(15, 45) if self.here() else seat.dice.uniform(60, 600)
            self.scene.agenda.after(now, away, lambda at: self._come(seat, at, stay=None))

    def _plan(self, day: int) -> None:
        for seat in self.seats.values():
            if seat.who.shift is None or seat.who.team != day % TEAMS:
                continue
            if self.scene.load.nobody_comes(day, seat.who.shift):
                continue
            midnight = (START.astimezone(TORONTO) + timedelta(days=day)).replace(hour=0)
            begins = midnight.replace(hour=seat.who.shift).astimezone(START.tzinfo)
            early = timedelta(seconds=seat.dice.uniform(60, 600))
            come = partial(self._come, seat, stay=begins + SHIFT)
            self.scene.agenda.at(max(START, begins - early), come)

    def _come(self, seat: Seat, now: datetime, *, stay: datetime | None) -> None:
        if seat.on:
            return
        seat.on, seat.lost_at, seat.resting, seat.since = True, None, False, now
        seat.ends = stay or seat.ends
        self._sit_down(seat, now)
        if stay is not None:
            rest = seat.dice.uniform(2.5, 5) * 3600
            self.scene.agenda.after(now, rest, lambda at: self._rest(seat, at))
        self.scene.agenda.at(seat.ends, lambda at: self._leave(seat, at))
        self._may_vanish(seat, now)

    def _sit_down(self, seat: Seat, now: datetime) -> None:
        seat.came += 1
        seat.lost_at, seat.resting = None, False
        come_on(
            seat.who.id,
            organisation=self.scene.organisation,
            key=f"tab-{seat.came}",
            sound_heard=True,
            now=now,
        )
        self.came_on(seat, now)
        if seat.spared:
            self.scene.agenda.after(now, seat.slowly(30, now), partial(self._ring_me_again, seat))

    def spare(self, operator: int, now: datetime) -> None:
        """After a dispatch: a walk, a talk, and back when they say so."""
        seat = self.seats[operator]
        seat.spared = True
        away = seat.dice.uniform(1_200, 3_600)
        self.scene.agenda.after(now, away, partial(self._ring_me_again, seat))

    def _ring_me_again(self, seat: Seat, now: datetime) -> None:
        """Their own press; at another console it is pressed there."""
        if seat.spared and seat.is_here:
            seat.spared = False
            come_back(organisation=self.scene.organisation, by=seat.who.actor, now=now)

    def _rest(self, seat: Seat, now: datetime) -> None:
        """Not while they have somebody, nor the last one here."""
        if not seat.is_here or seat.resting:
            return
        if self.has_somebody(seat) or not self.here(but=seat.who.id):
            self.scene.agenda.after(now, 600, lambda at: self._rest(seat, at))
            return
        take_break(seat.who.id, organisation=self.scene.organisation, now=now)
        seat.resting = True
        self.scene.agenda.after(now, seat.dice.uniform(600, 1500), lambda at: self._back(seat, at))

    def _back(self, seat: Seat, now: datetime) -> None:
        if seat.is_here and seat.resting:
            self._sit_down(seat, now)

    def has_somebody(self, seat: Seat) -> bool:
        sight = self.scene.sight
        watches = any(watch.holder == seat.who.id for watch in sight.watches.values())
        contacts = sight.contacts.values()
        return watches or any(c.operator == seat.who.id and c.is_open for c in contacts)

    def _leave(self, seat: Seat, now: datetime) -> None:
        if not seat.on or now < seat.ends:
            return
        try:
            gone = seat.lost_at is not None or self._go(seat, now)
        except StillHolding:
            self._hand_over(seat, now)
            gone = False
        seat.on = not gone
        if not gone:
            self.scene.agenda.after(now, AGAIN, partial(self._leave, seat))

    def _go(self, seat: Seat, now: datetime) -> bool:
        """The last one here asks on-call by asking to leave, and leaves by asking again."""
        organisation = self.scene.organisation
        gone = leave(seat.who.id, organisation=organisation, now=now, anyway=seat.asked_to_leave)
        seat.asked_to_leave = not gone.left
        return gone.left

    def _hand_over(self, seat: Seat, now: datetime) -> None:
        """Their written watches; a call is finished by who began it."""
        others = [s for s in self.here(but=seat.who.id) if s.ends > now + timedelta(hours=1)]
        for watch in list(self.scene.sight.watches.values()):
            if not others or watch.holder != seat.who.id or watch.facts["channel"] == "voice":
                continue
            to = others[0]
            offer = happened.HandOverOffered(by=seat.who.actor, to=to.who.id)
            if self._happen(watch.id, offer, seat.who, now):
                accept = to.slowly(8, now)
                self.scene.agenda.after(now, accept, partial(self._accept, watch.id, to))

    def _accept(self, watch: int, seat: Seat, now: datetime) -> None:
        if seat.is_here:
            self._happen(watch, happened.Taken(by=seat.who.actor), seat.who, now)

    def _happen(self, watch: int, event: happened.Event, who: Colleague, now: datetime) -> bool:
        return self.scene.attempt(
            lambda: happen(watch, event, organisation=self.scene.organisation, now=now, by=who.id)
        )

    def _may_vanish(self, seat: Seat, now: datetime) -> None:
        after = seat.dice.expovariate(max(self.scene.load.chances.vanishes, 1e-9)) * 3600
        self.scene.agenda.after(now, after, partial(self._vanish, seat))

    def _vanish(self, seat: Seat, now: datetime) -> None:
        """A dead battery, a closed lid, no network: some are back before anybody has noticed."""
        if not seat.is_here or now >= seat.ends:
            return
        if not seat.resting:
            seat.lost_at = now
            wait = lognormal(seat.dice, 60, 1.0, 3600)
            self.scene.agenda.after(now, wait, lambda at: self._return(seat, at))
        self._may_vanish(seat, now)

    def _return(self, seat: Seat, now: datetime) -> None:
        if not seat.on or seat.lost_at is None:
            return
        if now >= seat.ends:
            seat.on = False  # sent home; the console was given up long ago
            return
        self._sit_down(seat, now)


def _kept(at: datetime) -> str:
    """As Django keeps it in SQLite."""
    return str(at.replace(tzinfo=None))
