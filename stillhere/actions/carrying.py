"""The practice telephone company at work: what was handed in arrives, rings stop ringing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import F

from stillhere.actions.delivery import arrived, not_arrived
from stillhere.actions.messages import receive_on_line
from stillhere.actions.set_aside import OF_THE_RECORDS, Came, stumbled
from stillhere.actions.weather import fate, weather
from stillhere.care.messages import CARRIER_STOPS, normalised, starts_again
from stillhere.records.models import DuePracticeDelivery, PracticeDelivery, PracticePhone
from stillhere.records.organisations import as_organisation

RINGS_FOR: Final = timedelta(seconds=30)
STUCK_WAITS: Final = timedelta(seconds=5)
GIVEN_UP: Final = timedelta(minutes=2)
"""After this the company reports as not delivered what it could not bring to a phone."""


def carry(*, now: datetime, troubled: Callable[[str], None]) -> int:
    """Everything that is due, each on its own. How many arrived, well or badly."""
    due = DuePracticeDelivery.objects.filter(deliver_at__lte=now).order_by("deliver_at")
    found = list(due.values_list("organisation_id", "delivery_id")[:100])
    for organisation, delivery in found:
        try:
            _carry_one(delivery, organisation, now)
        except Exception as wrong:  # noqa: BLE001  # one bad text must not hold up the next
            troubled(type(wrong).__name__)
            _stumble(delivery, organisation, wrong, now)
    return len(found)


def stop_ringing(phone_id: int, *, organisation: int, now: datetime) -> None:
    """Rings that nobody picked up in time."""
    with as_organisation(organisation, writing=True):
        phone = PracticePhone.objects.filter(pk=phone_id, ringing_until__lte=now)
        if not phone.update(ringing_until=None):
            return
        PracticePhone.objects.filter(pk=phone_id, script="").update(due_at=None)
        rings = PracticeDelivery.objects.filter(phone_id=phone_id, state="ringing")
        keys = list(rings.values_list("key", flat=True))
        rings.update(state="unanswered")
        for key in keys:
            not_arrived(key, organisation=organisation, now=now, how="unanswered")


def _carry_one(delivery_id: int, organisation: int, now: datetime) -> None:
    with as_organisation(organisation):
        rows = PracticeDelivery.objects.filter(pk=delivery_id, state="accepted")
        row = rows.select_related("phone", "phone__line").first()
    if row is None:
        return
    if row.inbound:
        _to_the_line(row, now)
    elif row.phone.state.get("off"):
        _to_a_phone_that_is_off(row, now)
    elif row.kind == "ring":
        _ring(row, now)
    else:
        _to_the_phone(row, now)


def _to_a_phone_that_is_off(row: PracticeDelivery, now: datetime) -> None:
    """As companies do: a text waits until the phone is back, a ring is unanswered at once."""
    with as_organisation(row.organisation_id, writing=True):
        waits = PracticeDelivery.objects.filter(pk=row.pk)
        if row.kind == "ring":
            waits.update(state="unanswered")
            not_arrived(row.key, organisation=row.organisation_id, now=now, how="unanswered")
        else:
            waits.update(deliver_at=now + STUCK_WAITS)


def _to_the_line(row: PracticeDelivery, now: datetime) -> None:
    # First its effect, then our mark: a crash between the two delivers it again, under its key.
    receive_on_line(
        row.phone.line_id,
        organisation=row.organisation_id,
        address=row.phone.number,
        words=row.body,
        key=row.key,
        now=now,
    )
    with as_organisation(row.organisation_id, writing=True):
        PracticeDelivery.objects.filter(pk=row.pk).update(state="delivered")
        _heed_stop(row)


def _heed_stop(row: PracticeDelivery) -> None:
    """As carriers do: after a stop nothing of ours reaches this phone (facts 7)."""
    said = normalised(row.body)
    if said in CARRIER_STOPS or starts_again(said):
        _remember(row.phone, stopped=said in CARRIER_STOPS)


def _remember(phone: PracticePhone, **facts: Any) -> None:
    PracticePhone.objects.filter(pk=phone.pk).update(state={**phone.state, **facts})


def _ring(row: PracticeDelivery, now: datetime) -> None:
    until = now + RINGS_FOR
    with as_organisation(row.organisation_id, writing=True):
        PracticeDelivery.objects.filter(pk=row.pk).update(state="ringing")
        due = min(until, row.phone.due_at) if row.phone.due_at else until
        PracticePhone.objects.filter(pk=row.phone_id).update(
            ringing_until=until, due_at=due, version=F("version") + 1
        )


def _to_the_phone(row: PracticeDelivery, now: datetime) -> None:
    today = weather(row.phone.line.settings)
    fails = fate(today, row.key, at=now).undelivered
    with as_organisation(row.organisation_id, writing=True):
        state = "undelivered" if fails else "delivered"
        PracticeDelivery.objects.filter(pk=row.pk).update(state=state)
        tell = not_arrived if fails else arrived
        tell(row.key, organisation=row.organisation_id, now=now)


def _stumble(delivery_id: int, organisation: int, wrong: Exception, now: datetime) -> None:
    """Never for ever: three tries for what came in, two minutes for what goes out."""
    with as_organisation(organisation):
        row = PracticeDelivery.objects.select_related("phone").get(pk=delivery_id)
    given_up = _set_aside(row, wrong, now) if row.inbound else _is_hopeless(row, wrong, now)
    with as_organisation(organisation, writing=True):
        still = PracticeDelivery.objects.filter(pk=delivery_id, state="accepted")
        if not given_up:
            still.update(deliver_at=now + STUCK_WAITS)
        elif still.update(state="set_aside" if row.inbound else "undelivered") and not row.inbound:
            not_arrived(row.key, organisation=organisation, now=now)


def _set_aside(row: PracticeDelivery, wrong: Exception, now: datetime) -> bool:
    phone = row.phone
    came = Came(
        line=phone.line_id,
        kind="text",
        key=row.key,
        number=phone.number,
        at=row.at,
        words=row.body,
    )
    return stumbled(came, organisation=row.organisation_id, wrong=wrong, now=now)


def _is_hopeless(row: PracticeDelivery, wrong: Exception, now: datetime) -> bool:
    return not isinstance(wrong, OF_THE_RECORDS) and now - row.at >= GIVEN_UP
