"""A call as it is kept: a contact in the same queue, the same watch on another channel."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.call import open_calls, ring_back
from stillhere.actions.call_row import NoSuchCall, load
from stillhere.actions.contact import end_contact, take_contact
from stillhere.actions.numbers import caller_number
from stillhere.actions.watch import begin_watch, happen
from stillhere.actions.watch import load as load_watch
from stillhere.care import call_events as happened
from stillhere.care.call_state import Role, Standing, State
from stillhere.care.channel import Channel
from stillhere.care.contact_state import EndReason
from stillhere.care.contact_state import State as ContactState
from stillhere.care.pace import Route
from stillhere.care.plan import Help
from stillhere.care.roster import HandsFull
from stillhere.care.watch_events import HelpDecided
from stillhere.care.watch_state import State as WatchState
from stillhere.care.watch_state import Watch
from stillhere.records.models import Console, Contact, Duty, Entry, Line, Operator
from stillhere.records.organisations import as_organisation
from tests.actions.ringing_in import Phone, on_shift
from tests.somebody import acting

pytestmark = pytest.mark.both


@pytest.fixture
def phone(line: Line, noon: datetime) -> Phone:
    return Phone(line, noon)


@pytest.fixture
def here(ana: Operator, noon: datetime) -> Operator:
    """Ana, on shift."""
    return on_shift(ana, now=noon)


def watched(phone: Phone, operator: Operator) -> Watch:
    watch = begin_watch(
        phone.contact_id,
        organisation=phone.line.organisation_id,
        by=acting(operator),
        route=Route.SMOKED,
        with_sedative=False,
        now=phone.now,
    )
    with as_organisation(phone.line.organisation_id):
        return load_watch(watch).watch


def watch_of(phone: Phone) -> Watch:
    with as_organisation(phone.line.organisation_id):
        watch = Contact.objects.get(pk=phone.contact_id).watch_id
        assert watch is not None
        return load_watch(watch).watch


def entries(phone: Phone) -> list[str]:
    with as_organisation(phone.line.organisation_id):
        ours = Entry.objects.filter(what__startswith="Call", contact_id=phone.contact_id)
        return list(ours.order_by("pk").values_list("what", flat=True))


def test_who_rings_waits_in_the_same_queue_and_a_phone_rings_for_them(
    phone: Phone, here: Operator
) -> None:
    """CO1, CO4."""
    phone.rings()

    assert phone.contact().channel is Channel.VOICE
    assert phone.contact().state is ContactState.RINGING
    assert phone.rung() == [here.pk]


def test_the_same_ring_seen_twice_is_one_caller(phone: Phone, here: Operator) -> None:
    assert phone.rings() is not None
    assert phone.rings() is None

    with as_organisation(phone.line.organisation_id):
        assert Contact.objects.count() == 1


def test_who_shows_no_number_is_answered_and_never_dialled(phone: Phone, here: Operator) -> None:
    """CO8."""
    phone.rings("anonymous")
    first = phone.contact_id
    phone.rings("anonymous", key="1764590400.2")

    with as_organisation(phone.line.organisation_id):
        one, other = Contact.objects.order_by("pk")
    assert (one.pk, phone.contact().has_number) == (first, False)
    assert bytes(one.address_digest) != bytes(other.address_digest)
    assert caller_number(one) == ""


def test_who_picks_up_first_has_them(phone: Phone, here: Operator) -> None:
    """CO1."""
    phone.rings()
    call = phone.picks_up(here)

    assert call.state is State.TALKING
    assert phone.contact().operator == here.pk
    assert entries(phone) == ["CallLegAnswered"]


def test_who_may_not_have_them_after_all_is_let_go_and_the_caller_waits(
    phone: Phone, here: Operator, noon: datetime
) -> None:
    """RO2: they went home while their phone rang."""
    phone.rings()
    with as_organisation(phone.line.organisation_id, writing=True):
        Console.objects.update(state="away")
    leg = phone.call().of_operator(here.pk)
    assert leg is not None
    call = phone.hears(happened.LegAnswered(key=leg.key))

    assert call.operator is None
    assert phone.contact().is_waiting
    left = call.leg(leg.key)
    assert left is not None
    assert left.standing is Standing.LEAVING


def test_who_takes_at_the_console_is_rung(phone: Phone, here: Operator, ben: Operator) -> None:
    on_shift(ben, now=phone.now)
    phone.rings()
    other = ben if phone.rung() == [here.pk] else here
    take_contact(
        phone.contact_id,
        organisation=phone.line.organisation_id,
        by=acting(other),
        now=phone.now,
    )
    phone.keeps_up()

    assert phone.rung() == [other.pk]


def test_a_line_that_goes_in_a_watch_does_as_the_plan_says(phone: Phone, here: Operator) -> None:
    """CO9, PL4."""
    phone.rings()
    phone.picks_up(here)
    watched(phone, here)
    call = phone.drops()

    assert call.state is State.DROPPED
    assert Channel.VOICE in watch_of(phone).lost
    assert watch_of(phone).is_open
    assert phone.rung() == [here.pk]


def test_they_are_rung_back_on_the_same_call_with_the_same_operator(
    phone: Phone, here: Operator
) -> None:
    """CO9, CO10."""
    phone.rings()
    phone.picks_up(here)
    watched(phone, here)
    phone.drops()
    organisation = phone.line.organisation_id
    assert ring_back(phone.contact_id, organisation=organisation, now=phone.now)
    (leg,) = phone.call().alive(Role.CALLER)
    call = phone.hears(happened.LegPlaced(key=leg.key), happened.LegAnswered(key=leg.key))

    assert (call.state, call.operator) == (State.TALKING, here.pk)
    assert Channel.VOICE in watch_of(phone).lost, "that a phone was picked up hears nobody (CO9)"
    assert phone.contact().operator == here.pk


def test_there_is_nothing_to_ring_back_on_without_a_call(contact: Contact, noon: datetime) -> None:
    assert not ring_back(contact.pk, organisation=contact.organisation_id, now=noon)


def test_their_ringing_in_beats_our_ringing_out(phone: Phone, here: Operator) -> None:
    """CO9."""
    phone.rings()
    phone.picks_up(here)
    watched(phone, here)
    phone.drops()
    ring_back(phone.contact_id, organisation=phone.line.organisation_id, now=phone.now)
    first = phone.id
    phone.rings(key="1764590400.2")

    with as_organisation(phone.line.organisation_id):
        assert load(first).call.alive(Role.CALLER) == ()
        assert not Duty.objects.filter(kind="ring_caller", state="owed").exists()


def test_who_rings_again_comes_to_the_operator_who_had_them(phone: Phone, here: Operator) -> None:
    """CO9, CO10: also where nobody else is on shift; and a person says that it is them (CO8)."""
    phone.rings()
    phone.picks_up(here)
    watched(phone, here)
    phone.drops()
    first = phone.id
    phone.rings(key="1764590400.2")
    assert phone.rung() == [here.pk]
    call = phone.picks_up(here)

    assert (call.state, phone.contact().operator) == (State.TALKING, here.pk)
    assert phone.contact().watched is False
    with as_organisation(phone.line.organisation_id):
        assert load(first).call.alive(Role.OPERATOR) == ()


def test_somebody_else_who_rings_is_not_offered_to_who_waits_for_a_dropped_caller(
    phone: Phone, here: Operator
) -> None:
    """WA13."""
    phone.rings()
    phone.picks_up(here)
    watched(phone, here)
    phone.drops()
    phone.rings("+14165550188", key="1764590400.2")

    assert phone.rung() == []
    with pytest.raises(HandsFull):
        take_contact(
            phone.contact_id,
            organisation=phone.line.organisation_id,
            by=acting(here),
            now=phone.now,
        )


def test_a_silence_on_the_call_is_heard_by_the_watch(phone: Phone, here: Operator) -> None:
    """WA9."""
    phone.rings()
    phone.picks_up(here)
    watch = watched(phone, here)
    due = watch.due_at
    quiet = phone.now
    phone.hears(happened.WentQuiet(since=quiet), seconds=10)
    assert watch_of(phone).due_at == due
    phone.now = quiet + timedelta(seconds=60)
    phone.keeps_up()

    assert watch_of(phone).due_at == phone.now
    assert "CallSilenceLasted" in entries(phone)


def test_silence_before_there_is_a_watch_is_the_contacts_own(phone: Phone, here: Operator) -> None:
    """WA1."""
    phone.rings()
    phone.picks_up(here)
    phone.hears(happened.WentQuiet(since=phone.now), seconds=61)

    assert phone.call().silence_told


def test_911_beside_them_holds_the_token_while_it_rings(phone: Phone, here: Operator) -> None:
    """ES2, ES4: dialled and answered are seen by the line itself."""
    phone.rings()
    phone.picks_up(here)
    watched(phone, here)
    with as_organisation(phone.line.organisation_id):
        watch = Contact.objects.get(pk=phone.contact_id).watch_id
    assert watch is not None
    decided = HelpDecided(by=acting(here), help=Help.EMERGENCY)
    happen(watch, decided, organisation=phone.line.organisation_id, now=phone.now)
    phone.hears(happened.ThirdRung(role=Role.EMERGENCY))
    leg = phone.call().legs[-1]
    rings = watch_of(phone).decided
    phone.hears(happened.LegPlaced(key=leg.key), happened.LegAnswered(key=leg.key), seconds=4)
    up = watch_of(phone).decided
    phone.hears(happened.LegEnded(key=leg.key), seconds=40)
    gone = watch_of(phone).decided

    assert rings is not None
    assert up is not None
    assert gone is not None
    assert (rings.line_is_up, up.line_is_up, gone.line_is_up) == (True, True, False)
    assert (rings.dialled_at is None, up.answered_at is None) == (False, False)
    assert phone.call().state is State.TALKING
    assert watch_of(phone).state is WatchState.ALARM


def test_the_end_of_the_contact_hangs_up_every_leg(phone: Phone, here: Operator) -> None:
    phone.rings()
    phone.picks_up(here)
    organisation = phone.line.organisation_id
    end_contact(
        phone.contact_id,
        organisation=organisation,
        by=acting(here),
        reason=EndReason.NO_WATCH_NEEDED,
        now=phone.now,
    )
    call = phone.keeps_up()
    assert call.state is State.ENDED
    assert open_calls(organisation, [phone.line.pk]) == [phone.id]

    phone.hears(*(happened.LegEnded(key=leg.key) for leg in call.legs))
    assert open_calls(organisation, [phone.line.pk]) == []
    assert not ring_back(phone.contact_id, organisation=organisation, now=phone.now)


def test_who_hangs_up_while_they_wait_has_gone_and_no_phone_rings_on(
    phone: Phone, here: Operator
) -> None:
    """CO7."""
    phone.rings()
    call = phone.drops(seconds=3)

    assert phone.contact().state is ContactState.ENDED
    assert call.state is State.ENDED
    assert phone.rung() == []


def test_a_call_of_somebody_else_does_not_exist(phone: Phone, here: Operator) -> None:
    phone.rings()

    with pytest.raises(NoSuchCall), as_organisation(phone.line.organisation_id + 1):
        load(phone.id)
