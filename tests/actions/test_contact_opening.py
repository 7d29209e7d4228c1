"""Somebody reaches us: once for each key, greeted in words that harm nobody, sealed from then."""

from datetime import datetime
from pathlib import Path

import pytest
from django.utils.translation import override

from stillhere.actions.asks import machine_words
from stillhere.actions.contact import NoSuchLine, join_watch, open_contact, perhaps_same
from stillhere.actions.greetings import Greeting, greeting_words
from stillhere.actions.phone import NotANumber, phone
from stillhere.actions.watch import begin_watch, happen
from stillhere.actions.watch import load as load_watch
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Alarm
from stillhere.care.refused import DoesNotFit, NotYours
from stillhere.care.roster import Urgency, order_of
from stillhere.care.watch_events import ConsoleLost
from stillhere.care.watch_state import State
from stillhere.records.digest import address_digest
from stillhere.records.models import Contact, Line, Operator
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import (
    OTHER_NUMBER,
    as_seen,
    begins,
    duties,
    entries,
    later,
    messages,
    on,
    row,
    takes,
)
from tests.somebody import CALLER_NUMBER, a_contact, acting

pytestmark = pytest.mark.both

SAYS_TOO_MUCH = ("drug", "use", "overdose", "drogue", "surdose", "stillhere", "line", "ligne")


def _join(contact: int, watch: int, operator: Operator, now: datetime) -> None:
    join_watch(
        contact,
        organisation=operator.organisation_id,
        watch_id=watch,
        by=acting(operator),
        now=now,
    )


def test_the_same_key_gives_the_same_contact(line: Line, noon: datetime) -> None:
    """I7."""
    first, again = (begins(line, noon, key="sid-1", words="hi") for _ in range(2))

    assert first == again
    assert len(entries(line, what="ContactOpened")) == 1
    assert len(messages(line, inbound=True)) == 1


def test_two_keys_from_one_number_are_two_contacts(line: Line, noon: datetime) -> None:
    """CO8."""
    assert begins(line, noon, key="a") != begins(line, noon, key="b")


def test_a_number_is_sealed_and_found_only_by_its_digest(line: Line, noon: datetime) -> None:
    """I8."""
    kept = row(begins(line, noon, address="(416) 555-0123"), line)

    assert kept.sealed_address is not None
    assert b"555" not in bytes(kept.sealed_address)
    assert bytes(kept.address_digest) == address_digest(line.organisation_id, CALLER_NUMBER)


def test_what_was_said_is_sealed(line: Line, noon: datetime) -> None:
    """I8."""
    begins(line, noon, words="I am in the blue lot")
    (said,) = messages(line, inbound=True)

    assert said.sealed_words is not None
    assert b"blue" not in bytes(said.sealed_words)


def test_who_begins_is_greeted_and_the_greeting_is_owed(line: Line, noon: datetime) -> None:
    begins(line, noon)
    (notice,) = messages(line, kind="notice")
    (duty,) = duties(line)

    assert (duty.kind, duty.facts["message"]) == ("text_caller", notice.pk)
    assert machine_words(notice.kind, notice.reading, "en") == greeting_words(notice.reading)


def test_on_a_call_nothing_is_texted(line: Line, noon: datetime) -> None:
    """CO9."""
    begins(line, noon, channel=Channel.VOICE)

    assert duties(line, kind="text_caller") == []


@pytest.mark.parametrize("greeting", Greeting)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_greeting_tells_who_we_are(greeting: Greeting, language: str) -> None:
    """IN2."""
    with override(language):
        words = greeting_words(greeting, other_line="+14165550199").casefold().split()

    assert words
    assert not {word.strip(".,?!") for word in words} & set(SAYS_TOO_MUCH)


def test_a_cry_for_help_as_the_first_word_is_an_alarm(line: Line, noon: datetime) -> None:
    """WA5."""
    assert as_seen(begins(line, noon, words=" AIDE! "), line).alarm is Alarm.HELP


def test_who_is_on_an_open_watch_comes_first_and_is_shown_as_perhaps_the_same(
    watch: int, contact: Contact, line: Line, noon: datetime
) -> None:
    """CO2, CO8."""
    again = begins(line, noon)
    (perhaps,) = perhaps_same(again, organisation=line.organisation_id)

    assert order_of(as_seen(again, line)) is Urgency.COMING_BACK
    assert (perhaps.watch_id, perhaps.contact_id) == (watch, contact.pk)


def test_another_number_is_nobody_we_know(watch: int, line: Line, noon: datetime) -> None:
    """CO8."""
    other = begins(line, noon, address=OTHER_NUMBER)

    assert perhaps_same(other, organisation=line.organisation_id) == []
    assert not as_seen(other, line).coming_back


def test_a_person_joins_them_and_joining_clears_nothing(
    watch: int, line: Line, ana: Operator, noon: datetime
) -> None:
    """CO8, CO10."""
    again, organisation = begins(line, noon), line.organisation_id
    takes(on(ana, noon), again, noon)
    with as_organisation(organisation):
        before = load_watch(watch).watch
    _join(again, watch, ana, noon)
    with as_organisation(organisation):
        after = load_watch(watch).watch

    assert as_seen(again, line).watched
    assert after.channel is Channel.TEXT
    assert (after.clocks, after.ask, after.last_answer_at) == (
        before.clocks,
        before.ask,
        before.last_answer_at,
    )


def test_joining_needs_the_person_in_hand(
    watch: int, line: Line, ana: Operator, noon: datetime
) -> None:
    """CO8."""
    with pytest.raises(NotYours):
        _join(begins(line, noon), watch, ana, noon)


def test_two_watches_are_never_made_one(
    watch: int, line: Line, ana: Operator, noon: datetime
) -> None:
    """CO8."""
    other = a_contact(line, now=noon, operator=ana, channel=Channel.TEXT)
    begin_watch(
        other.pk,
        organisation=line.organisation_id,
        by=acting(ana),
        route=None,
        with_sedative=False,
        now=noon,
    )

    with pytest.raises(DoesNotFit):
        _join(other.pk, watch, ana, noon)


def test_an_unheld_watch_is_held_by_who_has_its_caller(
    watch: int, line: Line, ana: Operator, ben: Operator, noon: datetime
) -> None:
    """CO10, WA11."""
    again = begins(line, noon)
    takes(on(ben, noon), again, noon)
    lost = ConsoleLost(operator=ana.pk)
    happen(watch, lost, organisation=line.organisation_id, now=noon)
    _join(again, watch, ben, noon)
    with as_organisation(line.organisation_id):
        held = load_watch(watch).watch

    assert (held.holder, held.state) == (ben.pk, State.LISTENING)


def test_without_keys_a_person_still_waits(
    line: Line, noon: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fault 22."""
    monkeypatch.setenv("STILLHERE_KEYS", str(tmp_path / "gone"))
    contact = begins(line, noon, words="hello")

    assert as_seen(contact, line).is_waiting
    assert row(contact, line).record_key is None
    assert messages(line, inbound=True)[0].sealed_words is None


def test_another_organisations_line_does_not_exist(line: Line, noon: datetime) -> None:
    """I12."""
    with pytest.raises(NoSuchLine):
        open_contact(
            organisation=line.organisation_id,
            line_id=line.pk + 1,
            channel=Channel.CHAT,
            address="ticket",
            language="en",
            key="k",
            now=later(noon, 0),
        )


@pytest.mark.parametrize("raw", ["416 555 0123", "+1 (416) 555-0123", "1-416-555-0123"])
def test_a_number_is_one_however_it_is_written(raw: str) -> None:
    assert str(phone(raw)) == CALLER_NUMBER


@pytest.mark.parametrize("raw", ["", "hello", "12", "+1 416 555 0123 0123 0123"])
def test_what_is_no_number_is_said_to_be_none(raw: str) -> None:
    with pytest.raises(NotANumber) as told:
        phone(raw)

    assert str(told.value) == ""
