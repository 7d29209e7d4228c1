"""Marking that a use is meant to end a life: from then on somebody is watched, and not alone."""

from datetime import datetime

from stillhere.actions.access import must
from stillhere.actions.watch import (
    begin_watch,
    happen_in_transaction,
    load,
    until_not_overtaken,
)
from stillhere.care.access import may_open_plan
from stillhere.care.watch_events import MeantToEndLife
from stillhere.care.watch_state import Actor
from stillhere.records.organisations import as_organisation


def mark_to_end_life(contact_id: int, *, organisation: int, by: Actor, now: datetime) -> int:
    """The watch it stands on: one is begun where there is none (WA1, PL9). Twice is once.

    Raises `NotYours` and `NoSuchContact`.
    """

    def act() -> int:
        with as_organisation(organisation, writing=True):
            must(may_open_plan, contact_id, by)
            watch = begin_watch(
                contact_id,
                organisation=organisation,
                by=by,
                route=None,
                with_sedative=False,
                now=now,
            )
            if not load(watch).watch.to_end_life:
                happen_in_transaction(
                    watch,
                    MeantToEndLife(by=by),
                    organisation=organisation,
                    now=now,
                    by=by.id,
                )
            return watch

    return until_not_overtaken(act)
