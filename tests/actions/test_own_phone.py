"""An ordinary phone of one's own: calls ring there, press 1, and nobody reads its number."""

from datetime import datetime

import pytest

from stillhere.actions.call_dialling import NotDialledHere, address_of
from stillhere.actions.numbers import operator_number
from stillhere.actions.own_phone import choose_own_phone
from stillhere.actions.people import keep_on_call
from stillhere.actions.phone import NotANumber
from stillhere.care import call_events as happened
from stillhere.care.access import Role
from stillhere.care.call_state import Leg, State
from stillhere.care.call_state import Role as Whose
from stillhere.care.people import NotReachable
from stillhere.records.models import Entry, Line, Operator
from stillhere.records.organisations import as_organisation
from tests.actions.ringing_in import Phone, on_shift
from tests.somebody import an_operator

OWN = "+14165550166"


@pytest.fixture
def here(ana: Operator, noon: datetime) -> Operator:
    return on_shift(ana, now=noon)


@pytest.fixture
def phone(line: Line, here: Operator, noon: datetime) -> Phone:
    return Phone(line, noon)


def chooses(
    who: Operator, now: datetime, *, by_phone: bool = True, number: str | None = OWN
) -> None:
    choose_own_phone(
        who.pk, organisation=who.organisation_id, by_phone=by_phone, number=number, now=now
    )


def rung_leg(phone: Phone, who: Operator) -> Leg:
    leg = phone.call().of_operator(who.pk)
    assert leg is not None
    return leg


def where(phone: Phone, leg: Leg) -> str:
    return address_of(phone.id, leg.key, organisation=phone.line.organisation_id)


@pytest.mark.both
def test_their_own_phone_rings_and_picked_up_it_is_nobody_before_key_1(
    phone: Phone, here: Operator, noon: datetime
) -> None:
    """CO5: whatever picks up there, the caller hears nobody and still waits."""
    chooses(here, noon)
    phone.rings()
    leg = rung_leg(phone, here)
    assert where(phone, leg) == OWN
    call = phone.picks_up(here)
    assert (call.state, call.operator) == (State.OFFERED, None)
    assert phone.contact().operator is None

    call = phone.hears(happened.LegProved(key=leg.key))

    assert (call.state, phone.contact().operator) == (State.TALKING, here.pk)


def test_without_the_choice_the_browser_rings(phone: Phone, here: Operator, noon: datetime) -> None:
    chooses(here, noon, by_phone=False)
    phone.rings()
    leg = rung_leg(phone, here)

    assert where(phone, leg) == f"operator:{here.pk}"
    assert phone.picks_up(here).state is State.TALKING


def test_taken_at_the_console_it_is_their_own_phone_too(
    phone: Phone, here: Operator, noon: datetime
) -> None:
    chooses(here, noon)
    phone.rings()
    call = phone.hears(happened.Taken(by=here.pk, on_phone=True))

    assert call.legs[-1].proof_owed


def test_whose_number_is_erased_meanwhile_is_rung_in_the_browser_and_never_nowhere(
    phone: Phone, here: Operator, ada: Operator, noon: datetime
) -> None:
    """CO4: what was owed to the phone is given up, and the next ring goes to the browser."""
    chooses(here, noon)
    phone.rings()
    first = rung_leg(phone, here)
    keep_on_call(
        here.pk,
        organisation=here.organisation_id,
        on_call=False,
        number="",
        by=ada.pk,
        now=noon,
    )
    with pytest.raises(NotDialledHere):
        where(phone, first)
    phone.hears(happened.LegEnded(key=first.key))
    phone.hears(seconds=21)

    assert where(phone, rung_leg(phone, here)) == f"operator:{here.pk}"


@pytest.fixture
def ada(line: Line) -> Operator:
    return an_operator(line.organisation, "ada", Role.ADMINISTRATOR)


@pytest.mark.parametrize("number", ["", "911", "not a number"])
def test_nobody_chooses_a_phone_that_cannot_ring(
    number: str, ana: Operator, noon: datetime
) -> None:
    with pytest.raises((NotANumber, NotReachable)):
        chooses(ana, noon, number=number)

    with as_organisation(ana.organisation_id):
        assert not Operator.objects.get(pk=ana.pk).answers_by_phone


def test_who_is_on_call_keeps_a_number(ana: Operator, noon: datetime) -> None:
    chooses(ana, noon)
    with as_organisation(ana.organisation_id, writing=True):
        Operator.objects.filter(pk=ana.pk).update(on_call=True)

    with pytest.raises(NotReachable):
        chooses(ana, noon, by_phone=False, number="")
    assert operator_number(ana.pk, organisation=ana.organisation_id) == OWN


def test_neither_the_number_nor_the_choice_is_in_the_ledger(ana: Operator, noon: datetime) -> None:
    chooses(ana, noon)

    with as_organisation(ana.organisation_id):
        entry = Entry.objects.get(what="OwnChoice")
        assert OWN[1:] not in str(entry.__dict__)
        kept = Operator.objects.get(pk=ana.pk).sealed_number
    assert OWN.encode() not in bytes(kept or b"")


def test_the_callers_own_leg_is_never_taken_for_a_phone_of_ours(
    phone: Phone, here: Operator, noon: datetime
) -> None:
    chooses(here, noon)
    phone.rings()
    (caller,) = phone.call().alive(Whose.CALLER)

    assert where(phone, caller) != OWN
