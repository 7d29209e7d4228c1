"""Telephone companies fail, and the watch goes on: the real practice company, the time in hand."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Event
from typing import Any, Final

import pytest
from django.db import connection

from stillhere.actions.carrying import carry
from stillhere.actions.practice import Carried, add_phone, deliveries
from stillhere.actions.trouble import What, keep_pulses
from stillhere.care.watch_state import State
from stillhere.engine.auditor import Auditor
from stillhere.engine.courier import Courier
from stillhere.records.models import Duty, Line, Message, Operator, Organisation
from stillhere.records.narrow import DuePracticeDelivery
from stillhere.records.organisations import as_organisation
from stillhere.records.pulse import PARTS
from stillhere.records.signing_in import as_organisation_named
from stillhere.records.steady import HandedOver, clock
from stillhere.web.board_reader import Reader
from tests.databases import ENGINE, WEB, knock_as
from tests.journeys.callers import Texter
from tests.journeys.conftest import KIMS_NUMBER
from tests.journeys.peers import Peer
from tests.journeys.way import Night
from tests.somebody import CALLER_NUMBER, a_line

pytestmark = pytest.mark.both
PEOPLE: Final = {CALLER_NUMBER: "Tess", KIMS_NUMBER: "Kim"}
RING: Final = "Hello, this is the call you agreed to. Are you okay?"
SECOND: Final = timedelta(seconds=1)
TOLD_WITHIN: Final = 15
"""Seconds from something dead to a red banner: the objective."""


class Stormy(Night):
    """Nothing of glass: texts and rings leave by the practice company, in its weather."""

    def __init__(self, front: Line, texts: Line, spare: Line, time: HandedOver) -> None:
        super().__init__(front, texts, time)
        self.spare = spare
        self._courier = Courier(Event(), Event())
        self.phones = {
            (line.pk, number): self._phone(line, number)
            for line in (texts, spare)
            for number in PEOPLE
        }

    def weather(self, *lines: Line, **settings: Any) -> None:
        with as_organisation(self.organisation, writing=True):
            for line in lines or (self.texts, self.spare):
                Line.objects.filter(pk=line.pk).update(settings=settings)

    def down_for(self, minutes: int, *lines: Line) -> None:
        until = self.now + timedelta(minutes=minutes)
        self.weather(*lines, outage_until=until.isoformat())

    def on_phone(self, number: str, *lines: Line) -> list[Carried]:
        """What has really arrived there."""
        carried = [
            each
            for line in lines or (self.texts, self.spare)
            for each in deliveries(self.phones[line.pk, number], organisation=self.organisation)
        ]
        return [each for each in carried if not each.inbound and each.is_on_the_phone]

    def duties(self, **having: Any) -> list[Duty]:
        with as_organisation(self.organisation):
            return list(Duty.objects.filter(**having).order_by("pk"))

    def minute_by_minute(self, *, until: datetime) -> None:
        """Long alarms ring once a minute: nothing else is missed by it."""
        while self.now + timedelta(minutes=1) < until:
            self._go_to(self.now + timedelta(minutes=1))
        self._go_to(until)

    def _phone(self, line: Line, number: str) -> int:
        ours, name = self.organisation, PEOPLE[number]
        return add_phone(line.pk, organisation=ours, number=number, name=name, now=self.now)

    def _turn(self) -> None:
        super()._turn()
        knock_as(ENGINE)
        carry(now=self.now, troubled=pytest.fail)
        for lane in self._courier.lanes:
            lane.look_for_failing(self.now)
        knock_as(WEB)

    def _next_due(self) -> datetime | None:
        knock_as(ENGINE)
        brought = DuePracticeDelivery.objects.order_by("deliver_at")
        first = brought.values_list("deliver_at", flat=True).first()
        knock_as(WEB)
        dues = [each for each in (super()._next_due(), first) if each is not None]
        return min(dues, default=None)


@pytest.fixture
def night(house: None, organisation: Organisation, noon: datetime) -> Iterator[Stormy]:
    with clock.hand_over(noon) as time:
        front, texts, spare = (
            a_line(organisation, slug=slug, provider=provider)
            for slug, provider in (
                ("front", "webchat"),
                ("texts", "simulated"),
                ("spare", "simulated"),
            )
        )
        with as_organisation(organisation.pk, writing=True):
            Line.objects.update(practice=True)
        yield Stormy(front, texts, spare, time)


@pytest.fixture
def watched(tess: Texter, ana: Peer, night: Stormy) -> Texter:
    """Since noon, with a plan; the first question is due at 12:02."""
    tess.texts("smoking now, alone")
    ana.stays_with(tess)
    night.later(seconds=1)
    return tess


def alarm_rang_on_time(night: Stormy, tess: Texter) -> bool:
    """At 12:03, whatever became of any text."""
    passed = [entry for entry in night.entries("TimePassed") if entry.watch_id == tess.watch_id]
    alarm = next(entry for entry in passed if entry.facts.get("after") == "alarm")
    return alarm.at == datetime.fromisoformat("2026-11-01T12:03:00+00:00")


def latest_question(tess: Texter) -> str:
    asked = tess.watch()
    return f"Are you okay? Send back {asked.digit(asked.ask)} and your word."


def told(peer: Peer) -> tuple[str, ...]:
    """What stands on this console about the installation."""
    return told_to(peer.operator.organisation_id)


def told_to(organisation: int) -> tuple[str, ...]:
    with connection.cursor() as cursor:

        def ask(query: str, *words: Any) -> list[Any]:
            cursor.execute(query, words)
            return list(cursor.fetchall())

        with as_organisation(organisation):
            return Reader(organisation).read(ask, clock.now()).troubles


@pytest.mark.parametrize("minutes", [5, 30])
def test_while_the_company_is_down_the_watch_goes_on_and_afterwards_nothing_stale_leaves(
    watched: Texter, ana: Peer, kim: Operator, night: Stormy, minutes: int
) -> None:
    """F10: one question, the latest, and only while it is one; one ring for everybody's minute."""
    before, began = night.on_phone(CALLER_NUMBER), night.now
    night.down_for(minutes)
    night.later(minutes=4, seconds=30)
    ana.says(watched, "I am still here.")
    night.minute_by_minute(until=began + timedelta(minutes=minutes, seconds=-1))

    assert "Alarm: decide now" in ana.reads(watched)
    assert alarm_rang_on_time(night, watched)
    assert night.duties(state__in=("sent", "delivered"), ended_at__gt=began) == []
    assert night.on_phone(CALLER_NUMBER) == before

    night.later(seconds=50)
    rings = len(night.on_phone(KIMS_NUMBER))
    night.minute_by_minute(until=night.now + timedelta(minutes=6))
    after = [each.body for each in night.on_phone(CALLER_NUMBER)[len(before) :]]
    texts = {5: ["I am still here.", latest_question(watched)], 30: []}
    assert sorted(after) == sorted([*texts[minutes], RING])
    assert rings == 1
    assert not {What.LINES_DOWN, What.DUTY_FAILING} & set(told(ana))


def test_that_nothing_leaves_is_on_every_console_within_seconds_until_it_is_over(
    watched: Texter, ana: Peer, ben: Peer, kim: Operator, night: Stormy
) -> None:
    """F10, F11: the first text that fails, then that no line is left to ring anybody by."""
    night.down_for(5)
    night.later(minutes=1, seconds=59 + TOLD_WITHIN)
    text_fails = [What.DUTY_FAILING in told(peer) for peer in (ana, ben)]
    night.later(seconds=30)
    nothing_leaves = [What.LINES_DOWN in told(peer) for peer in (ana, ben)]
    still = []
    for _ in range(2):
        night.later(seconds=61)
        still.append(What.LINES_DOWN in told(ana))

    assert (text_fails, nothing_leaves, still) == ([True] * 2, [True] * 2, [True] * 2)
    night.later(minutes=1, seconds=30)
    assert What.LINES_DOWN not in told(ana)


def test_another_organisations_consoles_are_not_told(
    watched: Texter, ana: Peer, night: Stormy, noon: datetime
) -> None:
    with as_organisation_named("south"):
        south = Organisation.objects.create(slug="south", name="South Line", created_at=noon)
    night.down_for(10)
    night.later(minutes=3)

    assert What.LINES_DOWN in told(ana)
    assert told_to(south.pk) == (What.PART_SILENT,)


def test_texts_that_are_taken_and_never_arrive_are_told_and_nobody_waits_for_them(
    watched: Texter, ana: Peer, kim: Operator, night: Stormy
) -> None:
    """F10: accepted is not delivered, and neither is answered (ES7)."""
    night.weather(lost=1)
    for words in ("Are you there?", "I am here.", "Say anything."):
        ana.says(watched, words)
    night.later(minutes=2, seconds=58)
    early = What.NOT_ARRIVING in told(ana)
    night.later(seconds=TOLD_WITHIN)

    assert (early, What.NOT_ARRIVING in told(ana)) == (True, True)
    assert alarm_rang_on_time(night, watched)
    with as_organisation(night.organisation):
        assert not Message.objects.filter(inbound=False, state="delivered").exclude(kind="notice")
    night.later(minutes=1)
    assert night.on_phone(KIMS_NUMBER) != []


@pytest.mark.parametrize("seed", range(3))
def test_with_a_fifth_of_all_texts_lost_no_alarm_is_late_and_nothing_is_sent_twice(
    watched: Texter, ana: Peer, kim: Operator, night: Stormy, seed: int
) -> None:
    """F10."""
    night.weather(lost=0.2, unanswered=0.2, seed=seed)
    night.later(minutes=3)
    watched.answers(word="maple")
    answered = watched.state()
    night.later(minutes=2)

    assert alarm_rang_on_time(night, watched)
    assert (answered, watched.state()) == (State.LISTENING, State.ASKING)
    bodies = [each.body for each in night.on_phone(CALLER_NUMBER) if each.kind == "text"]
    assert len(bodies) == len(set(bodies))


def test_who_is_on_call_rings_by_another_line_when_the_first_is_down(
    watched: Texter, ana: Peer, kim: Operator, night: Stormy
) -> None:
    """F11."""
    night.down_for(30, night.texts)
    night.later(minutes=4)
    first = night.on_phone(KIMS_NUMBER, night.texts)
    (ring,) = night.on_phone(KIMS_NUMBER, night.spare)

    assert first == []
    assert ring.at - datetime.fromisoformat("2026-11-01T12:04:00+00:00") <= 3 * SECOND
    assert What.LINES_DOWN not in told(ana)


def test_with_every_line_down_alarms_stand_on_every_console_and_the_outside_hears_no_all_clear(
    watched: Texter, ana: Peer, ben: Peer, night: Stormy
) -> None:
    """F11, I11: the monitor outside then calls somebody."""
    heard: list[datetime] = []

    def audit() -> None:
        knock_as(ENGINE)
        keep_pulses(PARTS, now=night.now)
        Auditor(all_clear=lambda: heard.append(night.now)).look(night.now)
        knock_as(WEB)

    night.down_for(30)
    night.later(minutes=3, seconds=5)
    audit()
    down = list(heard)

    assert "Alarm: decide now" in ana.reads(watched)
    assert "Alarm" in ben.reads_board()
    night.weather()
    night.later(minutes=1, seconds=30)
    audit()
    assert (down, heard) == ([], [night.now])
