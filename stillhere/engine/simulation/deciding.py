"""In an alarm: their name, the plan's people, the emergency number, until somebody is there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from stillhere.actions import escalation
from stillhere.actions.aftercare import close_watch, verify_outcome
from stillhere.actions.second_look import ask_second
from stillhere.actions.watch import happen
from stillhere.care import watch_events as happened
from stillhere.care.aftercare import Finding, VerifiedWith
from stillhere.care.channel import Channel
from stillhere.care.plan import Help
from stillhere.care.second_look import About
from stillhere.care.watch_events import CloseReason, Evidence
from stillhere.engine.simulation.caller import Caller
from stillhere.engine.simulation.scene import Scene
from stillhere.engine.simulation.sight import WatchSeen
from stillhere.engine.simulation.staff import Seat, Staff

Act = Callable[[WatchSeen, Caller, Seat, datetime], None]
Soon = Callable[[WatchSeen, Act, Seat, float, datetime], None]

SEEN: Final = 6.0
"""Seconds until whoever holds an alarm does the next thing about it."""
TRIES_FIRST: Final = timedelta(seconds=75)
"""Names are said and phones are rung for so long, from decide now, before help is called."""
FRIEND_ANSWERS: Final = 0.7
FRIEND_COMES: Final = 0.85
CANNOT_GET_IN: Final = 0.05
CALLED_OFF: Final = 0.5
"""Of those who woke while help was on its way."""


@dataclass(slots=True)
class Deciding:
    scene: Scene
    staff: Staff
    soon: Soon | None = None

    def next(self, watch: WatchSeen, caller: Caller, now: datetime) -> tuple[Act | None, float]:
        token = watch.token
        if watch.facts["beside"]:
            return self._hand_to_responders, 60.0
        if token is not None:
            if token["by"] == watch.holder:
                return self._on_the_phone, 25.0
            return (self._call, SEEN) if token["asked_again"] else (None, 0)
        if watch.state == "alarm":
            return self._alarm, SEEN
        if watch.facts["awake"] and not caller.never_wakes and not watch.facts["call_again"]:
            return self._awake, 15.0
        if watch.facts["call_again"]:
            return self._call, SEEN
        if watch.facts["ask_beside"]:
            return self._not_yet, SEEN
        if caller.help_at is not None:
            return self._are_they_there, max(1.0, (caller.help_at - now).total_seconds())
        return None, 0

    def _alarm(self, watch: WatchSeen, caller: Caller, seat: Seat, now: datetime) -> None:
        """The caller's own voice ends it, or in a chat what two people have seen them answer."""
        if caller.can_be_heard(now) and self._heard(watch, caller, seat, now):
            return
        zero = datetime.fromisoformat(watch.facts["time_zero"])
        decide_now = zero + timedelta(seconds=60)
        if now - decide_now < TRIES_FIRST and not watch.facts["duress"]:
            self._again(watch, self._alarm, seat, 12, now)
            return
        self._call(watch, caller, seat, now)

    def _call(self, watch: WatchSeen, caller: Caller, seat: Seat, now: datetime) -> None:
        friends = not any(each["help"] == Help.CONTACT for each in watch.facts["tried"])
        help = Help.CONTACT if friends and "friend" in caller.done else Help.EMERGENCY
        self._do(
            escalation.decide_help,
            watch,
            seat,
            now,
            help=help,
            helper=0 if help is Help.CONTACT else None,
        )
        if caller.dice.random() < self.scene.load.chances.two_call:
            self.scene.agenda.after(
                now, caller.dice.uniform(0, 20), partial(self._call_as_well, watch.id, seat)
            )

    def _call_as_well(self, watch: int, first: Seat, now: datetime) -> None:
        """A supervisor wants to call too: they have to be told that somebody does already."""
        others = [seat for seat in self.staff.here(but=first.who.id) if seat.who.supervises]
        seen = self.scene.sight.watches.get(watch)
        if others and seen is not None:
            self._do(escalation.decide_help, seen, others[0], now, help=Help.EMERGENCY)

    def _on_the_phone(self, watch: WatchSeen, caller: Caller, seat: Seat, now: datetime) -> None:
        token = watch.token
        if token is None:
            return
        if token["help"] == Help.EMERGENCY:
            caller.help_at = now + timedelta(minutes=caller.dice.uniform(5, 15))
            self._do(escalation.help_reached, watch, seat, now)
        elif caller.dice.random() < FRIEND_ANSWERS * FRIEND_COMES:
            minutes = caller.dice.randint(1, 8)
            caller.help_at = now + timedelta(minutes=minutes, seconds=-20)
            self._do(escalation.contact_said_yes, watch, seat, now, minutes=minutes)
        else:
            self._do(escalation.help_not_reached, watch, seat, now)

    def _are_they_there(self, watch: WatchSeen, caller: Caller, seat: Seat, now: datetime) -> None:
        if caller.help_at is not None and now < caller.help_at:
            wait = (caller.help_at - now).total_seconds()
            self._again(watch, self._are_they_there, seat, wait, now)
        elif caller.dice.random() < CANNOT_GET_IN:
            caller.help_at = None
            self._do(escalation.cannot_find, watch, seat, now, got_in=False)
        else:
            self._do(escalation.help_arrived, watch, seat, now)

    def _not_yet(self, watch: WatchSeen, caller: Caller, seat: Seat, now: datetime) -> None:
        if caller.help_at is not None and now >= caller.help_at:
            self._are_they_there(watch, caller, seat, now)
            return
        event = happened.StillWaiting(by=seat.who.actor)
        self._happen(watch, event, seat, now)

    def _awake(self, watch: WatchSeen, caller: Caller, seat: Seat, now: datetime) -> None:
        """Fine after all: half of them want nobody any more. The others are waited with."""
        wants_nobody = "stays" not in caller.done and caller.dice.random() < CALLED_OFF
        if wants_nobody and self._do(escalation.stand_down, watch, seat, now):
            return
        caller.done.add("stays")
        if watch.facts["channel"] == Channel.VOICE and caller.can_be_heard(now):
            self._heard(watch, caller, seat, now)
        elif caller.help_at is not None:
            wait = max(5.0, (caller.help_at - now).total_seconds())
            self._again(watch, self._are_they_there, seat, wait, now)

    def _hand_to_responders(
        self, watch: WatchSeen, _caller: Caller, seat: Seat, now: datetime
    ) -> None:
        organisation, by = self.scene.organisation, seat.who.actor
        reason = CloseReason.HANDED_OVER
        if self.scene.attempt(
            lambda: close_watch(watch.id, organisation=organisation, by=by, reason=reason, now=now)
        ):
            return
        self._again(watch, self._hand_to_responders, seat, 10, now)

    def after_close(self, watch: WatchSeen, now: datetime) -> None:
        """Somebody was sent: some hours later it is known what became of them."""
        caller = self.scene.by_watch.get(watch.id)
        if caller is not None:
            wait = caller.dice.uniform(1, 20) * 3600
            self.scene.agenda.after(now, wait, partial(self._verify, watch.id, caller))

    def _verify(self, watch: int, caller: Caller, now: datetime) -> None:
        here = self.staff.here()
        if not here:
            self.scene.agenda.after(now, 600, partial(self._verify, watch, caller))
            return
        needed = {Finding.BREATHING, Finding.AMBULANCE, Finding.NALOXONE_BY_RESPONDERS}
        found = needed if caller.never_wakes else {Finding.FALSE_ALARM, Finding.BREATHING}
        organisation, by = self.scene.organisation, here[0].who.actor
        self.scene.attempt(
            lambda: verify_outcome(
                watch,
                organisation=organisation,
                by=by,
                findings=found,
                verified_with=VerifiedWith.RESPONDERS,
                now=now,
            )
        )

    def _heard(self, watch: WatchSeen, caller: Caller, seat: Seat, now: datetime) -> bool:
        """Spoken is enough on a call. In writing a second person has to have seen the answer."""
        if watch.facts["channel"] == Channel.VOICE:
            event = happened.Heard(by=seat.who.actor, evidence=Evidence.SPOKEN)
            return self._happen(watch, event, seat, now)
        organisation, by = self.scene.organisation, seat.who.actor
        lately = caller.sent > 0 and caller.dice.random() < 0.3
        return lately and self.scene.attempt(
            lambda: ask_second(
                watch.id, organisation=organisation, by=by, about=About.ANSWERED, now=now
            )
        )

    def _again(self, watch: WatchSeen, act: Act, seat: Seat, wait: float, now: datetime) -> None:
        assert self.soon is not None
        self.soon(watch, act, seat, wait, now)

    def _do(self, act: Any, watch: WatchSeen, seat: Seat, now: datetime, **words: Any) -> bool:
        organisation, by = self.scene.organisation, seat.who.actor
        return self.scene.attempt(
            lambda: act(watch.id, organisation=organisation, by=by, now=now, **words)
        )

    def _happen(self, watch: WatchSeen, event: happened.Event, seat: Seat, now: datetime) -> bool:
        organisation, by = self.scene.organisation, seat.who.id
        return self.scene.attempt(
            lambda: happen(watch.id, event, organisation=organisation, now=now, by=by)
        )
