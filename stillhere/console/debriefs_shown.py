"""Whoever sent help and is not back from it, as the board shows it to them and to supervisors."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from stillhere.actions import debrief
from stillhere.care.aftercare import Finding
from stillhere.care.debrief import SCALE
from stillhere.care.watch_state import Actor
from stillhere.console.asking import one_of_or_none
from stillhere.console.wording import FINDINGS
from stillhere.records.models import Debrief

NOBODY_KNOWS: Final = _("nobody could find out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    id: int
    name: str
    at: datetime
    mine: bool
    rests: bool
    asks: bool
    """The three questions are still to be answered."""
    hard: int | None
    energy: int | None
    wants_to_talk: bool | None
    ended: str
    """How it ended, once somebody knows and until they have read it."""
    scale: tuple[int, ...] = SCALE


def debriefs_shown(*, organisation: int, by: Actor) -> list[Shown]:
    return [_shown(each, by) for each in debrief.open_debriefs(organisation=organisation, by=by)]


def _shown(row: Debrief, by: Actor) -> Shown:
    mine = row.operator_id == by.id
    return Shown(
        id=row.pk,
        name=row.operator.name,
        at=row.opened_at,
        mine=mine,
        rests=row.back_at is None,
        asks=row.answered_at is None and row.talked_at is None,
        hard=row.hard,
        energy=row.energy,
        wants_to_talk=row.wants_to_talk,
        ended=_ended(row) if mine and row.told_at is None else "",
    )


def _ended(row: Debrief) -> str:
    outcome = getattr(row.watch, "outcome", None)
    if outcome is None or outcome.state == "open":
        return ""
    found = [one_of_or_none(Finding, each) for each in outcome.findings]
    words = [str(FINDINGS[each]) for each in found if each is not None]
    return " · ".join(words) or str(NOBODY_KNOWS)
