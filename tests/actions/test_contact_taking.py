"""Ringing, taking, handing on: one at a time, and told by whom."""

from datetime import datetime
from threading import Barrier, Thread

import pytest
from django.db import connection

from stillhere.actions.contact import (
    call_them,
    hand_to_someone_else,
    load,
    take_contact,
)
from stillhere.actions.saying import say
from stillhere.care.channel import Channel
from stillhere.care.contact import AlreadyTaken
from stillhere.care.contact_state import State
from stillhere.care.refused import NotOnShift, NotYours
from stillhere.care.roster import HandsFull, NobodyElse
from stillhere.records.models import (
    Contact,
    Line,
    Operator,
    Organisation,
    WatchClock,
)
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import (
    as_seen,
    begins,
    duties,
    entries,
    later,
    on,
    row,
    takes,
    time_goes,
)
from tests.databases import RealDatabase
from tests.somebody import a_line, acting, an_operator

pytestmark = pytest.mark.both


def test_one_device_rings_then_all_of_them(
    line: Line, ana: Operator, ben: Operator, sam: Operator, noon: datetime
) -> None:
    """CO1."""
    for operator in (ana, ben, sam):
        on(operator, noon)
    contact = begins(line, noon)
    rung = [set(as_seen(contact, line).offered_to)]
    for seconds in (8, 16):
        on(ana, later(noon, seconds))
        on(ben, later(noon, seconds))
        on(sam, later(noon, seconds))
        rung.append(set(time_goes(contact, line, later(noon, seconds)).offered_to))

    assert [len(each) for each in rung] == [1, 2, 3]


def test_who_speaks_the_language_is_rung_first(
    line: Line, ana: Operator, ben: Operator, noon: datetime
) -> None:
    """CO1."""
    with as_organisation(line.organisation_id, writing=True):
        Operator.objects.filter(pk=ana.pk).update(speaks=["fr"])
    on(ana, noon)
    on(ben, later(noon, 1))

    assert as_seen(begins(line, later(noon, 2)), line).offered_to == (ben.pk,)


def test_taking_is_kept_and_noted(line: Line, ana: Operator, noon: datetime) -> None:
    on(ana, noon)
    contact = begins(line, noon)
    takes(ana, contact, later(noon, 3))

    assert as_seen(contact, line).operator == ana.pk
    assert [entry.operator_id for entry in entries(line, what="ContactTaken")] == [ana.pk]


def test_the_second_who_takes_is_told_by_whom(
    line: Line, ana: Operator, ben: Operator, noon: datetime
) -> None:
    on(ana, noon)
    on(ben, noon)
    contact = begins(line, noon)
    takes(ana, contact, noon)

    with pytest.raises(AlreadyTaken) as told:
        takes(ben, contact, noon)
    assert told.value.by == ana.pk


def test_nobody_takes_a_person_without_a_live_console(
    line: Line, ana: Operator, noon: datetime
) -> None:
    """RO2."""
    contact = begins(line, noon)

    with pytest.raises(NotOnShift):
        takes(ana, contact, noon)
    on(ana, noon)
    with pytest.raises(NotOnShift):
        takes(ana, contact, later(noon, 15))


def test_hands_can_be_full(line: Line, ana: Operator, noon: datetime) -> None:
    """WA13."""
    on(ana, noon)
    people = [begins(line, noon, channel=Channel.CHAT, address=f"t{n}", key=f"{n}") for n in "abcd"]
    for contact in people[:3]:
        takes(ana, contact, noon)

    with pytest.raises(HandsFull):
        takes(ana, people[3], noon)


def test_who_is_on_a_call_takes_nobody_else(line: Line, ana: Operator, noon: datetime) -> None:
    """WA13."""
    on(ana, noon)
    takes(ana, begins(line, noon, channel=Channel.VOICE, key="call"), noon)
    chat = begins(line, noon, channel=Channel.CHAT, address="t", key="chat")

    assert as_seen(chat, line).state is State.WAITING
    with pytest.raises(HandsFull):
        takes(ana, chat, noon)


def test_on_call_rings_for_who_waits_and_no_longer_for_who_was_taken(
    line: Line, ana: Operator, sam: Operator, noon: datetime
) -> None:
    """CO4."""
    with as_organisation(line.organisation_id, writing=True):
        Operator.objects.filter(pk=sam.pk).update(on_call=True, sealed_number=b"sealed")
    contact = begins(line, noon)
    time_goes(contact, line, later(noon, 20))
    on(ana, later(noon, 21))
    rung = [duty.state for duty in duties(line, kind="ring_person")]
    takes(ana, contact, later(noon, 22))

    assert rung == ["owed"]
    assert [duty.state for duty in duties(line, kind="ring_person")] == ["not_wanted"]


def test_what_waits_to_be_told_is_not_told_once_somebody_is_there(
    line: Line, ana: Operator, noon: datetime
) -> None:
    """CO4."""
    on(ana, noon)
    contact = begins(line, noon)
    takes(ana, contact, later(noon, 1))
    say(contact, organisation=line.organisation_id, by=acting(ana), words="Hi", key="1", now=noon)

    assert [duty.state for duty in duties(line, kind="text_caller")] == ["not_wanted", "owed"]


def test_somebody_else_is_found_and_the_first_cannot_look_them_up(
    line: Line, ana: Operator, ben: Operator, noon: datetime
) -> None:
    """CO12."""
    organisation = line.organisation_id
    on(ana, noon)
    on(ben, noon)
    contact = begins(line, noon)
    takes(ana, contact, noon)
    hand_to_someone_else(contact, organisation=organisation, by=acting(ana), now=noon)
    takes(ben, contact, noon)

    with pytest.raises(NotYours):
        call_them(contact, organisation=organisation, called="R", by=acting(ana), now=noon)


def test_an_open_watch_is_offered_to_somebody_else_and_held_until_taken(
    watch: int, contact: Contact, line: Line, ben: Operator, noon: datetime
) -> None:
    """CO12, WA11."""
    ana = contact.operator
    assert ana is not None
    on(ana, noon)
    on(ben, noon)
    hand_to_someone_else(contact.pk, organisation=line.organisation_id, by=acting(ana), now=noon)
    with as_organisation(line.organisation_id):
        clock = WatchClock.objects.get(pk=watch)

    assert (clock.holder_id, clock.facts["offered_to"]) == (ana.pk, ben.pk)
    assert ana.pk in as_seen(contact.pk, line).not_for


def test_with_nobody_else_a_watch_stays_where_it_is(
    watch: int, contact: Contact, line: Line, ana: Operator, noon: datetime
) -> None:
    """CO12."""
    on(ana, noon)

    with pytest.raises(NobodyElse):
        hand_to_someone_else(
            contact.pk, organisation=line.organisation_id, by=acting(ana), now=noon
        )


def test_who_takes_the_watch_has_the_contact(
    watch: int, contact: Contact, line: Line, sam: Operator, noon: datetime
) -> None:
    """CO10."""
    on(sam, noon)
    take_contact(contact.pk, organisation=line.organisation_id, by=acting(sam), now=noon)

    assert as_seen(contact.pk, line).operator == sam.pk
    assert row(contact.pk, line).operator_id == sam.pk


def test_who_is_not_on_shift_takes_no_watch(
    watch: int, contact: Contact, line: Line, sam: Operator, noon: datetime
) -> None:
    """WA11: a console that is away is never found silent, and the watch would stay with it."""
    with pytest.raises(NotOnShift):
        take_contact(contact.pk, organisation=line.organisation_id, by=acting(sam), now=noon)


def test_of_two_who_take_in_the_same_moment_exactly_one_wins(
    real_database: RealDatabase, organisation: Organisation, noon: datetime
) -> None:
    """Fault 14."""
    line = a_line(organisation)
    people = [on(an_operator(organisation, name), noon) for name in ("ana", "ben")]
    contact = begins(line, noon)
    both, told = Barrier(2), list[int]()

    def take(operator: Operator) -> None:
        both.wait()
        try:
            takes(operator, contact, noon)
        except AlreadyTaken as refused:
            told.append(refused.by)
        connection.close()

    threads = [Thread(target=take, args=(operator,)) for operator in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert told == [as_seen(contact, line).operator]
    assert len(entries(line, what="ContactTaken")) == 1
    with as_organisation(organisation.pk):
        assert load(contact).version == 1
