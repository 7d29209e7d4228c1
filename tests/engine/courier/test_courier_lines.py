"""By which of our lines somebody is reached: one that can, and never a real one in practice."""

from datetime import datetime

import pytest

from stillhere.actions.cover import ask_on_call
from stillhere.actions.duty import owe
from stillhere.actions.saying import say
from stillhere.actions.trouble import What, troubles
from stillhere.actions.watch import load
from stillhere.care.channel import Channel
from stillhere.care.duties import Kind, Lane
from stillhere.engine.courier import Courier
from stillhere.records.models import Contact, Duty, Line, Message, Operator, Organisation
from stillhere.records.organisations import as_organisation
from tests.actions.covering import has_a_phone
from tests.databases import ENGINE, WEB, knock_as
from tests.engine.courier.lines_of_glass import Lines
from tests.engine.courier.owing import ANAS_NUMBER, SECOND, due, missed, owe_ring, state
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


@pytest.fixture
def page(organisation: Organisation, ana: Operator, noon: datetime) -> Contact:
    """The only line of ours has no number: nothing rings by it."""
    only = a_line(organisation, slug="page")
    return a_contact(only, now=noon, operator=ana, channel=Channel.CHAT)


@pytest.fixture
def unringable(organisation: Organisation, ana: Operator, noon: datetime) -> Contact:
    """By text, where no line of ours rings."""
    only = a_line(organisation, slug="page")
    return a_contact(only, now=noon, operator=ana, channel=Channel.TEXT)


@pytest.fixture
def on_call(page: Contact, ana: Operator, noon: datetime) -> Operator:
    assert page.line_id
    return has_a_phone(ana, noon, number=ANAS_NUMBER)


def failing(courier: Courier, now: datetime) -> bool:
    courier.lanes[0].look_for_failing(now)
    return What.DUTY_FAILING in troubles()


def test_a_colleague_whom_no_line_of_ours_can_ring_is_owed_and_every_console_is_red(
    courier: Courier, glass: Lines, page: Contact, ana: Operator, noon: datetime
) -> None:
    """I11."""
    owe_ring(page, ana, "ring", noon)
    for seconds in (0, 5, 10):
        courier.deliver_once(noon + seconds * SECOND)
    assert state(page, "ring") == "owed"
    assert failing(courier, noon + 10 * SECOND)

    knock_as(WEB)  # as whoever sets up a line
    a_line(ana.organisation, slug="added", provider="simulated")
    knock_as(ENGINE)
    courier.deliver_once(noon + 30 * SECOND)
    assert "ring" in glass.by_slug["added"].got
    assert not failing(courier, noon + 30 * SECOND)


@pytest.fixture
def short_code(line: Line, ana: Operator, noon: datetime) -> Contact:
    """Came by text from digits that nobody can dial; they read like the number of a chat."""
    return a_contact(line, now=noon, operator=ana, channel=Channel.TEXT, address="72345")


def test_a_text_to_what_is_no_number_fails_aloud_and_is_never_taken_for_a_chat(
    courier: Courier, glass: Lines, short_code: Contact, ana: Operator, noon: datetime
) -> None:
    """WA10: their way is lost, and whoever has them is shown it."""
    key = missed(short_code, ana, noon)
    courier.deliver_once(due(noon))

    assert not glass.by_slug["texts"].got
    assert state(short_code, key) == "failed"
    with as_organisation(short_code.organisation_id):
        watch = Contact.objects.get(pk=short_code.pk).watch_id
        assert watch is not None
        assert Channel.TEXT in load(watch).watch.lost
        assert Message.objects.get(key=key).state == "failed"


def test_a_caller_whom_no_line_of_ours_can_ring_is_a_way_lost_at_once(
    courier: Courier, unringable: Contact, noon: datetime
) -> None:
    """WA10."""
    with as_organisation(unringable.organisation_id, writing=True):
        owe(
            Kind.RING_CALLER,
            organisation=unringable.organisation_id,
            key="back",
            now=noon,
            lane=Lane.LIFE,
            contact=unringable.pk,
        )
    courier.deliver_once(noon)

    assert state(unringable, "back") == "failed"


def test_rings_that_find_no_line_do_not_heap_up_while_nobody_is_on_shift(
    courier: Courier, on_call: Operator, noon: datetime
) -> None:
    """WA13: the newer one replaces the older, so that a night rings nobody a hundred times."""
    with as_organisation(on_call.organisation_id, writing=True):
        ask_on_call(on_call.organisation_id, now=noon)
    for seconds in range(0, 600, 5):
        courier.deliver_once(noon + seconds * SECOND)

    with as_organisation(on_call.organisation_id):
        owed = Duty.objects.filter(kind=Kind.RING_PERSON, state="owed").count()
    assert owed == 2  # the one that is tried, and the next round
    assert failing(courier, noon + 595 * SECOND)


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
