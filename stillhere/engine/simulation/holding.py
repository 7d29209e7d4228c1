"""What whoever holds a watch does next, each time something about it has changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from stillhere.actions.aftercare import close_watch
from stillhere.actions.watch import happen
from stillhere.care import watch_events as happened
from stillhere.care.channel import Channel
from stillhere.care.contact_state import EndReason
from stillhere.care.watch_events import CloseReason, Evidence
from stillhere.engine.simulation.caller import Caller
from stillhere.engine.simulation.deciding import Deciding
from stillhere.engine.simulation.scene import Scene
from stillhere.engine.simulation.sight import WatchSeen
from stillhere.engine.simulation.staff import Seat
from stillhere.engine.simulation.talking import Talking

NOTICED: Final = 5.0
"""Seconds until somebody at a console has seen what changed."""
SAYS_THEIR_NAME: Final = 12.0
"""Seconds between two times of saying it."""
REACTION: Final = 15.0
"""Seconds. What somebody does within so many, they do as soon as they have seen it."""
FOR_THE_UNHELD: Final = 10.0
"""Seconds until one nobody holds is looked at again, where nobody was there to take it."""

Act = Callable[[WatchSeen, Caller, Seat, datetime], None]


@dataclass(slots=True)
class Holding:
    scene: Scene
    talking: Talking
    deciding: Deciding

    def look(self, watch: WatchSeen, now: datetime) -> None:
        """One thing is planned; whatever changes meanwhile plans anew."""
        if watch.holder is None:
            self._take_soon(watch.id, now)
            return
        seat = self.talking.staff.seats[watch.holder]
        caller = self.scene.by_watch.get(watch.id)
        if caller is None:
            return
        act, wait = self._next(watch, caller, now)
        if act is not None:
            # Short waits are reactions, and tire; long ones are appointments.
            wait = seat.slowly(wait, now) if wait <= REACTION else wait
            self.soon(watch, act, seat, wait, now)

    def closed(self, watch: WatchSeen, now: datetime) -> None:
        """Their goodbye, in every contact of theirs."""
        caller = self.scene.by_watch.get(watch.id)
        if caller is None:
            return
        self.scene.agenda.after(now, caller.dice.uniform(5, 30), partial(self._say_bye, caller))

    def returned(self, seat: Seat, now: datetime) -> None:
        """Somebody sat down again: whoever is theirs is looked at anew."""
        for watch in list(self.scene.sight.watches.values()):
            if watch.facts["unattended"]:
                wait = seat.slowly(NOTICED, now)
                self.scene.agenda.after(now, wait, partial(self._sit_with, watch.id, seat))
            elif watch.holder == seat.who.id:
                self.look(watch, now)

    def _sit_with(self, watch: int, seat: Seat, now: datetime) -> None:
        """A person at a console, at last (WA12)."""
        seen = self.scene.sight.watches.get(watch)
        if seen is not None and seen.facts["unattended"] and seat.is_here:
            self._happen_taken(watch, seat, now)

    def rung_back(self, caller: Caller, now: datetime) -> None:
        """They picked up: whoever has them hears how they are."""
        watch = self.scene.sight.watches.get(caller.watch or 0)
        seat = self.talking.staff.seats.get(watch.holder or 0) if watch is not None else None
        if watch is not None and seat is not None and seat.is_here:
            caller.gone = False
            self.scene.agenda.after(now, 6, partial(self._heard_on_the_phone, watch.id, seat))

    def _heard_on_the_phone(self, watch: int, seat: Seat, now: datetime) -> None:
        seen = self.scene.sight.watches.get(watch)
        if seen is not None and seen.holder == seat.who.id and seat.is_here:
            self._heard(seen, seat, now)

    def _next(self, watch: WatchSeen, caller: Caller, now: datetime) -> tuple[Act | None, float]:
        voice = watch.facts["channel"] == Channel.VOICE and not caller.gone
        match watch.state:
            case "listening" if caller.would_end is not None and now >= caller.would_end:
                return self._end_well, NOTICED
            case "listening":
                return self._listen, self._until_asked(watch, caller, voice=voice, now=now)
            case "asking":
                return (self._say_their_name, NOTICED) if voice else (None, 0)
            case _:
                return self.deciding.next(watch, caller, now)

    def _until_asked(
        self, watch: WatchSeen, caller: Caller, *, voice: bool, now: datetime
    ) -> float:
        """On a call they are spoken to before the clock has to; the end is looked for as well."""
        due = watch.clocks.get("check_in", now)
        ahead = (due - now).total_seconds() - (caller.dice.uniform(6, 25) if voice else -1)
        if caller.would_end is not None:
            ahead = min(ahead, (caller.would_end - now).total_seconds())
        return max(1.0, ahead)

    def soon(self, watch: WatchSeen, act: Act, seat: Seat, wait: float, now: datetime) -> None:
        def do(at: datetime) -> None:
            still = self.scene.sight.watches.get(watch.id)
            caller = self.scene.by_watch.get(watch.id)
            if still is None or caller is None or still.version != watch.version:
                return
            if seat.is_here and still.holder == seat.who.id:
                act(still, caller, seat, at)

        self.scene.agenda.after(now, wait, do)

    def _listen(self, watch: WatchSeen, caller: Caller, seat: Seat, now: datetime) -> None:
        voice = watch.facts["channel"] == Channel.VOICE
        if caller.would_end is not None and now >= caller.would_end:
            self._end_well(watch, caller, seat, now)
        elif voice and caller.can_be_heard(now):
            self._heard(watch, seat, now)

    def _say_their_name(self, watch: WatchSeen, caller: Caller, seat: Seat, now: datetime) -> None:
        if caller.can_be_heard(now):
            self._heard(watch, seat, now)
        else:
            wait = seat.slowly(SAYS_THEIR_NAME, now)
            self.soon(watch, self._say_their_name, seat, wait, now)

    def _end_well(self, watch: WatchSeen, caller: Caller, seat: Seat, now: datetime) -> None:
        """Right after an answer; without one there is nothing to end on."""
        voice = watch.facts["channel"] == Channel.VOICE and not caller.gone
        if voice and caller.can_be_heard(now) and "bye" not in caller.done:
            caller.done.add("bye")
            self._heard(watch, seat, now)
            return
        answered = datetime.fromisoformat(watch.facts["last_answer_at"])
        lately = now - answered < timedelta(seconds=100)
        closed = lately and self.scene.attempt(
            lambda: close_watch(
                watch.id,
                organisation=self.scene.organisation,
                by=seat.who.actor,
                reason=CloseReason.ENDED_WELL,
                now=now,
            )
        )
        if not closed:
            caller.done.discard("bye")
            self.soon(watch, self._end_well, seat, seat.slowly(20, now), now)

    def _heard(self, watch: WatchSeen, seat: Seat, now: datetime) -> None:
        event = happened.Heard(by=seat.who.actor, evidence=Evidence.SPOKEN)
        organisation, by = self.scene.organisation, seat.who.id
        self.scene.attempt(
            lambda: happen(watch.id, event, organisation=organisation, now=now, by=by)
        )

    def _take_soon(self, watch: int, now: datetime) -> None:
        """An alarm for everybody: whoever has the fewest looks up first, then the next."""
        for place, seat in enumerate(self.talking.staff.here()[:3]):
            wait = seat.slowly(4 + 3 * place, now)
            self.scene.agenda.after(now, wait, partial(self._take, watch, seat))
        self.scene.agenda.after(now, FOR_THE_UNHELD, partial(self._still_unheld, watch))

    def _take(self, watch: int, seat: Seat, now: datetime) -> None:
        seen = self.scene.sight.watches.get(watch)
        if seen is None or seen.holder is not None or not seat.is_here:
            return
        self._happen_taken(watch, seat, now)

    def _happen_taken(self, watch: int, seat: Seat, now: datetime) -> None:
        event, organisation = happened.Taken(by=seat.who.actor), self.scene.organisation
        self.scene.attempt(
            lambda: happen(watch, event, organisation=organisation, now=now, by=seat.who.id)
        )

    def _still_unheld(self, watch: int, now: datetime) -> None:
        seen = self.scene.sight.watches.get(watch)
        if seen is not None and seen.holder is None:
            self._take_soon(watch, now)

    def _say_bye(self, caller: Caller, now: datetime) -> None:
        left = [id for id in caller.contacts if id in self.scene.sight.contacts]
        for contact in left:
            seen = self.scene.sight.contacts[contact]
            seat = self.talking.staff.seats.get(seen.operator or 0)
            if seat is not None and seat.is_here:
                self.talking.end(contact, seat.who, EndReason.ENDED, now)
        still = any(self.scene.sight.contacts.get(id) for id in left)
        caller.over = True
        if still:
            self.scene.agenda.after(now, 20, partial(self._bye_again, caller))
        else:
            self.talking.callers.finish(caller)

    def _bye_again(self, caller: Caller, now: datetime) -> None:
        if any(id in self.scene.sight.contacts for id in caller.contacts):
            self._say_bye(caller, now)
        else:
            self.talking.callers.finish(caller)
