"""Real threads: who hangs has only their own line and lane waiting behind them."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest

from stillhere.actions.duty import owe
from stillhere.care.channel import Channel
from stillhere.care.duties import Kind, Lane
from stillhere.engine.courier import Courier
from stillhere.engine.desk import HANDS, Desk
from stillhere.records.models import Contact, Operator
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from tests.engine.courier.lines_of_glass import Gate, Lines
from tests.somebody import a_contact, a_line

SOON = 20
"""Seconds: far more than it takes, so that only a hang can fail the test."""


@contextmanager
def running(glass: Lines) -> Iterator[Courier]:
    """In threads of its own, as in the engine."""
    stop, wake = Event(), Event()
    courier = Courier(stop, wake, find_line=glass)
    thread = Thread(target=courier.run)
    thread.start()
    try:
        yield courier
    finally:
        stop.set()
        wake.set()
        thread.join(SOON)
        assert not thread.is_alive()


def ring(contact: Contact, operator: Operator, key: str, lane: Lane) -> None:
    with as_organisation(contact.organisation_id, writing=True):
        owe(
            Kind.RING_PERSON,
            organisation=contact.organisation_id,
            key=key,
            now=clock.now(),
            lane=lane,
            contact=contact.pk,
            operator=operator.pk,
        )


@pytest.fixture
def stuck(contact: Contact, ana: Operator) -> Contact:
    """Came by a line whose provider never answers."""
    slow = a_line(ana.organisation, slug="slow", provider="simulated")
    return a_contact(slow, now=clock.now(), channel=Channel.TEXT)


@pytest.fixture
def gate(glass: Lines) -> Iterator[Gate]:
    gate = Gate()
    glass.by_slug["slow"].before = gate
    yield gate
    gate.opened.set()


@pytest.mark.both
@pytest.mark.engine
@pytest.mark.usefixtures("real_database")
def test_a_line_that_hangs_delays_no_life_on_another(
    glass: Lines, gate: Gate, stuck: Contact, contact: Contact, ana: Operator
) -> None:
    arrived = Event()
    glass.by_slug["texts"].after = lambda _key: arrived.set()
    for number in range(3 * HANDS):
        ring(stuck, ana, f"stuck {number}", Lane.LIFE)
    with running(glass):
        for _ in range(HANDS):
            assert gate.reached.acquire(timeout=SOON)
        ring(contact, ana, "life", Lane.LIFE)

        assert arrived.wait(SOON)
        gate.opened.set()


@pytest.mark.both
@pytest.mark.engine
@pytest.mark.usefixtures("real_database")
def test_care_that_hangs_delays_no_life_on_the_same_line(
    glass: Lines, gate: Gate, stuck: Contact, ana: Operator
) -> None:
    for number in range(HANDS):
        ring(stuck, ana, f"stuck {number}", Lane.CARE)
    with running(glass):
        for _ in range(HANDS):
            assert gate.reached.acquire(timeout=SOON)
        ring(stuck, ana, "life", Lane.LIFE)

        assert gate.reached.acquire(timeout=SOON)
        gate.opened.set()


def test_a_desk_takes_no_more_than_it_has_hands() -> None:
    gate, desk = Gate(), Desk(hands=2)
    taken = [desk.give(lambda: gate("")) for _ in range(3)]
    gate.opened.set()

    assert taken == [True, True, False]


def test_a_desk_goes_on_after_a_task_that_failed() -> None:
    desk, done = Desk(hands=1), Event()

    def fail() -> None:
        raise ZeroDivisionError

    desk.give(fail)
    while not desk.give(done.set):
        pass

    assert done.wait(SOON)
