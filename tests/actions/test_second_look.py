"""A second person agrees from their own console: on shift, one of ours, and somebody else."""

from datetime import datetime, timedelta
from functools import partial

import pytest

from stillhere.actions.aftercare import close_watch
from stillhere.actions.contact import end_contact, leave
from stillhere.actions.second_look import (
    agree,
    agree_to_end,
    ask_second,
    ask_to_end,
    refuse_to_end,
    say_no,
)
from stillhere.actions.watch import NoSuchWatch, begin_watch, load, pass_time
from stillhere.care.contact_state import EndReason, Need
from stillhere.care.refused import CannotCloseSo, DoesNotFit, NeedsMoreProof, NotOnShift, NotYours
from stillhere.care.second_look import About
from stillhere.care.watch_events import CloseReason, Left
from stillhere.care.watch_state import State
from stillhere.care.watch_state import Watch as CareWatch
from stillhere.records.models import Contact, Line, Operator, Organisation, Outcome, Watch
from stillhere.records.organisations import as_organisation
from stillhere.records.signing_in import as_organisation_named
from tests.actions.reaching import as_seen, begins, duties, entries, on, row, takes
from tests.somebody import acting, an_operator

pytestmark = pytest.mark.both


@pytest.fixture
def alarm(watch: int, contact: Contact, noon: datetime) -> datetime:
    at = noon + timedelta(minutes=3)
    pass_time(contact.organisation_id, [watch], now=at)
    return at


def asks(
    ana: Operator, watch: int, now: datetime, about: About = About.ANSWERED, *, tried: str = ""
) -> None:
    ask_second(
        watch,
        organisation=ana.organisation_id,
        by=acting(ana),
        about=about,
        tried_words=tried,
        now=now,
    )


def agrees(who: Operator, watch: int, now: datetime, *, number: int = 1) -> CareWatch:
    return agree(
        watch, organisation=who.organisation_id, by=acting(who), number=number, now=now
    ).watch


def state_of(watch: int, contact: Contact) -> State:
    with as_organisation(contact.organisation_id):
        return load(watch).watch.state


def test_an_alarm_ends_when_a_colleague_agrees_at_their_own_console(
    watch: int, ana: Operator, ben: Operator, alarm: datetime
) -> None:
    """WA6."""
    on(ben, alarm)
    asks(ana, watch, alarm)

    assert agrees(ben, watch, alarm).state is State.LISTENING


def test_what_was_asked_and_said_is_in_the_ledger(
    watch: int, line: Line, ana: Operator, ben: Operator, alarm: datetime
) -> None:
    """I6."""
    on(ben, alarm)
    asks(ana, watch, alarm)
    agrees(ben, watch, alarm)

    said = entries(line, watch_id=watch, what__startswith="Second")
    assert [(each.what, each.operator_id) for each in said] == [
        ("SecondAsked", ana.pk),
        ("SecondAgreed", ben.pk),
    ]
    assert said[0].facts["about"] == "answered"


def test_who_is_not_on_shift_agrees_to_nothing(
    watch: int, contact: Contact, ana: Operator, ben: Operator, alarm: datetime
) -> None:
    """WA6: a live colleague, at a console of their own."""
    on(ben, alarm)
    asks(ana, watch, alarm)

    with pytest.raises(NotOnShift):
        agrees(ben, watch, alarm + timedelta(minutes=5))
    assert state_of(watch, contact) is State.ALARM


def test_who_asked_does_not_agree_with_themselves(
    watch: int, contact: Contact, ana: Operator, alarm: datetime
) -> None:
    """WA6."""
    on(ana, alarm)
    asks(ana, watch, alarm)

    with pytest.raises(NeedsMoreProof):
        agrees(ana, watch, alarm)
    assert state_of(watch, contact) is State.ALARM


def test_a_stranger_finds_nothing_to_agree_to(
    watch: int, contact: Contact, ana: Operator, alarm: datetime
) -> None:
    """WA6: a colleague of the same organisation."""
    zoe = _somebody_elsewhere(alarm)
    asks(ana, watch, alarm)

    with pytest.raises(NoSuchWatch):
        agrees(zoe, watch, alarm)
    with pytest.raises(NotOnShift):
        agree(watch, organisation=contact.organisation_id, by=acting(zoe), number=1, now=alarm)
    assert state_of(watch, contact) is State.ALARM


def _somebody_elsewhere(now: datetime) -> Operator:
    with as_organisation_named("south"):
        south = Organisation.objects.create(slug="south", name="South Line", created_at=now)
    return on(an_operator(south, "zoe"), now)


def test_who_the_caller_asked_not_to_meet_is_no_second_person(
    watch: int, contact: Contact, ana: Operator, ben: Operator, alarm: datetime
) -> None:
    """CO12."""
    on(ben, alarm)
    with as_organisation(contact.organisation_id, writing=True):
        Contact.objects.filter(pk=contact.pk).update(facts={"not_for": [ben.pk]})
    asks(ana, watch, alarm)

    with pytest.raises(NotYours):
        agrees(ben, watch, alarm)


def test_a_no_is_written_down_and_the_alarm_goes_on(
    watch: int, contact: Contact, ana: Operator, ben: Operator, alarm: datetime
) -> None:
    """WA6."""
    on(ben, alarm)
    asks(ana, watch, alarm)

    say_no(watch, organisation=ben.organisation_id, by=acting(ben), number=1, now=alarm)

    assert state_of(watch, contact) is State.ALARM
    with pytest.raises(DoesNotFit):
        agrees(ben, watch, alarm)


def test_two_agree_that_contact_is_lost_and_what_was_tried_is_kept(
    watch: int, contact: Contact, ana: Operator, ben: Operator, alarm: datetime
) -> None:
    """WA15, AF2."""
    on(ben, alarm)
    asks(ana, watch, alarm, About.CONTACT_LOST, tried="Rang three times.")

    agrees(ben, watch, alarm)

    with as_organisation(contact.organisation_id):
        closed = Watch.objects.get(pk=watch)
        outcome = Outcome.objects.get(watch_id=watch)
    assert (closed.close_reason, closed.closed_at) == ("contact_lost", alarm)
    assert closed.sealed_tried is None
    assert (outcome.state, outcome.sealed_tried is not None) == ("open", True)


def test_with_a_supervisor_at_a_console_the_second_is_the_supervisor(
    watch: int, ana: Operator, ben: Operator, sam: Operator, alarm: datetime
) -> None:
    """WA15."""
    on(ben, alarm)
    on(sam, alarm)
    asks(ana, watch, alarm, About.CONTACT_LOST, tried="Rang three times.")

    with pytest.raises(CannotCloseSo) as refusal:
        agrees(ben, watch, alarm)

    assert refusal.value.missing == "supervisor"
    assert agrees(sam, watch, alarm).state is State.CLOSED


def test_a_supervisor_alone_says_that_contact_is_lost(
    watch: int, contact: Contact, sam: Operator, alarm: datetime
) -> None:
    """WA15."""
    decision = close_watch(
        watch,
        organisation=contact.organisation_id,
        by=acting(sam),
        reason=CloseReason.CONTACT_LOST,
        tried_words="Rang three times.",
        now=alarm,
    )

    assert decision.watch.state is State.CLOSED


def test_with_nobody_else_the_phones_of_supervisor_and_on_call_ring(
    watch: int, line: Line, ana: Operator, alarm: datetime
) -> None:
    """WA6, WA13."""
    kim = an_operator_with_a_phone(line, "kim", on_call=True)
    before = len(duties(line, operator_id=kim.pk))
    on(ana, alarm)

    asks(ana, watch, alarm + timedelta(seconds=7))

    assert len(duties(line, operator_id=kim.pk)) == before + 1


def an_operator_with_a_phone(line: Line, name: str, *, on_call: bool) -> Operator:
    kim = an_operator(line.organisation, name)
    with as_organisation(line.organisation_id, writing=True):
        Operator.objects.filter(pk=kim.pk).update(on_call=on_call, sealed_number=b"1")
    return kim


def doubtful(line: Line, ana: Operator, now: datetime) -> int:
    on(ana, now)
    contact = begins(line, now, need=Need.HAS_USED, words="I took too much")
    takes(ana, contact, now)
    ask_to_end(
        contact,
        organisation=line.organisation_id,
        by=acting(ana),
        reason=EndReason.WRONG_NUMBER,
        now=now,
    )
    return contact


def test_a_doubtful_wrong_number_keeps_nothing_once_two_agree(
    line: Line, ana: Operator, ben: Operator, noon: datetime
) -> None:
    """CO11."""
    on(ben, noon)
    contact = doubtful(line, ana, noon)
    assert as_seen(contact, line).is_open

    agree_to_end(contact, organisation=line.organisation_id, by=acting(ben), number=1, now=noon)

    kept = row(contact, line)
    assert (kept.state, kept.sealed_address, kept.record_key) == ("ended", None, None)


def test_who_says_no_ends_nobody(line: Line, ana: Operator, ben: Operator, noon: datetime) -> None:
    """CO11."""
    on(ben, noon)
    contact = doubtful(line, ana, noon)

    refuse_to_end(contact, organisation=line.organisation_id, by=acting(ben), number=1, now=noon)

    assert as_seen(contact, line).is_open
    with pytest.raises(DoesNotFit):
        agree_to_end(contact, organisation=line.organisation_id, by=acting(ben), number=1, now=noon)


def test_a_watch_begun_meanwhile_makes_the_question_void(
    line: Line, ana: Operator, ben: Operator, noon: datetime
) -> None:
    """CO11: nothing asked before a watch is agreed to after it."""
    on(ben, noon)
    contact = doubtful(line, ana, noon)
    begin_watch(
        contact,
        organisation=line.organisation_id,
        by=acting(ana),
        route=None,
        with_sedative=False,
        now=noon,
    )

    with pytest.raises(DoesNotFit):
        agree_to_end(contact, organisation=line.organisation_id, by=acting(ben), number=1, now=noon)
    assert as_seen(contact, line).look is None


def test_two_end_an_open_safety_event(
    line: Line, ana: Operator, ben: Operator, noon: datetime
) -> None:
    """CO7."""
    on(ana, noon)
    on(ben, noon)
    contact = begins(line, noon, need=Need.HAS_USED)
    takes(ana, contact, noon)
    leave(contact, organisation=line.organisation_id, how=Left.HUNG_UP, key="h", now=noon)
    goes = partial(end_contact, contact, organisation=line.organisation_id, by=acting(ana))
    asks_first = partial(ask_to_end, contact, organisation=line.organisation_id, by=acting(ana))

    with pytest.raises(NeedsMoreProof):
        goes(reason=EndReason.LEFT, now=noon)
    asks_first(reason=EndReason.LEFT, now=noon)
    agree_to_end(contact, organisation=line.organisation_id, by=acting(ben), number=1, now=noon)

    assert not as_seen(contact, line).is_open
    assert "ContactSecondAgreed" in {entry.what for entry in entries(line, contact_id=contact)}
