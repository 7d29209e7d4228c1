"""Ask: every answer kept as it is given, anything skipped, nothing lost."""

from stillhere.actions.intake import answers
from stillhere.care.intake import Answers, Question
from tests.console.desk import Desk
from tests.somebody import acting


def kept(desk: Desk, contact: int) -> Answers:
    operator = desk.operator
    return answers(contact, organisation=operator.organisation_id, by=acting(operator))


def test_one_press_keeps_a_whole_group(ana: Desk, taken: int) -> None:
    ana.press(
        f"/console/contacts/{taken}/intake",
        question=["place", "way_in"],
        place="12 Example Street",
        way_in="buzzer 4",
    )

    assert kept(ana, taken).given == {
        Question.PLACE: "12 Example Street",
        Question.WAY_IN: "buzzer 4",
    }


def test_what_they_want_to_be_called_heads_the_page(ana: Desk, taken: int) -> None:
    ana.press(f"/console/contacts/{taken}/intake", question="called", called="Sam")

    assert '<h1 class="who__name">Sam</h1>' in ana.person(taken)


def test_a_refusal_is_an_answer(ana: Desk, taken: int) -> None:
    ana.press(f"/console/contacts/{taken}/intake", question="substance", refused="yes")

    assert kept(ana, taken).refused == {Question.SUBSTANCE}
    assert "Rather not say</span>" in ana.person(taken, "ask")


def test_ticks_are_one_answer(ana: Desk, taken: int) -> None:
    ana.press(
        f"/console/contacts/{taken}/intake",
        question="prepared",
        prepared=["door_unlocked", "charging"],
    )

    assert kept(ana, taken).given[Question.PREPARED] == "door_unlocked charging"
    assert "The door is unlocked, The phone is charging" in ana.person(taken)


def test_an_answer_that_is_too_long_is_shown_again_with_what_to_do(ana: Desk, taken: int) -> None:
    long = "left, then left again, " * 30

    page = ana.press(f"/console/contacts/{taken}/intake", question="way_in", way_in=long)

    assert ana.status == 422
    assert long.strip() in page
    assert "Shorten this to 500 letters." in page


def test_a_page_that_kept_what_was_typed_is_only_told_what_to_change(ana: Desk, taken: int) -> None:
    ana.browser.defaults["HTTP_X_SWAP"] = "1"

    said = ana.press(f"/console/contacts/{taken}/intake", question="way_in", way_in="x" * 501)

    assert said == '{"no": "Shorten this to 500 letters."}'


def test_a_question_nobody_asks_is_not_there(ana: Desk, taken: int) -> None:
    ana.press(f"/console/contacts/{taken}/intake", question="surname", surname="x")

    assert ana.status == 404


def test_who_is_not_with_them_writes_nothing_down(ana: Desk, ben: Desk, taken: int) -> None:
    ben.press(f"/console/contacts/{taken}/intake", question="called", called="Mallory")

    assert ben.status == 409
    assert kept(ana, taken).given == {}


def test_a_colleague_sees_none_of_the_answers(ana: Desk, ben: Desk, taken: int) -> None:
    ana.press(f"/console/contacts/{taken}/intake", question="place", place="12 Example Street")

    assert "12 Example Street" not in ben.person(taken)


def test_from_intake_to_watch_is_twelve_acts_with_nothing_skipped(ana: Desk, taken: int) -> None:
    page = ana.person(taken, "ask")
    asked = page.split("For counting, only if it fits", maxsplit=1)[0]
    questions = asked.count('<li class="question"')

    acts_to_begin = 1

    assert questions + acts_to_begin <= 12


def test_from_anywhere_a_watch_is_one_act(ana: Desk, taken: int) -> None:
    pages = [ana.person(taken, step) for step in ("hello", "ask", "plan", "watch", "after")]

    assert all("They are using now" in page for page in pages)
