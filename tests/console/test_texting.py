"""Writing to somebody who texts: one text, and nothing that tells whoever holds the phone."""

import re

import pytest
from django.utils.translation import override
from pytest_django.fixtures import Settings

from stillhere.actions.messages import receive, receive_place
from stillhere.actions.opening import open_contact
from stillhere.care.channel import Channel
from stillhere.care.harmless import telling
from stillhere.console.sentences import HELLO
from stillhere.records.models import Duty, Line, Message
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from tests.console.desk import Desk, text_of
from tests.somebody import CALLER_NUMBER

LONG = "The side door on the lane is open, the light is on. " * 6
IN_PLACE = {"X-Swap": "1", "Accept": "text/html, application/json"}


@pytest.fixture
def texter(line: Line, ana: Desk) -> int:
    contact = open_contact(
        organisation=line.organisation_id,
        line_id=line.pk,
        channel=Channel.TEXT,
        address=CALLER_NUMBER,
        language="en",
        key="first",
        words="hi",
        now=clock.now(),
    ).contact_id
    ana.press(f"/console/contacts/{contact}/take")
    return contact


def left(line: Line) -> int:
    """How many texts a person wrote are owed."""
    with as_organisation(line.organisation_id):
        said = Message.objects.filter(inbound=False, operator__isnull=False)
        return Duty.objects.filter(
            facts__message__in=list(said.values_list("pk", flat=True))
        ).count()


def says(ana: Desk, contact: int, words: str, **form: str) -> str:
    return ana.press(f"/console/contacts/{contact}/say", words=words, key="k1", **form)


def test_what_fits_leaves_at_one_press(ana: Desk, texter: int, line: Line) -> None:
    says(ana, texter, "Hello, I am Ana.")

    assert (ana.status, left(line)) == (303, 1)


def test_a_longer_one_stays_until_it_is_said_how(ana: Desk, texter: int, line: Line) -> None:
    page = says(ana, texter, LONG)

    assert (ana.status, left(line)) == (422, 0)
    assert "does not fit one text" in text_of(page)
    assert LONG.strip() in page
    says(ana, texter, LONG, parts="yes")
    says(ana, texter, LONG, parts="yes")
    assert (ana.status, left(line)) == (303, 3)
    assert "1/3 The side door" in text_of(ana.person(texter, "talk"))


def test_a_word_that_tells_is_named_and_leaves_only_by_a_press_of_its_own(
    ana: Desk, texter: int, line: Line
) -> None:
    """IN2."""
    page = text_of(says(ana, texter, "Keep the naloxone near"))

    assert (ana.status, left(line)) == (422, 0)
    assert "would read “naloxone”" in page
    says(ana, texter, "Keep the naloxone near", as_is="yes")
    assert (ana.status, left(line)) == (303, 1)


def test_a_plan_that_tells_leaves_by_a_press_of_its_own_as_well(
    ana: Desk, texter: int, line: Line
) -> None:
    """IN2: the read-back holds their own free words."""
    ana.press(f"/console/contacts/{texter}/plan", place="The blue overdose room")
    page = ana.person(texter, "plan")
    (form,) = (each for each in re.findall(r"<form.*?</form>", page, re.DOTALL) if "-plan" in each)
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    del fields["csrfmiddlewaretoken"]

    assert "would read: overdose" in form
    refused = text_of(ana.press(f"/console/contacts/{texter}/say", **fields))
    assert (ana.status, left(line)) == (422, 0)
    assert "would read “overdose" in refused
    assert "The blue overdose room" in refused
    ana.press(f"/console/contacts/{texter}/say", **fields, as_is="yes")
    assert ana.status == 303
    assert left(line) > 0


def test_a_page_with_a_script_keeps_what_was_typed(ana: Desk, texter: int) -> None:
    form = {"words": "overdose?", "key": "k1"}
    answer = ana.browser.post(f"/console/contacts/{texter}/say", form, headers=IN_PLACE)

    assert answer.status_code == 422
    assert "overdose" in answer.json()["no"]


def test_more_than_anybody_reads_is_not_sent_at_all(ana: Desk, texter: int, line: Line) -> None:
    says(ana, texter, "ê" * 990, parts="yes")

    assert (ana.status, left(line)) == (422, 0)


def test_a_chat_has_room_and_is_read_by_nobody_else(ana: Desk, taken: int, line: Line) -> None:
    says(ana, taken, LONG + "naloxone")

    assert (ana.status, left(line)) == (303, 1)
    assert "data-texting" not in ana.person(taken)


def test_the_page_counts_with_our_own_alphabet_and_words(ana: Desk, texter: int) -> None:
    page = ana.person(texter)

    assert 'data-room="160,153,70,67"' in page
    assert re.search(r'data-revealing="[^"]*\bnaloxone\b', page)
    assert "One text, room for 160 more." in text_of(page)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_said_at_hello_is_harmless_as_a_text(language: str) -> None:
    """IN2: one press sends it."""
    with override(language):
        said = [str(sentence) for sentence in HELLO]

    assert [telling(words) for words in said] == [()] * len(said)


def test_a_prepared_sentence_leaves_at_one_press(ana: Desk, texter: int, line: Line) -> None:
    page = ana.person(texter, "hello")
    forms = re.findall(r"<form[^>]*/say\"[^>]*data-swap>.*?</form>", page, re.DOTALL)
    prepared = [form for form in forms if 'type="hidden" name="words"' in form]

    assert prepared
    assert all('name="parts" value="yes"' in form for form in prepared)


def test_a_phone_is_asked_where_it_is_only_with_their_yes(
    ana: Desk, texter: int, line: Line
) -> None:
    """IN2, PL6: what comes back is shown as sent by their phone, and fills in no plan."""
    ana.press(f"/console/contacts/{texter}/ask-where")
    assert (ana.status, left(line)) == (404, 0)
    ana.press(f"/console/contacts/{texter}/ask-where", agreed="yes", key="w1")
    ana.press(f"/console/contacts/{texter}/ask-where", agreed="yes", key="w1")
    assert (ana.status, left(line)) == (303, 1)
    receive_place(
        texter,
        organisation=line.organisation_id,
        words="45.42150, -75.69720 (± 20 m)",
        key="here:1",
        now=clock.now(),
    )

    page = ana.person(texter, "plan")
    words = text_of(page)
    assert "Asked their phone where it is, by a link that works once." in words
    assert "/h/" not in words
    assert "45.42150, -75.69720 (± 20 m)" in words
    assert "Sent by their phone" in words
    assert "say it back before it goes into the plan" in words
    assert "45.42150" not in "".join(re.findall(r"<textarea.*?</textarea>|<input[^>]*>", page))


def test_an_address_that_tells_is_said_and_asks_nobody(
    ana: Desk, texter: int, line: Line, settings: Settings
) -> None:
    """IN2."""
    settings.PUBLIC_URL = "https://overdose.example"

    page = ana.press(f"/console/contacts/{texter}/ask-where", agreed="yes", key="w1")

    assert left(line) == 0
    assert "this line's address tells what you do" in (page + ana.person(texter))


def test_after_a_stop_it_is_said_what_to_do_and_no_link_is_offered(
    ana: Desk, texter: int, line: Line
) -> None:
    """WA10."""
    before = text_of(ana.person(texter))
    receive(texter, organisation=line.organisation_id, words="STOP", key="stop", now=clock.now())
    after = text_of(ana.person(texter))

    assert "Ask their phone where they are" in before
    assert "Ask their phone where they are" not in after
    assert "Begin the watch, so that the clock runs" in after
