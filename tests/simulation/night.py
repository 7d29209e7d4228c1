"""A night for the machine: people who can do anything, an engine that may sleep, a wall clock
that may be set. Everything goes through the real actions on a real database.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from django.db import transaction
from django.test import Client

from stillhere.actions.contact import leave, open_contact
from stillhere.actions.leaving import leave as leave_shift
from stillhere.actions.messages import receive, receive_on_line, tap_help, tap_okay
from stillhere.actions.plan import keep_plan
from stillhere.actions.roster import beat, come_on, take_break
from stillhere.actions.watch import happen
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Need
from stillhere.care.plan import Help, Helper, Step, Terms, Words
from stillhere.care.refused import Refused
from stillhere.care.watch_events import Event, Left
from stillhere.care.watch_state import Actor
from stillhere.records.models import Contact, Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.signing_in import as_organisation_named
from stillhere.records.steady import HandedOver, clock
from tests.console.desk import keep_open
from tests.databases import ENGINE, WEB, knock_as
from tests.journeys.way import Night
from tests.somebody import a_line, acting, an_operator

NUMBERS: Final = ("+14165550123", "+14165550124")
WORDS: Final = Words(
    place="12 Example Street",
    helpers=(Helper(name="Jo", number="416 555 0111"),),
    ok_word="maple",
    duress_word="river",
)
JO_THEN_911: Final = (Step(help=Help.CONTACT, helper=0), Step(help=Help.EMERGENCY))


@dataclass
class Person:
    """At a console; beats while their machine lives."""

    operator: Operator
    browser: Client
    is_alive: bool = True

    @property
    def actor(self) -> Actor:
        return acting(self.operator)

    def beats(self) -> None:
        if self.is_alive:
            self._do(beat, key=self.operator.username)

    def comes_on(self) -> None:
        self.is_alive = True
        self._do(come_on, key=self.operator.username, sound_heard=True)

    def rests(self) -> None:
        self._do(take_break)

    def goes_home(self) -> None:
        self._do(leave_shift)

    def presses(self, path: str, **form: Any) -> None:
        """Where the console itself looks who is on shift: refused or not, never an error."""
        keep_open(self.operator)  # whoever presses was there all along (RO3)
        answer = self.browser.post(f"/console/{path}", form)
        assert answer.status_code in (302, 303, 404, 409), f"{path}: {answer.status_code}"

    def _do(self, act: Callable[..., object], **more: Any) -> None:
        here = self.operator.organisation_id
        act(self.operator.pk, organisation=here, now=clock.now(), **more)


class AnyNight(Night):
    """Ana, Ben, and Sue who supervises; nobody has called yet."""

    def __init__(self, front: Line, texts: Line, time: HandedOver) -> None:
        super().__init__(front, texts, time)
        self.people = tuple(
            self._sits_down(name, role)
            for name, role in (("ana", "operator"), ("ben", "operator"), ("sue", "supervisor"))
        )
        self.peers.extend(self.people)
        self.again: list[Callable[[], object]] = []
        """Everything that arrived from outside, to arrive once more, with its own key."""
        self._keys = count(1)

    def contacts(self) -> list[int]:
        with as_organisation(self.organisation):
            return list(Contact.objects.order_by("pk").values_list("pk", flat=True))

    def watch_of(self, contact: int) -> int | None:
        with as_organisation(self.organisation):
            found = Contact.objects.filter(pk=contact).values_list("watch_id", flat=True)
            return found.first()

    # What arrives from outside ----------------------------------------------------

    def opens(self, channel: Channel, number: str, need: Need) -> None:
        address = number if channel is not Channel.CHAT else f"ticket {number}"
        here = {"organisation": self.organisation, "channel": channel, "address": address}
        line = self.front if channel is Channel.CHAT else self.texts
        self._arrives(open_contact, line_id=line.pk, language="en", need=need, **here)

    def texts_us(self, number: str, words: str) -> None:
        here = {"organisation": self.organisation, "address": number}
        self._arrives(receive_on_line, self.texts.pk, words=words, **here)

    def writes(self, contact: int, words: str) -> None:
        self._arrives(receive, contact, organisation=self.organisation, words=words)

    def taps(self, contact: int, *, ask: int, word: str) -> None:
        self._arrives(tap_okay, contact, organisation=self.organisation, ask=ask, word=word)

    def cries(self, contact: int) -> None:
        self._arrives(tap_help, contact, organisation=self.organisation)

    def goes(self, contact: int, how: Left) -> None:
        self._arrives(leave, contact, organisation=self.organisation, how=how)

    def is_reported(self, watch: int, event: Event) -> None:
        self._arrives(happen, watch, event, organisation=self.organisation)

    def plans(self, contact: int, by: Person, terms: Terms) -> None:
        keep_plan(
            contact,
            organisation=self.organisation,
            terms=terms,
            words=WORDS,
            by=by.actor,
            now=self.now,
        )

    def _arrives(self, act: Callable[..., object], *args: Any, **kwargs: Any) -> None:
        key = f"key-{next(self._keys)}"

        def arrive() -> object:
            return act(*args, key=key, now=self.now, **kwargs)

        arrive()
        self.again.append(arrive)

    # Time ---------------------------------------------------------------------------

    def engine_sleeps(self, seconds: float) -> None:
        """Consoles beat and nothing else happens."""
        while seconds > 0:
            self.time.wait(min(seconds, 10))
            seconds -= 10
            for person in self.people:
                person.beats()

    def engine_turns(self) -> None:
        """By the clock that the engine claims by, until nothing is left to do."""
        knock_as(ENGINE)
        try:
            now = self._watches.time.claim_time()
            while self._presence.tick(now) + self._watches.tick(now):
                pass
            self._courier.deliver_once(clock.claim())
        finally:
            knock_as(WEB)

    _turn = engine_turns

    def _sits_down(self, name: str, role: str) -> Person:
        browser = Client(HTTP_ACCEPT="text/html")
        operator = an_operator(self.front.organisation, name, role)
        browser.force_login(operator)
        person = Person(operator, browser)
        person.comes_on()
        return person


def quietly(act: Callable[..., object], *args: Any, **kwargs: Any) -> None:
    """What the rules refuse has not happened; that is all there is to it."""
    try:
        act(*args, **kwargs)
    except Refused:
        return


@contextmanager
def a_night(time: HandedOver) -> Iterator[AnyNight]:
    """In the database that is here; on SQLite nothing of it stays."""
    with as_organisation_named("north"):
        organisation = Organisation.objects.create(
            slug="north", name="North Line", created_at=clock.now()
        )
    front = a_line(organisation, slug="front")
    texts = a_line(organisation, slug="texts", provider="simulated")
    yield AnyNight(front, texts, time)


@contextmanager
def forgotten() -> Iterator[None]:
    """Whatever is kept meanwhile is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
