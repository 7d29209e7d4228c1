"""Somebody on call pressed 1 at home: whom that holds, and to whom it can be offered (WA12)."""

from datetime import datetime

from django.db.models import Q

from stillhere.actions import contact_row
from stillhere.actions.watch import happen_in_transaction
from stillhere.care.contact_state import State
from stillhere.care.watch_events import SaidYes
from stillhere.records.models import Contact, WatchClock


def said_yes(operator: int, *, organisation: int, now: datetime) -> None:
    """Inside the transaction that keeps the press. Nobody waits a second longer than needed."""
    open_ = WatchClock.objects.filter(organisation_id=organisation).exclude(state="closed")
    theirs = open_.filter(Q(holder_id=operator) | Q(holder_id=None), facts__unattended=True)
    for watch in list(theirs.order_by("pk").values_list("pk", flat=True)):
        event = SaidYes(by=operator)
        happen_in_transaction(watch, event, organisation=organisation, now=now, by=operator)
    waits = Contact.objects.filter(organisation_id=organisation, state=State.WAITING)
    for contact in list(waits.order_by("pk").values_list("pk", flat=True)):
        event_now = contact_row.time_passed(contact_row.load(contact), now)
        contact_row.happen_in_transaction(contact, event_now, now=now)
