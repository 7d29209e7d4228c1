"""Who may see or do what. Looking something up is a permission: a stranger finds nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from stillhere.care.watch_state import Actor


class Role(StrEnum):
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    COORDINATOR = "coordinator"
    EVALUATOR = "evaluator"
    ADMINISTRATOR = "administrator"


class Page(StrEnum):
    """What a role may open. What is on it depends on whose the person is: see below."""

    BOARD = "board"
    CONTACT = "contact"
    WALL = "wall"
    PRACTICE = "practice"
    ROSTER = "roster"
    REPORTS = "reports"
    SETTINGS = "settings"
    POLICIES = "policies"
    PEOPLE = "people"
    SCREENS = "screens"
    """Links for televisions, where whoever passes may look."""


OPENS: Final[dict[Role, frozenset[Page]]] = {
    Role.OPERATOR: frozenset({Page.BOARD, Page.CONTACT, Page.PRACTICE}),
    Role.SUPERVISOR: frozenset(
        {
            *(Page.BOARD, Page.CONTACT, Page.PRACTICE, Page.WALL),
            *(Page.ROSTER, Page.POLICIES, Page.PEOPLE, Page.SCREENS),
        }
    ),
    Role.COORDINATOR: frozenset(
        {Page.ROSTER, Page.PRACTICE, Page.REPORTS, Page.POLICIES, Page.PEOPLE}
    ),
    Role.EVALUATOR: frozenset({Page.REPORTS}),
    Role.ADMINISTRATOR: frozenset(
        {Page.SETTINGS, Page.ROSTER, Page.POLICIES, Page.PEOPLE, Page.SCREENS}
    ),
}


def may_open(role: Role, page: Page) -> bool:
    return page in OPENS[role]


def roles_for(page: Page) -> frozenset[Role]:
    return frozenset(role for role in Role if may_open(role, page))


def answers(role: Role) -> bool:
    """Takes a place on shift, and people."""
    return may_open(role, Page.CONTACT)


def supervises(role: Role) -> bool:
    return role is Role.SUPERVISOR


SIGNS: Final = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
"""Puts their name under what the organisation chose; a coordinator reads it."""


def may_sign(role: Role) -> bool:
    return role in SIGNS


def may_pause(role: Role) -> bool:
    """Whether a line takes nobody new for now: who answers for a night, or for the line (CO16)."""
    return role in SIGNS


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """In whose hands a person is at this moment."""

    holder: int | None = None
    """Who holds their watch; where there is none yet, who has taken the contact."""
    offered_to: Collection[int] = ()
    """Rung for this contact, or asked to take over this watch."""
    free: bool = False
    """Nobody has them: they wait, or their watch is unheld."""
    alarming: bool = False
    not_for: Collection[int] = ()
    """Operators they, or who, asked for somebody else (CO12)."""
    is_over: bool = False
    only_for: int | None = None
    """The learner whose exercise this is; None: it is none."""


def may_enter(by: int, only_for: int | None) -> bool:
    """An exercise is its learner's alone: for whoever else, whatever their role, there is none."""
    return only_for in (None, by)


def may_open_plan(by: Actor, whose: Whose) -> bool:
    """The place, the names and the numbers: only who has the person in hand.

    A supervisor takes the watch over first, so that one opening has one name beside it.
    """
    return by.id == whose.holder and may_enter(by.id, whose.only_for)


def may_read_words(by: Actor, whose: Whose) -> bool:
    """What was said. In an alarm a second person must see what the first one saw."""
    if not may_enter(by.id, whose.only_for):
        return False
    if by.id == whose.holder:
        return True
    if by.id in whose.not_for:
        return False
    return by.supervises or (not whose.is_over and (by.id in whose.offered_to or whose.alarming))


def may_speak(by: Actor, whose: Whose) -> bool:
    if not may_enter(by.id, whose.only_for):
        return False
    return by.id == whose.holder or (by.supervises and by.id not in whose.not_for)


def may_find(by: Actor, whose: Whose) -> bool:
    """Whether the page exists for them at all. Nobody looks up who asked for someone else."""
    if not may_enter(by.id, whose.only_for):
        return False
    if by.id == whose.holder:
        return True
    return by.id not in whose.not_for and (by.supervises or not whose.is_over)
