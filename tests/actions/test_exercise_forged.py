"""Whoever forges a press, or presses twice: an exercise stays its learner's, and real is real."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from stillhere.actions.access import whose
from stillhere.actions.aftercare import open_outcome, verify_outcome
from stillhere.actions.contact import end_contact, take_contact
from stillhere.actions.debrief import talked
from stillhere.actions.outcome_due import outcome_due
from stillhere.actions.practice import NoSuchPhone, answer_ring, text_from
from stillhere.actions.roster import come_on
from stillhere.actions.watch import happen
from stillhere.care.access import may_find, may_open_plan, may_read_words, may_speak
from stillhere.care.aftercare import Finding, VerifiedWith
from stillhere.care.contact_state import EndReason
from stillhere.care.refused import NotYours
from stillhere.care.watch_events import (
    Event,
    Evidence,
    HandOverOffered,
    Heard,
    SecondLooked,
    SomethingWrong,
    SupervisorBeside,
    Taken,
)
from stillhere.care.watch_state import Actor
from stillhere.records.models import (
    Contact,
    Debrief,
    Duty,
    Entry,
    Operator,
    Outcome,
    PracticePhone,
    WatchClock,
)
from stillhere.records.organisations import as_organisation
from tests.actions.practising import in_alarm, practises, watch_in
from tests.somebody import acting

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("line")]
HOUR = timedelta(hours=1)
BY_SAM: list[Callable[[Actor], Event]] = [
    lambda sam: Taken(by=sam),
    lambda sam: Heard(by=sam, evidence=Evidence.SPOKEN),
    lambda sam: SomethingWrong(by=sam),
    lambda sam: SecondLooked(by=sam),
    lambda sam: SupervisorBeside(by=sam),
    lambda sam: HandOverOffered(by=sam, to=sam.id),
]


@pytest.fixture
def sam(sam: Operator, noon: datetime) -> Operator:
    """A supervisor, on shift: nobody may do more."""
    come_on(sam.pk, organisation=sam.organisation_id, key="s", sound_heard=True, now=noon)
    return sam


@pytest.mark.parametrize("event", BY_SAM)
def test_nobody_but_its_learner_acts_in_an_exercise(
    ana: Operator, sam: Operator, noon: datetime, event: Callable[[Actor], Event]
) -> None:
    watch, ours = watch_in(practises(ana, noon), ana, noon), ana.organisation_id
    with as_organisation(ours):
        before = WatchClock.objects.get(pk=watch)

    with pytest.raises(NotYours):
        happen(watch, event(acting(sam)), organisation=ours, now=noon, by=sam.pk)

    with as_organisation(ours):
        after = WatchClock.objects.get(pk=watch)
        assert (after.version, after.holder_id) == (before.version, ana.pk)
        assert not Entry.objects.filter(watch_id=watch, operator_id=sam.pk).exists()


def test_an_exercise_is_offered_to_nobody_real_however_often_it_is_pressed(
    ana: Operator, sam: Operator, noon: datetime
) -> None:
    watch = watch_in(practises(ana, noon), ana, noon)
    offered = HandOverOffered(by=acting(ana), to=sam.pk)
    for _ in range(2):
        with pytest.raises(NotYours):
            happen(watch, offered, organisation=ana.organisation_id, now=noon, by=ana.pk)

    with as_organisation(ana.organisation_id):
        assert WatchClock.objects.get(pk=watch).facts.get("offered_to") is None
        assert not Duty.objects.filter(kind__in=("ring_person", "text_person")).exists()


def test_the_contact_of_an_exercise_is_taken_and_ended_by_nobody_else(
    ana: Operator, sam: Operator, noon: datetime
) -> None:
    contact, ours = practises(ana, noon), ana.organisation_id
    with pytest.raises(NotYours):
        take_contact(contact, organisation=ours, by=acting(sam), now=noon)
    with pytest.raises(NotYours):
        end_contact(
            contact, organisation=ours, by=acting(sam), reason=EndReason.WRONG_NUMBER, now=noon
        )

    with as_organisation(ours):
        assert Contact.objects.get(pk=contact).operator_id == ana.pk


def test_whatever_happens_in_an_exercise_nobody_else_finds_it(
    ana: Operator, sam: Operator, ben: Operator, noon: datetime
) -> None:
    watch, ours = in_alarm(ana, noon), ana.organisation_id

    with as_organisation(ours):
        seen = whose(WatchClock.objects.get(pk=watch).watch.contact_id)
    for may in (may_find, may_read_words, may_speak, may_open_plan):
        assert may(acting(ana), seen)
        assert not may(acting(sam), seen)
        assert not may(acting(ben), seen)


def test_nobody_records_how_an_exercise_ended_or_talks_about_it(
    ana: Operator, sam: Operator, noon: datetime
) -> None:
    watch, ours = in_alarm(ana, noon), ana.organisation_id
    with as_organisation(ours, writing=True):
        open_outcome(watch, organisation=ours, now=noon)
        debrief = Debrief.objects.get()
    with pytest.raises(NotYours):
        verify_outcome(
            watch,
            organisation=ours,
            by=acting(sam),
            findings=[Finding.BREATHING],
            verified_with=VerifiedWith.CALLER,
            now=noon,
        )
    with pytest.raises(NotYours):
        talked(debrief.pk, organisation=ours, by=acting(sam), now=noon)

    with as_organisation(ours):
        assert Outcome.objects.get().state == "open"


def test_nobodys_phone_is_texted_because_an_exercise_has_no_outcome(
    ana: Operator, sam: Operator, noon: datetime
) -> None:
    watch, ours = in_alarm(ana, noon), ana.organisation_id
    with as_organisation(ours, writing=True):
        open_outcome(watch, organisation=ours, now=noon)
        outcome = Outcome.objects.get()
        Operator.objects.filter(pk=sam.pk).update(on_call=True, sealed_number=b"a number")
    assert outcome.due_at is not None
    outcome_due(outcome.pk, organisation=ours, now=outcome.due_at)

    with as_organisation(ours):
        assert not Duty.objects.filter(kind="text_person").exists()


def test_who_is_practised_with_has_no_phone_that_could_be_played(
    ana: Operator, noon: datetime
) -> None:
    practises(ana, noon)
    ours = ana.organisation_id
    with as_organisation(ours):
        theirs = PracticePhone.objects.get().pk

    with pytest.raises(NoSuchPhone):
        text_from(theirs, organisation=ours, body="help", key="forged", now=noon)
    with pytest.raises(NoSuchPhone):
        answer_ring(theirs, organisation=ours, now=noon)


def test_a_doubled_beginning_leaves_one_exercise_open(ana: Operator, noon: datetime) -> None:
    practises(ana, noon)
    second = practises(ana, noon)

    with as_organisation(ana.organisation_id):
        assert Contact.objects.get(ended_at__isnull=True).pk == second
