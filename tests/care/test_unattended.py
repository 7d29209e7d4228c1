"""A watch without a person: when it may be offered, what begins it, who holds it and until when."""

from dataclasses import replace
from typing import Any

import pytest

from stillhere.care import watch as rules
from stillhere.care.caller_view import Shown, caller_sees
from stillhere.care.channel import Channel
from stillhere.care.contact import decide as decide_contact
from stillhere.care.contact_events import (
    CallerLeft,
    TimePassed,
    UnattendedAgreed,
    UnattendedDeclined,
)
from stillhere.care.contact_state import Alarm, Contact, Need, State
from stillhere.care.contact_state import Owe as OweContact
from stillhere.care.contact_unattended import may_offer_unattended
from stillhere.care.cover import Yes, who_holds
from stillhere.care.duties import Duty, Kind, Person, is_wanted, who_rings
from stillhere.care.messages import Reading, answer_to_offer
from stillhere.care.policy import Policy
from stillhere.care.refused import NotOffered
from stillhere.care.roster import Urgency, urgency_of_watch
from stillhere.care.watch_events import ConsoleLost, HelpAsked, Left, SaidYes, Taken
from stillhere.care.watch_events import TimePassed as TimeWent
from stillhere.care.watch_state import Actor, Clock, Owe, Watch
from tests.care.contacting import waits
from tests.care.watching import (
    ANA,
    BEN,
    NOON,
    PLAN,
    at,
    decide,
    owed_while_quiet,
    quiet,
    tap,
    then,
)

KIM = 4
LOOK = TimePassed(nobody_on=True, holder=KIM)
NOBODY = TimePassed(nobody_on=True)
YES = SaidYes(by=KIM)


def alone(**changes: Any) -> Watch:
    """Begun at noon, by a yes of a moment ago; asked every two minutes."""
    begun = rules.begin(
        NOON,
        policy=Policy(),
        channel=Channel.TEXT,
        holder=KIM,
        digit_from=4,
        terms=PLAN,
        yes_at=NOON,
    )
    return replace(begun, **changes)


def answers_each(watch: Watch, *seconds: float) -> Watch:
    """Awake, and the engine with them."""
    for second in seconds:
        watch = then(quiet(watch, second), second, tap(watch))
    return watch


def told(**changes: Any) -> Contact:
    """They wait, and have been told honestly."""
    return replace(waits(seconds=20, need=Need.ABOUT_TO_USE), **changes)


def offered() -> Contact:
    return decide_contact(told(), LOOK, at(28)).contact


def may(contact: Contact, *, nobody_on: bool = True, holder: int | None = KIM) -> bool:
    return may_offer_unattended(contact, nobody_on=nobody_on, holder=holder)


def test_it_may_be_offered_where_nobody_is_on_and_somebody_at_home_said_yes() -> None:
    """WA12."""
    assert may(told())
    assert not may(told(), nobody_on=False)
    assert not may(told(), holder=None)


@pytest.mark.parametrize(
    "changes",
    [
        {"told": 0},
        {"channel": Channel.VOICE},
        {"need": Need.SOMEONE_DOWN},
        {"need": Need.TALK},
        {"gone": Left.GONE},
        {"watched": True},
        {"settled": True},
        {"alarm": Alarm.HELP},
        {"unattended_declined": True},
        {"not_for": frozenset({KIM})},
        {"state": State.WITH_OPERATOR},
    ],
)
def test_it_is_not_offered_where_it_does_not_fit(changes: dict[str, Any]) -> None:
    """WA12."""
    assert not may(told(**changes))


def test_the_sentence_is_owed_once_and_taken_back_when_it_is_no_longer_true() -> None:
    """WA12."""
    first = decide_contact(told(), LOOK, at(28))
    second = decide_contact(first.contact, LOOK, at(36))
    over = decide_contact(second.contact, NOBODY, at(44))

    assert OweContact.OFFER_UNATTENDED in first.owed
    assert second.contact.unattended_offered
    assert OweContact.OFFER_UNATTENDED not in second.owed
    assert not over.contact.unattended_offered
    assert OweContact.TAKE_OFFER_BACK in over.owed


def test_where_a_person_comes_nothing_is_said_of_the_machine() -> None:
    over = decide_contact(offered(), TimePassed(free=(ANA.id,)), at(36))

    assert not over.contact.unattended_offered
    assert OweContact.TAKE_OFFER_BACK not in over.owed


def test_it_never_begins_unless_the_sentence_was_said() -> None:
    """WA12."""
    with pytest.raises(NotOffered):
        decide_contact(told(), UnattendedAgreed(holder=KIM), at(30))


def test_it_never_begins_when_nobodys_yes_counts_any_more() -> None:
    """WA12."""
    with pytest.raises(NotOffered):
        decide_contact(offered(), UnattendedAgreed(holder=None), at(30))


def test_their_yes_puts_them_in_the_hands_of_who_is_at_home() -> None:
    """WA12."""
    after = decide_contact(offered(), UnattendedAgreed(holder=KIM), at(30)).contact

    assert (after.state, after.operator) == (State.WITH_OPERATOR, KIM)
    assert not after.unattended_offered


def test_after_a_no_they_wait_on_and_are_not_asked_again() -> None:
    after = decide_contact(offered(), UnattendedDeclined(), at(30)).contact

    assert after.is_waiting
    assert not decide_contact(after, LOOK, at(36)).contact.unattended_offered


def test_who_goes_is_offered_nothing_more() -> None:
    gone = decide_contact(offered(), CallerLeft(how=Left.GONE), at(30)).contact
    looked = decide_contact(gone, LOOK, at(36))

    assert OweContact.TAKE_OFFER_BACK not in looked.owed
    assert not looked.contact.unattended_offered


@pytest.mark.parametrize(
    ("words", "reading", "place"),
    [
        ("yes", Reading.YES, ""),
        (" Oui! ", Reading.YES, ""),
        ("YES, 12 Blue Lot\nback door", Reading.YES, "12 Blue Lot\nback door"),
        ("no", Reading.NO, ""),
        ("Non.", Reading.NO, ""),
    ],
)
def test_an_answer_to_the_offer(words: str, reading: Reading, place: str) -> None:
    """WA12."""
    found = answer_to_offer(words)

    assert found is not None
    assert (found.reading, found.place) == (reading, place)


@pytest.mark.parametrize("words", ["", "!", "no I am scared", "yesterday", "what is this?"])
def test_any_other_words_are_no_answer_to_it(words: str) -> None:
    assert answer_to_offer(words) is None


def test_the_latest_yes_with_a_hand_free_holds_it() -> None:
    """WA12, WA13."""
    people = [Person(id=each, on_call=True, has_number=True) for each in (4, 5)]
    yeses = [Yes(by=5, at=at(2)), Yes(by=4, at=at(1))]

    def holds(**held: int) -> int | None:
        load = {int(name[1:]): number for name, number in held.items()}
        found = who_holds(yeses, people, held=load, policy=Policy())
        return found.by if found else None

    assert [holds(), holds(_5=3), holds(_5=3, _4=3)] == [5, 4, None]


def test_the_caller_is_never_told_that_somebody_is_with_them() -> None:
    """WA12."""
    seen = caller_sees(alone())
    taken = caller_sees(then(alone(), 5, Taken(by=ANA)))

    assert (seen.shown, seen.unattended, seen.due) == (Shown.ALONE, True, at(120))
    assert (taken.shown, taken.unattended) == (Shown.WITH_YOU, False)


def test_a_miss_rings_the_holder_at_home_after_the_question() -> None:
    """WA12, WA8."""
    owed = owed_while_quiet(then(alone(), 100, YES), 260)

    assert (120, Owe.ASK_CALLER) in owed
    assert [when for when, what in owed if what is Owe.RING_HOLDER] == [150, 180]
    assert (240, Owe.RING_SUPERVISOR) in owed


def test_nobody_deciding_rings_everyone_again_and_again() -> None:
    """WA12, I3."""
    owed = owed_while_quiet(then(alone(), 100, YES), 600)

    everyone = [when for when, what in owed if what is Owe.RING_EVERYONE]
    assert set(range(300, 601, 60)) <= set(everyone)


def test_the_holder_is_asked_twice_before_their_yes_runs_out() -> None:
    """WA12."""
    watch = answers_each(alone(), 100, 200)
    owed = owed_while_quiet(watch, 300)

    asked = [when for when, what in owed if what is Owe.ASK_HOLDER]
    assert asked == [240]
    assert watch.yes_until == at(300)


def test_a_yes_that_ran_out_holds_nobody() -> None:
    """WA12, WA11, I1."""
    late = quiet(answers_each(alone(), 100, 200, 290), 300)

    assert (late.holder, late.unheld_alarm, late.unattended) == (None, True, True)
    assert Clock.UNHELD in late.clocks


def test_their_yes_is_asked_for_again_with_time_left_for_two_rings() -> None:
    """WA12."""
    owed = owed_while_quiet(alone(), 299)

    assert [when for when, what in owed if what is Owe.ASK_HOLDER] == [300 - 120, 300 - 60]


def test_the_second_a_yes_runs_out_everyone_is_rung_and_nobody_was_late() -> None:
    """WA11, WA12."""
    watch = quiet(answers_each(alone(), 100, 200, 290), 299)

    over = decide(watch, 300, TimeWent())

    assert {each.what for each in over.owed} == {Owe.RING_EVERYONE}
    assert over.noted == (("late_ms_yes", 0),)
    assert (over.watch.yes_until, over.watch.clocks.get(Clock.UNHELD)) == (None, at(360))


def test_another_yes_holds_it_again() -> None:
    """WA12."""
    late = quiet(answers_each(alone(), 100, 200, 290), 300)
    again = then(late, 310, SaidYes(by=BEN.id))

    assert (again.holder, again.unheld_alarm, again.yes_until) == (BEN.id, False, at(610))
    assert Clock.UNHELD not in again.clocks


def test_somebody_elses_yes_takes_nothing_from_its_holder() -> None:
    watch = alone()

    assert then(watch, 5, SaidYes(by=BEN.id)) == watch


def test_a_yes_at_home_says_nothing_about_a_watch_with_a_person() -> None:
    held = then(alone(), 5, Taken(by=ANA))

    assert then(held, 6, YES) == held
    assert (held.holder, held.unattended, held.yes_until) == (ANA.id, False, None)


def test_its_holder_may_come_and_sit_with_them() -> None:
    """WA12."""
    here = then(alone(), 5, Taken(by=Actor(id=KIM)))

    assert (here.holder, here.unattended) == (KIM, False)
    assert Clock.YES not in here.clocks


def test_a_holder_whose_console_vanishes_has_no_yes_left() -> None:
    """WA11."""
    lost = then(alone(), 5, ConsoleLost(operator=KIM))

    assert (lost.holder, lost.yes_until) == (None, None)
    assert Clock.UNHELD in lost.clocks
    assert Clock.YES not in lost.clocks


def test_it_stands_on_the_board_above_those_who_have_a_person() -> None:
    assert urgency_of_watch(alone()) is Urgency.UNATTENDED
    assert urgency_of_watch(then(alone(), 5, Taken(by=ANA))) is Urgency.LISTENING


def test_asking_the_holder_rings_the_holder_and_only_while_it_is_theirs() -> None:
    """WA12."""
    people = [Person(id=each, on_call=True, has_number=True) for each in (KIM, BEN.id)]
    ask = Duty(kind=Kind.RING_PERSON, why=Owe.ASK_HOLDER, operator=KIM)

    assert [p.id for p in who_rings(Owe.ASK_HOLDER, people, holder=KIM)] == [KIM]
    assert who_rings(Owe.ASK_HOLDER, people, holder=None) == ()
    assert is_wanted(ask, alone())
    assert not is_wanted(ask, then(alone(), 5, Taken(by=ANA)))


def test_a_late_engine_takes_no_stale_yes_for_a_fresh_one() -> None:
    """WA12."""
    late = decide(alone(), 400, TimeWent()).watch

    assert late.holder is None


def test_under_duress_their_own_screen_never_tells_that_somebody_came() -> None:
    """WA5, WA12."""
    forced = then(alone(), 10, HelpAsked(duress=True))

    held = then(forced, 12, Taken(by=ANA))

    assert (held.holder, held.unattended) == (ANA.id, False)
    assert caller_sees(held) == caller_sees(forced)
    assert caller_sees(forced).shown is Shown.ALONE
