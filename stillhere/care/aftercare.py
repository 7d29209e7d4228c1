"""How it ended: whoever we sent help to is asked after, until somebody knows (AF2)."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from stillhere.care.duties import Person


class Finding(StrEnum):
    """What became of somebody after help was sent."""

    NALOXONE_BY_CALLER = "naloxone_by_caller"
    NALOXONE_BY_CONTACT = "naloxone_by_contact"
    NALOXONE_BY_RESPONDERS = "naloxone_by_responders"
    NALOXONE_NOT_GIVEN = "naloxone_not_given"
    BREATHING = "breathing"
    AMBULANCE = "ambulance"
    TRANSPORTED = "transported"
    REFUSED = "refused"
    """They did not want to be treated or taken along."""
    DIED = "died"
    FALSE_ALARM = "false_alarm"


class VerifiedWith(StrEnum):
    CALLER = "caller"
    RESPONDERS = "responders"
    NOBODY = "nobody"
    """Nobody could be asked: "unknown, with what was tried"."""


NALOXONE_GIVEN: Final = frozenset(
    {
        Finding.NALOXONE_BY_CALLER,
        Finding.NALOXONE_BY_CONTACT,
        Finding.NALOXONE_BY_RESPONDERS,
    }
)
CANNOT_BOTH_BE: Final = (
    (frozenset({Finding.FALSE_ALARM}), frozenset({Finding.DIED, *NALOXONE_GIVEN})),
    (frozenset({Finding.NALOXONE_NOT_GIVEN}), NALOXONE_GIVEN),
    (frozenset({Finding.TRANSPORTED}), frozenset({Finding.REFUSED})),
)


TOLD_AGAIN: Final = timedelta(days=1)
"""Supervisors hear once a day of whom nobody has asked after: often enough, and no alarm."""


def told_again(now: datetime) -> datetime:
    """When an outcome nobody has found out is told of once more. It never stops by itself."""
    return now + TOLD_AGAIN


def who_is_told(people: Iterable[Person]) -> tuple[Person, ...]:
    """Every supervisor who has a number, at a console or at home: what is due is theirs."""
    return tuple(person for person in people if person.supervises and person.has_number)


def missing_to_verify(
    findings: Collection[Finding],
    *,
    verified_with: VerifiedWith,
    supervises: bool,
    tried: bool,
    look_until: datetime,
    now: datetime,
) -> str:
    """What an outcome still needs before it may be ended; empty when it may.

    `findings`, `contradiction`, `source` (nobody who died is known of from nobody), or for
    "unknown": `supervisor`, `time` (they were not looked for long enough), `tried`.
    """
    found = frozenset(findings)
    if verified_with is not VerifiedWith.NOBODY:
        if not found:
            return "findings"
        return "contradiction" if contradicts(found) else ""
    if found:
        return "source"
    if not supervises:
        return "supervisor"
    if now < look_until:
        return "time"
    return "" if tried else "tried"


def contradicts(findings: Collection[Finding]) -> bool:
    found = frozenset(findings)
    return any(found & one and found & other for one, other in CANNOT_BOTH_BE)
