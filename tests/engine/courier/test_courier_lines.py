"""By which of our lines somebody is reached: one that can, and never a real one in practice."""

from datetime import datetime

import pytest

from stillhere.actions.messages import say
from stillhere.care.channel import Channel
from stillhere.engine.courier import Courier
from stillhere.records.models import Contact, Line, Message, Operator, Organisation
from stillhere.records.organisations import as_organisation
from tests.engine.courier.lines_of_glass import Lines
from tests.engine.courier.owing import due, missed, owe_ring, state
from tests.somebody import a_contact, a_line, acting

pytestmark = [pytest.mark.both, pytest.mark.engine]


@pytest.fixture
def chat(organisation: Organisation, line: Line, ana: Operator, noon: datetime) -> Contact:
    """On a line of its own that cannot ring."""
    page = a_line(organisation, slug="page")
    return a_contact(page, now=noon, operator=ana, channel=Channel.CHAT)


def test_for_a_chat_a_colleague_rings_by_another_line_of_ours(
    courier: Courier, glass: Lines, chat: Contact, ana: Operator, noon: datetime
) -> None:
    owe_ring(chat, ana, "ring", noon)
    courier.deliver_once(noon)

    assert "ring" in glass.by_slug["texts"].got
    assert state(chat, "ring") == "sent"


def test_practice_never_leaves_by_a_line_for_real_callers(
    courier: Courier, glass: Lines, chat: Contact, ana: Operator, noon: datetime
) -> None:
    with as_organisation(chat.organisation_id, writing=True):
        Contact.objects.filter(pk=chat.pk).update(practice=True)
    owe_ring(chat, ana, "ring", noon)
    courier.deliver_once(noon)

    assert not any(line.got for line in glass.by_slug.values())
    assert state(chat, "ring") == "failed"


@pytest.fixture(params=["webchat", "simulated", "of another time"])
def chat_anywhere(
    request: pytest.FixtureRequest, organisation: Organisation, ana: Operator, noon: datetime
) -> Contact:
    page = a_line(organisation, slug="anywhere", provider=request.param)
    return a_contact(page, now=noon, operator=ana, channel=Channel.CHAT)


def test_a_chat_needs_no_provider(
    courier: Courier, chat_anywhere: Contact, ana: Operator, noon: datetime
) -> None:
    key = missed(chat_anywhere, ana, noon)
    courier.deliver_once(due(noon))

    assert state(chat_anywhere, key) == "sent"


def test_what_a_person_says_is_opened_only_to_be_sent(
    courier: Courier, glass: Lines, ana: Operator, line: Line, noon: datetime
) -> None:
    text = a_contact(line, now=noon, operator=ana, channel=Channel.TEXT)
    organisation = text.organisation_id
    say(text.pk, organisation=organisation, by=acting(ana), words="I am here.", key="1", now=noon)
    courier.deliver_once(noon)

    (((_, words),),) = glass.by_slug["texts"].got.values()
    assert words == "I am here."
    with as_organisation(organisation):
        assert b"I am here" not in bytes(Message.objects.get(inbound=False).sealed_words or b"")
