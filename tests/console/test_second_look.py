"""The second person, on two consoles: one asks, the other sees what they need and answers."""

import pytest

from stillhere.actions.watch import happen
from stillhere.care.watch_events import HelpAsked
from stillhere.care.watch_state import State
from stillhere.records.steady import clock
from tests.console.desk import Desk, text_of
from tests.console.test_escalation import alarm, coming

__all__ = ["alarm", "coming"]


@pytest.fixture
def asked(ana: Desk, ben: Desk, alarm: int) -> int:
    ana.press(f"/console/watches/{alarm}/second/ask")
    return alarm


def test_the_one_who_holds_asks_and_names_nobody(
    ana: Desk, ben: Desk, alarm: int, taken: int
) -> None:
    """WA6."""
    page = ana.person(taken)

    assert "Ask a second person" in page
    assert "Who saw it?" not in page
    assert 'name="seen_by"' not in page


def test_a_colleague_reads_what_is_asked_and_says_that_they_saw_it_too(
    ana: Desk, ben: Desk, asked: int, taken: int
) -> None:
    """WA6."""
    page = text_of(ben.person(taken))
    mine = text_of(ana.person(taken))

    ben.press(f"/console/watches/{asked}/second/agree", number=1)

    assert "Ana says they answered." in page
    assert "I saw it too" in page
    assert "hi, anyone there?" in page
    assert "A second person is asked" in mine
    assert "I saw it too" not in mine
    assert ana.watch(asked).state is State.LISTENING


def test_who_asked_cannot_answer_for_another(ana: Desk, asked: int) -> None:
    """WA6."""
    words = ana.press(f"/console/watches/{asked}/second/agree", number=1)

    assert ana.status == 409
    assert "at their own console" in words
    assert ana.watch(asked).state is State.ALARM


def test_a_no_is_read_by_who_asked(ana: Desk, ben: Desk, asked: int, taken: int) -> None:
    """WA6."""
    ben.press(f"/console/watches/{asked}/second/no", number=1)

    assert "Ben did not agree." in text_of(ana.person(taken))
    assert ana.watch(asked).state is State.ALARM


def test_a_press_on_a_page_left_open_agrees_to_nothing(
    ana: Desk, ben: Desk, asked: int, taken: int
) -> None:
    """WA6, I4."""
    ana.press(f"/console/watches/{asked}/ask")
    ana.press(f"/console/watches/{asked}/second/ask")

    words = ben.press(f"/console/watches/{asked}/second/agree", number=1)

    assert ben.status == 409
    assert "it may have changed" in words
    assert ana.watch(asked).state is State.ALARM


def test_contact_is_lost_once_a_colleague_has_read_what_was_tried(
    ana: Desk, ben: Desk, alarm: int, taken: int
) -> None:
    """WA15."""
    lost = {"reason": "contact_lost"}
    without = text_of(ana.press(f"/console/watches/{alarm}/close", **lost))
    ana.press(f"/console/watches/{alarm}/close", **lost, tried_words="rang twice, wrote twice")
    page = text_of(ben.person(taken))
    still = ana.watch(alarm).state

    ben.press(f"/console/watches/{alarm}/second/agree", number=1)

    assert "Write down what was tried." in without
    assert "rang twice, wrote twice" in page
    assert still is State.ALARM
    assert ana.watch(alarm).state is State.CLOSED


def test_with_a_supervisor_on_shift_a_colleague_is_sent_to_them(
    ana: Desk, ben: Desk, sam: Desk, alarm: int, taken: int
) -> None:
    """WA15."""
    ana.press(f"/console/watches/{alarm}/close", reason="contact_lost", tried_words="rang twice")

    words = ben.press(f"/console/watches/{alarm}/second/agree", number=1)

    assert ben.status == 409
    assert "A supervisor is on shift" in text_of(ben.person(taken))
    assert "Ask them." in words
    assert "I agree" in text_of(sam.person(taken))


def test_alone_one_is_told_honestly_what_to_do(ana: Desk, alarm: int, taken: int) -> None:
    """WA6."""
    ana.press(f"/console/watches/{alarm}/second/ask")

    page = text_of(ana.person(taken))

    assert "Nobody else is on shift. Asking rings the supervisor and whoever is on call" in page
    assert "It stands on every other console." not in page
    assert ana.watch(alarm).state is State.ALARM


def test_after_duress_no_voice_is_offered_as_proof(ana: Desk, alarm: int, taken: int) -> None:
    """WA5, WA6."""
    before = ana.person(taken)
    happen(
        alarm, HelpAsked(duress=True), organisation=ana.operator.organisation_id, now=clock.now()
    )
    after = ana.person(taken)

    assert "I spoke with them" in before
    assert "I spoke with them" not in after
    assert "Ask a second person" in after


def test_a_doubtful_wrong_number_is_asked_about_and_ends_when_another_agrees(
    ana: Desk, ben: Desk, taken: int
) -> None:
    """CO11."""
    ana.press(f"/console/contacts/{taken}/need", need="has_used")
    ana.press(f"/console/contacts/{taken}/end", reason="wrong_number")
    page = text_of(ben.person(taken))

    ben.press(f"/console/contacts/{taken}/second/agree", number=1)

    assert "Ana asks to end this contact" in page
    assert "This contact is over." in text_of(ana.person(taken))


def test_a_no_leaves_a_doubtful_caller_with_us(ana: Desk, ben: Desk, taken: int) -> None:
    """CO11."""
    ana.press(f"/console/contacts/{taken}/need", need="has_used")
    ana.press(f"/console/contacts/{taken}/end", reason="wrong_number")

    ben.press(f"/console/contacts/{taken}/second/no", number=1)

    page = text_of(ana.person(taken))
    assert "Ben did not agree." in page
    assert "This contact is over." not in page


def test_help_on_its_way_and_an_answer_is_still_an_answer(
    ana: Desk, ben: Desk, coming: int, taken: int
) -> None:
    """ES6, WA6."""
    ana.press(f"/console/watches/{coming}/second/ask")

    ben.press(f"/console/watches/{coming}/second/agree", number=1)

    assert ana.watch(coming).awake


@pytest.mark.parametrize("act", ["ask", "agree", "no"])
def test_another_organisations_question_does_not_exist(
    stranger: Desk, watched: int, act: str
) -> None:
    stranger.press(f"/console/watches/{watched}/second/{act}", number=1)

    assert stranger.status == 404


@pytest.mark.parametrize("act", ["agree", "no"])
def test_another_organisations_ending_does_not_exist(stranger: Desk, taken: int, act: str) -> None:
    stranger.press(f"/console/contacts/{taken}/second/{act}", number=1)

    assert stranger.status == 404
