"""Texts through a real Kannel and SMPP, to and from a carrier of ours: letters, parts, receipts."""

from datetime import datetime

import pytest

from stillhere.actions.messages import thread
from stillhere.care.channel import Channel
from stillhere.lines.kannel.line import Kannel
from stillhere.lines.line import NotNow
from stillhere.records.models import Contact, Duty, Inbox, Line, Organisation
from stillhere.records.organisations import as_organisation
from tests.engine.courier.owing import missed
from tests.phones.texts.conftest import OURS, House
from tests.phones.texts.gateway import Gateway
from tests.phones.texts.smsc import MessageCentre
from tests.phones.texts.waiting import until
from tests.somebody import CALLER_NUMBER, a_contact, an_operator

pytestmark = pytest.mark.phones
WORDS = (
    "Are you there?",
    "Ça va pas, être seul… 🙂 ✓",
    "é" * 160,
    "a" * 400,
    "ê✓" * 100,
    "",
)


def heard(line: Line) -> list[str]:
    with as_organisation(line.organisation_id):
        contacts = list(Contact.objects.order_by("pk"))
    said = [
        each
        for contact in contacts
        for each in thread(contact.pk, organisation=line.organisation_id)
    ]
    return [each.words for each in sorted(said, key=lambda each: each.id) if each.inbound]


def kept(line: Line) -> int:
    with as_organisation(line.organisation_id):
        return Inbox.objects.filter(line=line).count()


@pytest.mark.parametrize("words", WORDS[:-1])
def test_what_somebody_writes_arrives_letter_for_letter_however_many_parts_it_took(
    words: str, line: Line, carrier: MessageCentre
) -> None:
    carrier.bring(CALLER_NUMBER, OURS, words)

    assert until(lambda: heard(line)) == [words]


def test_a_text_of_nothing_is_somebody_all_the_same(line: Line, carrier: MessageCentre) -> None:
    carrier.bring(CALLER_NUMBER, OURS, WORDS[-1])

    assert until(lambda: kept(line)) == 1


@pytest.mark.parametrize("words", ["Are you okay? Send back 5.", "Réponds à 5 : ça va ?", "être ✓"])
def test_what_we_write_is_one_text_in_its_own_alphabet(
    words: str, texts: Kannel, carrier: MessageCentre, noon: datetime
) -> None:
    texts.text(CALLER_NUMBER, words, key="say:7", now=noon)

    text = carrier.submitted.get(timeout=10)
    assert (text.words, text.to, text.sender) == (words, CALLER_NUMBER[1:], OURS[1:])
    assert text.wants_report
    assert carrier.submitted.empty()


@pytest.mark.parametrize(
    ("order", "became"),
    [
        (["DELIVRD"], "delivered"),
        (["ACCEPTD", "DELIVRD", "DELIVRD"], "delivered"),
        (["UNDELIV"], "failed"),
        (["UNDELIV", "DELIVRD"], "failed"),
        (["DELIVRD", "UNDELIV"], "delivered"),
    ],
)
def test_receipts_in_any_order_have_one_effect(
    order: list[str], became: str, owed: str, texts: Kannel, carrier: MessageCentre
) -> None:
    """WA10: the first that says something counts."""
    line = texts.record
    texts.text(CALLER_NUMBER, "Are you okay?", key=owed, now=datetime_of(line, owed))
    text = carrier.submitted.get(timeout=10)
    for each in order:
        carrier.report(text, each)

    assert until(lambda: state(line, owed) in ("delivered", "failed"))
    assert state(line, owed) == became


def test_what_a_carrier_refuses_is_reported_as_not_arrived(
    owed: str, texts: Kannel, carrier: MessageCentre
) -> None:
    carrier.refuses = 0x0B  # an invalid destination
    texts.text(CALLER_NUMBER, "Are you okay?", key=owed, now=datetime_of(texts.record, owed))

    assert until(lambda: state(texts.record, owed) == "failed")


def test_what_comes_while_we_are_down_arrives_once_when_we_are_back(
    line: Line, house: House, carrier: MessageCentre
) -> None:
    """I6."""
    house.is_down = True
    carrier.bring(CALLER_NUMBER, OURS, "Is anybody there?")
    assert house.refused.wait(timeout=10)
    assert heard(line) == []
    house.is_down = False
    until(lambda: heard(line))
    carrier.bring(CALLER_NUMBER, OURS, "Hello?")
    until(lambda: len(heard(line)) == 2)

    assert heard(line) == ["Is anybody there?", "Hello?"]


def test_a_gateway_that_has_gone_has_taken_nothing(
    texts: Kannel, gateway: Gateway, noon: datetime
) -> None:
    gateway.end()

    with pytest.raises(NotNow):
        texts.text(CALLER_NUMBER, "Are you okay?", key="say:7", now=noon)


def test_with_no_carrier_bound_a_text_waits_in_the_gateway(
    texts: Kannel, carrier: MessageCentre, noon: datetime
) -> None:
    """Its yes is no receipt."""
    carrier.hang_up()
    until(lambda: not carrier.bound.is_set())

    receipt = texts.text(CALLER_NUMBER, "Are you okay?", key="say:7", now=noon)

    assert receipt.progress == "accepted"
    assert carrier.submitted.get(timeout=30).words == "Are you okay?"


@pytest.fixture
def owed(line: Line, organisation: Organisation, noon: datetime) -> str:
    ana = an_operator(organisation, "ana")
    return missed(a_contact(line, now=noon, operator=ana, channel=Channel.TEXT), ana, noon)


def state(line: Line, key: str) -> str:
    with as_organisation(line.organisation_id):
        return Duty.objects.get(key=key).state


def datetime_of(line: Line, key: str) -> datetime:
    with as_organisation(line.organisation_id):
        return Duty.objects.get(key=key).owed_at
