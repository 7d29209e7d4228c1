"""For tests of what happens while nobody is on shift: phones of those on call, and a yes on one."""

from datetime import datetime
from typing import Final

from stillhere.actions.claiming import claim
from stillhere.actions.delivery import pressed
from stillhere.actions.numbers import keep_operator_number, put_on_call
from stillhere.care.duties import Kind, Lane
from stillhere.care.proof import PERSON_KEY
from stillhere.records.models import Duty, Operator
from stillhere.records.organisations import as_organisation

ON_CALL_NUMBER: Final = "+14165550141"


def has_a_phone(operator: Operator, now: datetime, *, number: str = ON_CALL_NUMBER) -> Operator:
    """On call, with a number that can ring."""
    organisation = operator.organisation_id
    keep_operator_number(operator.pk, number, organisation=organisation, now=now)
    put_on_call(operator.pk, organisation=organisation, on_call=True)
    return operator


def rings(operator: Operator, now: datetime) -> int:
    """How many rings to them leave now; each is sent."""
    claimed = claim(Lane.LIFE, organisation=operator.organisation_id, now=now)
    mine = [each for each in claimed if each.operator == operator.pk]
    with as_organisation(operator.organisation_id, writing=True):
        Duty.objects.filter(pk__in=[each.id for each in claimed]).update(state="sent")
    return len(mine)


def says_yes(operator: Operator, now: datetime) -> None:
    """Presses 1 in the latest ring that said what it means."""
    with as_organisation(operator.organisation_id):
        rung = Duty.objects.filter(operator=operator, kind=Kind.RING_PERSON)
        latest = rung.filter(facts__has_key="says").exclude(not_before__gt=now).last()
    assert latest is not None
    pressed(latest.key, PERSON_KEY, organisation=operator.organisation_id, now=now)
