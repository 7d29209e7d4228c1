"""Who may see what. A stranger finds nothing; an alarm has a second pair of eyes."""

from dataclasses import replace

import pytest

from stillhere.care.access import (
    Page,
    Role,
    Whose,
    answers,
    may_find,
    may_open,
    may_open_plan,
    may_read_words,
    may_sign,
    may_speak,
    roles_for,
    supervises,
)
from tests.care.watching import ANA, BEN, SAM

ANAS = Whose(holder=ANA.id)


def test_a_plan_opens_only_for_who_has_the_person() -> None:
    """I8."""
    assert may_open_plan(ANA, ANAS)
    assert not may_open_plan(BEN, ANAS)


def test_a_supervisor_takes_over_before_a_plan_opens() -> None:
    assert not may_open_plan(SAM, ANAS)
    assert may_open_plan(SAM, Whose(holder=SAM.id))


def test_nobody_opens_the_plan_of_somebody_nobody_has() -> None:
    unheld = Whose(free=True, alarming=True, offered_to=(BEN.id,))

    assert not any(may_open_plan(by, unheld) for by in (ANA, BEN, SAM))


def test_words_are_read_by_who_has_them_and_by_supervisors() -> None:
    assert [may_read_words(by, ANAS) for by in (ANA, BEN, SAM)] == [True, False, True]


@pytest.mark.parametrize("whose", [replace(ANAS, alarming=True), replace(ANAS, offered_to=(2,))])
def test_in_an_alarm_or_when_asked_to_take_over_the_words_can_be_read(whose: Whose) -> None:
    """WA8."""
    assert may_read_words(BEN, whose)
    assert not may_read_words(BEN, replace(whose, is_over=True))


@pytest.mark.parametrize("whose", [ANAS, Whose(free=True, alarming=True, offered_to=(BEN.id,))])
def test_an_exercise_is_its_learners_alone(whose: Whose) -> None:
    exercise = replace(whose, only_for=ANA.id)

    for may in (may_open_plan, may_read_words, may_speak, may_find):
        assert may(ANA, exercise) == may(ANA, whose)
        assert not may(BEN, exercise)
        assert not may(SAM, exercise)


def test_who_was_asked_to_leave_them_finds_nothing_again() -> None:
    """CO12."""
    bens = Whose(holder=BEN.id, alarming=True, offered_to=(ANA.id,), not_for=(ANA.id, SAM.id))

    for by in (ANA, SAM):
        assert not may_find(by, bens)
        assert not may_read_words(by, bens)
        assert not may_speak(by, bens)


def test_until_somebody_else_has_them_the_first_one_stays() -> None:
    """CO12."""
    leaving = Whose(holder=ANA.id, not_for=(ANA.id,))

    assert may_find(ANA, leaving)
    assert may_speak(ANA, leaving)


def test_only_who_has_them_and_a_supervisor_speak_to_them() -> None:
    assert [may_speak(by, ANAS) for by in (ANA, BEN, SAM)] == [True, False, True]


def test_who_is_over_is_found_by_who_had_them() -> None:
    over = replace(ANAS, is_over=True)

    assert [may_find(by, over) for by in (ANA, BEN, SAM)] == [True, False, True]


def test_only_supervisors_supervise() -> None:
    assert [role for role in Role if supervises(role)] == [Role.SUPERVISOR]


def test_a_policy_is_signed_by_a_supervisor_or_an_administrator() -> None:
    assert [role for role in Role if may_sign(role)] == [Role.SUPERVISOR, Role.ADMINISTRATOR]


def test_who_answers_people_are_operators_and_supervisors() -> None:
    assert roles_for(Page.CONTACT) == {Role.OPERATOR, Role.SUPERVISOR}
    assert [role for role in Role if answers(role)] == [Role.OPERATOR, Role.SUPERVISOR]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.EVALUATOR, Role.ADMINISTRATOR])
def test_who_does_not_answer_people_sees_none(role: Role) -> None:
    """I8."""
    assert not may_open(role, Page.BOARD)
    assert not may_open(role, Page.CONTACT)
    assert not may_open(role, Page.WALL)


@pytest.mark.parametrize("role", Role)
def test_whoever_signs_can_read_it_and_a_coordinator_only_reads(role: Role) -> None:
    assert may_sign(role) == (role in {Role.SUPERVISOR, Role.ADMINISTRATOR})
    assert may_open(role, Page.POLICIES) == (may_sign(role) or role is Role.COORDINATOR)
