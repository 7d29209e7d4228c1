"""Whatever happens to a contact, in whatever order, in time or late: what always holds."""

import json
from typing import get_args

import pytest
from hypothesis import given

from stillhere.care.contact_events import (
    CallerLeft,
    CallerSpoke,
    ConsoleLost,
    Ended,
    Event,
    HandedOn,
    Heard,
    HelpAsked,
    SecondAgreed,
    Taken,
    TimePassed,
    UnattendedAgreed,
)
from stillhere.care.contact_facts import as_contact, as_facts
from stillhere.care.contact_state import SAFETY, Clock, EndReason, State
from stillhere.care.watch_facts import clocks_as_values
from tests.care.any_contact import EVENTS, Beside, Story, lived, stories

pytestmark = pytest.mark.wide


def test_everything_that_can_happen_is_tried() -> None:
    assert {type(event) for event in EVENTS} == set(get_args(Event))


@given(stories)
def test_an_open_contact_always_has_a_due_time(story: Story) -> None:
    """I1."""
    for moment in lived(story):
        assert moment.after.is_open == (moment.after.due_at is not None)


@given(stories)
def test_who_waits_is_rung_for_told_about_and_raises_the_queues_alarm(story: Story) -> None:
    """I1, CO4, CO6."""
    for moment in lived(story):
        contact = moment.after
        if contact.is_waiting:
            waits_on = {Clock.RING, Clock.TELL, Clock.ON_CALL, Clock.ALARM}
            assert waits_on <= {Clock(name) for name, _ in contact.clocks}
            assert (contact.state is State.RINGING) == bool(contact.offered_to)


@given(stories)
def test_who_is_with_somebody_is_listened_for(story: Story) -> None:
    """I1, WA1."""
    for moment in lived(story):
        contact = moment.after
        if contact.state is State.WITH_OPERATOR:
            assert Clock.SILENCE in contact.clocks
            assert contact.operator is not None or contact.watched or contact.settled
            assert not contact.offered_to


@given(stories)
def test_time_leaves_nothing_overdue(story: Story) -> None:
    """I2."""
    for moment in lived(story):
        if isinstance(moment.event, TimePassed) and moment.after.is_open:
            assert moment.after.due_at is not None
            assert moment.after.due_at > moment.now


@given(stories)
def test_an_alarm_about_a_person_ends_only_when_they_were_heard(story: Story) -> None:
    """I3, CO7: or by two who end it, or in the watch that has taken it over."""
    for moment in lived(story):
        before, after = moment.before, moment.after
        if before.is_safety_event and after.alarm not in SAFETY:
            assert isinstance(moment.event, Heard | Ended | SecondAgreed)


@given(stories)
def test_an_open_alarm_always_rings_again(story: Story) -> None:
    """I3."""
    for moment in lived(story):
        if moment.after.is_safety_event:
            assert Clock.ALARM in moment.after.clocks


@given(stories)
def test_only_a_person_ends_a_contact_with_somebody_who_may_have_used(story: Story) -> None:
    """CO7, CO11, I3."""
    for moment in lived(story):
        before, event = moment.before, moment.event
        if moment.after.is_open or not before.is_open:
            continue
        if isinstance(event, Ended):
            alone = not event.by.supervises
            assert not (alone and before.is_safety_event and event.reason != EndReason.JOINED)
        elif isinstance(event, SecondAgreed):
            assert before.look is not None
            assert event.by.id not in (before.look.by, before.operator)
            assert event.number == before.look.number
        else:
            assert isinstance(event, CallerLeft | TimePassed)
            assert before.settled or not before.said_they_used
            assert not before.is_safety_event


@given(stories)
def test_nobody_is_passed_from_one_to_another_by_itself(story: Story) -> None:
    """I4, WA11."""
    for moment in lived(story):
        had, has = moment.before.operator, moment.after.operator
        if had not in (None, has):
            if isinstance(moment.event, Taken):
                assert moment.event.by.supervises
                assert not moment.before.watched
            else:
                assert isinstance(moment.event, HandedOn | ConsoleLost | Beside | TimePassed)


@given(stories)
def test_a_watch_without_a_person_begins_only_after_it_was_said_and_held(story: Story) -> None:
    """WA12."""
    for moment in lived(story):
        before, event = moment.before, moment.event
        if isinstance(event, UnattendedAgreed) and moment.after != before:
            assert before.unattended_offered
            assert event.holder == moment.after.operator
            assert before.is_waiting
        if moment.after.unattended_offered and not before.unattended_offered:
            assert "offer_unattended" in moment.owed
            assert moment.after.nobody_on
            assert moment.after.told


@given(stories)
def test_who_vanishes_has_nobody_and_rings_for_nobody(story: Story) -> None:
    """I5, WA11."""
    for moment in lived(story):
        if isinstance(moment.event, ConsoleLost) and moment.before.is_open:
            gone = moment.event.operator
            if gone not in moment.event.free:
                assert gone not in moment.after.offered_to
            assert moment.after.operator != gone or moment.after.watched
            assert moment.after.is_open
            assert moment.after.alarm == moment.before.alarm or moment.before.alarm not in SAFETY


@given(stories)
def test_whom_they_asked_to_be_spared_never_gets_them_again(story: Story) -> None:
    """CO12."""
    for moment in lived(story):
        assert moment.before.not_for <= moment.after.not_for
        assert moment.after.not_for.isdisjoint(moment.after.offered_to)
        if isinstance(moment.event, Taken) and moment.after != moment.before:
            assert moment.event.by.id not in moment.after.not_for


@given(stories)
def test_a_sign_of_them_is_never_lost(story: Story) -> None:
    """CO9: whoever spoke is not gone, and it is our turn."""
    for moment in lived(story):
        if isinstance(moment.event, CallerSpoke | HelpAsked) and moment.before.is_open:
            assert moment.after.gone is None
            assert moment.after.our_turn
            assert Clock.GONE not in moment.after.clocks


@given(stories)
def test_the_same_once_more_ends_no_alarm_and_no_contact(story: Story) -> None:
    """I7."""
    last = None
    for moment in lived(story):
        again = last is not None and moment.event == last.event and moment.now == last.now
        if again and not isinstance(moment.event, TimePassed):
            assert moment.after.is_open == moment.before.is_open
            assert moment.after.is_safety_event == moment.before.is_safety_event
        last = moment


@given(stories)
def test_whatever_it_became_it_can_be_kept_and_read_again(story: Story) -> None:
    """I6."""
    for moment in lived(story):
        contact = moment.after
        again = as_contact(
            json.loads(json.dumps(as_facts(contact))),
            state=contact.state.value,
            clocks=json.loads(json.dumps(clocks_as_values(contact.clocks))),
            channel=contact.channel.value,
            operator=contact.operator,
            policy=contact.policy,
            watched=contact.watched,
            settled=contact.settled,
        )
        assert again == contact
