"""Answering calls on an ordinary phone of one's own: chosen by whoever it is, for themself.

The number is the one that rings where more people are needed, sealed; nobody who calls sees it,
because whoever is rung sees a number of the line's own. A call comes through once key 1 is
pressed (CO5).
"""

from collections.abc import Collection
from datetime import datetime

from stillhere.actions import ledger
from stillhere.actions.numbers import put_number, sealed_number
from stillhere.care.access import Role
from stillhere.care.people import must_be_reachable
from stillhere.records.models import Operator
from stillhere.records.organisations import as_organisation


def choose_own_phone(
    operator: int, *, organisation: int, by_phone: bool, number: str | None, now: datetime
) -> None:
    """`number`: None leaves it, empty erases it.

    Raises `NotANumber`, `CannotOpen`, and `NotReachable` for who answers there, or is on call,
    and would have none.
    """
    kept = None if number is None else sealed_number(number, organisation=organisation)
    with as_organisation(organisation, writing=True):
        row = Operator.objects.select_for_update(no_key=True).get(pk=operator)
        number_after = row.sealed_number if kept is None else kept.sealed
        if by_phone or row.on_call:
            must_be_reachable(Role(row.role), has_number=bool(number_after))
        if kept is not None:
            put_number(operator, kept, now)
        Operator.objects.filter(pk=operator).update(answers_by_phone=by_phone)
        ledger.write("OwnChoice", organisation=organisation, now=now, operator=operator)


def answering_by_phone(organisation: int, who: Collection[int]) -> frozenset[int]:
    """Inside `as_organisation`. Who has no number any more is rung in the browser again."""
    theirs = Operator.objects.filter(organisation_id=organisation, pk__in=who)
    able = theirs.filter(answers_by_phone=True, sealed_number__isnull=False)
    return frozenset(able.values_list("pk", flat=True))
