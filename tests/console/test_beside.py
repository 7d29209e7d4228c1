"""Somebody beside a caller is watched as well, as the console begins and shows it."""

import re

from stillhere.care.watch_state import State
from tests.console.desk import Desk, text_of


def begins_beside(desk: Desk, contact: int, *, key: str = "one", **form: str) -> int:
    where = desk.press(f"/console/contacts/{contact}/beside", key=key, **form)
    return int(re.findall(r"contacts/(\d+)/", where)[0])


def goes_down(desk: Desk, contact: int) -> int:
    where = desk.press(f"/console/contacts/{contact}/beside/down", key="down")
    return int(re.findall(r"contacts/(\d+)/", where)[0])


def test_somebody_beside_them_has_a_watch_and_a_page_of_their_own(
    ana: Desk, watched: int, taken: int
) -> None:
    """IN6."""
    other = begins_beside(ana, taken, called="Robin")

    page = text_of(ana.person(other))
    assert ana.watch(ana.watch_of(other)).state is State.LISTENING
    assert ana.watch_of(other) != watched
    assert "Robin" in page
    assert "What is written to the phone calls this person: Robin" in page
    assert "Several on one phone" in text_of(ana.person(taken))


def test_pressed_twice_it_is_one_person(ana: Desk, watched: int, taken: int) -> None:
    """IN6."""
    assert begins_beside(ana, taken) == begins_beside(ana, taken)
    assert begins_beside(ana, taken, key="two") != begins_beside(ana, taken)


def test_a_press_without_a_key_is_no_press_of_ours(ana: Desk, watched: int, taken: int) -> None:
    ana.press(f"/console/contacts/{taken}/beside")

    assert ana.status == 404


def test_they_are_not_offered_as_perhaps_the_same(ana: Desk, watched: int, taken: int) -> None:
    """IN6, CO8: we know that they are two."""
    begins_beside(ana, taken)

    assert "Perhaps the same person" not in text_of(ana.person(taken))


def test_nobody_else_begins_one(
    ana: Desk, ben: Desk, stranger: Desk, watched: int, taken: int
) -> None:
    """IN6."""
    ben.press(f"/console/contacts/{taken}/beside", key="one")
    stranger.press(f"/console/contacts/{taken}/beside", key="one")

    assert (ben.status, stranger.status) == (409, 404)


def test_hands_that_are_full_are_said_to_be_full(ana: Desk, watched: int, taken: int) -> None:
    """WA13: and never for somebody who is down."""
    for key in ("one", "two"):
        begins_beside(ana, taken, key=key)
    words = ana.press(f"/console/contacts/{taken}/beside", key="three")

    assert ana.status == 409
    assert "Your hands are full" in words
    assert ana.watch(ana.watch_of(goes_down(ana, taken))).answered_for


def test_somebody_beside_them_goes_down_and_their_own_watch_goes_on(
    ana: Desk, watched: int, taken: int
) -> None:
    """CO15: the place first, and an alarm at once."""
    other = goes_down(ana, taken)

    page = ana.person(other)
    down = ana.watch(ana.watch_of(other))
    assert (down.state, down.answered_for) == (State.ALARM, True)
    assert "Where are you both, exactly?" in page
    assert ana.watch(watched).state is State.LISTENING


def test_the_plan_of_the_one_beside_them_is_taken_over_to_be_agreed_anew(
    ana: Desk, watched: int, taken: int
) -> None:
    """IN6, PL5."""
    ana.press(
        f"/console/contacts/{taken}/plan",
        place="Blue lot",
        helper_1_name="Jo",
        helper_1_number="902-555-0142",
        step_1="contact-1",
        if_dropped="ring",
        ok_word="maple",
    )
    other = begins_beside(ana, taken)
    ana.press(f"/console/contacts/{other}/beside/plan")

    page = text_of(ana.person(other, "plan"))
    assert "Blue lot" in page
    assert "Jo" in page
    assert not ana.watch(ana.watch_of(other)).terms.read_back
    assert not ana.watch(ana.watch_of(other)).terms.has_ok_word


def test_a_plan_of_their_own_is_never_written_over(ana: Desk, watched: int, taken: int) -> None:
    """IN6, PL6."""
    other = begins_beside(ana, taken)
    ana.press(f"/console/contacts/{other}/plan", place="Red door", if_dropped="ring")
    ana.press(f"/console/contacts/{other}/beside/plan")

    assert ana.status == 409
    assert "Red door" in text_of(ana.person(other, "plan"))


def test_a_name_is_written_only_after_they_agreed(ana: Desk, watched: int, taken: int) -> None:
    """IN2, IN6."""
    ana.press(f"/console/contacts/{taken}/intake", question="called", called="Sky")
    begins_beside(ana, taken)
    before = text_of(ana.person(taken))
    ana.press(f"/console/contacts/{taken}/beside/named")

    assert "calls this person: Person 1" in before
    assert "calls this person: Sky" in text_of(ana.person(taken))


def test_another_name_has_to_be_agreed_anew(ana: Desk, watched: int, taken: int) -> None:
    """IN2, IN6."""
    other = begins_beside(ana, taken, called="Robin")
    ana.press(f"/console/contacts/{other}/intake", question="called", called="Robin Weber")

    assert "calls this person: Person 2" in text_of(ana.person(other))


def test_whoever_sends_help_hears_of_both(ana: Desk, watched: int, taken: int) -> None:
    """CO8: two at one phone."""
    other = goes_down(ana, taken)
    ana.press(f"/console/watches/{ana.watch_of(other)}/decide", help="emergency")

    script = text_of(ana.person(other).split('class="script"')[1].split("</ol>")[0])
    assert "Somebody else reached us from the same phone or computer" in script
