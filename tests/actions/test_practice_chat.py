"""The chat one plays by hand: what the caller's page does, and a connection that can go."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions import practice_chat
from stillhere.actions.contact import load
from stillhere.actions.practice_chat import NoChat, chat_of
from stillhere.actions.watch import begin_watch, pass_time
from stillhere.care.pace import Route
from stillhere.records.models import Contact, Line, Operator, Watch
from stillhere.records.organisations import as_organisation
from tests.somebody import acting

MINUTE = timedelta(minutes=1)


@pytest.fixture
def line(line: Line) -> Line:
    with as_organisation(line.organisation_id, writing=True):
        line.practice = True
        line.save()
    return line


def says(operator: Operator, words: str, now: datetime, key: str = "k") -> None:
    practice_chat.say(
        operator.pk, organisation=operator.organisation_id, words=words, key=key, now=now
    )


def connection(operator: Operator, *, is_there: bool) -> None:
    practice_chat.connection(operator.pk, organisation=operator.organisation_id, is_there=is_there)


@pytest.fixture
def watched(line: Line, ana: Operator, noon: datetime) -> int:
    """Ana plays, and is watched over; whoever holds the watch does not matter here."""
    says(ana, "hello", noon)
    with as_organisation(line.organisation_id):
        contact = Contact.objects.get().pk
    return begin_watch(
        contact,
        organisation=line.organisation_id,
        by=acting(ana),
        route=Route.SMOKED,
        with_sedative=False,
        now=noon,
    )


def state_of(watch: int, line: Line) -> str:
    with as_organisation(line.organisation_id):
        return Watch.objects.select_related("clock").get(pk=watch).clock.state


def test_first_words_open_a_practice_contact_once(
    line: Line, ana: Operator, noon: datetime
) -> None:
    for _ in range(2):
        says(ana, "hello", noon)

    with as_organisation(line.organisation_id):
        contact = Contact.objects.get()
        assert (contact.practice, contact.channel) == (True, "chat")
    chat = chat_of(ana.pk, organisation=line.organisation_id)
    assert chat is not None
    assert [each.words for each in chat.said if each.inbound] == ["hello"]


def test_each_who_practises_has_a_chat_of_their_own(
    line: Line, ana: Operator, ben: Operator, noon: datetime
) -> None:
    says(ana, "hello", noon)

    other = chat_of(ben.pk, organisation=line.organisation_id)
    assert other is not None
    assert (other.said, other.is_open) == ([], False)


def test_okay_answers_the_question_on_the_screen(
    line: Line, ana: Operator, watched: int, noon: datetime
) -> None:
    """WA4."""
    ours, now = line.organisation_id, noon + 2 * MINUTE
    pass_time(ours, [watched], now=now)
    assert state_of(watched, line) == "asking"
    chat = chat_of(ana.pk, organisation=ours)
    assert chat is not None
    practice_chat.okay(ana.pk, organisation=ours, ask=chat.ask, key="ok", now=now)

    assert state_of(watched, line) == "listening"


def test_help_is_an_alarm_at_once(line: Line, ana: Operator, watched: int, noon: datetime) -> None:
    """WA5."""
    practice_chat.cry(ana.pk, organisation=line.organisation_id, key="h", now=noon)

    assert state_of(watched, line) == "alarm"


def test_a_connection_that_is_gone_tells_nobody_and_sends_nothing_later(
    line: Line, ana: Operator, watched: int, noon: datetime
) -> None:
    """WA4, WA10: only silence is noticed, and the watch is the same when it is back."""
    connection(ana, is_there=False)
    with pytest.raises(NoChat):
        says(ana, "still here", noon, key="2")
    with pytest.raises(NoChat):
        practice_chat.okay(ana.pk, organisation=line.organisation_id, ask=1, key="o", now=noon)
    gone = chat_of(ana.pk, organisation=line.organisation_id)
    pass_time(line.organisation_id, [watched], now=noon + 2 * MINUTE)
    assert state_of(watched, line) == "asking"

    connection(ana, is_there=True)
    says(ana, "back", noon + 2 * MINUTE, key="3")
    assert gone is not None
    assert (gone.said, gone.is_off, gone.ask > 0) == ([], True, True)
    with as_organisation(line.organisation_id):
        assert load(Contact.objects.get().pk).row.watch_id == watched


def test_who_leaves_the_page_has_gone_as_the_plan_says(
    line: Line, ana: Operator, watched: int, noon: datetime
) -> None:
    """CO9."""
    practice_chat.go(ana.pk, organisation=line.organisation_id, key="x", now=noon)

    with as_organisation(line.organisation_id):
        assert Contact.objects.get().facts["gone"] == "exit"
        assert Watch.objects.get().closed_at is None


def test_without_a_chat_line_for_practice_there_is_none(ana: Operator, noon: datetime) -> None:
    assert chat_of(ana.pk, organisation=ana.organisation_id) is None
    with pytest.raises(NoChat):
        says(ana, "hello", noon)


def test_what_was_never_opened_has_no_buttons(line: Line, ana: Operator, noon: datetime) -> None:
    with pytest.raises(NoChat):
        practice_chat.cry(ana.pk, organisation=line.organisation_id, key="h", now=noon)
