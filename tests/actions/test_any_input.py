"""Every reader of what comes from outside, with anything: a refusal of ours, or an answer."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from stillhere.actions.messages import receive_on_line
from stillhere.actions.phone import NotANumber, phone
from stillhere.actions.thread import thread
from stillhere.care.channel import Channel
from stillhere.care.messages import Reading, answer_to_offer, normalised, read, starts_again
from stillhere.console.asking import whole_number
from stillhere.lines.line import NoSuchNumber
from stillhere.lines.numbers import number
from stillhere.records.models import Contact, Line, Organisation
from stillhere.records.organisations import as_organisation
from tests.somebody import a_line

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))
A_NUMBER = st.one_of(ANY_TEXT, st.from_regex(r"\+?[0-9 ()x#*;,.-]{0,40}"))
few = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@pytest.fixture
def texts(organisation: Organisation) -> Line:
    return a_line(organisation, slug="texts", provider="simulated")


@given(A_NUMBER)
def test_a_number_is_a_number_or_refused_and_the_same_again(written: str) -> None:
    try:
        found = str(phone(written))
    except NotANumber:
        return

    assert str(phone(found)) == found
    assert found.startswith("+")


@given(A_NUMBER)
def test_a_number_to_dial_is_a_number_or_no_such(written: str) -> None:
    try:
        found = number(written)
    except NoSuchNumber:
        return

    assert number(found) == found


def never(_word: str) -> bool:
    return False


@given(ANY_TEXT)
@example("1" * 5_000)
@example("\ud800")
def test_whatever_is_said_is_read_as_something(said: str) -> None:
    for several in (False, True):
        found = read(said, is_ok_word=bool, is_duress_word=never, of_several=several)
        assert found.reading in Reading
    answer_to_offer(said)
    starts_again(said)

    assert normalised(normalised(said)) == normalised(said)


@given(ANY_TEXT)
@example("1" * 5_000)
def test_a_field_for_a_number_holds_one_or_nothing(written: str) -> None:
    assert isinstance(whole_number(written), int | None)


@pytest.mark.both
@few
@given(said=ANY_TEXT, address=A_NUMBER)
@example(said="\ud800 half", address="\ud800")
@example(said="\u202e21 teertS", address="\0")
@example(said="x" * 10_000, address="MyBank")
def test_no_text_from_any_address_is_too_strange_to_be_kept(
    texts: Line, noon: datetime, said: str, address: str
) -> None:
    """Once, under its key, and shown without what would turn it around."""
    key = f"{hash((said, address))}"
    first, again = (
        receive_on_line(
            texts.pk,
            organisation=texts.organisation_id,
            address=address,
            words=said,
            key=key,
            now=noon,
        )
        for _ in range(2)
    )

    assert first == again
    shown = [each.words for each in thread(first[0], organisation=texts.organisation_id)]
    assert not any("\u202e" in words or "\0" in words for words in shown)
    with as_organisation(texts.organisation_id):
        assert Contact.objects.get(pk=first[0]).channel == Channel.TEXT
