"""A practice phone does what a phone does, in whatever weather, and belongs to nobody."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from stillhere.actions.carrier import Counter, hand_in
from stillhere.actions.carrying import RINGS_FOR, carry, stop_ringing
from stillhere.actions.playing import rung_out
from stillhere.actions.practice import (
    NotInvented,
    add_phone,
    answer_ring,
    deliveries,
    hang_up,
    let_it_ring,
    phones,
    press_one,
    text_from,
)
from stillhere.actions.weather import fate, weather
from stillhere.records.models import Contact, Line, Message, Organisation
from stillhere.records.organisations import as_organisation
from tests.somebody import a_practice_line

NUMBER = "+14165550123"
SECOND = timedelta(seconds=1)


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return a_practice_line(organisation)


@pytest.fixture
def phone(line: Line, noon: datetime) -> int:
    ours = line.organisation_id
    return add_phone(line.pk, organisation=ours, number=NUMBER, name="Robin", now=noon)


def today(line: Line, **settings: Any) -> None:
    with as_organisation(line.organisation_id, writing=True):
        Line.objects.filter(pk=line.pk).update(settings=settings)


def reach(line: Line, kind: str, key: str, now: datetime) -> Counter:
    return hand_in(
        line.pk,
        organisation=line.organisation_id,
        number=NUMBER,
        kind=kind,
        body="Are you okay?",
        key=key,
        now=now,
    )


def carry_all(now: datetime) -> list[str]:
    troubles: list[str] = []
    carry(now=now, troubled=troubles.append)
    return troubles


def states(phone: int, line: Line) -> list[str]:
    return [each.state for each in deliveries(phone, organisation=line.organisation_id)]


@pytest.mark.parametrize("number", ["+14165551234", "416 555 0123", "+1416555012", "+33155501234"])
def test_a_practice_phone_never_has_a_number_somebody_could_have(
    line: Line, noon: datetime, number: str
) -> None:
    with pytest.raises(NotInvented):
        add_phone(line.pk, organisation=line.organisation_id, number=number, name="R", now=noon)


def test_a_line_for_real_callers_has_no_practice_phones(line: Line, noon: datetime) -> None:
    with as_organisation(line.organisation_id, writing=True):
        Line.objects.update(practice=False)

    with pytest.raises(NotInvented):
        add_phone(line.pk, organisation=line.organisation_id, number=NUMBER, name="R", now=noon)


@pytest.mark.both
@pytest.mark.engine
def test_a_text_from_a_phone_begins_a_practice_contact(
    line: Line, phone: int, noon: datetime
) -> None:
    text_from(phone, organisation=line.organisation_id, body="hello", key="1", now=noon)
    assert carry_all(noon) == []

    with as_organisation(line.organisation_id):
        contact = Contact.objects.get()
        assert (contact.practice, contact.channel) == (True, "text")
        assert Message.objects.filter(contact=contact, inbound=True).count() == 1


@pytest.mark.both
@pytest.mark.engine
def test_a_text_five_times_late_and_out_of_order_has_one_effect(
    line: Line, phone: int, noon: datetime
) -> None:
    for key in ("first", "second", "first", "second", "first"):
        text_from(phone, organisation=line.organisation_id, body=key, key=key, now=noon)
    for minutes in (0, 10):
        carry_all(noon + timedelta(minutes=minutes))

    with as_organisation(line.organisation_id):
        assert Contact.objects.count() == 1
        assert Message.objects.filter(inbound=True).count() == 2


def test_a_carrier_that_delivers_everything_twice_has_one_effect(
    line: Line, phone: int, noon: datetime
) -> None:
    today(line, twice=1, reordered=0.5, seed=3)
    for key in ("a", "b", "c"):
        text_from(phone, organisation=line.organisation_id, body=key, key=key, now=noon)
    carry_all(noon + timedelta(minutes=1))

    with as_organisation(line.organisation_id):
        assert Message.objects.filter(inbound=True).count() == 3
    assert states(phone, line) == ["delivered"] * 6


def test_during_an_outage_texts_wait_and_then_arrive(
    line: Line, phone: int, noon: datetime
) -> None:
    until = noon + timedelta(minutes=30)
    today(line, outage_until=until.isoformat())
    text_from(phone, organisation=line.organisation_id, body="hello", key="1", now=noon)
    carry_all(until - SECOND)
    with as_organisation(line.organisation_id):
        assert not Contact.objects.exists()

    carry_all(until)
    with as_organisation(line.organisation_id):
        assert Contact.objects.count() == 1


def test_after_a_stop_the_carrier_delivers_nothing_until_a_start(
    line: Line, phone: int, noon: datetime
) -> None:
    said = {}
    for number, body in enumerate(("STOP", "start")):
        now = noon + number * SECOND
        text_from(phone, organisation=line.organisation_id, body=body, key=body, now=now)
        carry_all(now)
        said[body] = reach(line, "text", f"after {body}", now)

    assert said == {"STOP": Counter.BLOCKED, "start": Counter.TAKEN}


def test_a_text_takes_its_time_and_is_on_the_phone_only_then(
    line: Line, phone: int, noon: datetime
) -> None:
    today(line, delay=60, seed=5)
    reach(line, "text", "one", noon)
    after = fate(weather({"delay": 60, "seed": 5}), "one", at=noon).after
    carry_all(noon + after - SECOND)
    (waiting,) = deliveries(phone, organisation=line.organisation_id)
    carry_all(noon + after)
    (arrived,) = deliveries(phone, organisation=line.organisation_id)

    assert not waiting.is_on_the_phone
    assert arrived.is_on_the_phone


def test_what_is_lost_is_accepted_and_never_heard_of_again(
    line: Line, phone: int, noon: datetime
) -> None:
    today(line, lost=1)
    assert reach(line, "text", "one", noon) is Counter.TAKEN
    carry_all(noon + timedelta(days=1))

    assert states(phone, line) == ["lost"]


@pytest.mark.both
@pytest.mark.engine
def test_a_phone_rings_until_it_is_answered(line: Line, phone: int, noon: datetime) -> None:
    reach(line, "ring", "one", noon)
    carry_all(noon)
    assert phones(organisation=line.organisation_id, now=noon)[0].is_ringing

    assert answer_ring(phone, organisation=line.organisation_id, now=noon + SECOND)
    assert not answer_ring(phone, organisation=line.organisation_id, now=noon + SECOND)
    assert states(phone, line) == ["answered"]


@pytest.mark.parametrize(("act", "state"), [(press_one, "proved"), (hang_up, "hung_up")])
def test_a_call_that_was_picked_up_ends_with_a_key_or_without(
    line: Line, phone: int, noon: datetime, act: Callable[..., bool], state: str
) -> None:
    """CO5."""
    reach(line, "ring", "one", noon)
    carry_all(noon)
    assert not act(phone, organisation=line.organisation_id, now=noon)
    answer_ring(phone, organisation=line.organisation_id, now=noon)
    assert phones(organisation=line.organisation_id, now=noon)[0].in_call

    assert act(phone, organisation=line.organisation_id, now=noon)

    assert not phones(organisation=line.organisation_id, now=noon)[0].in_call
    assert states(phone, line) == [state]


def test_a_phone_nobody_picks_up_stops_by_itself(line: Line, phone: int, noon: datetime) -> None:
    reach(line, "ring", "one", noon)
    carry_all(noon)
    over = noon + RINGS_FOR
    (rung,) = rung_out(organisation=line.organisation_id, now=over)
    stop_ringing(rung, organisation=line.organisation_id, now=over)

    assert states(phone, line) == ["unanswered"]
    assert not let_it_ring(phone, organisation=line.organisation_id, now=over)


def test_one_text_that_goes_wrong_holds_up_no_other(line: Line, phone: int, noon: datetime) -> None:
    reach(line, "text", "poison", noon)
    text_from(phone, organisation=line.organisation_id, body="hi", key="sound", now=noon)
    today(line, lost="a word where a number belongs")

    assert carry_all(noon) == ["ValueError"]
    assert sorted(states(phone, line)) == ["accepted", "delivered"]
