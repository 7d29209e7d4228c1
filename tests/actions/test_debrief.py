"""After a dispatch: nobody new rings them, their others are offered, and nobody hurries them."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions import escalation
from stillhere.actions.aftercare import verify_outcome
from stillhere.actions.debrief import (
    NoSuchDebrief,
    answer,
    come_back,
    open_debriefs,
    read_the_ending,
    talked,
)
from stillhere.actions.watch import begin_watch, load, pass_time
from stillhere.care.aftercare import Finding, VerifiedWith
from stillhere.care.debrief import Answers
from stillhere.care.pace import Route
from stillhere.care.plan import Help
from stillhere.care.refused import AlreadyDone, NotYours
from stillhere.records.models import Contact, Debrief, Line, Operator
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import OTHER_NUMBER, as_seen, begins, entries, on, takes
from tests.somebody import acting

pytestmark = pytest.mark.both
TIRED = Answers(hard=4, energy=2, wants_to_talk=True)


@pytest.fixture
def sent(watch: int, contact: Contact, ana: Operator, noon: datetime) -> datetime:
    """Ana, on shift, has sent help."""
    on(ana, noon)
    organisation, by = contact.organisation_id, acting(ana)
    pass_time(organisation, [watch], now=noon + timedelta(minutes=3))
    escalation.decide_help(watch, organisation=organisation, by=by, help=Help.EMERGENCY, now=noon)
    escalation.help_reached(watch, organisation=organisation, by=by, now=noon)
    return noon


def debrief_of(operator: Operator) -> Debrief:
    with as_organisation(operator.organisation_id):
        return Debrief.objects.get(operator=operator)


def test_who_sent_help_is_rung_for_nobody_new(
    sent: datetime, line: Line, ana: Operator, ben: Operator
) -> None:
    """AF3."""
    alone = begins(line, sent, key="a", address=OTHER_NUMBER)
    on(ben, sent)
    with_ben = begins(line, sent, key="b", address="+14165550144")

    assert as_seen(alone, line).offered_to == ()
    assert as_seen(with_ben, line).offered_to == (ben.pk,)


def test_they_come_back_by_their_own_press(sent: datetime, line: Line, ana: Operator) -> None:
    """AF3."""
    come_back(organisation=ana.organisation_id, by=acting(ana), now=sent)
    come_back(organisation=ana.organisation_id, by=acting(ana), now=sent)

    waiting = begins(line, sent, key="a", address=OTHER_NUMBER)
    assert as_seen(waiting, line).offered_to == (ana.pk,)
    assert len(entries(line, what="BackAfterDispatch")) == 1


def test_who_waits_can_still_be_taken_by_their_own_press(
    sent: datetime, line: Line, ana: Operator
) -> None:
    """AF3, CO4: nobody new rings them; nobody is kept from somebody who needs them either."""
    waiting = begins(line, sent, key="a", address=OTHER_NUMBER)

    takes(ana, waiting, sent)

    assert as_seen(waiting, line).operator == ana.pk


def test_their_other_watches_are_offered_and_stay_theirs(
    watch: int, line: Line, ana: Operator, ben: Operator, noon: datetime
) -> None:
    """AF3."""
    on(ana, noon)
    on(ben, noon)
    organisation, by = ana.organisation_id, acting(ana)
    other = begins(line, noon, key="a", address=OTHER_NUMBER)
    takes(ana, other, noon)
    second = begin_watch(
        other, organisation=organisation, by=by, route=Route.SMOKED, with_sedative=False, now=noon
    )
    pass_time(organisation, [watch], now=noon + timedelta(minutes=3))

    escalation.decide_help(watch, organisation=organisation, by=by, help=Help.EMERGENCY, now=noon)
    escalation.help_reached(watch, organisation=organisation, by=by, now=noon)

    with as_organisation(organisation):
        first, offered = load(watch).watch, load(second).watch
    assert (offered.holder, offered.offered_to) == (ana.pk, ben.pk)
    assert first.offered_to is None


def test_help_sent_twice_asks_them_once(
    sent: datetime, watch: int, ana: Operator, contact: Contact
) -> None:
    """AF3."""
    escalation.help_arrived(watch, organisation=contact.organisation_id, by=acting(ana), now=sent)

    assert debrief_of(ana).opened_at == sent


def test_they_answer_for_themselves_and_the_ledger_keeps_no_number(
    sent: datetime, line: Line, ana: Operator, sam: Operator
) -> None:
    """AF3."""
    debrief = debrief_of(ana).pk
    here = {"organisation": ana.organisation_id}
    with pytest.raises(NotYours):
        answer(debrief, **here, by=acting(sam), answers=TIRED, now=sent)

    answer(debrief, **here, by=acting(ana), answers=TIRED, now=sent)

    kept = debrief_of(ana)
    assert (kept.hard, kept.energy, kept.wants_to_talk) == (4, 2, True)
    (entry,) = entries(line, what="DebriefAnswered")
    assert entry.facts == {}


def test_a_supervisor_talks_with_them_once_and_by_name(
    sent: datetime, ana: Operator, ben: Operator, sam: Operator
) -> None:
    """AF3."""
    debrief, organisation = debrief_of(ana).pk, ana.organisation_id
    for nobody in (ana, ben):
        with pytest.raises(NotYours):
            talked(debrief, organisation=organisation, by=acting(nobody), now=sent)

    talked(debrief, organisation=organisation, by=acting(sam), now=sent)

    assert debrief_of(ana).talked_by_id == sam.pk
    with pytest.raises(AlreadyDone):
        talked(debrief, organisation=organisation, by=acting(sam), now=sent)


def test_they_are_told_how_it_ended_until_they_have_read_it(
    sent: datetime, watch: int, ana: Operator, ben: Operator
) -> None:
    """AF3."""
    organisation, by = ana.organisation_id, acting(ana)
    answer(debrief_of(ana).pk, organisation=organisation, by=by, answers=TIRED, now=sent)
    come_back(organisation=organisation, by=by, now=sent)
    before = open_debriefs(organisation=organisation, by=by)
    verify_outcome(
        watch,
        organisation=organisation,
        by=acting(ben),
        findings=[Finding.BREATHING],
        verified_with=VerifiedWith.RESPONDERS,
        now=sent,
    )
    told = open_debriefs(organisation=organisation, by=by)

    read_the_ending(told[0].pk, organisation=organisation, by=by, now=sent)

    assert before == []
    assert told[0].watch.outcome.findings == ["breathing"]
    assert open_debriefs(organisation=organisation, by=by) == []


def test_a_supervisor_sees_whom_to_talk_with_and_a_colleague_does_not(
    sent: datetime, ana: Operator, ben: Operator, sam: Operator
) -> None:
    """AF3."""
    organisation = ana.organisation_id

    assert open_debriefs(organisation=organisation, by=acting(ben)) == []
    assert [d.operator_id for d in open_debriefs(organisation=organisation, by=acting(sam))] == [
        ana.pk
    ]


def test_what_is_not_there_is_not_found(sent: datetime, ana: Operator) -> None:
    with pytest.raises(NoSuchDebrief):
        read_the_ending(4_000, organisation=ana.organisation_id, by=acting(ana), now=sent)
