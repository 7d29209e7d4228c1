"""Which questions a code is made from and looked for by: now, and in the versions before (CD2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from stillhere.actions import chosen
from stillhere.actions.chosen import Subject
from stillhere.care.code_questions import (
    SHIPPED,
    Question,
    as_values,
    ask_alike,
    from_values,
    must_be_askable,
)
from stillhere.records.models import Chosen, Code
from stillhere.records.organisations import as_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """One version of the questions, as a code remembers it by its number."""

    number: int
    questions: tuple[Question, ...]
    until: datetime | None = None
    """When the next version came in force; None: these are asked now."""


SHIPPED_VERSION: Final = Questions(number=0, questions=SHIPPED)


class NoSuchVersion(Exception):
    """Nobody ever signed questions under this number."""


def sign_questions(
    questions: Sequence[Question], *, organisation: int, seen: int, by: int, now: datetime
) -> Chosen:
    """In force for every code made from now on. Raises `CannotAsk`, and what `sign` raises."""
    must_be_askable(questions)
    return chosen.sign(
        Subject.CODE_QUESTIONS,
        as_values(questions),
        organisation=organisation,
        seen=seen,
        by=by,
        now=now,
    )


def asked_ever(*, organisation: int) -> tuple[Questions, ...]:
    """Inside `as_organisation`: the questions asked now, then all before, to what we ship."""
    rows = chosen.versions(Subject.CODE_QUESTIONS, organisation=organisation)
    until = [None, *(row.signed_at for row in rows)]
    kept = [(row.number, from_values(row.values)) for row in rows] + [(0, SHIPPED)]
    return tuple(
        Questions(number=number, questions=questions, until=ended)
        for (number, questions), ended in zip(kept, until, strict=True)
    )


def asked_in(number: int | None, *, organisation: int) -> Questions:
    """What a page asked, although another version came in force meanwhile; None: now.

    Raises `NoSuchVersion`.
    """
    with as_organisation(organisation):
        ever = asked_ever(organisation=organisation)
    for each in ever:
        if number in (None, each.number):
            return each
    raise NoSuchVersion(number)


def still_asked(*, organisation: int, practice: bool) -> tuple[Questions, ...]:
    """Now, and whatever else was asked for a code that is still there: nobody is lost by a change.

    Versions that ask alike are one.
    """
    with as_organisation(organisation):
        ever = asked_ever(organisation=organisation)
        ours = Code.objects.filter(organisation_id=organisation, practice=practice)
        needed = set(ours.values_list("questions", flat=True).distinct())
    found = [ever[0]]
    for each in ever[1:]:
        if each.number in needed and not any(_alike(each, one) for one in found):
            found.append(each)
    return tuple(found)


def numbers_alike(asked: Questions, *, organisation: int) -> list[int]:
    """Inside `as_organisation`: every version whose codes these answers can be compared with."""
    return [each.number for each in asked_ever(organisation=organisation) if _alike(each, asked)]


def _alike(one: Questions, other: Questions) -> bool:
    return ask_alike(one.questions, other.questions)
