"""Somebody nobody has asked after in time: supervisors are told, and told again (AF2)."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions import escalation
from stillhere.actions.aftercare import verify_outcome
from stillhere.actions.numbers import keep_operator_number
from stillhere.actions.outcome_due import outcome_due
from stillhere.actions.watch import pass_time
from stillhere.care.aftercare import Finding, VerifiedWith
from stillhere.care.duties import Kind
from stillhere.care.plan import Help
from stillhere.records.models import Contact, Duty, Line, Operator, Outcome
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import duties, entries
from tests.somebody import acting

pytestmark = pytest.mark.both
THREE_DAYS = timedelta(days=3)


@pytest.fixture
def outcome(watch: int, contact: Contact, ana: Operator, sam: Operator, noon: datetime) -> Outcome:
    """Opened at noon, due three days later; Sam, who supervises, has a number."""
    organisation, by = contact.organisation_id, acting(ana)
    keep_operator_number(sam.pk, "+14165550177", organisation=organisation, now=noon)
    pass_time(organisation, [watch], now=noon + timedelta(minutes=3))
    escalation.decide_help(watch, organisation=organisation, by=by, help=Help.EMERGENCY, now=noon)
    escalation.help_reached(watch, organisation=organisation, by=by, now=noon)
    with as_organisation(organisation):
        return Outcome.objects.get(watch_id=watch)


def due(outcome: Outcome, now: datetime) -> bool:
    return outcome_due(outcome.pk, organisation=outcome.organisation_id, now=now)


def told(line: Line) -> list[Duty]:
    return [d for d in duties(line, kind=Kind.TEXT_PERSON) if d.facts.get("says") == "outcome"]


def test_a_supervisor_is_told_when_it_falls_due(
    outcome: Outcome, line: Line, sam: Operator, noon: datetime
) -> None:
    """AF2."""
    assert not due(outcome, noon + THREE_DAYS - timedelta(seconds=1))
    assert told(line) == []

    assert due(outcome, noon + THREE_DAYS)

    assert [each.operator_id for each in told(line)] == [sam.pk]
    assert len(entries(line, what="OutcomeDue")) == 1


def test_two_who_notice_at_once_tell_once(outcome: Outcome, line: Line, noon: datetime) -> None:
    """AF2, I7."""
    assert [due(outcome, noon + THREE_DAYS) for _ in range(2)] == [True, False]
    assert len(told(line)) == 1


def test_it_is_told_again_until_somebody_knows(
    outcome: Outcome, line: Line, ana: Operator, noon: datetime
) -> None:
    """AF2."""
    for days in (3, 4, 5):
        assert due(outcome, noon + timedelta(days=days))

    verify_outcome(
        outcome.watch_id,
        organisation=outcome.organisation_id,
        by=acting(ana),
        findings=[Finding.BREATHING],
        verified_with=VerifiedWith.CALLER,
        now=noon + timedelta(days=5, hours=1),
    )

    assert len(told(line)) == 3
    assert not due(outcome, noon + timedelta(days=6))
    assert told(line)[-1].state == "not_wanted"


def test_having_been_told_again_puts_off_nothing(
    outcome: Outcome, sam: Operator, noon: datetime
) -> None:
    """AF2: from three days on a supervisor may close it as unknown, at any time."""
    due(outcome, noon + THREE_DAYS)

    verify_outcome(
        outcome.watch_id,
        organisation=outcome.organisation_id,
        by=acting(sam),
        findings=[],
        verified_with=VerifiedWith.NOBODY,
        tried_words="Rang the hospital.",
        now=noon + THREE_DAYS + timedelta(minutes=1),
    )

    with as_organisation(outcome.organisation_id):
        assert Outcome.objects.get(pk=outcome.pk).state == "unknown"
