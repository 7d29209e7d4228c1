"""Putting a name under what an organisation says in its own words: versions, never edits."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any

from django.db.models import QuerySet

from stillhere.actions import ledger
from stillhere.actions.signing import keep_version, signer
from stillhere.records.models import Chosen


class Subject(StrEnum):
    CODE_QUESTIONS = "code_questions"
    SAYS_AND_KNOWS = "says_and_knows"
    MESSAGES = "messages"
    CARD = "card"


class ChosenMeanwhile(Exception):
    """Somebody put another version in force since this one was looked at."""

    def __init__(self, newest: Chosen) -> None:
        super().__init__(newest.number)
        self.newest = newest


def versions(kind: Subject, *, organisation: int) -> Sequence[Chosen]:
    """Inside `as_organisation`: the one in force first, then all before it."""
    return list(_kept(kind, organisation).order_by("-number"))


def newest(kind: Subject, *, organisation: int) -> Chosen | None:
    """Inside `as_organisation`: the one in force."""
    return _kept(kind, organisation).order_by("-number").first()


def sign(
    kind: Subject, values: Any, *, organisation: int, seen: int, by: int, now: datetime
) -> Chosen:
    """A new version under somebody's name. Whoever calls has checked that it can be in force.

    `seen`: the number they had before them, 0 where there was none. The same again is one
    signature. Raises `NotYours` or `ChosenMeanwhile`.
    """
    act = partial(_sign, kind, values, seen=seen, by=by, now=now)
    return keep_version(act, organisation=organisation)


def _kept(kind: Subject, organisation: int) -> QuerySet[Chosen]:
    return Chosen.objects.filter(organisation_id=organisation, kind=kind)


def _sign(
    kind: Subject, values: Any, organisation: int, *, seen: int, by: int, now: datetime
) -> Chosen:
    name = signer(by).name
    last = newest(kind, organisation=organisation)
    number = last.number if last else 0
    if last and number != seen:
        if last.signed_by == name and last.values == values:
            return last  # a button pressed twice
        raise ChosenMeanwhile(last)
    row = Chosen.objects.create(
        organisation_id=organisation,
        kind=kind,
        number=number + 1,
        values=values,
        signed_by=name,
        signed_at=now,
    )
    ledger.write(
        "ChosenSigned",
        organisation=organisation,
        now=now,
        operator=by,
        number=row.number,
        kind=kind.value,
    )
    return row
