"""The process that answers: at every exchange whose lines people ring, while it leads.

It runs everywhere and rests where no such line is. It leads before it listens: who listens to an
exchange takes it away from whoever did. That it lives is known by looks that were done: one that
hangs is killed and started again, and talks go on meanwhile.
"""

import os
import platform
import threading
import time
from contextlib import suppress
from typing import Final

from django.db import DatabaseError

from stillhere.actions.lease import ANSWER, holder_of, lead, let_go
from stillhere.actions.trouble import keep_pulses
from stillhere.engine.answer import LOOKED_AGAIN, NOT_OURS, Answering
from stillhere.engine.exchanges import Exchanges, Opened, away, there_again
from stillhere.engine.lines_rung import lines_through
from stillhere.engine.parts import keep_going
from stillhere.lines.line import LineError, NotNow
from stillhere.lines.providers import RUNG
from stillhere.lines.voice import TakenOver
from stillhere.records.alive import beat, struggle
from stillhere.records.anchor import read_anchor
from stillhere.records.steady import clock

KEPT_EVERY: Final = 2.0
"""Seconds between two words that it works."""
AWAY_AFTER: Final = 3.0
"""Seconds without a look: it is being connected, or a restart is over by then."""
TAKEN_OVER: Final = 1


def answer_calls(stop: threading.Event) -> int:
    """The whole process. `TAKEN_OVER`: somebody else listens to our exchange."""
    with suppress(DatabaseError):
        follow_the_dead()
    part = Answers(called=f"{_here()}-{os.getpid()}", stop=stop)
    keep_going(part, stop=stop, worked=lambda _name: beat(), tried=struggle)
    part.end()
    return TAKEN_OVER if part.was_taken_over else 0


def follow_the_dead() -> None:
    """Whoever led on this machine and was killed is followed at once, not after the lease's term:
    people are in calls. Where a live one is taken for dead it loses the lease, and leaves.
    """
    holder = holder_of(ANSWER)
    node, _, pid = holder.rpartition("-")
    if node == _here() and pid.isdecimal() and _is_dead(int(pid)):
        let_go(ANSWER, by=holder)


def _here() -> str:
    return platform.node()[:50]


def _is_dead(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


class Answers:
    """A `Part`."""

    name = ANSWER

    def __init__(
        self, *, called: str, stop: threading.Event, exchanges: Exchanges | None = None
    ) -> None:
        self._called = called
        self._stop = stop
        self._exchanges = exchanges or Exchanges()
        self._answering: dict[str, Answering] = {}
        self._seen_at: dict[str, float] = {}
        self._calm: set[str] = set()
        """Doors that nobody is told of any more."""
        self._kept_at = -KEPT_EVERY
        self.was_taken_over = False

    def turn(self) -> float:
        wait = self._turn()
        if time.monotonic() - self._kept_at >= KEPT_EVERY:
            self._kept_at = time.monotonic()
            keep_pulses([ANSWER], now=clock.now())
            read_anchor()
        return wait

    def end(self) -> None:
        self._exchanges.close()
        with suppress(DatabaseError):
            let_go(ANSWER, by=self._called)

    def _turn(self) -> float:
        lines = lines_through(RUNG)
        if not lines or not lead(ANSWER, by=self._called, now=clock.now()):
            self._exchanges.close()
            return NOT_OURS
        self._exchanges.agree(lines)
        try:
            self._look_at_all()
        except TakenOver as wrong:
            away(lines, wrong)
            self.was_taken_over = True
            self._stop.set()
        return 0 if self._exchanges.opened else NOT_OURS

    def _look_at_all(self) -> None:
        """One that cannot be seen keeps nobody at another from being heard."""
        wrong: LineError | None = None
        for door, opened in self._exchanges.opened.items():
            opened.exchange.wait(LOOKED_AGAIN / len(self._exchanges.opened))
            wrong = self._look(door, opened) or wrong
        if wrong is not None and not isinstance(wrong, NotNow):
            raise wrong  # nobody knows whether it hangs, or we do

    def _look(self, door: str, opened: Opened) -> LineError | None:
        answering = self._answering.setdefault(door, Answering(called=self._called, exchanges={}))
        began = self._seen_at.setdefault(door, time.monotonic())
        try:
            answering.look(opened.exchange, opened.lines)
        except LineError as wrong:
            if time.monotonic() - began >= AWAY_AFTER:
                away(opened.lines, wrong)
                self._calm.discard(door)
            return wrong
        self._seen_at[door] = time.monotonic()
        if door not in self._calm:
            there_again(opened.lines)
            self._calm.add(door)
        return None
