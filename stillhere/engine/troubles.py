"""Telling what is wrong: on every console, and once in the journal."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from stillhere.actions import ledger, trouble
from stillhere.actions.trouble import What
from stillhere.records import journal
from stillhere.records.narrow import OrganisationHere
from stillhere.records.organisations import as_organisation


def ring(what: What, *, now: datetime, **facts: Any) -> None:
    if trouble.tell(what, now=now, **facts):
        journal.cry(what, **facts)


def ring_for(what: What, ids: Sequence[int], *, now: datetime) -> None:
    """While there are any; over when there are none left."""
    if ids:
        ring(what, now=now, ids=sorted(ids)[:20])
    else:
        calm(what)


def calm(*what: What) -> None:
    for name in trouble.over(*what):
        journal.say("over", kind=name)


def organisations() -> list[int]:
    return list(OrganisationHere.objects.order_by("pk").values_list("pk", flat=True))


def write_in_every_ledger(what: str, *, now: datetime, seconds: int) -> None:
    """For what happened to the installation and may have touched everybody's watches."""
    for organisation in organisations():
        with as_organisation(organisation, writing=True):
            ledger.write(what, organisation=organisation, now=now, seconds=seconds)
