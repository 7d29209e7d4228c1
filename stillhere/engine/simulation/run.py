"""One run from the first contact to the last goodbye: what happens next, and is all still true?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from time import perf_counter
from typing import Final

from stillhere.actions.delivery import pressed
from stillhere.actions.shred import shred_expired
from stillhere.care.cover import Says
from stillhere.care.proof import PERSON_KEY
from stillhere.engine.simulation.again import UsingAgain
from stillhere.engine.simulation.caller import Caller
from stillhere.engine.simulation.callers import Callers
from stillhere.engine.simulation.deciding import Deciding
from stillhere.engine.simulation.engine import Engine
from stillhere.engine.simulation.holding import Holding
from stillhere.engine.simulation.house import Colleague, found
from stillhere.engine.simulation.invariants import Inspector
from stillhere.engine.simulation.litter import little_is_thrown_away
from stillhere.engine.simulation.load import START, Load, draw
from stillhere.engine.simulation.scene import Scene
from stillhere.engine.simulation.seconding import Seconding
from stillhere.engine.simulation.sight import Changes, ContactSeen, WatchSeen, rows, time_of
from stillhere.engine.simulation.staff import Seat, Staff
from stillhere.engine.simulation.talking import Talking
from stillhere.engine.simulation.telephone import Telephone
from stillhere.records import journal
from stillhere.records.steady import HandedOver, clock

EVERYTHING_EVERY: Final = 50
"""Events between two looks at the whole database."""
GOODBYES: Final = timedelta(hours=8)
"""After the last day: whoever is still with us is seen through."""
ENOUGH: Final = 20
"""Broken invariants after which there is nothing more to learn."""
SHREDS_EVERY: Final = 6 * 3600.0

Told = Callable[[float, int], None]
"""The share of the days that is over, and how many contacts there have been."""


@dataclass(slots=True)
class Run:
    load: Load
    told: Told = lambda _share, _contacts: None
    until_broken: str = ""
    """An invariant to look for: once it is broken there is nothing more to learn."""
    scene: Scene = field(init=False)
    callers: Callers = field(init=False)
    staff: Staff = field(init=False)
    talking: Talking = field(init=False)
    holding: Holding = field(init=False)
    deciding: Deciding = field(init=False)
    seconding: Seconding = field(init=False)
    again: UsingAgain = field(init=False)
    engine: Engine = field(init=False)
    inspector: Inspector = field(init=False)
    seconds: float = 0.0
    _hands: HandedOver | None = None
    _wall_ahead: float = 0.0
    _told_day: int = -1

    def go(self) -> "Run":
        """All of it, on the clock that every part of the product reads."""
        began = perf_counter()
        with clock.hand_over(START) as hands, little_is_thrown_away():
            clock.begin_at(START)
            self._hands = hands
            self._set_up()
            self._until_all_is_over()
        self.seconds = perf_counter() - began
        return self

    def _set_up(self) -> None:
        house = found(self.load.contacts_per_day, START)
        self.scene = Scene(load=self.load, house=house)
        self.callers, self.staff = Callers(self.scene), Staff(self.scene)
        self.scene.silent_since = self._silent_since
        self.talking = Talking(self.scene, self.staff, self.callers)
        self.deciding = Deciding(self.scene, self.staff)
        self.seconding = Seconding(self.scene, self.staff)
        self.again = UsingAgain(self.scene, self.staff)
        self.holding = Holding(self.scene, self.talking, self.deciding)
        self.deciding.soon = self.holding.soon
        self.staff.came_on = self._came_on
        telephone = Telephone(
            load=self.load,
            agenda=self.scene.agenda,
            organisation=house.organisation,
            heard=self._text_heard,
            rung=self._rung,
            picked=self._picked_up,
        )
        self.engine = Engine(dice=self.load.dice("engine"), find_line=telephone.line_for)
        self.inspector = Inspector(self.scene)
        for visit in draw(self.load):
            self.scene.agenda.at(visit.at, partial(self.callers.arrive, visit))
        self._plan_troubles()

    def _plan_troubles(self) -> None:
        agenda = self.scene.agenda
        for name, often, act in (
            ("stops", self.load.chances.engine_stops, self._stop_engine),
            ("steps", self.load.chances.wall_steps, self._step_wall),
        ):
            dice, at = self.load.dice(name), START
            while often and (at := at + timedelta(days=dice.expovariate(often))) < self.load.ends:
                agenda.at(at, act)
        agenda.after(START, SHREDS_EVERY, self._shred)

    # One event after the other -------------------------------------------------

    def _until_all_is_over(self) -> None:
        while (moment := self._next()) is not None:
            if self._has_learned():
                break
            self._move_to(moment)
            self.staff.beat(moment)
            self._do(moment)
            self._after(moment)
        self.inspector.look_at_everything(clock.now())
        self.inspector.look_back(clock.now())

    def _has_learned(self) -> bool:
        broken = self.scene.tally.broken
        return len(broken) >= ENOUGH or any(b.invariant == self.until_broken for b in broken)

    def _next(self) -> datetime | None:
        silent, ahead = self.staff.silent_at(), timedelta(seconds=max(0.0, self._wall_ahead))
        agenda, engine = self.scene.agenda.next, self.engine.next_turn(silent, ahead=ahead)
        times = [time for time in (agenda, engine) if time is not None]
        moment = min(times, default=None)
        if moment is None or moment > self.load.ends + GOODBYES:
            return None
        with_us = self.scene.sight.watches or self.scene.sight.contacts or self.scene.by_number
        if moment > self.load.ends and not with_us and not self._anything_open():
            return None
        return max(moment, clock.now())

    def _anything_open(self) -> bool:
        return bool(rows("SELECT 1 FROM records_outcome WHERE state = 'open' LIMIT 1"))

    def _do(self, now: datetime) -> None:
        agenda = self.scene.agenda
        try:
            if agenda.next is not None and agenda.next <= now:
                agenda.pop()(now)
            else:
                self.engine.turn(clock.claim(), now, silent=self.staff.silent_at())
        except Exception as wrong:  # noqa: BLE001  # a finding like any other: told, and it ends
            told = journal.told(wrong)
            self.scene.tally.breaks("error", f"{told['error']} at {told['where']}", now)
            self.scene.tally.broken.extend(self.scene.tally.broken[-1:] * ENOUGH)

    def _after(self, now: datetime) -> None:
        """What changed is checked, and seen by whoever does something about it."""
        tally = self.scene.tally
        tally.events += 1
        changes = self.scene.sight.look()
        self.inspector.look(changes, now)
        if tally.events % EVERYTHING_EVERY == 0:
            self.inspector.look_at_everything(now)
        self._react(changes, now)
        self._tell(now)

    def _react(self, changes: Changes, now: datetime) -> None:
        for entry in changes.entries:
            self._count(entry.what, entry.watch, entry.contact, entry.at)
            if entry.what == "DebriefOpened" and entry.operator is not None:
                self.staff.spare(entry.operator, now)
        for was, watch in changes.watches:
            self.seconding.watch(was, watch, now)
            self._watch_changed(was, watch, now)
        for before, contact in changes.contacts:
            self.seconding.contact(before, contact, now)
            self._may_be_alone(before, contact, now)
            self.talking.look(contact, now)
            if not contact.is_open:
                self.talking.ended(contact)

    def _watch_changed(self, before: WatchSeen | None, watch: WatchSeen, now: datetime) -> None:
        caller = self.scene.by_contact.get(watch.contact)
        if before is None:
            self.scene.tally.unattended += bool(watch.facts["unattended"])
        if before is None and caller is not None:
            self.callers.watched(caller, watch, now)
            self.again.watched(caller, watch, now)
        if before is not None and watch.state == "alarm" and before.state != "alarm":
            self.scene.tally.alarms += 1
        if not watch.is_open:
            self.holding.closed(watch, now)
            if watch.id in self.scene.tally.sent_help:
                self.deciding.after_close(watch, now)
            return
        self.holding.look(watch, now)
        if caller is not None and watch.facts["channel"] == "chat":
            self._page_shows(caller, watch, now)

    def _may_be_alone(
        self, before: ContactSeen | None, contact: ContactSeen, now: datetime
    ) -> None:
        offered_before = before is not None and before.facts["unattended_offered"]
        caller = self.scene.by_contact.get(contact.id)
        if caller is not None and contact.facts["unattended_offered"] and not offered_before:
            self.callers.offered_alone(caller, now)

    def _page_shows(self, caller: Caller, watch: WatchSeen, now: datetime) -> None:
        """A chat's page shows the question itself; a text has to arrive first."""
        ask, state = watch.facts["ask"], watch.state
        if state != "listening":
            wait = caller.dice.uniform(0.5, 3)
            self.scene.agenda.after(now, wait, lambda at: self.callers.asked(caller, ask, 0, at))

    def _count(self, what: str, watch: int | None, contact: int | None, at: datetime) -> None:
        tally = self.scene.tally
        if what in ("HelpReached", "ContactSaidYes") and watch is not None:
            tally.sent_help.add(watch)
        tally.adverse += what == "AdverseEvent"
        if what == "ContactTaken" and contact is not None:
            caller = self.scene.by_contact.get(contact)
            if caller is not None and "answered" not in caller.done:
                caller.done.add("answered")
                (began,) = rows("SELECT began_at FROM records_contact WHERE id = ?", contact)
                waited = at - (time_of(began[0]) or at)
                tally.waited.append(waited.total_seconds())

    # Time ---------------------------------------------------------------------

    def _move_to(self, moment: datetime) -> None:
        assert self._hands is not None
        assert clock.anchor is not None
        passed = (moment - clock.anchor.wall) // timedelta(microseconds=1)
        self._hands.running = clock.anchor.running_ns + passed * 1000
        self._hands.at = moment + timedelta(seconds=self._wall_ahead)

    def _stop_engine(self, now: datetime) -> None:
        """Killed and started again, as measured: a few seconds."""
        dice = self.load.dice("stop", now)
        until = now + timedelta(seconds=min(6.0, 1.5 + dice.expovariate(1 / 1.5)))
        self.engine.stand_still(until)
        self.inspector.stood_until = until

    def _step_wall(self, now: datetime) -> None:
        """The machine's wall clock is wrong for some minutes, either way."""
        dice = self.load.dice("step", now)
        forward = dice.random() < 0.5
        self._wall_ahead = dice.uniform(0.5, 1.9) if forward else -dice.uniform(1, 600)

        def right_again(_at: datetime) -> None:
            self._wall_ahead = 0.0

        self.scene.agenda.after(now, dice.uniform(60, 900), right_again)

    def _shred(self, now: datetime) -> None:
        shred_expired(self.scene.organisation, now=now, limit=10_000)
        self.scene.agenda.after(now, SHREDS_EVERY, self._shred)

    # Telephones -----------------------------------------------------------------

    def _text_heard(self, number: str, words: str, key: str, now: datetime) -> None:
        caller = self.scene.by_number.get(number)
        what, _, rest = key.partition(":")
        if caller is None or what != "ask":
            return
        digit = next((int(each) for each in words if each.isdecimal()), 0)
        self.callers.asked(caller, int(rest.rpartition(":")[2]), digit, now)

    def _rung(self, number: str, key: str, now: datetime) -> float | None:
        del key
        caller = self.scene.by_number.get(number)
        if caller is not None:
            return self.callers.rung_back(caller, now)
        dice = self.load.dice("ring", number, now)
        return None if dice.random() < self.load.chances.unanswered else dice.uniform(4, 14)

    def _picked_up(self, number: str, key: str, now: datetime) -> None:
        caller = self.scene.by_number.get(number)
        if caller is not None:
            self.holding.rung_back(caller, now)
            return
        who = next((who for who in self.scene.house.people if who.number == number), None)
        if who is not None and self.load.dice("key", key).random() >= self.load.chances.voicemail:
            press = partial(self._press_one, who, key)
            self.scene.agenda.after(now, self.load.dice("one", key).uniform(2, 8), press)

    def _press_one(self, who: Colleague, key: str, now: datetime) -> None:
        """A person, and no machine. Asked only whether misses may come to them, they stay home."""
        pressed(key, PERSON_KEY, organisation=self.scene.organisation, now=now)
        if not key.startswith(Says.COVER):
            self.staff.call_in(who, now)

    def _came_on(self, seat: Seat, now: datetime) -> None:
        self.talking.returned(seat, now)
        self.holding.returned(seat, now)

    def _silent_since(self, operator: int, now: datetime) -> datetime | None:
        seat = self.staff.seats[operator]
        if seat.is_here:
            return None
        left = seat.lost_at or seat.ends
        since = left + timedelta(seconds=15)
        return since if since <= now else None

    def _tell(self, now: datetime) -> None:
        day = (now - START).days
        if day != self._told_day:
            self._told_day = day
            share = min(1.0, (now - START) / (self.load.ends - START))
            self.told(share, self.scene.tally.by_reason.total())
