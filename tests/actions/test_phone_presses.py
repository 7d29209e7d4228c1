"""At one press texts stop, a phone goes quiet, its battery ends, it comes back: as real ones do."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions import phone_presses
from stillhere.actions.carrier import Counter, hand_in
from stillhere.actions.carrying import carry
from stillhere.actions.playing import players
from stillhere.actions.practice import add_phone, answer_ring, deliveries, phones
from stillhere.records.models import Contact, Line, Message, Organisation
from stillhere.records.organisations import as_organisation

NUMBER = "+14165550123"
SECOND = timedelta(seconds=1)


@pytest.fixture
def line(organisation: Organisation) -> Line:
    with as_organisation(organisation.pk, writing=True):
        return Line.objects.create(
            organisation=organisation,
            slug="practice",
            name="Practice line",
            provider="simulated",
            practice=True,
        )


@pytest.fixture
def phone(line: Line, noon: datetime) -> int:
    return _phone(line, noon)


def _phone(line: Line, now: datetime, script: str = "") -> int:
    ours = line.organisation_id
    return add_phone(
        line.pk, organisation=ours, number=NUMBER, name="Robin", script=script, now=now
    )


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


def carry_all(now: datetime) -> None:
    troubles: list[str] = []
    carry(now=now, troubled=troubles.append)
    assert troubles == []


def states(phone: int, line: Line) -> list[str]:
    return [each.state for each in deliveries(phone, organisation=line.organisation_id)]


def drop(phone: int, line: Line, now: datetime) -> None:
    phone_presses.drop(phone, organisation=line.organisation_id, now=now)


def back(phone: int, line: Line, now: datetime) -> None:
    phone_presses.come_back(
        phone, organisation=line.organisation_id, words="back", key="back", now=now
    )


def test_a_stop_is_a_text_like_any_and_the_company_heeds_it(
    line: Line, phone: int, noon: datetime
) -> None:
    """WA10."""
    for _ in range(2):
        phone_presses.texts_stop(phone, organisation=line.organisation_id, key="s", now=noon)
    carry_all(noon)

    assert reach(line, "text", "ask", noon) is Counter.BLOCKED
    assert [each.body for each in deliveries(phone, organisation=line.organisation_id)] == ["STOP"]
    assert phones(organisation=line.organisation_id, now=noon)[0].is_stopped


def test_a_text_to_a_phone_that_is_off_waits_and_arrives_once_it_is_back(
    line: Line, phone: int, noon: datetime
) -> None:
    """ES7: until then nobody is told that it arrived."""
    drop(phone, line, noon)
    reach(line, "text", "ask", noon)
    for seconds in range(0, 120, 5):
        carry_all(noon + seconds * SECOND)
    assert states(phone, line) == ["accepted"]

    back(phone, line, noon + 120 * SECOND)
    carry_all(noon + 125 * SECOND)
    assert states(phone, line) == ["delivered", "delivered"]


def test_a_phone_that_is_off_does_not_ring(line: Line, phone: int, noon: datetime) -> None:
    """CO5."""
    drop(phone, line, noon)
    reach(line, "ring", "one", noon)
    carry_all(noon)

    assert states(phone, line) == ["unanswered"]
    assert not phones(organisation=line.organisation_id, now=noon)[0].is_ringing


@pytest.mark.parametrize(("picks_up", "state"), [(True, "hung_up"), (False, "unanswered")])
def test_a_battery_that_ends_cuts_the_call_and_the_ring(
    line: Line, phone: int, noon: datetime, *, picks_up: bool, state: str
) -> None:
    reach(line, "ring", "one", noon)
    carry_all(noon)
    if picks_up:
        answer_ring(phone, organisation=line.organisation_id, now=noon)
    drop(phone, line, noon)

    assert states(phone, line) == [state]


def test_whoever_comes_back_by_the_same_phone_is_in_the_same_contact(
    line: Line, phone: int, noon: datetime
) -> None:
    """CO10."""
    back(phone, line, noon)
    carry_all(noon)
    drop(phone, line, noon)
    phone_presses.come_back(
        phone, organisation=line.organisation_id, words="again", key="2", now=noon + SECOND
    )
    carry_all(noon + SECOND)

    with as_organisation(line.organisation_id):
        assert Contact.objects.get().practice
        assert Message.objects.filter(inbound=True).count() == 2


def test_a_script_that_went_quiet_plays_no_further_until_it_comes_back(
    line: Line, noon: datetime
) -> None:
    phone, ours = _phone(line, noon, script="steady"), line.organisation_id
    phone_presses.go_quiet(phone, organisation=ours)
    assert players(organisation=ours) == []

    back(phone, line, noon)
    (player,) = players(organisation=ours)
    assert player.due_at == noon
