"""Who keeps whose account, and what nobody may do to a colleague, whatever their role."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from stillhere.care.access import Role, answers
from stillhere.care.refused import Refused

KEEPS: Final[dict[Role, frozenset[Role]]] = {
    Role.OPERATOR: frozenset(),
    Role.SUPERVISOR: frozenset({Role.OPERATOR}),
    Role.COORDINATOR: frozenset(),
    Role.EVALUATOR: frozenset(),
    Role.ADMINISTRATOR: frozenset(Role),
}
"""Whose accounts a role makes, changes and ends: never one above it, and never its own."""


class NotYoursToKeep(Refused):
    """This account, or this role, is for somebody else to give or take."""


class LastAdministrator(Refused):
    """Nobody would be left who could change who works here."""


class NotReachable(Refused):
    """On call is who answers people, and whom a number of theirs rings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody of the organisation, as far as these rules see them."""

    id: int
    role: Role
    is_active: bool = True
    can_sign_in: bool = True
    """Whoever was taken out has no password, nor when brought back, until they choose one."""


def keeps(by: Colleague, role: Role) -> bool:
    return by.is_active and role in KEEPS[by.role]


def may_be_given(by: Role) -> tuple[Role, ...]:
    """In the order in which they are offered."""
    return tuple(role for role in Role if role in KEEPS[by])


def must_keep(by: Colleague, whom: Colleague) -> None:
    """Raises `NotYoursToKeep`."""
    if not keeps(by, whom.role):
        raise NotYoursToKeep


def must_be_able_to_give(by: Colleague, role: Role) -> None:
    """Nobody gives what they could not take back. Raises `NotYoursToKeep`."""
    if not keeps(by, role):
        raise NotYoursToKeep


def must_be_reachable(role: Role, *, has_number: bool) -> None:
    """Before somebody is put on call. Raises `NotReachable`."""
    if not (answers(role) and has_number):
        raise NotReachable


def must_leave_an_administrator(everybody: Iterable[Colleague], *, without: int) -> None:
    """Raises `LastAdministrator` where nobody but `without` is one and can come in."""
    administrators = (each for each in everybody if each.role is Role.ADMINISTRATOR)
    others = (each for each in administrators if each.id != without)
    if not any(each.is_active and each.can_sign_in for each in others):
        raise LastAdministrator
