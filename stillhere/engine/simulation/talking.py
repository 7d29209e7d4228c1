"""From the first hello until a watch runs, and every conversation that needs none."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from stillhere.actions.contact import (
    end_contact,
    join_watch,
    perhaps_same,
    say_need,
    take_contact,
    they_answered,
)
from stillhere.actions.intake import keep_answer
from stillhere.actions.plan import keep_plan
from stillhere.actions.saying import say
from stillhere.actions.second_look import ask_to_end
from stillhere.actions.support import record_adverse
from stillhere.actions.watch import begin_watch
from stillhere.care.channel import Channel
from stillhere.care.contact_state import EndReason, Need
from stillhere.care.intake import Question
from stillhere.care.plan import Help, Helper, IfDropped, Reach, Step, Terms, Words
from stillhere.care.support import Adverse
from stillhere.engine.simulation.caller import WORD, Caller
from stillhere.engine.simulation.callers import Callers, adverse
from stillhere.engine.simulation.house import Colleague
from stillhere.engine.simulation.scene import Scene
from stillhere.engine.simulation.sight import ContactSeen
from stillhere.engine.simulation.staff import Seat, Staff

PLACE: Final = "40 Example Road, unit 3"
STEPS: Final = ("need", "called", "place", "begin", "plan")
QUICK: Final = 12.0
"""Seconds between two steps of an intake: under a minute in all (IN1)."""
LINES: Final = 180.0
"""Seconds between two things written in a talk."""


@dataclass(slots=True)
class Talking:
    scene: Scene
    staff: Staff
    callers: Callers

    def look(self, contact: ContactSeen, now: datetime) -> None:
        """Something about this contact changed: who does what about it next?"""
        if contact.is_waiting:
            for id in contact.facts["offered_to"]:
                self._pick_up_soon(contact, self.staff.seats[id], now)
        elif (
            contact.is_open
            and contact.watch is None
            and contact.alarm in ("left", "silent", "help")
        ):
            seat = self.staff.seats.get(contact.operator or 0)
            if seat is not None and seat.is_here:
                act = partial(self._about_the_alarm, contact.id, seat)
                self.scene.agenda.after(now, seat.slowly(10, now), act)

    def take(self, contact: int, seat: Seat, now: datetime) -> None:
        by = seat.who.actor
        if not seat.is_here or not self.scene.attempt(
            lambda: take_contact(contact, organisation=self.scene.organisation, by=by, now=now)
        ):
            return
        caller = self.scene.by_contact.get(contact)
        if caller is not None and caller.taken_at is None:
            caller.taken_at = now
        self._go_on_soon(contact, seat, now)

    def returned(self, seat: Seat, now: datetime) -> None:
        """Back before anybody had noticed: whoever they were with is talked to again."""
        for contact in list(self.scene.sight.contacts.values()):
            if contact.operator == seat.who.id and not contact.is_waiting:
                self._go_on_soon(contact.id, seat, now)

    def end(self, contact: int, who: Colleague, reason: EndReason, now: datetime) -> bool:
        """False: not yet, and where two people are needed a second one is asked (CO7, CO11)."""
        organisation, by = self.scene.organisation, who.actor
        ended = self.scene.attempt(
            lambda: end_contact(contact, organisation=organisation, by=by, reason=reason, now=now)
        )
        if not ended:
            self.scene.attempt(
                lambda: ask_to_end(
                    contact, organisation=organisation, by=by, reason=reason, now=now
                )
            )
        return ended

    def _pick_up_soon(self, contact: ContactSeen, seat: Seat, now: datetime) -> None:
        """Each who is rung looks up after a moment of their own; the first one has them."""
        if not seat.is_here:
            return
        wait = seat.slowly(5, now)

        def pick_up(at: datetime) -> None:
            still = self.scene.sight.contacts.get(contact.id)
            if still is not None and still.is_waiting:
                self.take(contact.id, seat, at)

        self.scene.agenda.after(now, wait, pick_up)

    def _go_on_soon(self, contact: int, seat: Seat, now: datetime, wait: float = QUICK) -> None:
        self.scene.agenda.after(now, seat.slowly(wait, now), partial(self._go_on, contact, seat))

    def _go_on(self, contact: int, seat: Seat, now: datetime) -> None:
        seen = self._mine(contact, seat)
        caller = self.scene.by_contact.get(contact)
        if seen is None or caller is None:
            return
        if caller.over:
            self.end(contact, seat.who, EndReason.ENDED, now)
        elif caller.watch is not None and seen.watch is None:
            self._join(contact, caller, seat, now)
        elif caller.uses:
            self._take_in(contact, caller, seat, now)
        else:
            self._listen(contact, caller, seat, now)

    def _mine(self, contact: int, seat: Seat) -> ContactSeen | None:
        seen = self.scene.sight.contacts.get(contact)
        if seen is None or not seat.is_here or seen.is_waiting or seen.operator != seat.who.id:
            return None
        return seen

    # Somebody who uses ------------------------------------------------------

    def _take_in(self, contact: int, caller: Caller, seat: Seat, now: datetime) -> None:
        step = next((each for each in STEPS if each not in caller.done), None)
        if step is None:
            return
        if not caller.can_be_heard(now) and step != "begin":
            self._go_on_soon(contact, seat, now)  # the contact's own clock asks after them
            return
        if self.scene.attempt(lambda: self._step(step, contact, caller, seat, now)):
            caller.done.add(step)
        self._go_on_soon(contact, seat, now)

    def _step(self, step: str, contact: int, caller: Caller, seat: Seat, now: datetime) -> None:
        by, organisation = seat.who.actor, self.scene.organisation
        match step:
            case "need":
                need = Need.USING_NOW if caller.dice.random() < 0.3 else Need.ABOUT_TO_USE
                say_need(contact, organisation=organisation, need=need, now=now, by=by)
            case "called":
                self._keep((Question.CALLED, "Robin"), contact, caller, seat, now)
            case "place":
                self._keep((Question.PLACE, PLACE), contact, caller, seat, now)
            case "begin":
                self._begin(contact, caller, seat, now)
            case _:
                self._plan(contact, caller, seat, now)

    def _keep(
        self, said: tuple[Question, str], contact: int, caller: Caller, seat: Seat, now: datetime
    ) -> None:
        question, answer = said
        keep_answer(
            contact,
            organisation=self.scene.organisation,
            question=question,
            answer=None if caller.dice.random() < 0.2 else answer,
            by=seat.who.actor,
            now=now,
        )

    def _begin(self, contact: int, caller: Caller, seat: Seat, now: datetime) -> None:
        begin_watch(
            contact,
            organisation=self.scene.organisation,
            by=seat.who.actor,
            route=caller.visit.route,
            with_sedative=caller.visit.with_sedative,
            now=now,
        )

    def _plan(self, contact: int, caller: Caller, seat: Seat, now: datetime) -> None:
        friend = caller.dice.random() < 0.4
        caller.done.update({"friend"} if friend else ())
        friends = (Helper(name="Jo", number="+14165550171"),) if friend else ()
        first = (Step(help=Help.CONTACT, helper=0),) if friend else ()
        keep_plan(
            contact,
            organisation=self.scene.organisation,
            terms=Terms(
                steps=(*first, Step(help=Help.EMERGENCY)),
                reach=Reach(ring=True, text=caller.dice.random() < 0.7),
                has_number=caller.visit.channel is not Channel.CHAT,
                if_dropped=IfDropped.RING,
                read_back=True,
            ),
            words=Words(place=PLACE, helpers=friends, ok_word=WORD),
            by=seat.who.actor,
            now=now,
        )

    def _join(self, contact: int, caller: Caller, seat: Seat, now: datetime) -> None:
        """They came back: a person says that it is the same one, and the old way is ended."""
        organisation, by = self.scene.organisation, seat.who.actor
        same = perhaps_same(contact, organisation=organisation)
        watch = next((each.watch_id for each in same if each.watch_id == caller.watch), None)
        if watch is None:
            self.end(contact, seat.who, EndReason.ENDED, now)
            return
        self.scene.attempt(
            lambda: join_watch(contact, organisation=organisation, watch_id=watch, by=by, now=now)
        )
        for earlier in caller.contacts[:-1]:
            if earlier in self.scene.sight.contacts:
                holder = self.scene.sight.watches[watch].holder
                who = self.staff.seats[holder].who if holder else seat.who
                self.end(earlier, who, EndReason.JOINED, now)

    # Somebody who talks -----------------------------------------------------

    def _listen(self, contact: int, caller: Caller, seat: Seat, now: datetime) -> None:
        if "need" not in caller.done:
            self._say_why(contact, caller, seat, now)
        if caller.would_end is None:
            caller.would_end = now + timedelta(minutes=caller.visit.minutes)
        if now >= caller.would_end or caller.gone:
            reason = EndReason.LEFT if caller.gone else EndReason.NO_WATCH_NEEDED
            if self.end(contact, seat.who, reason, now):
                self.callers.finish(caller)
                return
        danger = caller.uses is False and adverse(caller.visit, self.scene)
        if danger:
            self._through_the_danger(contact, caller, seat, now)
        if caller.visit.channel is not Channel.VOICE:
            self._write(contact, caller, seat, now)
        rest = max(5.0, (caller.would_end - now).total_seconds())
        often = 40.0 if danger else LINES if caller.visit.channel is not Channel.VOICE else rest
        self.scene.agenda.after(now, min(often, rest), partial(self._go_on, contact, seat))

    def _say_why(self, contact: int, caller: Caller, seat: Seat, now: datetime) -> None:
        by, organisation = seat.who.actor, self.scene.organisation
        self.scene.attempt(
            lambda: say_need(contact, organisation=organisation, need=Need.TALK, now=now, by=by)
        )
        caller.done.add("need")

    def _through_the_danger(self, contact: int, caller: Caller, seat: Seat, now: datetime) -> None:
        """An adverse mental-health event: said once, then held through, sign of life by sign."""
        by, organisation = seat.who.actor, self.scene.organisation
        if "danger" not in caller.done:
            need = Need.IN_DANGER
            self.scene.attempt(
                lambda: say_need(contact, organisation=organisation, need=need, now=now, by=by)
            )
            caller.done.add("danger")
            self.scene.attempt(
                lambda: record_adverse(
                    contact,
                    organisation=organisation,
                    kind=Adverse.THOUGHTS_OF_SUICIDE,
                    by=by,
                    key=f"a{contact}",
                    now=now,
                )
            )
        if caller.can_be_heard(now):
            self.scene.attempt(
                lambda: they_answered(contact, organisation=organisation, by=by, now=now)
            )

    def _write(self, contact: int, caller: Caller, seat: Seat, now: datetime) -> None:
        key = f"o{contact}:{now.timestamp():.3f}"
        self.scene.attempt(
            lambda: say(
                contact,
                organisation=self.scene.organisation,
                by=seat.who.actor,
                words="I am here.",
                key=key,
                now=now,
            )
        )
        self.scene.agenda.after(now, 20, lambda at: self.callers.talk(caller, "it is a lot", at))

    # Somebody whose own alarm rings, before there is a watch ------------------

    def _about_the_alarm(self, contact: int, seat: Seat, now: datetime) -> None:
        """Heard again, or rung and rung in vain until two agree that they are gone."""
        seen, caller = self._mine(contact, seat), self.scene.by_contact.get(contact)
        if seen is None or caller is None or seen.alarm is None:
            return
        by, organisation = seat.who.actor, self.scene.organisation
        if caller.can_be_heard(now):
            self.scene.attempt(
                lambda: they_answered(contact, organisation=organisation, by=by, now=now)
            )
            self._go_on_soon(contact, seat, now)
            return
        long_enough = now - (caller.taken_at or now) > timedelta(minutes=5)
        if long_enough and self.end(contact, seat.who, EndReason.LEFT, now):
            return
        self.scene.agenda.after(now, 45, partial(self._about_the_alarm, contact, seat))

    def ended(self, contact: ContactSeen) -> None:
        """By one or by two: nothing of theirs is open any more, and they may call again."""
        caller = self.scene.by_contact.get(contact.id)
        still = self.scene.sight.contacts
        if caller is not None and not any(id in still for id in caller.contacts):
            self.callers.finish(caller)
