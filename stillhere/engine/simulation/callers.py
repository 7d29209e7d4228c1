"""What callers do: reach us, wait or give up, go quiet, drop, come back, leave without bye."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from stillhere.actions.contact import leave, open_contact
from stillhere.actions.messages import receive, receive_on_line, tap_help, tap_okay
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Need
from stillhere.care.watch_events import Left
from stillhere.engine.simulation.caller import WORD, Caller
from stillhere.engine.simulation.load import Reason, Visit, lognormal
from stillhere.engine.simulation.scene import Scene
from stillhere.engine.simulation.sight import WatchSeen

PATIENCE: Final = 240.0
"""Seconds somebody waits for an answer, on average."""
SAYS_YES: Final = 0.8
"""Of those who are offered a watch without a person."""
COMES_BACK: Final = 0.85
"""Of those whose line dropped."""


@dataclass(slots=True)
class Callers:
    scene: Scene

    def arrive(self, visit: Visit, now: datetime) -> None:
        """Whoever is with us already calls again later."""
        scene = self.scene
        caller = Caller(visit=visit, dice=scene.load.dice("caller", visit.number))
        if caller.number in scene.by_number:
            scene.agenda.after(now, 3_600, lambda at: self.arrive(visit, at))
            return
        scene.by_number[caller.number] = caller
        scene.tally.by_reason[visit.reason] += 1
        scene.tally.people.add(visit.person)
        self.reach(caller, now)
        self._may_give_up(caller, now)

    def reach(self, caller: Caller, now: datetime) -> None:
        """By telephone, text or page. What comes twice comes under the same key."""
        key = caller.next_key()
        by = self._text if caller.visit.channel is Channel.TEXT else self._open
        self.scene.from_outside(caller, now, lambda at: by(caller, key, at))

    def watched(self, caller: Caller, watch: WatchSeen, now: datetime) -> None:
        """Their watch has begun: what becomes of them is thrown once."""
        caller.watch = watch.id
        self.scene.by_watch[watch.id] = caller
        dice, chances = caller.dice, self.scene.load.chances
        caller.would_end = now + timedelta(minutes=caller.visit.minutes)
        during = now + timedelta(minutes=dice.uniform(0.3, 0.9) * min(caller.visit.minutes, 20))
        luck = dice.random()
        for share, act in (
            (chances.needs_somebody, self._stop_answering),
            (chances.nods, self._nod),
            (chances.drops, self._drop),
            (chances.leaves, self._go),
            (chances.cries, self._cry),
        ):
            if luck < share:
                self.scene.agenda.at(during, lambda at, act=act: act(caller, at))  # type: ignore[misc]
                return
            luck -= share

    def asked(self, caller: Caller, ask: int, digit: int, now: datetime) -> None:
        """A question is on their phone or page: answered after a moment, where they can."""
        if ask <= caller.heard_ask:
            return
        caller.heard_ask = ask
        think = lognormal(caller.dice, 9, 0.5, 40)
        self.scene.agenda.after(now, think, lambda at: self._answer(caller, ask, digit, at))

    def offered_alone(self, caller: Caller, now: datetime) -> None:
        """Nobody can be with them: most who are about to use take the machine, and say where."""
        if caller.uses and caller.dice.random() < SAYS_YES:
            think = caller.dice.uniform(5, 20)
            yes = "yes, 40 Example Road, unit 3"
            self.scene.agenda.after(now, think, lambda at: self.talk(caller, yes, at))

    def talk(self, caller: Caller, words: str, now: datetime) -> None:
        if caller.visit.channel is Channel.VOICE or not caller.can_be_heard(now):
            return
        key = caller.next_key()
        by = self._text if caller.visit.channel is Channel.TEXT else self._write
        self.scene.from_outside(caller, now, lambda at: by(caller, key, at, words))

    def rung_back(self, caller: Caller, now: datetime) -> float | None:
        """Seconds until they pick up."""
        if caller.is_quiet(now) or caller.dice.random() < self.scene.load.chances.unanswered:
            return None
        return caller.dice.uniform(5, 15)

    # Reaching us ------------------------------------------------------------

    def _open(self, caller: Caller, key: str, now: datetime) -> None:
        scene, visit = self.scene, caller.visit
        voice = visit.channel is Channel.VOICE
        said_so = caller.uses and not voice and caller.dice.random() < 0.5
        opened = open_contact(
            organisation=scene.organisation,
            line_id=scene.house.line,
            channel=visit.channel,
            address=caller.number if voice else f"page-{visit.person}",
            language="fr" if visit.french else "en",
            key=key,
            now=now,
            need=Need.ABOUT_TO_USE if said_so else Need.UNKNOWN,
        )
        self._is_here(caller, opened.contact_id, key)

    def _text(
        self, caller: Caller, key: str, now: datetime, words: str = "hi, are you there"
    ) -> None:
        scene = self.scene
        reached = receive_on_line(
            scene.house.line,
            organisation=scene.organisation,
            address=caller.number,
            words=words,
            key=key,
            now=now,
        )
        self._is_here(caller, reached[0], key, table="message")

    def _is_here(self, caller: Caller, contact: int, key: str, table: str = "contact") -> None:
        """A text that comes after the end is a contact of its own, with nothing more to say."""
        if contact not in self.scene.by_contact:
            self.scene.by_contact[contact] = caller
            caller.contacts.append(contact)
        caller.gone = False
        self.scene.acknowledge(table, contact, key)

    def _may_give_up(self, caller: Caller, now: datetime) -> None:
        hurried = caller.dice.random() < self.scene.load.chances.hangs_up
        wait = caller.dice.uniform(3, 12) if hurried else caller.dice.expovariate(1 / PATIENCE) + 20
        self.scene.agenda.after(now, wait, lambda at: self._give_up(caller, at))

    def _give_up(self, caller: Caller, now: datetime) -> None:
        if caller.taken_at is not None or not caller.contacts or caller.watch is not None:
            return
        self.scene.tally.gave_up += 1
        self._leave(caller, Left.HUNG_UP, now)
        self._let_go(caller)

    # What may befall them ---------------------------------------------------

    def _stop_answering(self, caller: Caller, now: datetime) -> None:
        caller.quiet_from, caller.never_wakes = now, True

    def _nod(self, caller: Caller, now: datetime) -> None:
        caller.quiet_from = now
        caller.quiet_until = now + timedelta(seconds=lognormal(caller.dice, 150, 0.6, 900))

    def _cry(self, caller: Caller, now: datetime) -> None:
        if caller.over or caller.visit.channel is not Channel.CHAT:
            self.talk(caller, "help", now)
            return
        key = caller.next_key()
        self.scene.from_outside(caller, now, lambda at: self._press_help(caller, key, at))

    def _drop(self, caller: Caller, now: datetime) -> None:
        if caller.over or caller.visit.channel is Channel.TEXT:
            return
        self._leave(caller, Left.GONE, now)
        caller.gone = True
        if caller.dice.random() < COMES_BACK:
            wait = caller.dice.uniform(15, 120)
            self.scene.agenda.after(now, wait, lambda at: self._come_back(caller, at))

    def _come_back(self, caller: Caller, now: datetime) -> None:
        if not caller.over and caller.gone and not caller.is_quiet(now):
            self.reach(caller, now)

    def _go(self, caller: Caller, now: datetime) -> None:
        if caller.over or caller.visit.channel is Channel.TEXT:
            return
        hung_up = caller.visit.channel is Channel.VOICE
        self._leave(caller, Left.HUNG_UP if hung_up else Left.EXIT, now)
        caller.gone = True

    def _leave(self, caller: Caller, how: Left, now: datetime) -> None:
        key, contact = caller.next_key(), caller.contact

        def act(at: datetime) -> None:
            organisation = self.scene.organisation
            self.scene.attempt(
                lambda: leave(contact, organisation=organisation, how=how, key=key, now=at)
            )

        self.scene.from_outside(caller, now, act)

    # Answering --------------------------------------------------------------

    def _answer(self, caller: Caller, ask: int, digit: int, now: datetime) -> None:
        """With the word where the question asks for it; an agreed word is often forgotten."""
        if not caller.can_be_heard(now):
            return
        watch = self.scene.sight.watches.get(caller.watch or 0)
        if watch is None:
            return
        alarmed = watch.state in ("alarm", "help_on_the_way")
        word = WORD if alarmed and caller.dice.random() < 0.8 else ""
        key = caller.next_key()
        if caller.visit.channel is Channel.TEXT:
            words = f"{digit} {word}".strip()
            self.scene.from_outside(caller, now, lambda at: self._text(caller, key, at, words))
        elif caller.visit.channel is Channel.CHAT:
            self.scene.from_outside(caller, now, lambda at: self._tap(caller, ask, word, key, at))

    def _tap(self, caller: Caller, ask: int, word: str, key: str, now: datetime) -> None:
        contact, organisation = caller.contact, self.scene.organisation

        def act() -> None:
            tap_okay(contact, organisation=organisation, ask=ask, word=word, key=key, now=now)

        if self.scene.attempt(act):
            self.scene.acknowledge("message", contact, key)

    def _write(self, caller: Caller, key: str, now: datetime, words: str) -> None:
        contact, organisation = caller.contact, self.scene.organisation

        def act() -> None:
            receive(contact, organisation=organisation, words=words, key=key, now=now)

        if self.scene.attempt(act):
            self.scene.acknowledge("message", contact, key)

    def _press_help(self, caller: Caller, key: str, now: datetime) -> None:
        contact, organisation = caller.contact, self.scene.organisation
        if self.scene.attempt(
            lambda: tap_help(contact, organisation=organisation, key=key, now=now)
        ):
            self.scene.acknowledge("message", contact, key)

    def _let_go(self, caller: Caller) -> None:
        self.scene.by_number.pop(caller.number, None)

    def finish(self, caller: Caller) -> None:
        """Everything is over for this visit; the same person may call again."""
        caller.over = True
        self._let_go(caller)


def adverse(visit: Visit, scene: Scene) -> bool:
    """Whether this talk turns into danger: thrown for mental-health contacts alone."""
    if visit.reason is not Reason.MENTAL_HEALTH:
        return False
    return scene.load.dice("adverse", visit.number).random() < scene.load.chances.adverse
