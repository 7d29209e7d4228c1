"""Writing down what happened: ids, enums, numbers and times, never words."""

from datetime import datetime
from typing import Final

from stillhere.records.models import Entry
from stillhere.records.prepared_writing import put_in

ALLOWED: Final = frozenset(
    {
        "about",
        "after",
        "alone",
        "answer",
        "answered_for",
        "ask",
        "by_caller",
        "beside",
        "channel",
        "digit",
        "evidence",
        "finding",
        "got_in",
        "help",
        "helper",
        "how",
        "kind",
        "late_answer",
        "late_ms",
        "minutes",
        "need",
        "number",
        "not_of_them",
        "people",
        "plan",
        "policy",
        "question",
        "reason",
        "reading",
        "role",
        "route",
        "rung",
        "said",
        "second",
        "seconds",
        "step",
        "to",
        "unattended",
        "up",
        "watch",
        "with_sedative",
        "with_word",
        "without_word",
    }
)


class NotForTheLedger(Exception):
    """A fact whose name is not on the list: it might say something about a person."""


def write(
    what: str,
    *,
    organisation: int,
    now: datetime,
    contact: int | None = None,
    watch: int | None = None,
    operator: int | None = None,
    key: str = "",
    **facts: int | str | bool | None,
) -> None:
    """Inside the caller's transaction. Raises `NotForTheLedger`."""
    put_in(
        entry(
            what,
            organisation=organisation,
            now=now,
            contact=contact,
            watch=watch,
            operator=operator,
            key=key,
            **facts,
        )
    )


def entry(
    what: str,
    *,
    organisation: int,
    now: datetime,
    contact: int | None = None,
    watch: int | None = None,
    operator: int | None = None,
    key: str = "",
    **facts: int | str | bool | None,
) -> Entry:
    """An entry not yet kept, for writing many at once."""
    stray = set(facts) - ALLOWED
    if stray or any(isinstance(fact, str) and len(fact) > 40 for fact in facts.values()):
        raise NotForTheLedger(sorted(stray))
    return Entry(
        organisation_id=organisation,
        at=now,
        what=what,
        contact_id=contact,
        watch_id=watch,
        operator_id=operator,
        key=key,
        facts={name: fact for name, fact in facts.items() if fact is not None},
    )
