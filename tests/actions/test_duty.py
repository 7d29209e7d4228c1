"""What the rules owe is written down with the decision: once, and for the right people."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.asks import machine_words
from stillhere.actions.duty import owe
from stillhere.actions.numbers import keep_operator_number, operator_number
from stillhere.actions.watch import happen, load
from stillhere.care.channel import Channel
from stillhere.care.duties import Kind, Lane
from stillhere.care.plan import Help
from stillhere.care.watch_events import (
    Event,
    Evidence,
    Heard,
    HelpAsked,
    HelpDecided,
    HelpReached,
    TimePassed,
)
from stillhere.care.watch_state import Decision, Owe
from stillhere.records.models import Contact, Duty, Line, Message, Operator, Organisation
from stillhere.records.organisations import as_organisation
from tests.somebody import acting

SAMS_NUMBER = "+14165550140"
QUIET = timedelta(minutes=2)


@pytest.fixture
def sams_phone(sam: Operator, noon: datetime) -> None:
    with as_organisation(sam.organisation_id, writing=True):
        Operator.objects.filter(pk=sam.pk).update(on_call=True)
    keep_operator_number(sam.pk, SAMS_NUMBER, organisation=sam.organisation_id, now=noon)


@pytest.fixture
def alarm(watch: int, organisation: Organisation, sams_phone: None, noon: datetime) -> int:
    """Two minutes undecided: the supervisor's phone is to ring."""
    after(watch, organisation, TimePassed(), noon + QUIET)
    after(watch, organisation, TimePassed(), noon + QUIET + timedelta(seconds=120))
    return watch


def after(watch: int, organisation: Organisation, event: Event, now: datetime) -> Decision:
    return happen(watch, event, organisation=organisation.pk, now=now)


def owed(organisation: Organisation, *kinds: Kind) -> list[Duty]:
    with as_organisation(organisation.pk):
        return list(Duty.objects.filter(kind__in=kinds or list(Kind)).order_by("pk"))


def ring(organisation: Organisation, key: str, now: datetime, **whom: int) -> None:
    with as_organisation(organisation.pk, writing=True):
        owe(
            Kind.RING_PERSON,
            organisation=organisation.pk,
            key=key,
            now=now,
            lane=Lane.LIFE,
            watch=whom["watch"],
            operator=whom["operator"],
        )


@pytest.mark.both
def test_a_missed_check_in_asks_once_and_by_the_lane_of_life(
    watch: int, organisation: Organisation, noon: datetime
) -> None:
    decision = after(watch, organisation, TimePassed(), noon + QUIET)

    (ask,) = owed(organisation, Kind.TEXT_CALLER)
    assert (ask.lane, ask.facts["ask"]) == (Lane.LIFE, decision.watch.ask)
    assert ask.not_after == noon + QUIET + timedelta(minutes=10)


def test_the_words_of_an_ask_are_made_when_they_are_read(
    watch: int, organisation: Organisation, noon: datetime
) -> None:
    decision = after(watch, organisation, TimePassed(), noon + QUIET)

    with as_organisation(organisation.pk):
        message = Message.objects.get(kind="ask")
    digit = decision.watch.digit(decision.watch.ask)
    assert message.sealed_words is None
    assert machine_words("ask", message.reading, "en") == f"Are you okay? Send back {digit}."


def test_the_same_key_twice_is_one_duty(
    watch: int, ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    ring(organisation, "ring:1", noon, watch=watch, operator=ana.pk)
    ring(organisation, "ring:1", noon + QUIET, watch=watch, operator=ana.pk)

    (only,) = owed(organisation)
    assert (only.state, only.owed_at) == ("owed", noon)


@pytest.mark.both
def test_a_newer_ring_replaces_one_of_the_same_person_that_has_not_gone_out(
    watch: int, ana: Operator, ben: Operator, organisation: Organisation, noon: datetime
) -> None:
    ring(organisation, "anas first", noon, watch=watch, operator=ana.pk)
    ring(organisation, "bens", noon, watch=watch, operator=ben.pk)
    ring(organisation, "anas second", noon + QUIET, watch=watch, operator=ana.pk)

    states = {duty.key: duty.state for duty in owed(organisation)}
    assert states == {"anas first": "replaced", "bens": "owed", "anas second": "owed"}


def test_a_ring_that_is_just_going_out_is_not_replaced(
    watch: int, ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    ring(organisation, "first", noon, watch=watch, operator=ana.pk)
    with as_organisation(organisation.pk, writing=True):
        Duty.objects.update(leased_until=noon + timedelta(seconds=10))
    ring(organisation, "second", noon + timedelta(seconds=9), watch=watch, operator=ana.pk)

    assert [duty.state for duty in owed(organisation)] == ["owed", "owed"]


@pytest.mark.both
def test_two_minutes_undecided_ring_the_supervisor(
    alarm: int, sam: Operator, organisation: Organisation
) -> None:
    (only,) = owed(organisation, Kind.RING_PERSON)

    assert (only.operator_id, only.lane, only.facts["why"]) == (
        sam.pk,
        Lane.LIFE,
        Owe.RING_SUPERVISOR,
    )


def test_nobody_without_a_number_is_waited_for(
    watch: int, sam: Operator, organisation: Organisation, noon: datetime
) -> None:
    after(watch, organisation, TimePassed(), noon + QUIET + timedelta(seconds=120))

    assert owed(organisation, Kind.RING_PERSON) == []


def test_a_colleagues_number_is_kept_sealed(sam: Operator, sams_phone: None) -> None:
    with as_organisation(sam.organisation_id):
        kept = bytes(Operator.objects.get(pk=sam.pk).sealed_number or b"")

    assert SAMS_NUMBER.encode() not in kept
    assert operator_number(sam.pk, organisation=sam.organisation_id) == SAMS_NUMBER


def went_out(organisation: Organisation, *, state: str = "sent") -> None:
    with as_organisation(organisation.pk, writing=True):
        Duty.objects.filter(kind=Kind.RING_PERSON).update(state=state, reference="unanswered")


@pytest.mark.both
@pytest.mark.parametrize("state", ["sent", "delivered", "failed"])
def test_standing_down_tells_everyone_whose_phone_rang_and_only_once(
    alarm: int, ana: Operator, organisation: Organisation, noon: datetime, state: str
) -> None:
    went_out(organisation, state=state)
    heard = Heard(by=acting(ana), evidence=Evidence.SPOKEN)
    for minutes in (5, 6):
        after(alarm, organisation, heard, noon + timedelta(minutes=minutes))

    (rung,) = owed(organisation, Kind.RING_PERSON)
    (clear,) = owed(organisation, Kind.TEXT_PERSON)
    assert (clear.operator_id, clear.lane) == (rung.operator_id, Lane.CARE)


def test_a_colleague_who_was_never_rung_hears_nothing(
    alarm: int, ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    heard = Heard(by=acting(ana), evidence=Evidence.SPOKEN)
    after(alarm, organisation, heard, noon + timedelta(minutes=5))

    assert owed(organisation, Kind.TEXT_PERSON) == []


def help_is_coming(watch: int, organisation: Organisation, ana: Operator, now: datetime) -> None:
    for event in (HelpDecided(by=acting(ana), help=Help.EMERGENCY), HelpReached(by=acting(ana))):
        after(watch, organisation, event, now)


@pytest.mark.both
def test_who_wakes_is_told_that_help_is_coming(
    alarm: int, ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    help_is_coming(alarm, organisation, ana, noon + timedelta(minutes=5))
    heard = Heard(by=acting(ana), evidence=Evidence.SPOKEN)
    after(alarm, organisation, heard, noon + timedelta(minutes=6))

    with as_organisation(organisation.pk):
        message = Message.objects.get(kind="notice")
    assert "cannot promise" in machine_words("notice", message.reading, "en")


def test_under_duress_nothing_is_said_to_the_caller(
    alarm: int, ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    asks = len(owed(organisation, Kind.TEXT_CALLER))
    after(alarm, organisation, HelpAsked(duress=True), noon + timedelta(minutes=5))
    help_is_coming(alarm, organisation, ana, noon + timedelta(minutes=5, seconds=1))

    assert len(owed(organisation, Kind.TEXT_CALLER)) == asks


def test_somebody_who_rang_us_and_agreed_to_nothing_gets_no_text(
    watch: int, contact: Contact, line: Line, organisation: Organisation, noon: datetime
) -> None:
    with as_organisation(organisation.pk, writing=True):
        Contact.objects.filter(pk=contact.pk).update(channel=Channel.VOICE)
    after(watch, organisation, TimePassed(), noon + QUIET)

    assert owed(organisation, Kind.TEXT_CALLER) == []
    with as_organisation(organisation.pk):
        assert load(watch).watch.time_zero == noon + QUIET
