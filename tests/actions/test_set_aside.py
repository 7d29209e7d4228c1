"""What comes in and cannot be read is tried three times, then set aside, and people are told."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from django.db import OperationalError

from stillhere.actions import carrying
from stillhere.actions.messages import receive_on_line
from stillhere.actions.numbers import keep_operator_number, put_on_call
from stillhere.actions.practice import add_phone, deliveries, text_from
from stillhere.actions.roster import come_on
from stillhere.actions.set_aside import TRIES, Came, stumbled
from stillhere.actions.settling import NoSuchSetAside, all_set_aside, ring_back, settle
from stillhere.care.policy import Policy
from stillhere.care.refused import AlreadyDone, NotYours
from stillhere.care.watch_state import Actor
from stillhere.records.models import Contact, Duty, Entry, Line, Operator, Organisation, RecordKey
from stillhere.records.models import SetAside as Row
from stillhere.records.organisations import as_organisation
from tests.somebody import CALLER_NUMBER, a_practice_line, acting, an_operator

ROBIN = "+14165550123"
ALEX = "+14165550124"
SECOND = timedelta(seconds=1)
NOON = datetime.fromisoformat("2026-11-01T12:00:00+00:00")
POISON = "a word that breaks the reader"


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return a_practice_line(organisation)


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program that one text alone meets."""

    def breaks(line_id: int, *, words: str, **rest: Any) -> object:
        if words == POISON:
            raise LookupError
        return receive_on_line(line_id, words=words, **rest)

    monkeypatch.setattr(carrying, "receive_on_line", breaks)


def came(line: Line, key: str = "SM1", now: datetime | None = None) -> Came:
    at = now or NOON
    return Came(line=line.pk, kind="text", key=key, number=CALLER_NUMBER, at=at)


def stumble(
    line: Line, now: datetime, *, times: int = TRIES, kind: Literal["text", "report"] = "text"
) -> list[bool]:
    return [
        stumbled(
            replace(came(line), kind=kind),
            organisation=line.organisation_id,
            wrong=LookupError(),
            now=now,
        )
        for _ in range(times)
    ]


def shown(by: Operator, now: datetime = NOON) -> list[tuple[str, str | None]]:
    found = all_set_aside(organisation=by.organisation_id, by=acting(by), now=now)
    return [(each.line, each.number) for each in found]


@pytest.mark.both
@pytest.mark.engine
def test_a_text_nobody_can_read_delays_no_other_and_is_told_after_three_tries(
    line: Line, ana: Operator, poison: None, noon: datetime
) -> None:
    """F15."""
    ours = line.organisation_id
    robin = add_phone(line.pk, organisation=ours, number=ROBIN, name="Robin", now=noon)
    alex = add_phone(line.pk, organisation=ours, number=ALEX, name="Alex", now=noon)
    text_from(robin, organisation=ours, body=POISON, key="poison", now=noon - SECOND)
    text_from(alex, organisation=ours, body="hi", key="sound", now=noon)
    told: list[list[str]] = []
    for seconds in (0, 5, 10, 15, 60):
        told.append([])
        carrying.carry(now=noon + timedelta(seconds=seconds), troubled=told[-1].append)
        with as_organisation(ours):
            assert Contact.objects.count() == 1

    assert told == [["LookupError"], ["LookupError"], ["LookupError"], [], []]
    assert [each.state for each in deliveries(robin, organisation=ours)] == ["set_aside"]
    assert shown(ana) == [("Practice line", None)]


@pytest.mark.both
def test_it_is_set_aside_at_the_third_try_and_once(
    line: Line, organisation: Organisation, noon: datetime
) -> None:
    assert stumble(line, noon, times=5) == [False, False, True, True, True]
    with as_organisation(organisation.pk):
        assert Row.objects.count() == RecordKey.objects.count() == 1
        assert Entry.objects.filter(what="SetAside").count() == 1


def test_records_that_cannot_be_reached_are_no_fault_of_what_came(
    line: Line, ana: Operator, noon: datetime
) -> None:
    ours, wrong = line.organisation_id, OperationalError("database is locked")
    tries = [stumbled(came(line), organisation=ours, wrong=wrong, now=noon) for _ in range(5)]

    assert tries == [False] * 5
    assert shown(ana) == []


@pytest.mark.both
def test_only_who_rings_them_back_sees_the_number(
    line: Line, ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    ben = an_operator(organisation, "ben")
    come_on(ana.pk, organisation=organisation.pk, key="tab", sound_heard=True, now=noon)
    stumble(line, noon)
    (found,) = all_set_aside(organisation=organisation.pk, by=acting(ana), now=noon)
    ring_back(found.id, organisation=organisation.pk, by=acting(ana), now=noon)

    assert shown(ana) == [("Practice line", CALLER_NUMBER)]
    assert shown(ben) == [("Practice line", None)]
    with pytest.raises(AlreadyDone):
        ring_back(found.id, organisation=organisation.pk, by=acting(ben), now=noon)
    with pytest.raises(NotYours):
        settle(found.id, organisation=organisation.pk, by=acting(ben), now=noon)
    with as_organisation(organisation.pk):
        assert CALLER_NUMBER.encode() not in bytes(Row.objects.get().sealed_number or b"")


def test_it_stands_until_somebody_has_settled_it(
    line: Line, ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    stumble(line, noon)
    (found,) = all_set_aside(organisation=organisation.pk, by=acting(ana), now=noon)
    ring_back(found.id, organisation=organisation.pk, by=acting(ana), now=noon)
    settle(found.id, organisation=organisation.pk, by=acting(ana), now=noon)

    assert shown(ana) == []
    with pytest.raises(NoSuchSetAside):
        settle(found.id, organisation=organisation.pk, by=acting(ana), now=noon)


def test_a_supervisor_may_take_it_over(
    line: Line, ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    sam = an_operator(organisation, "sam", role="supervisor")
    stumble(line, noon)
    (found,) = all_set_aside(organisation=organisation.pk, by=acting(ana), now=noon)
    for by in (ana, sam):
        ring_back(found.id, organisation=organisation.pk, by=acting(by), now=noon)

    assert (shown(ana)[0][1], shown(sam)[0][1]) == (None, CALLER_NUMBER)


@pytest.mark.both
def test_from_who_has_gone_a_colleague_takes_it_over(
    line: Line, ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    """Nobody is to wait until a supervisor looks."""
    ours, ben = organisation.pk, an_operator(organisation, "ben")
    come_on(ana.pk, organisation=ours, key="tab", sound_heard=True, now=noon)
    stumble(line, noon)
    (found,) = all_set_aside(organisation=ours, by=acting(ana), now=noon)
    ring_back(found.id, organisation=ours, by=acting(ana), now=noon)
    (while_here,) = all_set_aside(organisation=ours, by=acting(ben), now=noon)
    later = noon + timedelta(hours=1)
    (when_gone,) = all_set_aside(organisation=ours, by=acting(ben), now=later)
    with pytest.raises(NotYours):
        settle(found.id, organisation=ours, by=acting(ben), now=later)
    ring_back(found.id, organisation=ours, by=acting(ben), now=later)

    assert (while_here.may_take, when_gone.may_take, when_gone.has_gone) == (False, True, True)
    assert (shown(ana, later)[0][1], shown(ben, later)[0][1]) == (None, CALLER_NUMBER)


def test_another_organisation_knows_nothing_of_it(
    line: Line, organisation: Organisation, noon: datetime
) -> None:
    stumble(line, noon)
    elsewhere = Organisation.objects.create(slug="south", name="South Line", created_at=noon)
    (found,) = all_set_aside(organisation=organisation.pk, by=Actor(id=1), now=noon)

    assert all_set_aside(organisation=elsewhere.pk, by=Actor(id=1), now=noon) == []
    with pytest.raises(NoSuchSetAside):
        ring_back(found.id, organisation=elsewhere.pk, by=Actor(id=1), now=noon)


@pytest.mark.parametrize("somebody_is_on", [True, False])
def test_where_nobody_is_on_shift_the_phones_of_those_on_call_ring(
    line: Line, ana: Operator, organisation: Organisation, noon: datetime, *, somebody_is_on: bool
) -> None:
    kim = an_operator(organisation, "kim")
    keep_operator_number(kim.pk, "+14165550141", organisation=organisation.pk, now=noon)
    put_on_call(kim.pk, organisation=organisation.pk, on_call=True)
    if somebody_is_on:
        come_on(ana.pk, organisation=organisation.pk, key="tab", sound_heard=True, now=noon)
    stumble(line, noon)

    with as_organisation(organisation.pk):
        rung = set(Duty.objects.filter(kind="ring_person").values_list("operator_id", flat=True))
    assert rung == (set() if somebody_is_on else {kim.pk})


def test_a_report_rings_nobody_because_nobody_waits_by_it(
    line: Line, ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    keep_operator_number(ana.pk, "+14165550141", organisation=organisation.pk, now=noon)
    put_on_call(ana.pk, organisation=organisation.pk, on_call=True)
    stumble(line, noon, kind="report")

    assert shown(ana) == [("Practice line", None)]
    with as_organisation(organisation.pk):
        assert not Duty.objects.exists()


def test_without_the_sealing_key_it_is_told_all_the_same(
    line: Line, ana: Operator, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as away:
        away.setenv("STILLHERE_KEYS", str(Path("no keys here").absolute()))
        stumble(line, noon)

    assert shown(ana) == [("Practice line", None)]


def test_the_number_is_kept_no_longer_than_words_are(
    line: Line, organisation: Organisation, noon: datetime
) -> None:
    stumble(line, noon)

    with as_organisation(organisation.pk):
        assert RecordKey.objects.get().expires_at == noon + Policy().seconds("words_kept")
