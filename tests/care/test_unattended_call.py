"""A watch without a person, on a call: the truth first, key 1 is okay, a miss rings somebody."""

from dataclasses import replace
from typing import Any

import pytest

from stillhere.care import watch as rules
from stillhere.care.channel import Channel
from stillhere.care.contact import decide as decide_contact
from stillhere.care.contact_events import CallerLeft as WentAway
from stillhere.care.contact_events import TimePassed, UnattendedAgreed
from stillhere.care.contact_state import Contact, Need
from stillhere.care.contact_state import Owe as OweContact
from stillhere.care.contact_unattended import may_offer_unattended
from stillhere.care.duties import LANES, Duty, Kind, Lane, is_wanted
from stillhere.care.plan import NOTHING_AGREED
from stillhere.care.policy import Policy
from stillhere.care.unattended_call import Line, said_first, says_yes, what_it_means
from stillhere.care.watch_events import CallerLeft, HelpAsked, Left, SaidYes, Taken
from stillhere.care.watch_state import Owe, State, Watch
from tests.care.contacting import begun
from tests.care.contacting import decide as decide_waiting
from tests.care.watching import ANA, NOON, PLAN, at, decide, owed_while_quiet, quiet, then

KIM = 4
LOOK = TimePassed(nobody_on=True, holder=KIM, machine_hears=True)


def on_a_call(**changes: Any) -> Watch:
    """Begun at noon with a yes of a moment ago; asked every two minutes, aloud."""
    watch = rules.begin(
        NOON,
        policy=Policy(),
        channel=Channel.VOICE,
        holder=KIM,
        digit_from=4,
        terms=changes.pop("terms", PLAN),
        yes_at=NOON,
    )
    return replace(watch, **changes)


def rang() -> Contact:
    """They wait on the line, and have been told honestly."""
    contact = begun(channel=Channel.VOICE, need=Need.ABOUT_TO_USE).contact
    return decide_waiting(contact, 20, TimePassed(nobody_on=True)).contact


def pressed(watch: Watch, key: str, seconds: float) -> Watch:
    event = what_it_means(key, watch)
    return watch if event is None else then(watch, seconds, event)


def test_it_is_offered_on_a_call_only_where_a_machine_there_hears_keys() -> None:
    """WA12: without one nobody would be asked, and no answer heard."""
    contact = rang()

    assert may_offer_unattended(contact, nobody_on=True, holder=KIM, machine_hears=True)
    assert not may_offer_unattended(contact, nobody_on=True, holder=KIM)
    assert not may_offer_unattended(contact, nobody_on=True, holder=None, machine_hears=True)
    assert not may_offer_unattended(contact, nobody_on=False, holder=KIM, machine_hears=True)


def test_a_machine_that_hears_keys_changes_nothing_for_who_writes() -> None:
    """WA12."""
    contact = replace(rang(), channel=Channel.TEXT)

    assert may_offer_unattended(contact, nobody_on=True, holder=KIM)


def test_it_is_offered_taken_and_taken_back_as_in_writing() -> None:
    """WA12."""
    first = decide_contact(rang(), LOOK, at(28))
    over = decide_contact(first.contact, TimePassed(nobody_on=True, machine_hears=True), at(36))
    begun_alone = decide_contact(first.contact, UnattendedAgreed(holder=KIM), at(30)).contact

    assert OweContact.OFFER_UNATTENDED in first.owed
    assert OweContact.TAKE_OFFER_BACK in over.owed
    assert begun_alone.operator == KIM


def test_who_hung_up_is_offered_nothing_more() -> None:
    """WA12, CO9."""
    gone = decide_contact(rang(), WentAway(how=Left.HUNG_UP), at(25)).contact

    assert not decide_contact(gone, LOOK, at(28)).contact.unattended_offered


def test_the_line_says_the_truth_before_anything_else() -> None:
    """WA12."""
    assert said_first(place_given=False) == (Line.TRUTH, Line.ONLY_RING, Line.CHOOSE)
    assert said_first(place_given=True) == (Line.TRUTH, Line.CHOOSE)


@pytest.mark.parametrize("key", ["", "0", "2", "11", "yes", "#"])
def test_only_key_1_is_a_yes(key: str) -> None:
    """WA12: a voice, a noise or another key begins nothing."""
    assert says_yes("1")
    assert not says_yes(key)


def test_key_1_is_okay() -> None:
    """WA2, WA12."""
    asked = quiet(on_a_call(), 125)

    assert asked.state is State.ASKING
    assert pressed(asked, "1", 130).state is State.LISTENING


def test_key_0_is_a_cry_for_help() -> None:
    """WA5, WA12."""
    watch = pressed(on_a_call(), "0", 30)

    assert (watch.state, watch.asked_for_help) == (State.ALARM, True)


@pytest.mark.parametrize("key", ["", "2", "9", "11", "*", "1 "])
def test_any_other_key_says_nothing(key: str) -> None:
    """WA3, WA12."""
    asked = quiet(on_a_call(), 125)

    assert what_it_means(key, asked) is None
    assert pressed(asked, key, 130) == asked


def test_no_key_ends_an_alarm() -> None:
    """WA6: a person hears them, by voice."""
    alarm = quiet(on_a_call(), 185)

    assert pressed(alarm, "1", 190).state is State.ALARM


def test_the_machine_asks_aloud_and_a_miss_rings_who_holds_it_at_home() -> None:
    """WA12, WA8: and nobody who is on the line is rung."""
    owed = owed_while_quiet(then(on_a_call(), 100, SaidYes(by=KIM)), 260)

    assert [when for when, what in owed if what is Owe.ASK_ON_CALL] == [120, 150, 180]
    assert [when for when, what in owed if what is Owe.RING_HOLDER] == [150, 180]
    assert (240, Owe.RING_ON_CALL) in owed
    assert not {what for _, what in owed} & {Owe.ASK_CALLER, Owe.RING_CALLER}


def test_every_question_aloud_is_a_new_one() -> None:
    """WA4: a key pressed for the one before is not for this one."""
    asked = quiet(on_a_call(), 125)
    again = quiet(asked, 155)

    assert again.ask == asked.ask + 1


def test_where_the_call_is_gone_they_are_asked_as_the_plan_allows() -> None:
    """WA12, CO9: nobody speaks to a line that is dead."""
    gone = decide(on_a_call(), 30, CallerLeft(how=Left.HUNG_UP))
    later = {what for _, what in owed_while_quiet(gone.watch, 260)}

    assert Owe.RING_CALLER in {each.what for each in gone.owed}
    assert Owe.ASK_ON_CALL not in later
    assert {Owe.RING_HOLDER, Owe.RING_ON_CALL} <= later


def test_once_a_person_sits_with_them_no_machine_speaks() -> None:
    """WA12."""
    held = then(on_a_call(), 5, Taken(by=ANA))

    assert Owe.ASK_ON_CALL not in {what for _, what in owed_while_quiet(held, 300)}


def test_under_duress_the_machine_goes_on_asking_as_ever() -> None:
    """WA5: whoever listens hears nothing new, also once somebody has come."""
    forced = then(on_a_call(), 10, HelpAsked(duress=True))
    held = then(forced, 12, Taken(by=ANA))

    for watch in (forced, held):
        asked = [when for when, what in owed_while_quiet(watch, 260) if what is Owe.ASK_ON_CALL]
        assert asked == [130, 250]


def test_without_a_plan_they_are_asked_on_the_call_all_the_same() -> None:
    """WA12: that is the way they chose."""
    owed = owed_while_quiet(on_a_call(terms=NOTHING_AGREED), 130)

    assert (120, Owe.ASK_ON_CALL) in owed


def test_a_question_aloud_is_of_life_and_wanted_only_while_it_is_the_latest() -> None:
    """ES9, WA4."""
    asked = quiet(on_a_call(), 125)
    duty = Duty(kind=Kind.RING_CALLER, why=Owe.ASK_ON_CALL, ask=asked.ask)

    assert LANES[Owe.ASK_ON_CALL] is Lane.LIFE
    assert is_wanted(duty, asked)
    assert not is_wanted(duty, pressed(asked, "1", 130))
