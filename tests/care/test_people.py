"""Whose account is whose to keep: never upward, never one's own, never the last administrator."""

from itertools import product

import pytest

from stillhere.care.access import Role
from stillhere.care.people import (
    Colleague,
    LastAdministrator,
    NotReachable,
    NotYoursToKeep,
    keeps,
    may_be_given,
    must_be_able_to_give,
    must_be_reachable,
    must_keep,
    must_leave_an_administrator,
)

ADA = Colleague(id=1, role=Role.ADMINISTRATOR)
SAM = Colleague(id=2, role=Role.SUPERVISOR)
ANA = Colleague(id=3, role=Role.OPERATOR)


def test_a_supervisor_keeps_operators_and_nobody_else() -> None:
    assert [role for role in Role if keeps(SAM, role)] == [Role.OPERATOR]
    assert may_be_given(Role.SUPERVISOR) == (Role.OPERATOR,)


def test_an_administrator_keeps_everybody() -> None:
    assert may_be_given(Role.ADMINISTRATOR) == tuple(Role)


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.COORDINATOR, Role.EVALUATOR])
def test_everybody_else_keeps_nobody(role: Role) -> None:
    assert may_be_given(role) == ()


def test_nobody_raises_themself_or_anybody_above_themself() -> None:
    """Whoever could make somebody of a role could already do whatever that role can give."""
    for by, role in product(Role, Role):
        if keeps(Colleague(id=9, role=by), role):
            assert set(may_be_given(role)) <= set(may_be_given(by))
    assert [role for role in Role if role in may_be_given(role)] == [Role.ADMINISTRATOR]


def test_what_is_not_theirs_is_refused() -> None:
    with pytest.raises(NotYoursToKeep):
        must_keep(SAM, ADA)
    with pytest.raises(NotYoursToKeep):
        must_keep(SAM, SAM)
    with pytest.raises(NotYoursToKeep):
        must_be_able_to_give(SAM, Role.SUPERVISOR)
    must_keep(SAM, ANA)
    must_be_able_to_give(ADA, Role.ADMINISTRATOR)


def test_who_was_taken_out_keeps_nobody() -> None:
    assert not keeps(Colleague(id=1, role=Role.ADMINISTRATOR, is_active=False), Role.OPERATOR)


def test_the_last_administrator_stays() -> None:
    gone = Colleague(id=4, role=Role.ADMINISTRATOR, is_active=False)

    with pytest.raises(LastAdministrator):
        must_leave_an_administrator([ADA, SAM, gone], without=ADA.id)
    must_leave_an_administrator([ADA, Colleague(id=5, role=Role.ADMINISTRATOR)], without=ADA.id)


def test_an_administrator_who_cannot_sign_in_is_none_who_stays() -> None:
    """Whoever was taken out and brought back has no password until they choose one."""
    back = Colleague(id=5, role=Role.ADMINISTRATOR, can_sign_in=False)

    with pytest.raises(LastAdministrator):
        must_leave_an_administrator([ADA, back], without=ADA.id)
    must_leave_an_administrator([ADA, back], without=back.id)


def test_on_call_is_who_answers_people_and_can_be_rung() -> None:
    must_be_reachable(Role.SUPERVISOR, has_number=True)
    for role, has_number in ((Role.OPERATOR, False), (Role.ADMINISTRATOR, True)):
        with pytest.raises(NotReachable):
            must_be_reachable(role, has_number=has_number)
