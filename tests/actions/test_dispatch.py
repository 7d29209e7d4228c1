"""The emergency numbers of an organisation, and two people at one address."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from stillhere.actions import dispatch, escalation
from stillhere.actions.dispatch import same_address
from stillhere.actions.dispatch_numbers import numbers, remove_number, set_number, was_rung
from stillhere.actions.founding import CannotFound
from stillhere.actions.intake import keep_answer
from stillhere.actions.plan import keep_plan
from stillhere.actions.watch import begin_watch, pass_time
from stillhere.care.dispatch import Kind, Number
from stillhere.care.intake import Question
from stillhere.care.pace import Route
from stillhere.care.plan import Help, Terms, Words
from stillhere.care.refused import AlreadyCalled, NotYours
from stillhere.records.models import Contact, Entry, Line, Operator, Organisation, WatchClock
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import shred
from tests.somebody import CALLER_NUMBER, a_contact, acting

pytestmark = pytest.mark.both
HALIFAX = Number(
    number="902 555 0142", kind=Kind.LISTED, place="Halifax, NS", time_zone="America/Halifax"
)


def kept(organisation: Organisation, *, practice: bool = False) -> tuple[Number, ...]:
    return numbers(organisation=organisation.pk, practice=practice)


def keep(organisation: Organisation, number: Number, now: datetime, **rest: bool) -> None:
    set_number(number, organisation=organisation.pk, now=now, **{"practice": False, **rest})


@pytest.mark.django_db
def test_a_number_is_kept_as_it_is_dialled_and_never_called_tested(
    organisation: Organisation, noon: datetime
) -> None:
    """ES3."""
    keep(organisation, HALIFAX, noon)

    assert kept(organisation) == (replace(HALIFAX, number="+19025550142"),)


@pytest.mark.django_db
def test_a_test_is_kept_and_belongs_to_the_number_that_was_rung(
    organisation: Organisation, noon: datetime
) -> None:
    """ES3: another number under the same place was tested by nobody."""
    keep(organisation, replace(HALIFAX, tested_at=noon), noon)
    keep(organisation, replace(HALIFAX, place="halifax, ns"), noon)
    same = kept(organisation)

    keep(organisation, replace(HALIFAX, number="902 555 0143"), noon)

    assert [each.tested_at for each in same] == [noon]
    assert [(each.number, each.tested_at) for each in kept(organisation)] == [
        ("+19025550143", None)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"number": "911"}, "911 reaches your own town"),
        ({"number": "the police"}, "area code"),
        ({"place": "  "}, "belongs to a place"),
        ({"place": "x" * 81}, "at most 80"),
        ({"time_zone": "Moon"}, "no time zone"),
        ({"tested_at": datetime.fromisoformat("2999-01-01T00:00:00Z")}, "still to come"),
    ],
)
def test_what_cannot_be_dialled_or_was_not_tested_is_not_kept(
    changes: dict[str, object], says: str, organisation: Organisation, noon: datetime
) -> None:
    """ES3."""
    with pytest.raises(CannotFound, match=says):
        keep(organisation, replace(HALIFAX, **changes), noon)  # type: ignore[arg-type]

    assert kept(organisation) == ()


@pytest.mark.django_db
def test_practice_and_real_alarms_never_share_a_number(
    organisation: Organisation, noon: datetime
) -> None:
    keep(organisation, HALIFAX, noon, practice=True)

    assert kept(organisation) == ()
    assert len(kept(organisation, practice=True)) == 1


@pytest.mark.django_db
def test_a_number_that_is_taken_away_is_gone_and_a_mistyped_place_is_said(
    organisation: Organisation, noon: datetime
) -> None:
    keep(organisation, HALIFAX, noon)
    shared: dict[str, Any] = {"organisation": organisation.pk, "practice": False, "now": noon}

    with pytest.raises(CannotFound, match="Nothing was removed"):
        remove_number(Kind.LISTED, "Halifux", **shared)
    remove_number(Kind.LISTED, "halifax, ns", **shared)

    assert kept(organisation) == ()


@pytest.mark.django_db
def test_every_change_of_a_number_is_in_the_ledger(
    organisation: Organisation, noon: datetime
) -> None:
    keep(organisation, HALIFAX, noon)
    keep(organisation, replace(HALIFAX, tested_at=noon), noon)

    with as_organisation(organisation.pk):
        kinds = [e.facts["kind"] for e in Entry.objects.filter(what="DispatchNumberSet")]
    assert kinds == ["listed untested", "listed tested"]


@pytest.fixture
def other(line: Line, ben: Operator, noon: datetime) -> Contact:
    """Ben's caller, on a watch of their own."""
    contact = a_contact(line, now=noon, operator=ben, address="+14165550199")
    begin_watch(
        contact.pk,
        organisation=line.organisation_id,
        by=acting(ben),
        route=Route.SMOKED,
        with_sedative=False,
        now=noon,
    )
    return contact


def plan_at(place: str, contact: Contact, by: Operator, now: datetime) -> None:
    keep_plan(
        contact.pk,
        organisation=contact.organisation_id,
        terms=Terms(),
        words=Words(place=place),
        by=acting(by),
        now=now,
    )


def found_at(place: str, watch: int, contact: Contact) -> list[int | None]:
    there = same_address(watch, place, organisation=contact.organisation_id)
    return [each.holder for each in there]


def test_a_second_watch_at_the_same_address_is_found(
    watch: int, contact: Contact, other: Contact, ben: Operator, noon: datetime
) -> None:
    """CO8."""
    plan_at("12 Example St., apt 4", other, ben, noon)

    assert found_at("Apt 4, 12 Example Street", watch, contact) == [ben.pk]
    assert found_at("Apt 5, 12 Example Street", watch, contact) == []
    assert found_at("", watch, contact) == []


def test_an_address_that_was_only_said_counts_as_well(
    watch: int, contact: Contact, other: Contact, ben: Operator, noon: datetime
) -> None:
    """CO8: a watch begins before there is a plan."""
    keep_answer(
        other.pk,
        organisation=other.organisation_id,
        question=Question.PLACE,
        answer="12 Example Street",
        by=acting(ben),
        now=noon,
    )

    assert found_at("12 example street", watch, contact) == [ben.pk]


def test_a_watch_that_was_closed_meanwhile_is_looked_for_by_nobody(
    watch: int, contact: Contact, other: Contact, ben: Operator, noon: datetime
) -> None:
    plan_at("12 Example Street", other, ben, noon)
    with as_organisation(contact.organisation_id, writing=True):
        WatchClock.objects.filter(pk=watch).update(state="closed", due_at=None)

    assert found_at("12 Example Street", watch, contact) == []


def test_an_address_that_cannot_be_read_is_no_address_and_stops_nobody(
    watch: int, contact: Contact, other: Contact, ben: Operator, noon: datetime
) -> None:
    plan_at("12 Example Street", other, ben, noon)
    with as_organisation(other.organisation_id, writing=True):
        shred(Contact.objects.get(pk=other.pk).record_key or 0)

    assert found_at("12 Example Street", watch, contact) == []


def test_the_number_to_give_is_opened_with_a_trace(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """ES3: every opening is in the ledger."""
    with as_organisation(contact.organisation_id, writing=True):
        Contact.objects.filter(pk=contact.pk).update(channel="voice")

    given = dispatch.number_to_give(
        contact.pk, organisation=contact.organisation_id, by=acting(ana), now=noon
    )

    with as_organisation(contact.organisation_id):
        opened = Entry.objects.filter(what="NumberOpened", operator_id=ana.pk).count()
    assert (given, opened) == (CALLER_NUMBER, 1)


def test_a_number_that_cannot_be_read_is_not_given(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    with as_organisation(contact.organisation_id, writing=True):
        Contact.objects.filter(pk=contact.pk).update(channel="voice", sealed_address=None)

    given = dispatch.number_to_give(
        contact.pk, organisation=contact.organisation_id, by=acting(ana), now=noon
    )
    assert given == ""


def test_each_moment_of_the_call_is_one_entry_with_the_time_of_its_first_press(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """ES4."""
    at = noon + timedelta(minutes=3)
    shared: dict[str, Any] = {"organisation": contact.organisation_id, "by": acting(ana)}
    pass_time(contact.organisation_id, [watch], now=at)
    escalation.decide_help(watch, help=Help.EMERGENCY, now=at, **shared)
    for press in (escalation.help_dialled, escalation.help_answered):
        press(watch, now=at + timedelta(seconds=5), **shared)
        press(watch, now=at + timedelta(seconds=9), **shared)
    escalation.help_reached(watch, now=at + timedelta(seconds=20), **shared)
    escalation.help_at_place(watch, now=at + timedelta(seconds=300), **shared)
    escalation.help_at_place(watch, now=at + timedelta(seconds=400), **shared)

    with as_organisation(contact.organisation_id):
        told = Entry.objects.filter(watch_id=watch, what__startswith="Help").order_by("pk")
        assert [(e.what, (e.at - at).seconds) for e in told] == [
            ("HelpDecided", 0),
            ("HelpDialled", 5),
            ("HelpAnswered", 5),
            ("HelpReached", 20),
            ("HelpAtPlace", 300),
        ]


def test_a_strangers_second_press_is_refused_like_their_first(
    watch: int, contact: Contact, ana: Operator, ben: Operator, noon: datetime
) -> None:
    """ES2, ES4."""
    at = noon + timedelta(minutes=3)
    pass_time(contact.organisation_id, [watch], now=at)
    shared: dict[str, Any] = {"organisation": contact.organisation_id, "now": at}
    escalation.decide_help(watch, by=acting(ana), help=Help.EMERGENCY, **shared)
    escalation.help_dialled(watch, by=acting(ana), **shared)

    with pytest.raises(AlreadyCalled):
        escalation.help_dialled(watch, organisation=contact.organisation_id, by=acting(ben), now=at)


@pytest.mark.django_db
def test_a_number_is_changed_only_by_who_may_sign(
    organisation: Organisation, ana: Operator, noon: datetime
) -> None:
    """ES3: at a page; whoever runs the machine has no name."""
    keep(organisation, HALIFAX, noon)
    shared: dict[str, Any] = {"organisation": organisation.pk, "practice": False, "now": noon}
    [number] = kept(organisation)

    for act in (
        lambda: set_number(number, by=ana.pk, **shared),
        lambda: was_rung(number, by=ana.pk, **shared),
        lambda: remove_number(number.kind, number.place, by=ana.pk, **shared),
    ):
        with pytest.raises(NotYours):
            act()
    assert kept(organisation) == (number,)


@pytest.mark.django_db
def test_practice_keeps_invented_numbers_alone(organisation: Organisation, noon: datetime) -> None:
    """ES3."""
    real = replace(HALIFAX, number="902 422 0142")

    with pytest.raises(CannotFound, match="nobody real"):
        keep(organisation, real, noon, practice=True)
