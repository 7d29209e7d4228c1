"""What is wrong with the installation itself: told to every console until it is over."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from stillhere.records.models import Pulse, Trouble

TOLD_AGAIN: Final = timedelta(seconds=5)
"""Nothing is written more often for a trouble that has not changed."""

ORGANISATIONS: Final = "organisations"
"""Whom a trouble is told to alone."""


class What(StrEnum):
    CLOCK_STEPPED = "clock_stepped"
    """The machine's clock was set, or the machine stood still."""
    WATCH_STUCK = "watch_stuck"
    """A watch could not be decided; look after the person by hand."""
    CONTACT_STUCK = "contact_stuck"
    CONSOLE_STUCK = "console_stuck"
    OUTCOME_STUCK = "outcome_stuck"
    OVERDUE = "overdue"
    """Somebody's time has come and nothing has happened."""
    WITHOUT_TIME = "without_time"
    """Something is open that no clock will ever ring for."""
    UNHELD = "unheld"
    """A watch is held by nobody who is there, and no alarm says so."""
    BLIND = "blind"
    """There is no organisation here, or the engine cannot see any: nobody is watched over."""
    PART_SILENT = "part_silent"
    AUDITOR_LATE = "auditor_late"
    SCRIBE_BEHIND = "scribe_behind"
    DUTY_FAILING = "duty_failing"
    LINES_DOWN = "lines_down"
    """By none of an organisation's telephone lines does anything leave."""
    NOT_ARRIVING = "not_arriving"
    """Texts are taken by the telephone company and do not come to phones."""
    SET_ASIDE = "set_aside"
    """Of one organisation: something came in that could not be read. `actions.set_aside`."""
    CALL_STUCK = "call_stuck"
    """What is said of a call, or somebody who rings, could not be written down."""
    CALLS_DOWN = "calls_down"
    """Nothing of ours answers an organisation's telephone line. Who calls rings who is on call."""
    EXCHANGE_AWAY = "exchange_away"
    """The exchange of an organisation's line cannot be asked, or does not take us for its own."""
    LINE_REFUSED = "line_refused"
    """A telephone company does not take us for its customer, or cannot be asked as that."""


def tell(what: What, *, now: datetime, **facts: Any) -> bool:
    """Whether it is new. Single statements: on SQLite nothing is read before it is written."""
    unchanged = Trouble.objects.filter(name=what, facts=facts, seen_at__gt=now - TOLD_AGAIN)
    if unchanged.exists():
        return False
    if Trouble.objects.filter(name=what).update(seen_at=now, facts=facts):
        return False
    fresh = Trouble(name=what, since=now, seen_at=now, facts=facts)
    Trouble.objects.bulk_create([fresh], ignore_conflicts=True)
    return True


def over(*what: What) -> list[str]:
    """Which of these there were until now."""
    there = Trouble.objects.filter(name__in=what)
    names = list(there.values_list("name", flat=True))
    if names:
        there.delete()
    return names


def tell_of(what: What, *, organisation: int, line: str, now: datetime) -> bool:
    """To that line's organisation alone, beside whomever it is told already. Whether it is new."""
    told = _told_of(what)
    tell(what, now=now, organisations={**told, str(organisation): line})
    return told.get(str(organisation)) != line


def over_of(what: What, *, organisation: int, line: str) -> None:
    """Take it down only where it was told of this very line; of others it stands."""
    told = _told_of(what)
    if told.pop(str(organisation), None) != line:
        return
    if told:
        Trouble.objects.filter(name=what).update(facts={ORGANISATIONS: told})
    else:
        over(what)


def _told_of(what: What) -> dict[str, str]:
    facts = Trouble.objects.filter(name=what).values_list("facts", flat=True).first()
    return dict((facts or {}).get(ORGANISATIONS, {}))


def fade(what: What, *, before: datetime) -> None:
    """Take down what has not been seen since."""
    faded = Trouble.objects.filter(name=what, seen_at__lt=before)
    if faded.exists():
        faded.delete()


def troubles() -> Mapping[What, Mapping[str, Any]]:
    """All there is, the oldest first."""
    rows = Trouble.objects.order_by("since").values_list("name", "facts")
    return {What(name): facts for name, facts in rows}


def keep_pulses(parts: Iterable[str], *, now: datetime) -> None:
    """These parts have just worked."""
    Pulse.objects.bulk_create(
        [Pulse(name=part, at=now) for part in parts],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["at"],
    )
