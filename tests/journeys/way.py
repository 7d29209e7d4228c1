"""A night on the line, as journeys are told: one line, the time in our hands, the engine awake."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event
from typing import Protocol

from django.db.models import Min

from stillhere.engine.clock import Watches
from stillhere.engine.courier import Courier
from stillhere.engine.presence import Presence
from stillhere.records.models import Entry, Line, Message, Operator
from stillhere.records.narrow import DueConsole, DueContact, DueWatch, OwedDuty
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import HandedOver, clock
from tests.databases import ENGINE, WEB, knock_as
from tests.engine.courier.lines_of_glass import Lines


class AtAConsole(Protocol):
    is_alive: bool

    @property
    def operator(self) -> Operator: ...

    def beats(self) -> None: ...


class Night:
    """`later` lets time pass: every due moment on the way is met as the engine would meet it."""

    def __init__(self, front: Line, texts: Line, time: HandedOver) -> None:
        self.front = front
        """Its page has the chat."""
        self.texts = texts
        self.time = time
        self.peers: list[AtAConsole] = []
        """Everybody who is at a console; each beats while their machine lives."""
        self.glass = Lines()
        """What left the building, by line."""
        self._courier = Courier(Event(), Event(), find_line=self.glass)
        self._watches, self._presence = Watches(), Presence()
        self.also: list[Callable[[], object]] = []
        """What else is awake."""

    @property
    def now(self) -> datetime:
        return clock.now()

    @property
    def organisation(self) -> int:
        return self.front.organisation_id

    def later(self, *, minutes: float = 0, seconds: float = 0) -> None:
        until = self.now + timedelta(minutes=minutes, seconds=seconds)
        self._turn()
        while (due := self._next_due()) is not None and due < until:
            self._go_to(due)
        self._go_to(until)

    def passes(self, *, until: datetime) -> None:
        """Days in one step: only the engine is awake, and nobody is being watched over."""
        self.time.wait(max(0, math.ceil((until - self.now).total_seconds())))
        for peer in self.peers:
            peer.beats()
        self._turn()

    def sent_to(self, number: str) -> list[str]:
        """The words of every text and ring that left for this number, in order."""
        left = [each for line in self.glass.by_slug.values() for each in line.got.values()]
        return [words for parcel in left for to, words in parcel if to == number]

    def entries(self, what: str) -> list[Entry]:
        """What the ledger holds of this."""
        with as_organisation(self.organisation):
            return list(Entry.objects.filter(what=what).order_by("pk"))

    def messages(self, contact: int, **which: object) -> list[Message]:
        """What is kept of what was said in this contact."""
        with as_organisation(self.organisation):
            found = Message.objects.filter(contact_id=contact, **which)
            return list(found.order_by("pk"))

    def _go_to(self, moment: datetime) -> None:
        # In whole seconds and never early: the engine too may find a due time a second late.
        self.time.wait(max(0, math.ceil((moment - self.now).total_seconds())))
        for peer in self.peers:
            peer.beats()
        self._turn()

    def _turn(self) -> None:
        with _as_engine():
            now = self.now
            while self._presence.tick(now) + self._watches.tick(now):
                pass
            self._courier.deliver_once(now)
            for each in self.also:
                each()

    def _next_due(self) -> datetime | None:
        alive = [peer.operator.pk for peer in self.peers if peer.is_alive]
        with _as_engine():
            waiting = (
                DueWatch.objects.all(),
                DueContact.objects.all(),
                DueConsole.objects.exclude(operator_id__in=alive),
            )
            dues = [each.aggregate(at=Min("due_at"))["at"] for each in waiting]
            owed = OwedDuty.objects.filter(not_before__gt=self.now)
            dues.append(owed.aggregate(at=Min("not_before"))["at"])
        return min((each for each in dues if each is not None), default=None)


@contextmanager
def _as_engine() -> Iterator[None]:
    """On PostgreSQL only this role may see what is due in every organisation."""
    knock_as(ENGINE)
    try:
        yield
    finally:
        knock_as(WEB)
