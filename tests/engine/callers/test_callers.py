"""Invented callers do what their script says, through the same doors as anybody."""

from itertools import pairwise

import pytest

from stillhere.care.channel import Channel
from stillhere.care.watch_state import State
from stillhere.engine.callers import AT_MOST
from stillhere.records.models import Contact, Entry, Operator, PracticePhone
from stillhere.records.organisations import as_organisation
from tests.engine.callers.stage import WORD, Stage


def begun(stage: Stage, script: str, *, word: str = "") -> Contact:
    """This one has called and Ana stays with them."""
    stage.invite(script)
    stage.run(3)
    (contact,) = stage.contacts()
    stage.stay_with(contact, word=word)
    return contact


def test_nobody_calls_while_nobody_is_there(stage: Stage) -> None:
    stage.invite("steady")
    stage.run(90, by=10)

    assert stage.contacts() == []


@pytest.mark.both
@pytest.mark.engine
def test_somebody_calls_within_a_minute_of_coming_on(stage: Stage, on_shift: Operator) -> None:
    stage.invite("steady")
    stage.run(5)

    (contact,) = stage.contacts()
    assert (contact.practice, contact.state) == (True, "ringing")


def test_never_more_than_three_at_once_and_never_all_together(
    stage: Stage, on_shift: Operator
) -> None:
    for number in range(21, 27):
        stage.invite("steady", number=number)
    counts = []
    for _ in range(20):
        stage.run(10, by=5)
        counts.append(len(stage.contacts()))

    assert max(counts) == AT_MOST
    assert all(later - before <= 1 for before, later in pairwise(counts))


def test_a_steady_caller_answers_every_question(stage: Stage, on_shift: Operator) -> None:
    begun(stage, "steady")
    stage.run(100)

    assert set(stage.states) == {State.LISTENING, State.ASKING}
    assert sum(each.reading == "answer" for each in stage.heard()) >= 5


def test_one_who_goes_quiet_brings_the_alarm_and_leaves_it(
    stage: Stage, on_shift: Operator
) -> None:
    begun(stage, "goes_quiet")
    stage.run(60)
    stage.say("Robin? Are you there?")
    stage.run(30)

    assert stage.watch.state is State.ALARM
    assert [each.reading for each in stage.heard()][1:] == ["answer"]


def test_one_who_wakes_late_clears_it_with_the_word(stage: Stage, on_shift: Operator) -> None:
    begun(stage, "wakes_late", word=WORD)
    stage.run(100)

    alarm = stage.states.index(State.ALARM)
    assert State.LISTENING in stage.states[alarm:]


def test_one_who_asks_for_help_gets_an_alarm_at_once(stage: Stage, on_shift: Operator) -> None:
    begun(stage, "needs_help")
    stage.run(50)

    assert stage.heard()[-1].reading == "help"
    assert stage.watch.state is State.ALARM


def test_one_who_texts_stop_has_lost_a_way_and_not_the_watch(
    stage: Stage, on_shift: Operator
) -> None:
    begun(stage, "texts_stop")
    stage.run(60)

    assert Channel.TEXT in stage.watch.lost
    assert stage.watch.state is State.ALARM


def test_one_who_leaves_the_page_comes_back_to_the_same_watch(
    stage: Stage, on_shift: Operator
) -> None:
    contact = begun(stage, "leaves_and_returns", word=WORD)
    stage.run(120)

    with as_organisation(stage.organisation):
        left = Entry.objects.filter(what="CallerLeft", contact_id=contact.pk).count()
    assert left == 1
    assert len(stage.contacts()) == 1
    assert stage.states[-1] in (State.LISTENING, State.ASKING)


def test_who_is_slow_says_something_first(stage: Stage, on_shift: Operator) -> None:
    begun(stage, "slow")
    stage.run(40)

    assert [each.reading for each in stage.heard()][1:3] == ["words", "answer"]


def test_one_who_only_talks_answers_what_is_said_to_them(stage: Stage, on_shift: Operator) -> None:
    stage.invite("only_talks")
    stage.run(3)
    (contact,) = stage.contacts()
    stage.stay_with(contact)
    stage.say("I am Ana. What kind of week was it?")
    stage.run(10)

    assert [each.kind for each in stage.heard()] == ["words", "words"]


def test_a_crash_before_remembering_does_nothing_twice(stage: Stage, on_shift: Operator) -> None:
    phone = stage.invite("slow")
    stage.run(1)
    with as_organisation(stage.organisation):
        before = PracticePhone.objects.filter(pk=phone).values("state", "due_at").get()
    for _ in range(2):
        stage.run(2)
        with as_organisation(stage.organisation, writing=True):
            PracticePhone.objects.filter(pk=phone).update(**before)

    assert len(stage.contacts()) == 1
    assert len(stage.heard()) == 1


def test_when_it_is_over_the_phone_rests_and_calls_again(stage: Stage, on_shift: Operator) -> None:
    stage.invite("only_talks")
    stage.run(3)
    (contact,) = stage.contacts()
    stage.end(contact)
    stage.run(50, by=5)
    assert len(stage.contacts()) == 1

    stage.run(180, by=5)
    assert len(stage.contacts()) == 2
