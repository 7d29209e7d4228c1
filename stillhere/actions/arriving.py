"""No shared language, or driving: kept with the contact, and the clock started where it must."""

from datetime import datetime

from stillhere.actions.contact_row import happen, happen_in_transaction
from stillhere.actions.watch import begin_watch, until_not_overtaken
from stillhere.care.arriving import starts_clock
from stillhere.care.contact_events import DrivingSaid, Interprets, NoSharedLanguage
from stillhere.care.contact_state import Decision, Interpreter
from stillhere.care.watch_state import Actor
from stillhere.records.organisations import as_organisation


def no_shared_language(contact_id: int, *, organisation: int, by: Actor, now: datetime) -> Decision:
    """The watch begins in the same moment: nobody waits for an interpreter to be watched (CO13)."""
    event = NoSharedLanguage(by=by)

    def act() -> Decision:
        with as_organisation(organisation, writing=True):
            decision = happen_in_transaction(contact_id, event, now=now, by=by.id)
            if starts_clock(decision.contact):
                begin_watch(
                    contact_id,
                    organisation=organisation,
                    by=by,
                    route=None,
                    with_sedative=False,
                    now=now,
                )
            return decision

    return until_not_overtaken(act)


def interprets(
    contact_id: int,
    *,
    organisation: int,
    who: Interpreter,
    they_chose: bool,
    by: Actor,
    now: datetime,
) -> Decision:
    """Raises `OnlyIfTheyChoose`, `DoesNotFit`, `NotYours`."""
    event = Interprets(by=by, who=who, they_chose=they_chose)
    return happen(contact_id, event, organisation=organisation, now=now, by=by.id)


def say_driving(
    contact_id: int, *, organisation: int, driving: bool, by: Actor, now: datetime
) -> Decision:
    event = DrivingSaid(by=by, driving=driving)
    return happen(contact_id, event, organisation=organisation, now=now, by=by.id)
