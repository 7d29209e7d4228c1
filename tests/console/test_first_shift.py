"""The first shift, practised: begun, coached, left and taken up again, at the real console."""

from typing import Any

import pytest
from django.db import connection

from stillhere.actions.debrief import open_debrief
from stillhere.actions.first_shift import finish
from stillhere.records.models import Entry
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import HandedOver, clock
from stillhere.web.board import Board
from stillhere.web.board_reader import Reader
from stillhere.web.television import television
from stillhere.web.wall_reader import WallReader
from tests.console.desk import Desk, text_of
from tests.somebody import acting

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("line")]
PAGE = "/console/first-shift/"


@pytest.fixture
def exercise(ana: Desk) -> int:
    return begin(ana, 1)


def begin(desk: Desk, lesson: int) -> int:
    desk.press("/console/shift/leave", anyway="yes")
    where = desk.press(f"{PAGE}begin", lesson=lesson, key="a tab")
    return int(where.rstrip("/").rpartition("/")[2])


def asked(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def board_of(organisation: int) -> Board:
    with as_organisation(organisation):
        return Reader(organisation).read(asked, clock.now())


def coach_of(page: str) -> str:
    return page.partition('<section class="coach"')[2].partition("</section>")[0]


def test_the_coach_names_the_next_act_and_says_why(ana: Desk, exercise: int) -> None:
    coach = text_of(coach_of(ana.person(exercise)))

    assert "Practice First shift, 1 of 3" in coach
    assert "Answer first, with your name." in coach
    assert "Press Send" in coach
    assert "The first words say that a person is here." in coach


def test_the_coach_goes_on_as_soon_as_it_is_done(ana: Desk, exercise: int) -> None:
    ana.press(f"/console/contacts/{exercise}/say", words="Hello, I am here.", key="k")

    assert 'data-act="called"' in ana.person(exercise)


def test_a_real_person_has_no_coach(ben: Desk, caller: int, exercise: int) -> None:
    ben.press(f"/console/contacts/{caller}/take")

    assert coach_of(ben.person(caller)) == ""
    assert "<title>Practice" not in ben.person(caller)


def test_who_is_on_shift_reads_what_to_do_before_they_practise(ana: Desk) -> None:
    page = ana.see(PAGE)
    refused = text_of(ana.press(f"{PAGE}begin", lesson=1, key="a tab"))

    assert "Leave your shift to practise" in page
    assert 'name="lesson"' not in page
    assert ana.status == 409
    assert "Leave your shift first. Nobody practises while real people may reach them." in refused


def test_the_title_of_an_exercise_says_practice(ana: Desk, exercise: int) -> None:
    assert "<title>Practice" in ana.person(exercise)


def test_the_coach_is_the_learners_alone(ana: Desk, ben: Desk, exercise: int) -> None:
    assert coach_of(ben.person(exercise)) == ""


def test_an_exercise_is_on_nobody_elses_board_and_in_nobody_elses_count(
    ana: Desk, ben: Desk, exercise: int
) -> None:
    board = board_of(ana.operator.organisation_id)

    def seen_by(desk: Desk) -> dict[str, Any]:
        hidden = board.hidden_from(desk.operator.pk)
        return board.as_facts(board.rows.values(), (), language="en", hidden=hidden)

    assert [row["practice"] for row in seen_by(ana)["rows"]] == [True]
    ben_sees = seen_by(ben)
    assert (ben_sees["rows"], ben_sees["waiting"], ben_sees["watches"]) == ([], 0, 0)


def test_no_wall_and_no_television_counts_an_exercise(ana: Desk, sam: Desk, exercise: int) -> None:
    organisation = ana.operator.organisation_id
    ana.press(f"/console/contacts/{exercise}/begin", route="smoked")
    board = board_of(organisation)
    with as_organisation(organisation):
        wall = WallReader(organisation).read(asked, board, clock.now())
    shown = television(board, wall, first_names=False)

    assert {each["name"]: each["held"] for each in wall["operators"]} == {"Ana": 0, "Sam": 0}
    assert (shown["people"], shown["watches"], shown["alarms"]) == ([], 0, 0)


def test_no_wall_says_that_an_exercise_was_late_or_that_its_learner_rests(
    ana: Desk, sam: Desk, exercise: int, time: HandedOver
) -> None:
    organisation, me = ana.operator.organisation_id, acting(ana.operator)
    ana.press(f"/console/contacts/{exercise}/begin", route="smoked")
    watch = ana.watch_of(exercise)
    with as_organisation(organisation, writing=True):
        open_debrief(watch, operator=me.id, organisation=organisation, now=clock.now())
    time.wait(3600)
    ana.let_time_pass(watch)
    with as_organisation(organisation):
        wall = WallReader(organisation).read(asked, board_of(organisation), clock.now())

    assert wall["late"] == []
    assert [each["rests"] for each in wall["operators"]] == [False, False]
    assert [each["name"] for each in wall["lines"]] == ["Front line"]


def test_a_lesson_left_is_put_away_and_can_be_begun_again(ana: Desk, exercise: int) -> None:
    ana.press(f"{PAGE}leave")
    page = ana.see(PAGE)

    assert "put away" in page
    assert begin(ana, 1) != exercise


def test_finishing_before_all_three_are_over_says_nothing(ana: Desk, exercise: int) -> None:
    ana.press(f"{PAGE}finish")

    with as_organisation(ana.operator.organisation_id):
        assert not Entry.objects.filter(what="FirstShiftFinished").exists()


def test_a_lesson_that_was_ended_says_what_to_try_next_time(ana: Desk, exercise: int) -> None:
    ana.press(f"/console/contacts/{exercise}/say", words="Hello, I am here.", key="k")
    ana.press(f"/console/contacts/{exercise}/end", reason="left")
    page = text_of(ana.see(PAGE))

    assert "This went well You answered within a minute" in page
    assert "Try this next time" in page
    assert "%" not in page


def test_who_plans_shifts_sees_who_practised_one_and_others_do_not(
    ana: Desk, sam: Desk, time: HandedOver
) -> None:
    ours = ana.operator.organisation_id
    finish(organisation=ours, by=acting(ana.operator), now=clock.now())

    assert "Ana" in sam.see(PAGE).partition('id="who-finished"')[2]
    assert 'id="who-finished"' not in ana.see(PAGE)


def test_a_lesson_there_is_not_is_not_found(ana: Desk) -> None:
    ana.press(f"{PAGE}begin", lesson=4)

    assert ana.status == 404


def test_a_stranger_is_nowhere_in_it(ana: Desk, stranger: Desk, exercise: int) -> None:
    stranger.person(exercise)

    assert stranger.status == 404


@pytest.mark.parametrize(
    "press", ["take", "say", "end", "begin", "hand-on", "heard", "guides/tick", "code/find"]
)
def test_for_everybody_else_an_exercise_is_not_there(
    ben: Desk, sam: Desk, exercise: int, press: str
) -> None:
    for desk in (ben, sam):
        desk.press(f"/console/contacts/{exercise}/{press}", words="Hello", key="forged")
        assert desk.status == 404
        desk.see(f"/console/contacts/{exercise}/")
        assert desk.status == 404
