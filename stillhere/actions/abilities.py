"""What an operator says they can: the languages they speak, and who callers may wish for (CO1)."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings

from stillhere.actions import ledger
from stillhere.actions.founding import CannotFound
from stillhere.care.wished import SKILLS
from stillhere.records.models import Operator
from stillhere.records.organisations import as_organisation

LANGUAGE: Final = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """As they stand in `care.roster.Seat`."""

    speaks: tuple[str, ...]
    skills: tuple[str, ...]


def keep_abilities(
    username: str,
    *,
    organisation: int,
    speaks: Collection[str] | None,
    skills: Collection[str] | None,
    now: datetime,
    by: int | None = None,
) -> Abilities:
    """None leaves what is there. In force for the next ring; nobody is handed over by it.

    `by`: the colleague who wrote it down; None: whoever runs the server.

    A skill is what somebody says of themself: that it changed is in the ledger, never which.
    Raises `CannotFound`.
    """
    if speaks is not None:
        _must_be_languages(speaks)
    if skills is not None:
        _must_be_skills(skills)
    with as_organisation(organisation, writing=True):
        ours = Operator.objects.select_for_update().filter(organisation_id=organisation)
        row = ours.filter(username=username.lower()).first()
        if row is None:
            raise CannotFound(f"This organisation has nobody who signs in as {username!r}.")
        if speaks is not None:
            row.speaks = sorted(set(speaks))
        if skills is not None:
            row.skills = sorted(set(skills))
        row.save(update_fields=["speaks", "skills"])
        ledger.write(
            "AbilitiesKept",
            organisation=organisation,
            now=now,
            operator=by or row.pk,
            about=row.pk if by else None,
        )
    return Abilities(speaks=tuple(row.speaks), skills=tuple(row.skills))


def _must_be_languages(speaks: Collection[str]) -> None:
    ours = [code for code, _name in settings.LANGUAGES]
    for each in speaks:
        if each not in ours and not LANGUAGE.fullmatch(each):
            raise CannotFound(f"A language is written like en, fr or iu, not {each!r}.")
    if not set(speaks) & set(ours):
        raise CannotFound(f"Nobody could be rung for a caller: add one of {', '.join(ours)}.")


def _must_be_skills(skills: Collection[str]) -> None:
    for each in skills:
        if each not in SKILLS:
            raise CannotFound(f"There is no skill {each!r}. Choose of: {', '.join(SKILLS)}.")
