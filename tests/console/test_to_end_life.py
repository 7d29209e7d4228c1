"""The use is meant to end their life, as the console shows it and holds its operator to it."""

from tests.console.desk import Desk, text_of
from tests.console.test_guides import guides_open
from tests.console.test_plan import keep, terms


def mark(desk: Desk, contact: int) -> int:
    desk.press(f"/console/contacts/{contact}/to-end-life")
    return desk.watch_of(contact)


def test_the_guide_opens_beside_the_watch(ana: Desk, taken: int) -> None:
    """PL9."""
    before = text_of(ana.person(taken))
    mark(ana, taken)

    whole = ana.person(taken)
    page = text_of(whole)
    assert "If they want to die" not in before
    assert "If they want to die A supervisor is being rung" in page
    assert guides_open(whole) == ["wanting_to_die"]
    assert "9-8-8, by call or text, day and night" in page


def test_it_is_offered_before_a_watch_and_within_one(ana: Desk, taken: int) -> None:
    """PL9."""
    before = text_of(ana.person(taken))
    ana.press(f"/console/contacts/{taken}/begin", route="smoked")

    assert "The use is meant to end their life" in before
    assert "Yes: ring a supervisor" in text_of(ana.person(taken, "watch"))


def test_a_supervisor_says_that_they_are_there(ana: Desk, sam: Desk, taken: int) -> None:
    """PL9."""
    watch = mark(ana, taken)
    asked = text_of(sam.person(taken))

    sam.press(f"/console/watches/{watch}/supervisor-beside")

    assert "I am with you both in this" in asked
    assert "is with you in this." in text_of(ana.person(taken))


def test_nobody_else_says_that_somebody_is_there(
    ana: Desk, ben: Desk, stranger: Desk, taken: int
) -> None:
    """PL9."""
    watch = mark(ana, taken)
    ben.press(f"/console/watches/{watch}/supervisor-beside")
    stranger.press(f"/console/contacts/{taken}/to-end-life")

    assert (ben.status, stranger.status) == (409, 404)
    assert ana.watch(watch).wants_supervisor


def test_a_plan_that_was_not_said_is_not_changed_and_nothing_is_lost(ana: Desk, taken: int) -> None:
    """PL9."""
    keep(ana, taken)
    mark(ana, taken)

    page = keep(ana, taken, step_1="emergency", step_2="", way_in="round the back")

    assert ana.status == 422
    assert "Say it to them first, and tick this once you have." in page
    assert "I tell you what it is before I do it." in page
    assert "round the back" in page
    assert len(terms(ana, taken).steps) == 2


def test_once_it_was_said_the_plan_changes(ana: Desk, taken: int) -> None:
    """PL9."""
    keep(ana, taken)
    mark(ana, taken)

    keep(ana, taken, step_1="emergency", step_2="", said="on")

    assert len(terms(ana, taken).steps) == 1


def test_a_tick_from_the_last_change_is_not_there_for_the_next(ana: Desk, taken: int) -> None:
    """PL9."""
    keep(ana, taken)
    mark(ana, taken)
    keep(ana, taken, said="on")

    ticked = ana.person(taken, "plan").split('name="said"')[1].split(">")[0]
    assert "checked" not in ticked


def test_reading_it_back_is_saying_it(ana: Desk, taken: int) -> None:
    """PL9, PL5."""
    keep(ana, taken)
    mark(ana, taken)

    ana.press(f"/console/contacts/{taken}/plan", agreed="1")

    assert terms(ana, taken).read_back


def test_without_the_mark_nothing_more_is_asked(ana: Desk, taken: int) -> None:
    """PL9."""
    keep(ana, taken)

    assert 'name="said"' not in ana.person(taken, "plan")
    keep(ana, taken, step_2="")
    assert len(terms(ana, taken).steps) == 1
