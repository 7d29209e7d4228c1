"""Do our texts and rings get out? Asked every few seconds, told to the consoles it concerns."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from stillhere.actions.claiming import failing, still_owed
from stillhere.actions.cover import only_practices
from stillhere.actions.lines_down import TOO_MANY, left_since, nothing_leaves, unheard_of
from stillhere.actions.trouble import What, troubles
from stillhere.engine.choosing import reaches_numbers
from stillhere.engine.troubles import calm, organisations, ring
from stillhere.lines.providers import provider
from stillhere.records.models import Line
from stillhere.records.organisations import as_organisation

LOOKED_AGAIN: Final = timedelta(seconds=3)
STANDS: Final = timedelta(minutes=10)
"""Once nothing left, it stays told until something does, or nothing has failed for so long."""


Lines = Mapping[int, Sequence[Line]]
Organisations = Mapping[str, str] | Collection[int]


class WayOut:
    def __init__(self) -> None:
        self._looked: datetime | None = None

    def look(self, now: datetime) -> None:
        if self._looked is not None and timedelta() <= now - self._looked < LOOKED_AGAIN:
            return
        self._looked = now
        _tell_failing(now)
        lines = {each: _lines_with_numbers(each) for each in organisations()}
        _tell(What.LINES_DOWN, {**_still_down(now), **_down(lines, now)}, now=now)
        _tell(What.NOT_ARRIVING, [each for each in lines if _loses(each, lines, now)], now=now)


def _tell_failing(now: datetime) -> None:
    """A ring that a newer one replaced has not been made: it stays told until one is, or until a
    person has seen to it and nobody is to be reached any more.
    """
    stuck = failing()
    last = {**_not_made_since(), **{f"{whose} {kind}": now.isoformat() for whose, kind in stuck}}
    whose = sorted({int(each.split()[0]) for each in last})
    _tell(What.DUTY_FAILING, whose, now=now, count=len(stuck), last=last)


def _not_made_since() -> dict[str, str]:
    told: Mapping[str, str] = troubles().get(What.DUTY_FAILING, {}).get("last", {})
    return {
        each: at
        for each, at in told.items()
        if still_owed(int(each.split()[0]), each.split()[1], since=datetime.fromisoformat(at))
    }


def _tell(what: What, theirs: Organisations, *, now: datetime, **facts: Any) -> None:
    if theirs:
        ring(what, now=now, organisations=theirs, **facts)
    else:
        calm(what)


def _down(lines: Lines, now: datetime) -> dict[str, str]:
    """Of which organisation, and when it was last found so."""
    found = (
        each for each, ours in lines.items() if nothing_leaves(each, [x.pk for x in ours], now=now)
    )
    return {str(each): now.isoformat() for each in found}


def _still_down(now: datetime) -> dict[str, str]:
    """A ring that a newer one replaced has not been brought: only something that left ends it."""
    told: Mapping[str, str] = troubles().get(What.LINES_DOWN, {}).get("organisations", {})
    last = {each: datetime.fromisoformat(at) for each, at in told.items()}
    return {
        each: told[each]
        for each, at in last.items()
        if now - at < STANDS and not left_since(int(each), at)
    }


def _loses(organisation: int, lines: Lines, now: datetime) -> bool:
    """Only a line that reports can be asked what it brought."""
    reports = [x.pk for x in lines[organisation] if provider(x.provider).capabilities.reports]
    return unheard_of(organisation, reports, now=now) >= TOO_MANY


def _lines_with_numbers(organisation: int) -> list[Line]:
    """For real callers, where there are any: in practice things may fail on purpose."""
    with as_organisation(organisation):
        practice = only_practices(organisation)
        ours = list(Line.objects.filter(organisation_id=organisation, practice=practice))
    return [line for line in ours if reaches_numbers(line)]
