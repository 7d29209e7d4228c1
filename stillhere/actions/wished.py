"""An Indigenous operator, if they would like one (IN7): kept with the contact, and looked for."""

from datetime import datetime

from stillhere.actions.contact_row import Loaded, happen, load
from stillhere.actions.seats import free_for, seats
from stillhere.care.channel import Channel
from stillhere.care.contact_events import OperatorWished
from stillhere.care.contact_state import Decision
from stillhere.care.watch_state import Actor
from stillhere.records.organisations import as_organisation


def wish_for(
    contact_id: int, *, organisation: int, skill: str, by: Actor, now: datetime
) -> Decision:
    """An empty `skill` takes the wish back. The ledger keeps that there was one, never which."""
    event = OperatorWished(by=by, skill=skill)
    return happen(contact_id, event, organisation=organisation, now=now, by=by.id)


def free_as_wished(loaded: Loaded, by: Actor, now: datetime) -> tuple[int, ...]:
    """Inside `as_organisation`: who is free and whom they would like, besides who has them."""
    contact, row = loaded.contact, loaded.row
    has_skill = {seat.id for seat in seats(row.organisation_id) if contact.wished in seat.skills}
    free = free_for(
        row.organisation_id,
        channel=Channel(row.channel),
        language=row.language,
        policy=contact.policy,
        now=now,
    )
    passed_over = contact.not_for | {contact.operator, by.id}
    return tuple(each for each in free if each in has_skill and each not in passed_over)


def somebody_wished_is_free(
    contact_id: int, *, organisation: int, by: Actor, now: datetime
) -> bool:
    with as_organisation(organisation):
        return bool(free_as_wished(load(contact_id), by, now))
