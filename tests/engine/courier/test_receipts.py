"""A text without a receipt: looked for once, told to a person, and never taken for an answer."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from stillhere.actions.claimed import as_claimed
from stillhere.actions.delivery import arrived, no_receipt, not_arrived
from stillhere.actions.watch import load
from stillhere.care.channel import Channel
from stillhere.care.watch_state import State, Watch
from stillhere.engine.courier import Courier
from stillhere.engine.receipts import seek
from stillhere.lines.line import NotNow, Progress
from stillhere.records.models import Contact, Duty, Message, Operator
from stillhere.records.organisations import as_organisation
from tests.databases import ENGINE, knock_as
from tests.engine.courier.lines_of_glass import EVERYTHING, GlassLine, Lines
from tests.engine.courier.owing import SECOND, due, missed, state

pytestmark = [pytest.mark.both, pytest.mark.engine]

PATIENCE = timedelta(seconds=45)


@pytest.fixture
def reporting(glass: Lines) -> GlassLine:
    """It tells what becomes of a text, or should."""
    line = glass.by_slug["texts"]
    line.capabilities = replace(EVERYTHING, reports=True)
    return line


@pytest.fixture
def ask(
    courier: Courier, reporting: GlassLine, contact: Contact, ana: Operator, noon: datetime
) -> str:
    """The question of a missed check-in, which left at 12:02."""
    key = missed(contact, ana, noon)
    knock_as(ENGINE)  # as the test itself will
    courier.deliver_once(due(noon))
    assert state(contact, key) == "sent"
    return key


def watch_of(contact: Contact) -> Watch:
    with as_organisation(contact.organisation_id):
        watch = Contact.objects.get(pk=contact.pk).watch_id
        assert watch is not None
        return load(watch).watch


def look_for(text: str, contact: Contact) -> str:
    with as_organisation(contact.organisation_id):
        return f"receipt:{Duty.objects.get(key=text).pk}"


def test_no_receipt_in_time_is_a_way_lost(
    ask: str, courier: Courier, contact: Contact, noon: datetime
) -> None:
    """WA10."""
    courier.deliver_once(due(noon) + PATIENCE - SECOND)
    assert state(contact, ask) == "sent"

    courier.deliver_once(due(noon) + PATIENCE)

    assert state(contact, ask) == "failed"
    assert watch_of(contact).lost == {Channel.TEXT}
    with as_organisation(contact.organisation_id):
        assert Message.objects.get(kind="ask").state == "failed"
        assert Contact.objects.get(pk=contact.pk).version > contact.version


def test_a_receipt_in_time_ends_the_looking(
    ask: str, courier: Courier, reporting: GlassLine, contact: Contact, noon: datetime
) -> None:
    """WA10, ES7: it is on the phone, and the watch goes on asking."""
    arrived(ask, organisation=contact.organisation_id, now=due(noon) + SECOND)
    courier.deliver_once(due(noon) + PATIENCE)

    assert state(contact, look_for(ask, contact)) == "not_wanted"
    assert reporting.asked == []
    assert watch_of(contact).lost == frozenset()
    assert watch_of(contact).state is State.ASKING


def test_a_receipt_that_never_reached_us_is_asked_for(
    ask: str, courier: Courier, reporting: GlassLine, contact: Contact, noon: datetime
) -> None:
    """WA10: the line knows that it arrived."""
    reporting.became = Progress.DELIVERED
    courier.deliver_once(due(noon) + PATIENCE)

    assert state(contact, ask) == "delivered"
    assert watch_of(contact).lost == frozenset()


@pytest.mark.parametrize("wrong", [NotNow("down"), RuntimeError("a bug")])
def test_a_line_that_cannot_say_has_not_delivered(
    ask: str, reporting: GlassLine, contact: Contact, noon: datetime, wrong: Exception
) -> None:
    """WA10: a doubt counts for the person."""
    reporting.broken = wrong
    with as_organisation(contact.organisation_id):
        text = as_claimed(Duty.objects.get(key=ask))
    seek(replace(text, of=ask), reporting, now=lambda: due(noon) + PATIENCE)

    assert watch_of(contact).lost == {Channel.TEXT}


def test_so_has_a_line_that_cannot_be_asked(
    ask: str, courier: Courier, reporting: GlassLine, contact: Contact, noon: datetime
) -> None:
    """WA10."""
    reporting.capabilities = replace(reporting.capabilities, finds=False)
    courier.deliver_once(due(noon) + PATIENCE)

    assert reporting.asked == []
    assert watch_of(contact).lost == {Channel.TEXT}


def test_on_a_line_without_receipts_nothing_is_assumed(
    courier: Courier, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """WA10."""
    key = missed(contact, ana, noon)
    for seconds in (0, 45, 600):
        courier.deliver_once(due(noon) + seconds * SECOND)

    assert state(contact, key) == "sent"
    assert watch_of(contact).lost == frozenset()


def test_a_receipt_after_all_gives_the_way_back_and_answers_nothing(
    ask: str, courier: Courier, contact: Contact, noon: datetime
) -> None:
    """WA10, ES7."""
    courier.deliver_once(due(noon) + PATIENCE)
    before = watch_of(contact)
    for _ in range(2):
        arrived(ask, organisation=contact.organisation_id, now=due(noon) + 2 * PATIENCE)

    assert watch_of(contact) == replace(before, lost=frozenset())
    assert state(contact, ask) == "delivered"


def test_an_old_receipt_does_not_speak_for_a_newer_text(
    ask: str, contact: Contact, noon: datetime
) -> None:
    """WA10: the phone took the first one, and then nothing any more."""
    with as_organisation(contact.organisation_id, writing=True):
        first = Duty.objects.get(key=ask)
        newer = Duty.objects.create(
            **{
                name: getattr(first, name)
                for name in ("organisation", "lane", "kind", "contact", "watch", "owed_at")
            },
            key="say:9",
            not_before=first.not_before,
            state="sent",
        )
    not_arrived("say:9", organisation=contact.organisation_id, now=due(noon) + SECOND)
    arrived(ask, organisation=contact.organisation_id, now=due(noon) + 2 * SECOND)

    assert newer.pk > first.pk
    assert watch_of(contact).lost == {Channel.TEXT}


def test_a_report_about_a_text_nobody_owed_changes_nothing(
    contact: Contact, noon: datetime
) -> None:
    no_receipt("nobody's", organisation=contact.organisation_id, now=noon)

    with as_organisation(contact.organisation_id):
        assert not Duty.objects.exists()
