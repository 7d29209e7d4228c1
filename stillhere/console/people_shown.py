"""How a colleague is written on the pages of accounts."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from stillhere.actions.inviting import open_invitations
from stillhere.actions.numbers import operator_number
from stillhere.actions.people import colleague
from stillhere.actions.people_seen import Person
from stillhere.care.access import Role, answers
from stillhere.care.people import keeps
from stillhere.console.people_words import DOES, ROLES, languages, masked, skills
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Invitation, Operator
from stillhere.records.steady import clock
from stillhere.web.gate import operator_of
from stillhere.web.second_factor import NEEDED_BY


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    person: Person
    role: Any
    does: Any
    speaks: str
    skills: str
    needs_factor: bool
    """Their role sees or changes much, and a password alone guards it."""
    kept: bool
    """Whoever looks may change this account."""


def as_row(person: Person, *, kept: bool) -> Row:
    return Row(
        person=person,
        role=ROLES[person.role],
        does=DOES[person.role],
        speaks=languages(person.speaks),
        skills=skills(person.skills),
        needs_factor=person.role in NEEDED_BY and not person.second_factor,
        kept=kept,
    )


def frame_of(request: HttpRequest) -> dict[str, Any]:
    return {"live": answers(Role(operator_of(request).role))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    row: Invitation
    role: Any
    ours: bool
    """Whoever looks may withdraw it."""


def invitations_of(operator: Operator) -> list[Open]:
    me = colleague(operator)
    rows = open_invitations(organisation=operator.organisation_id, now=clock.now())
    return [
        Open(row=row, role=ROLES[Role(row.role)], ours=keeps(me, Role(row.role))) for row in rows
    ]


def number_shown(person: Person, *, organisation: int) -> str:
    """Its last two figures; a number that cannot be opened here is said to be one."""
    if not person.has_number:
        return ""
    try:
        return masked(operator_number(person.id, organisation=organisation))
    except CannotOpen:
        return _("kept, but cannot be opened here")
