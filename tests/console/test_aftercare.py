"""How it ends: a reason with what it needs, and an outcome that stays open until somebody knows."""

import pytest

from stillhere.care.watch_state import State
from stillhere.records.models import Outcome
from stillhere.records.organisations import as_organisation
from tests.console.desk import Desk, text_of
from tests.console.test_escalation import alarm, coming

__all__ = ["alarm", "coming"]


@pytest.fixture
def handed_over(ana: Desk, coming: int) -> int:
    ana.press(f"/console/watches/{coming}/arrived")
    ana.press(f"/console/watches/{coming}/close", reason="handed_over")
    return coming


def state_of(desk: Desk, watch: int) -> str:
    with as_organisation(desk.operator.organisation_id):
        return Outcome.objects.get(watch_id=watch).state


def test_a_watch_ends_well_after_an_answer(ana: Desk, watched: int, taken: int) -> None:
    ana.press(f"/console/watches/{watched}/close", reason="ended_well")

    assert ana.watch(watched).state is State.CLOSED
    assert "Ended well" in text_of(ana.person(taken))


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("ended_well", "They have to answer first"),
        ("handed_over", "First somebody has to be beside them."),
        ("died", "Only a supervisor can close it so."),
    ],
)
def test_each_reason_says_what_it_needs_and_keeps_what_was_written(
    ana: Desk, alarm: int, reason: str, words: str
) -> None:
    page = ana.press(
        f"/console/watches/{alarm}/close", reason=reason, tried_words="rang twice, wrote twice"
    )

    assert ana.status == 422
    assert words in page
    assert "rang twice, wrote twice</textarea>" in page
    assert ana.watch(alarm).is_open


def test_a_reason_nobody_gives_is_not_there(ana: Desk, watched: int) -> None:
    ana.press(f"/console/watches/{watched}/close", reason="tired")

    assert ana.status == 404


def test_who_is_not_with_them_closes_nothing(ana: Desk, ben: Desk, watched: int) -> None:
    ben.press(f"/console/watches/{watched}/close", reason="ended_well")

    assert ben.status == 409
    assert ana.watch(watched).is_open


def test_after_help_was_sent_the_operator_is_looked_after(
    ana: Desk, handed_over: int, taken: int
) -> None:
    page = text_of(ana.person(taken))

    assert "No new contacts for you for now" in page
    assert "You will hear how it ended." in page


def test_an_outcome_stays_on_the_board_until_somebody_knows(ana: Desk, handed_over: int) -> None:
    before = ana.see("/console/")

    ana.press(
        f"/console/watches/{handed_over}/outcome",
        findings=["breathing", "ambulance"],
        verified_with="responders",
    )

    assert f"/console/watches/{handed_over}/outcome" in before
    assert state_of(ana, handed_over) == "verified"
    assert "Nothing is open." in ana.see("/console/")


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        ([], "Tick what became of them."),
        (["false_alarm", "died"], "Two of these cannot both be true."),
    ],
)
def test_an_outcome_that_cannot_be_says_why_and_keeps_its_ticks(
    ana: Desk, handed_over: int, findings: list[str], words: str
) -> None:
    page = ana.press(
        f"/console/watches/{handed_over}/outcome", findings=findings, verified_with="caller"
    )

    assert ana.status == 422
    assert words in page
    assert page.count(" checked>") == len(findings) + 1
    assert state_of(ana, handed_over) == "open"


def test_nobody_knows_is_a_supervisors_word_after_looking_long_enough(
    ana: Desk, sam: Desk, handed_over: int
) -> None:
    unknown = {"verified_with": "nobody", "tried_words": "rang the hospital"}
    by_operator = text_of(ana.press(f"/console/watches/{handed_over}/outcome", **unknown))

    by_supervisor = text_of(sam.press(f"/console/watches/{handed_over}/outcome", **unknown))

    assert "Only a supervisor can close it so." in by_operator
    assert "It is too early to give up looking for them." in by_supervisor


@pytest.mark.parametrize("act", ["close", "outcome"])
def test_another_organisations_end_does_not_exist(
    stranger: Desk, handed_over: int, act: str
) -> None:
    stranger.press(
        f"/console/watches/{handed_over}/{act}", reason="ended_well", verified_with="caller"
    )

    assert stranger.status == 404


def test_another_organisations_outcomes_are_not_on_the_board(
    stranger: Desk, handed_over: int
) -> None:
    assert "Nothing is open." in stranger.see("/console/")
