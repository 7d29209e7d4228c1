"""Help, once a person decides: one token, an outcome for everyone we sent somebody to."""

from datetime import datetime, timedelta
from functools import partial

import pytest

from stillhere.actions import escalation
from stillhere.actions.aftercare import close_watch, open_outcomes, verify_outcome
from stillhere.actions.delivery import picked_up
from stillhere.actions.duty import owe
from stillhere.actions.plan import keep_plan
from stillhere.actions.watch import load, pass_time
from stillhere.care.aftercare import Finding, VerifiedWith
from stillhere.care.duties import Kind, Lane
from stillhere.care.plan import Help, Helper, Step, Terms, Words
from stillhere.care.refused import AlreadyCalled, AlreadyDone, CannotCloseSo, DoesNotFit
from stillhere.care.watch_events import CloseReason
from stillhere.care.watch_state import Actor, Clock, State
from stillhere.records.models import Contact, Operator, Watch
from stillhere.records.organisations import as_organisation
from tests.somebody import acting

pytestmark = pytest.mark.both


@pytest.fixture
def alarm(watch: int, contact: Contact, noon: datetime) -> datetime:
    """The moment somebody has to decide; the check-in fell due a minute before."""
    at = noon + timedelta(minutes=3)
    pass_time(contact.organisation_id, [watch], now=at)
    return at


@pytest.fixture
def sent(watch: int, contact: Contact, ana: Operator, alarm: datetime) -> datetime:
    organisation, by = contact.organisation_id, acting(ana)
    escalation.decide_help(watch, organisation=organisation, by=by, help=Help.EMERGENCY, now=alarm)
    escalation.help_reached(watch, organisation=organisation, by=by, now=alarm)
    return alarm


def test_only_one_person_has_the_token(
    watch: int, contact: Contact, ana: Operator, alarm: datetime
) -> None:
    """ES2."""
    organisation = contact.organisation_id
    sam = Actor(id=999, supervises=True)
    escalation.decide_help(
        watch, organisation=organisation, by=acting(ana), help=Help.EMERGENCY, now=alarm
    )

    with pytest.raises(AlreadyCalled) as refusal:
        escalation.decide_help(
            watch, organisation=organisation, by=sam, help=Help.EMERGENCY, now=alarm
        )

    assert (refusal.value.by, refusal.value.at) == (ana.pk, alarm)


def test_a_phone_that_is_picked_up_decides_nothing(
    watch: int, contact: Contact, ben: Operator, alarm: datetime
) -> None:
    """CO5, ES7: it may be a machine; a person is whoever acts at a console."""
    organisation = contact.organisation_id
    with as_organisation(organisation, writing=True):
        owe(
            Kind.RING_PERSON,
            organisation=organisation,
            key="r",
            now=alarm,
            lane=Lane.LIFE,
            watch=watch,
            operator=ben.pk,
        )

    picked_up("r", organisation=organisation, now=alarm)

    with as_organisation(organisation):
        found = load(watch).watch
    assert found.state is State.ALARM
    assert found.decided is None
    assert Clock.RUNG in found.clocks


def test_help_that_was_reached_leaves_an_outcome_open(
    watch: int, contact: Contact, sent: datetime
) -> None:
    """AF2."""
    waiting = open_outcomes(organisation=contact.organisation_id)

    assert [outcome.watch_id for outcome in waiting] == [watch]
    assert waiting[0].due_at == sent + timedelta(hours=72)


def test_sending_help_again_opens_no_second_outcome(
    watch: int, contact: Contact, ana: Operator, sent: datetime
) -> None:
    organisation, by = contact.organisation_id, acting(ana)
    later = sent + timedelta(minutes=10)
    pass_time(organisation, [watch], now=later)

    escalation.decide_help(watch, organisation=organisation, by=by, help=Help.EMERGENCY, now=later)
    escalation.help_reached(watch, organisation=organisation, by=by, now=later)

    assert len(open_outcomes(organisation=organisation)) == 1


def test_a_helper_who_is_far_leaves_the_alarm_on(
    watch: int, contact: Contact, ana: Operator, alarm: datetime
) -> None:
    """ES5."""
    organisation, by = contact.organisation_id, acting(ana)
    jo_first = Terms(steps=(Step(help=Help.CONTACT, helper=0),))
    jo = Words(helpers=(Helper(name="Jo", number="+14165550199"),))
    keep_plan(contact.pk, organisation=organisation, terms=jo_first, words=jo, by=by, now=alarm)
    escalation.decide_help(
        watch, organisation=organisation, by=by, help=Help.CONTACT, helper=0, now=alarm
    )

    decision = escalation.contact_said_yes(
        watch, organisation=organisation, by=by, minutes=20, now=alarm
    )

    assert decision.watch.state is State.ALARM
    assert open_outcomes(organisation=organisation) == []


def test_a_button_of_an_older_plan_dials_nobody(
    watch: int, contact: Contact, ana: Operator, alarm: datetime
) -> None:
    """PL6."""
    organisation, by = contact.organisation_id, acting(ana)
    terms = Terms(steps=(Step(help=Help.CONTACT, helper=0),))
    for name in ("Kim", "Alex"):
        words = Words(helpers=(Helper(name=name, number="+14165550199"),))
        keep_plan(contact.pk, organisation=organisation, terms=terms, words=words, by=by, now=alarm)

    with pytest.raises(DoesNotFit):
        escalation.decide_help(
            watch, organisation=organisation, by=by, help=Help.CONTACT, helper=0, plan=1, now=alarm
        )

    decision = escalation.decide_help(
        watch, organisation=organisation, by=by, help=Help.CONTACT, helper=0, plan=2, now=alarm
    )
    assert decision.watch.decided is not None


def test_a_watch_is_handed_over_to_who_is_beside_them(
    watch: int, contact: Contact, ana: Operator, sent: datetime
) -> None:
    """WA15."""
    organisation, by = contact.organisation_id, acting(ana)
    escalation.help_arrived(watch, organisation=organisation, by=by, now=sent)

    close_watch(watch, organisation=organisation, by=by, reason=CloseReason.HANDED_OVER, now=sent)

    with as_organisation(organisation):
        row = Watch.objects.get(pk=watch)
    assert (row.close_reason, row.closed_at) == ("handed_over", sent)


def test_nobody_closes_an_alarm_as_ended_well(
    watch: int, contact: Contact, ana: Operator, alarm: datetime
) -> None:
    """WA15."""
    with pytest.raises(CannotCloseSo) as refusal:
        close_watch(
            watch,
            organisation=contact.organisation_id,
            by=acting(ana),
            reason=CloseReason.ENDED_WELL,
            now=alarm,
        )

    assert refusal.value.missing == "answer"


def test_a_lost_contact_needs_two_people_and_what_was_tried(
    watch: int, contact: Contact, ana: Operator, alarm: datetime
) -> None:
    """WA15."""
    with pytest.raises(CannotCloseSo) as refusal:
        close_watch(
            watch,
            organisation=contact.organisation_id,
            by=acting(ana),
            reason=CloseReason.CONTACT_LOST,
            tried_words="Rang three times.",
            now=alarm,
        )

    assert refusal.value.missing == "second_person"


def test_an_outcome_is_verified_once(
    watch: int, contact: Contact, ana: Operator, sent: datetime
) -> None:
    """AF2."""
    verify = partial(
        verify_outcome,
        watch,
        organisation=contact.organisation_id,
        by=acting(ana),
        findings=[Finding.NALOXONE_BY_RESPONDERS, Finding.TRANSPORTED],
        verified_with=VerifiedWith.RESPONDERS,
        now=sent,
    )
    verify()

    assert open_outcomes(organisation=contact.organisation_id) == []
    with pytest.raises(AlreadyDone):
        verify()


def test_only_a_supervisor_leaves_an_outcome_unknown(
    watch: int, contact: Contact, ana: Operator, sent: datetime
) -> None:
    """AF2."""
    with pytest.raises(CannotCloseSo) as refusal:
        verify_outcome(
            watch,
            organisation=contact.organisation_id,
            by=acting(ana),
            findings=[],
            verified_with=VerifiedWith.NOBODY,
            tried_words="Rang the hospital.",
            now=sent,
        )

    assert refusal.value.missing == "supervisor"
