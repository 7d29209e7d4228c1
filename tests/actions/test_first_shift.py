"""An exercise is one learner's alone: on nobody's board, no phone rings, and it can be put away."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.aftercare import open_outcome
from stillhere.actions.contact import hand_to_someone_else
from stillhere.actions.debrief import open_debriefs
from stillhere.actions.first_shift import (
    finish,
    practised_with,
    stop,
    who_finished,
)
from stillhere.actions.first_shift_story import story_of, was_put_away
from stillhere.actions.roster import come_on, lose_console, take_break
from stillhere.actions.watch import happen, pass_time
from stillhere.care.first_shift import Act, Lesson, next_act
from stillhere.care.refused import LeaveShiftFirst
from stillhere.care.roster import NobodyElse
from stillhere.care.watch_events import SomethingWrong
from stillhere.records.models import (
    Console,
    Contact,
    Debrief,
    Duty,
    Entry,
    Line,
    Operator,
    Organisation,
    Outcome,
    Watch,
    WatchClock,
)
from stillhere.records.organisations import as_organisation
from tests.actions.practising import in_alarm, is_on_call, practises, watch_in
from tests.somebody import acting, an_operator

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("line")]
HOUR = timedelta(hours=1)


@pytest.fixture
def sam_at_home(organisation: Organisation, noon: datetime) -> Operator:
    sam = an_operator(organisation, "sam", role="supervisor")
    is_on_call(sam, noon)
    return sam


def duties(ana: Operator, kind: str) -> int:
    with as_organisation(ana.organisation_id):
        return Duty.objects.filter(kind=kind).count()


def test_a_lesson_begins_with_somebody_who_is_theirs_and_marked_as_practice(
    ana: Operator, noon: datetime
) -> None:
    contact = practises(ana, noon)

    with as_organisation(ana.organisation_id):
        row = Contact.objects.get(pk=contact)
        assert (row.practice, row.operator_id, row.facts["learner"]) == (True, ana.pk, ana.pk)
        assert Line.objects.get(pk=row.line_id).practice
        assert Console.objects.get(operator=ana).state == "practice"
    story = story_of(contact, Lesson.CALM, organisation=ana.organisation_id)
    assert next_act(story) is Act.HELLO


def test_no_phone_of_anybody_rings_for_an_exercise(
    ana: Operator, sam_at_home: Operator, noon: datetime
) -> None:
    watch = watch_in(practises(ana, noon), ana, noon)
    ours = ana.organisation_id
    happen(watch, SomethingWrong(by=acting(ana)), organisation=ours, now=noon)
    for minutes in range(1, 10):
        pass_time(ours, [watch], now=noon + timedelta(minutes=minutes))

    with as_organisation(ours):
        assert WatchClock.objects.get(pk=watch).state == "alarm"
    assert duties(ana, "ring_person") == duties(ana, "text_person") == 0


@pytest.fixture
def contact(ana: Operator, noon: datetime) -> int:
    """An exercise of Ana's in which help was sent, so that everything is open that can be."""
    watch, ours = in_alarm(ana, noon), ana.organisation_id
    with as_organisation(ours, writing=True):
        open_outcome(watch, organisation=ours, now=noon)
        return Contact.objects.get(watch_id=watch).pk


@pytest.mark.engine
def test_a_learner_whose_console_falls_silent_rings_nobody_and_leaves_nothing_open(
    ana: Operator, sam_at_home: Operator, contact: int, noon: datetime
) -> None:

    assert lose_console(ana.pk, organisation=ana.organisation_id, now=noon + HOUR)

    with as_organisation(ana.organisation_id):
        assert Contact.objects.get(pk=contact).state == "ended"
        assert {each.state for each in WatchClock.objects.all()} == {"closed"}
        assert not Debrief.objects.filter(back_at__isnull=True).exists()
    assert duties(ana, "ring_person") == 0
    assert was_put_away(story_of(contact, Lesson.CALM, organisation=ana.organisation_id))


def test_an_exercise_is_handed_to_nobody(ana: Operator, ben: Operator, noon: datetime) -> None:
    come_on(ben.pk, organisation=ben.organisation_id, key="b", sound_heard=True, now=noon)
    contact = practises(ana, noon)

    with pytest.raises(NobodyElse):
        hand_to_someone_else(contact, organisation=ana.organisation_id, by=acting(ana), now=noon)


@pytest.mark.parametrize("rests", [False, True])
def test_nobody_practises_on_shift_or_on_a_break_from_it(
    ana: Operator, noon: datetime, *, rests: bool
) -> None:
    come_on(ana.pk, organisation=ana.organisation_id, key="a", sound_heard=True, now=noon)
    if rests:
        take_break(ana.pk, organisation=ana.organisation_id, now=noon)

    with pytest.raises(LeaveShiftFirst):
        practises(ana, noon)

    with as_organisation(ana.organisation_id):
        assert Console.objects.get(operator=ana).state == ("break" if rests else "on")
        assert not Contact.objects.exists()


def test_coming_on_shift_puts_away_what_is_practised(ana: Operator, noon: datetime) -> None:
    contact = practises(ana, noon)
    come_on(ana.pk, organisation=ana.organisation_id, key="a", sound_heard=True, now=noon + HOUR)

    with as_organisation(ana.organisation_id):
        assert Contact.objects.get(pk=contact).ended_at == noon + HOUR
        assert Console.objects.get(operator=ana).state == "on"


def test_beginning_again_puts_the_last_one_away(ana: Operator, noon: datetime) -> None:
    first = practises(ana, noon)
    second = practises(ana, noon + HOUR)

    with as_organisation(ana.organisation_id):
        assert Contact.objects.get(pk=first).ended_at == noon + HOUR
    assert practised_with(ana.pk, organisation=ana.organisation_id) == {Lesson.CALM: second}


def test_several_practise_at_once_without_mixing(
    ana: Operator, ben: Operator, noon: datetime
) -> None:
    of_ana, of_ben = practises(ana, noon), practises(ben, noon)
    stop(organisation=ana.organisation_id, by=acting(ana), now=noon + HOUR)

    with as_organisation(ana.organisation_id):
        assert Contact.objects.get(pk=of_ana).ended_at is not None
        row = Contact.objects.get(pk=of_ben)
        assert (row.ended_at, row.operator_id) == (None, ben.pk)


def test_help_sent_in_an_exercise_is_asked_after_by_its_learner_alone(
    ana: Operator, sam_at_home: Operator, noon: datetime
) -> None:
    ours = ana.organisation_id
    watch = in_alarm(ana, noon)

    assert open_debriefs(organisation=ours, by=acting(sam_at_home)) == []
    stop(organisation=ours, by=acting(ana), now=noon + HOUR)
    assert open_debriefs(organisation=ours, by=acting(ana)) == []
    with as_organisation(ours):
        assert not Outcome.objects.filter(state="open").exists()
        assert Watch.objects.get(pk=watch).closed_at == noon + HOUR


def test_who_finished_is_kept_with_the_day_and_nothing_of_how_it_went(
    ana: Operator, noon: datetime
) -> None:
    practises(ana, noon)
    for hours in (1, 2):
        finish(organisation=ana.organisation_id, by=acting(ana), now=noon + hours * HOUR)

    (kept,) = who_finished(organisation=ana.organisation_id)
    assert (kept.name, kept.at) == ("Ana", noon + 2 * HOUR)
    with as_organisation(ana.organisation_id):
        assert [each.facts for each in Entry.objects.filter(what="FirstShiftFinished")] == [{}, {}]
    assert practised_with(ana.pk, organisation=ana.organisation_id) == {}
