"""A contact in the database: what time and people do to it, and how it ends."""

from datetime import datetime

import pytest

from stillhere.actions.contact import (
    NoSuchContact,
    call_them,
    end_contact,
    leave,
    say_need,
    they_answered,
    time_passes,
)
from stillhere.actions.intake import keep_answer
from stillhere.actions.words import opened, sealer_of
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Alarm, EndReason, Need
from stillhere.care.intake import Question
from stillhere.care.watch_events import Left
from stillhere.records.models import (
    Contact,
    Intake,
    Line,
    Message,
    Operator,
    Organisation,
    RecordKey,
)
from stillhere.records.organisations import as_organisation
from stillhere.records.signing_in import as_organisation_named
from tests.actions.reaching import (
    as_seen,
    begins,
    duties,
    entries,
    later,
    messages,
    on,
    row,
    takes,
    time_goes,
)
from tests.somebody import acting

pytestmark = pytest.mark.both


@pytest.mark.engine
def test_who_left_after_a_use_is_rung_back_until_they_come_back(line: Line, noon: datetime) -> None:
    """CO7, CO9."""
    contact = begins(line, noon, channel=Channel.VOICE, need=Need.HAS_USED)
    leave(
        contact, organisation=line.organisation_id, how=Left.HUNG_UP, key="hang", now=later(noon, 5)
    )
    owed = [duty.state for duty in duties(line, kind="ring_caller")]
    again = begins(line, later(noon, 30), channel=Channel.VOICE, key="again")

    assert (owed, again != contact) == (["owed"], True)
    assert [duty.state for duty in duties(line, kind="ring_caller")] == ["not_wanted"]
    assert as_seen(contact, line).alarm is Alarm.LEFT


def test_hanging_up_twice_is_once(line: Line, noon: datetime) -> None:
    """I7."""
    contact = begins(line, noon, need=Need.USING_NOW)
    for _ in range(2):
        leave(contact, organisation=line.organisation_id, how=Left.EXIT, key="x", now=noon)

    assert len(entries(line, what="ContactCallerLeft")) == 1
    assert len(duties(line, kind="ring_caller")) == 1


@pytest.mark.engine
def test_silence_in_intake_is_asked_about(line: Line, ana: Operator, noon: datetime) -> None:
    """WA1."""
    on(ana, noon)
    contact = begins(line, noon)
    takes(ana, contact, noon)
    time_goes(contact, line, later(noon, 60))
    alarmed = time_goes(contact, line, later(noon, 120))

    assert [duty.lane for duty in duties(line, facts__notice="still_there")] == ["life"]
    assert alarmed.alarm is Alarm.SILENT


def test_an_operators_word_ends_the_silence_an_answer_written_down_does_not(
    line: Line, ana: Operator, noon: datetime
) -> None:
    """WA6."""
    organisation, by = line.organisation_id, acting(on(ana, noon))
    contact = begins(line, noon)
    takes(ana, contact, noon)
    for seconds in (60, 120):
        time_goes(contact, line, later(noon, seconds))
    keep_answer(
        contact, organisation=organisation, question=Question.PLACE, answer="B", by=by, now=noon
    )
    still = as_seen(contact, line).alarm
    they_answered(contact, organisation=organisation, by=by, now=later(noon, 130))

    assert (still, as_seen(contact, line).alarm) == (Alarm.SILENT, None)


def test_looking_again_for_somebody_free_leaves_no_entry(line: Line, noon: datetime) -> None:
    contact = begins(line, noon)
    time_goes(contact, line, later(noon, 8))

    assert entries(line, what="ContactTimePassed") == []


def test_wrong_number_keeps_nothing(line: Line, ana: Operator, noon: datetime) -> None:
    """CO11."""
    organisation, by = line.organisation_id, acting(on(ana, noon))
    contact = begins(line, noon, words="Is this the pizza place?")
    takes(ana, contact, noon)
    call_them(contact, organisation=organisation, called="Robin", by=by, now=noon)
    end_contact(contact, organisation=organisation, by=by, reason=EndReason.WRONG_NUMBER, now=noon)
    kept = row(contact, line)

    assert kept.sealed_address is None
    assert (kept.sealed_called, bytes(kept.address_digest)) == (None, b"")
    with as_organisation(organisation):
        assert not RecordKey.objects.exists()
        assert not Message.objects.exclude(sealed_words=None).exists()
        assert not Intake.objects.exclude(sealed_answers=None).exists()


def test_the_same_wrong_number_again_is_still_the_same_text(
    line: Line, ana: Operator, noon: datetime
) -> None:
    """CO11, I7."""
    on(ana, noon)
    contact = begins(line, noon, words="Pizza?")
    takes(ana, contact, noon)
    end_contact(
        contact,
        organisation=line.organisation_id,
        by=acting(ana),
        reason=EndReason.WRONG_NUMBER,
        now=noon,
    )

    assert begins(line, later(noon, 60), words="Pizza?") == contact


def test_ending_gives_the_operator_their_hands_back(
    line: Line, ana: Operator, noon: datetime
) -> None:
    on(ana, noon)
    contact = begins(line, noon)
    takes(ana, contact, noon)
    end_contact(
        contact,
        organisation=line.organisation_id,
        by=acting(ana),
        reason=EndReason.NO_WATCH_NEEDED,
        now=later(noon, 9),
    )
    ended = row(contact, line)

    assert (ended.state, ended.ended_at, ended.due_at) == ("ended", later(noon, 9), None)
    assert as_seen(begins(line, later(noon, 10), key="next"), line).offered_to == (ana.pk,)


def test_time_does_nothing_to_a_contact_with_an_open_watch(
    watch: int, contact: Contact, line: Line, noon: datetime
) -> None:
    """WA1."""
    for seconds in (1, 100, 500, 900):
        after = time_goes(contact.pk, line, later(noon, seconds))

        assert (after.alarm, after.is_open) == (None, True)
    assert messages(line, kind="notice") == []


def test_what_they_want_to_be_called_is_sealed(line: Line, ana: Operator, noon: datetime) -> None:
    """I8."""
    on(ana, noon)
    contact = begins(line, noon)
    takes(ana, contact, noon)
    call_them(
        contact, organisation=line.organisation_id, called=" Robin ", by=acting(ana), now=noon
    )
    kept = row(contact, line)
    with as_organisation(line.organisation_id):
        sealer = sealer_of(kept)

    assert kept.sealed_called is not None
    assert b"Robin" not in bytes(kept.sealed_called)
    assert opened(sealer, "contact", "called", kept.sealed_called) == "Robin"


def test_a_need_said_on_the_phone_changes_the_order(
    line: Line, ana: Operator, noon: datetime
) -> None:
    """CO2."""
    on(ana, noon)
    contact = begins(line, noon)
    takes(ana, contact, noon)
    say_need(
        contact, organisation=line.organisation_id, need=Need.HAS_USED, by=acting(ana), now=noon
    )

    assert as_seen(contact, line).said_they_used
    assert entries(line, what="ContactNeedSaid")[0].facts["need"] == "has_used"


def test_contacts_of_another_organisation_do_not_exist(
    line: Line, organisation: Organisation, noon: datetime
) -> None:
    """I12."""
    contact = begins(line, noon)
    with as_organisation_named("south"):
        other = Organisation.objects.create(slug="south", name="South Line", created_at=noon)

    with pytest.raises(NoSuchContact):
        time_passes(contact, organisation=other.pk, now=noon)
