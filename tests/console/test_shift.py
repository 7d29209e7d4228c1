"""Coming on with the sound heard, resting, and leaving nobody behind; and the board itself."""

import pytest
from django.test import Client

from stillhere.actions.numbers import put_on_call
from stillhere.care.roster import Presence
from stillhere.records.models import Console, Line, Operator
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import HandedOver, clock
from tests.actions.covering import has_a_phone, says_yes
from tests.console.desk import Desk, text_of


@pytest.fixture
def kim(on_call: Operator) -> Desk:
    """Signed in, and not yet on shift."""
    browser = Client(HTTP_ACCEPT="text/html")
    browser.force_login(on_call)
    return Desk(on_call, browser)


def presence(desk: Desk) -> Presence:
    with as_organisation(desk.operator.organisation_id):
        console = Console.objects.filter(operator=desk.operator).first()
    return Presence(console.state) if console else Presence.AWAY


def test_the_board_asks_first_whether_the_alarm_can_be_heard(kim: Desk) -> None:
    page = text_of(kim.see("/console/"))

    assert "Play the alarm" in page
    assert "Yes, I can hear this." in page


def test_coming_on_shift_is_two_presses(kim: Desk) -> None:
    kim.press("/console/shift/on", key="a-tab", sound_heard="yes")

    assert presence(kim) is Presence.ON
    assert "You are on shift." in kim.see("/console/")


def test_nobody_is_on_shift_who_has_not_heard_the_alarm(kim: Desk) -> None:
    kim.press("/console/shift/on", key="a-tab")

    assert kim.status == 409
    assert presence(kim) is Presence.AWAY


def test_who_presses_before_the_page_is_ready_is_told_and_not_on_shift(kim: Desk) -> None:
    kim.press("/console/shift/on", key="", sound_heard="yes")

    assert kim.status == 409
    assert presence(kim) is Presence.AWAY


def test_nothing_is_pressed_before_the_page_knows_which_console_it_is(kim: Desk) -> None:
    page = kim.see("/console/")

    assert page.count("data-once-ready disabled>") == 2


def test_a_break_is_a_break(ana: Desk) -> None:
    ana.press("/console/shift/break")

    assert presence(ana) is Presence.BREAK
    assert "Back from the break?" in ana.see("/console/")


def test_who_is_not_on_cannot_rest(kim: Desk) -> None:
    kim.press("/console/shift/break")

    assert kim.status == 409


def test_nobody_leaves_with_an_open_watch(ana: Desk, watched: int) -> None:
    ana.press("/console/shift/leave")

    page = text_of(ana.see("/console/"))
    assert presence(ana) is Presence.ON
    assert "1 person is still with you. Hand them over first" in page


def test_the_last_to_leave_sees_first_who_is_on_call(ana: Desk, on_call: Operator) -> None:
    """WA13."""
    put_on_call(on_call.pk, organisation=on_call.organisation_id, on_call=True)

    ana.press("/console/shift/leave")

    page = text_of(ana.see("/console/shift/last-one"))
    assert presence(ana) is Presence.ON
    assert "Kim is on call without a number, so nothing can ring" in page
    assert "You are free to go all the same" in page


def test_a_yes_on_the_phone_is_seen_before_leaving(
    ana: Desk, on_call: Operator, time: HandedOver
) -> None:
    """WA13."""
    has_a_phone(on_call, clock.now())
    ana.press("/console/shift/leave")
    says_yes(on_call, clock.now())

    page = text_of(ana.see("/console/shift/last-one"))

    assert "Kim said yes at" in page
    assert "You can go." in page


def test_the_last_one_is_free_to_go_all_the_same(ana: Desk) -> None:
    """WA13."""
    ana.press("/console/shift/leave")
    ana.press("/console/shift/leave", anyway="yes")

    page = text_of(ana.see("/console/"))
    assert presence(ana) is Presence.AWAY
    assert "The phones of those on call ring by themselves." in page


def test_who_changes_their_mind_stays(ana: Desk) -> None:
    ana.press("/console/shift/leave")
    ana.press("/console/shift/stay")

    assert presence(ana) is Presence.ON


def test_who_is_not_the_last_just_leaves(ana: Desk, ben: Desk) -> None:
    ana.press("/console/shift/leave")

    assert presence(ana) is Presence.AWAY
    assert "Nobody is on shift now" not in ana.see("/console/")


def test_who_is_not_on_shift_takes_nobody(kim: Desk, caller: int) -> None:
    kim.press(f"/console/contacts/{caller}/take")

    assert kim.status == 409


def test_who_is_not_on_shift_takes_no_watch(ana: Desk, kim: Desk, watched: int) -> None:
    ana.press(f"/console/watches/{watched}/wrong")

    kim.press(f"/console/watches/{watched}/take")

    assert kim.status == 409
    assert ana.watch(watched).holder == ana.operator.pk


@pytest.mark.parametrize("act", ["on", "break", "leave", "stay"])
def test_a_shift_changes_by_a_press_and_never_by_a_look(ana: Desk, act: str) -> None:
    ana.see(f"/console/shift/{act}")

    assert ana.status == 405


def test_practice_is_marked_as_practice(ana: Desk, line: Line, taken: int) -> None:
    real = ana.person(taken)
    with as_organisation(ana.operator.organisation_id, writing=True):
        type(line).objects.filter(pk=line.pk).update(practice=True)
        line.contact_set.update(practice=True)

    assert "badge--practice" not in real.split("<main", maxsplit=1)[1]
    assert "badge--practice" in ana.person(taken).split("<main", maxsplit=1)[1]
