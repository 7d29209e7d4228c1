"""A returning caller confirms rather than repeats; where they are is asked again every time."""

import re

import pytest

from stillhere.actions.intake import answers
from stillhere.care.intake import Question
from stillhere.records.models import Code, Line
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import HandedOver
from tests.actions.coding import ANSWERS
from tests.console.desk import Desk, text_of
from tests.console.test_code import candidate, taken_again, words_on
from tests.console.test_plan import JO_THEN_911
from tests.somebody import acting

pytestmark = pytest.mark.usefixtures("quick_codes")
PLACE = {"place": "12 Example Street", "way_in": "buzzer 4"}


@pytest.fixture
def told(ana: Desk, taken: int) -> int:
    """They told who they are and where, planned, and made a code with an own word."""
    intake = f"/console/contacts/{taken}/intake"
    ana.press(intake, question="called", called="Robin")
    ana.press(intake, question="naloxone", naloxone="in_reach")
    ana.press(intake, question=["place", "way_in"], **PLACE)
    ana.press(f"/console/contacts/{taken}/plan", **JO_THEN_911)
    ana.press(f"/console/contacts/{taken}/code/make", own_word="lantern", **ANSWERS)
    return taken


@pytest.fixture
def code(ana: Desk, told: int) -> str:
    """Its words, after they said yes."""
    ana.press(f"/console/contacts/{told}/code/keep", answer="yes")
    return words_on(ana.person(told, "code"))


@pytest.fixture
def back(ana: Desk, told: int, code: str, line: Line, time: HandedOver) -> int:
    """A month later, in another browser, they have said their words, and it is theirs."""
    ana.press(f"/console/contacts/{told}/end", reason="ended")
    time.wait(30 * 86400)
    return taken_again(ana, line)


def is_them(desk: Desk, contact: int, code: str) -> None:
    desk.press(f"/console/contacts/{contact}/code/find", spoken=code)
    found = candidate(desk.person(contact, "code"))
    desk.press(f"/console/contacts/{contact}/code/it-is", code=found)


def test_keeping_is_asked_and_says_what_and_how_long(ana: Desk, told: int) -> None:
    """AF1."""
    page = text_of(ana.person(told, "code"))

    assert "Shall I keep your answers for next time, under your code?" in page
    assert "for 90 days after we last spoke. Never where you are." in page


def test_after_a_yes_it_says_until_when_and_a_no_takes_it_back(
    ana: Desk, told: int, code: str
) -> None:
    """AF1."""
    kept = text_of(ana.person(told, "code"))
    ana.press(f"/console/contacts/{told}/code/keep", answer="no")

    assert "Their answers are kept until 30 January 2027" in kept
    assert "Shall I keep your answers for next time" in text_of(ana.person(told, "code"))


def test_nothing_is_kept_without_an_own_word_and_the_page_asks_for_one(
    ana: Desk, taken: int
) -> None:
    """AF1, CD4."""
    ana.press(f"/console/contacts/{taken}/code/make", **ANSWERS)

    page = ana.press(f"/console/contacts/{taken}/code/keep", form="keep", answer="yes")
    refused = ana.status
    ana.press(f"/console/contacts/{taken}/code/keep", answer="yes", own_word="lantern")

    assert refused == 422
    assert "Nothing is kept without an own word" in page
    assert "Their answers are kept until" in text_of(ana.person(taken, "code"))


def test_before_they_said_their_words_nothing_is_filled_in(ana: Desk, back: int) -> None:
    """CO8."""
    assert "Robin" not in ana.person(back, "ask")
    assert re.search(r"\bJo\b", text_of(ana.person(back, "plan"))) is None


def test_a_returning_caller_confirms_with_one_press(ana: Desk, back: int, code: str) -> None:
    """IN1, AF1."""
    is_them(ana, back, code)
    shown = text_of(ana.person(back, "ask"))
    ana.press(f"/console/contacts/{back}/intake", question="called", called="Robin")
    operator = ana.operator

    told = answers(back, organisation=operator.organisation_id, by=acting(operator))
    assert "Last time: Robin" in shown
    assert "Last time: Yes, in reach" in shown
    assert told.given == {Question.CALLED: "Robin"}
    assert "Last time: Robin" not in text_of(ana.person(back, "ask"))


def test_what_is_kept_is_nobodys_answer_until_it_is_confirmed(
    ana: Desk, back: int, code: str
) -> None:
    """CO8."""
    is_them(ana, back, code)
    operator = ana.operator

    told = answers(back, organisation=operator.organisation_id, by=acting(operator))
    assert told.given == {}
    assert "Robin" not in text_of(ana.person(back)).split("Steps")[0]


def test_where_they_are_is_asked_again_every_time(ana: Desk, back: int, code: str) -> None:
    """IN1, AF1."""
    is_them(ana, back, code)
    pages = [ana.person(back, step) for step in ("ask", "plan", "code")]

    assert not any("12 Example Street" in page or "buzzer 4" in page for page in pages)
    assert 'name="place" value=""' in pages[0]


def test_a_plan_from_last_time_is_filled_in_and_holds_nothing(
    ana: Desk, back: int, code: str
) -> None:
    """CO8, PL5."""
    is_them(ana, back, code)
    page = ana.person(back, "plan")

    assert "Filled in from last time, and agreed to by nobody today." in page
    assert 'name="helper_1_name" value="Jo"' in page
    assert "Nobody to send yet: ask who should come." in page


def test_a_colleague_sees_nothing_of_it(ana: Desk, ben: Desk, back: int, code: str) -> None:
    """AF1."""
    is_them(ana, back, code)

    assert "Robin" not in ben.person(back, "ask")


def test_forget_me_leaves_nothing_to_fill_in(ana: Desk, back: int, code: str) -> None:
    """AF1, CD4."""
    is_them(ana, back, code)
    ana.press(f"/console/contacts/{back}/code/forget", own_word="lantern")

    assert "Robin" not in ana.person(back, "ask")
    with as_organisation(ana.operator.organisation_id):
        assert not Code.objects.exists()
