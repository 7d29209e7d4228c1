"""Decide now, and help: the plan's order, one caller for help, until somebody is beside them."""

import re

import pytest

from stillhere.care.plan import Help
from stillhere.care.watch_state import State
from stillhere.records.steady import HandedOver
from tests.console.desk import Desk, text_of
from tests.console.test_plan import keep


@pytest.fixture
def alarm(ana: Desk, taken: int, watched: int) -> int:
    """Ana's watch in alarm; the plan is Jo, then 911."""
    keep(ana, taken)
    ana.press(f"/console/watches/{watched}/wrong")
    return watched


@pytest.fixture
def coming(ana: Desk, alarm: int) -> int:
    ana.press(f"/console/watches/{alarm}/decide", help="emergency")
    ana.press(f"/console/watches/{alarm}/reached")
    return alarm


def test_the_choices_stand_in_the_plans_own_order(ana: Desk, alarm: int, taken: int) -> None:
    whole = ana.person(taken)
    page = text_of(whole[whole.index('id="decide-now"') : whole.index('id="guides-title"')])

    order = re.findall(r"Call Jo|Send help|They answered me|The plan is used up", page)
    assert order == ["Call Jo", "Send help", "They answered me", "The plan is used up"]


def test_sending_help_is_held_and_calling_a_friend_is_not(
    ana: Desk, alarm: int, taken: int
) -> None:
    page = ana.person(taken)

    held = re.findall(r"<button[^>]*data-hold[^>]*>\s*<span>([^<]+)", page)
    assert held == ["Send help"]


def test_help_nobody_chose_can_be_sent_and_says_that_it_was_not_chosen(
    ana: Desk, taken: int, watched: int
) -> None:
    keep(ana, taken, step_2="")
    ana.press(f"/console/watches/{watched}/wrong")

    assert "Send help not in their plan; hold" in text_of(ana.person(taken))


def test_above_the_choices_are_the_place_the_plan_and_the_silence(
    ana: Desk, alarm: int, taken: int
) -> None:
    above = text_of(ana.person(taken).split('class="choices-now"', maxsplit=1)[0])

    assert "Place 12 Example Street Way in buzzer 4 Plan 1. Jo · 2. 911" in above
    assert "Never tell or send my landlord" in above
    assert "Since the last answer 0:00 They last wrote: hi, anyone there?" in above


def test_the_card_says_only_what_is_known(ana: Desk, alarm: int, taken: int) -> None:
    ana.press(f"/console/watches/{alarm}/decide", help="emergency")

    page = ana.person(taken)
    script = text_of(page.split('class="script"')[1].split("</ol>")[0])

    assert "They are here: 12 Example Street. The address was given by the caller" in script
    assert "No emergency number is set up for this place." in page
    assert not re.search("smoked|opioid|landlord|Naloxone", script)


def test_who_comes_second_is_told_who_calls_and_since_when(
    ana: Desk, sam: Desk, alarm: int
) -> None:
    ana.press(f"/console/watches/{alarm}/decide", help="emergency")

    words = sam.press(f"/console/watches/{alarm}/decide", help="emergency")

    assert sam.status == 409
    assert "Ana said at 07:00:00 that they are calling." in words


def test_everybody_sees_who_calls(ana: Desk, ben: Desk, alarm: int, taken: int) -> None:
    ana.press(f"/console/watches/{alarm}/decide", help="emergency")

    assert "Called by Ana at 07:00:00." in text_of(ben.person(taken))


def test_help_on_its_way_asks_whether_somebody_is_beside_them(
    ana: Desk, coming: int, taken: int
) -> None:
    page = text_of(ana.person(taken))

    assert ana.watch(coming).state is State.HELP_ON_THE_WAY
    assert "Not yet Yes, beside them Cannot get in Nobody there" in page


def test_could_not_reach_them_is_an_alarm_still(ana: Desk, alarm: int, taken: int) -> None:
    ana.press(f"/console/watches/{alarm}/decide", help="contact", helper="0")

    ana.press(f"/console/watches/{alarm}/not-reached")

    assert ana.watch(alarm).state is State.ALARM
    assert "Call Jo not reached at 07:00" in text_of(ana.person(taken))


def test_a_friend_who_is_near_is_waited_for(ana: Desk, alarm: int) -> None:
    ana.press(f"/console/watches/{alarm}/decide", help="contact", helper="0")

    ana.press(f"/console/watches/{alarm}/said-yes", minutes="5")

    assert ana.watch(alarm).state is State.HELP_ON_THE_WAY


@pytest.mark.parametrize("minutes", ["20", "", "soon"])
def test_a_friend_who_is_far_or_not_sure_leaves_it_an_alarm(
    ana: Desk, alarm: int, minutes: str
) -> None:
    ana.press(f"/console/watches/{alarm}/decide", help="contact", helper="0")

    ana.press(f"/console/watches/{alarm}/said-yes", minutes=minutes)

    assert ana.watch(alarm).state is State.ALARM


def test_a_plan_that_is_used_up_says_what_was_tried(ana: Desk, alarm: int, taken: int) -> None:
    ana.press(f"/console/watches/{alarm}/decide", help="contact", helper="0")
    ana.press(f"/console/watches/{alarm}/not-reached")

    ana.press(f"/console/watches/{alarm}/used-up")

    page = text_of(ana.person(taken))
    assert "Jo · not reached (Ana)" in page
    assert "The plan is used up. Supervisor and on-call are being rung." in page


@pytest.mark.parametrize(("got_in", "words"), [("no", "could not get in"), ("yes", "did not find")])
def test_not_found_is_an_alarm_at_once(
    ana: Desk, coming: int, taken: int, got_in: str, words: str
) -> None:
    ana.press(f"/console/watches/{coming}/cannot-find", got_in=got_in)

    assert ana.watch(coming).state is State.ALARM
    assert words in text_of(ana.person(taken))


def test_not_yet_asks_again_later(ana: Desk, coming: int, time: HandedOver) -> None:
    time.wait(121)
    ana.let_time_pass(coming)
    asked = ana.watch(coming).ask_beside

    ana.press(f"/console/watches/{coming}/waiting")

    assert asked
    assert not ana.watch(coming).ask_beside


def test_ten_minutes_without_anybody_there_says_call_again(
    ana: Desk, coming: int, taken: int, time: HandedOver
) -> None:
    time.wait(601)
    ana.let_time_pass(coming)

    assert "Call again It is not confirmed that anybody is with them." in text_of(ana.person(taken))


def test_awake_is_told_that_a_cancel_cannot_be_promised(ana: Desk, coming: int, taken: int) -> None:
    ana.press(f"/console/watches/{coming}/answered", evidence="spoken")

    assert "I cannot promise that they turn back." in ana.person(taken)


def test_standing_down_needs_an_answer(ana: Desk, coming: int) -> None:
    ana.press(f"/console/watches/{coming}/stand-down")
    asleep = ana.status
    ana.press(f"/console/watches/{coming}/answered", evidence="spoken")

    ana.press(f"/console/watches/{coming}/stand-down")

    assert asleep == 409
    assert ana.watch(coming).state is State.LISTENING


def test_the_communitys_number_is_called_like_911(ana: Desk, taken: int, watched: int) -> None:
    keep(ana, taken, step_1="community", step_2="", community_number="867 555 0133")
    ana.press(f"/console/watches/{watched}/wrong")

    ana.press(f"/console/watches/{watched}/decide", help="community")

    assert "867 555 0133" in ana.person(taken)


@pytest.mark.parametrize("help", ["", "police", "magic"])
def test_help_nobody_offers_is_not_there(ana: Desk, alarm: int, help: str) -> None:
    ana.press(f"/console/watches/{alarm}/decide", help=help)

    assert ana.status == 404


ACTS = ["decide", "reached", "not-reached", "said-yes", "used-up", "arrived", "cannot-find"]


@pytest.mark.parametrize("act", ACTS)
def test_only_who_is_with_them_decides(ana: Desk, ben: Desk, alarm: int, act: str) -> None:
    before = ana.watch(alarm)

    ben.press(f"/console/watches/{alarm}/{act}", help=Help.EMERGENCY)

    assert ben.status == 409
    assert ana.watch(alarm) == before


@pytest.mark.parametrize("act", [*ACTS, "waiting", "stand-down"])
def test_another_organisations_alarm_does_not_exist(stranger: Desk, alarm: int, act: str) -> None:
    stranger.press(f"/console/watches/{alarm}/{act}", help=Help.EMERGENCY)

    assert stranger.status == 404


def test_an_alarm_its_holder_leaves_undecided_can_be_taken(
    ana: Desk, ben: Desk, alarm: int, taken: int
) -> None:
    page = ben.person(taken)

    ben.press(f"/console/watches/{alarm}/take")

    assert "Take over: I am with them" in page
    assert ana.watch(alarm).holder == ben.operator.pk
    assert "12 Example Street" in ben.person(taken)
