"""A text from a number: it finds its contact, begins one, and never tells who holds the phone."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from stillhere.actions.contact import end_contact, join_watch
from stillhere.actions.watch import begin_watch, load
from stillhere.care.channel import Channel
from stillhere.care.contact_state import EndReason
from stillhere.care.pace import Route
from stillhere.care.watch_state import State, Watch
from stillhere.records.models import Contact, Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import OTHER_NUMBER, begins, later, messages, on, row, takes, texts
from tests.databases import RealDatabase
from tests.somebody import a_line, acting

pytestmark = pytest.mark.both


def a_watch(line: Line, operator: Operator, now: datetime, *, key: str, channel: Channel) -> int:
    contact = begins(line, now, key=key, channel=channel)
    with as_organisation(line.organisation_id, writing=True):
        Contact.objects.filter(pk=contact).update(state="with_operator", operator=operator)
    return begin_watch(
        contact,
        organisation=line.organisation_id,
        by=acting(operator),
        route=Route.SMOKED,
        with_sedative=False,
        now=now,
    )


def seen(watch: int, line: Line) -> Watch:
    with as_organisation(line.organisation_id):
        return load(watch).watch


@pytest.mark.engine
def test_a_first_text_begins_a_contact_and_the_next_goes_into_it(
    line: Line, noon: datetime
) -> None:
    first = texts(line, "hi", noon, key="1")
    second = texts(line, "there?", later(noon, 5), key="2")

    assert first == second
    assert len(messages(line, contact_id=first[0], inbound=True)) == 2


def test_the_same_text_again_does_nothing_even_when_all_is_over(
    line: Line, ana: Operator, noon: datetime
) -> None:
    """I7."""
    (contact,) = texts(line, "hi", noon, key="1")
    texts(line, "more", later(noon, 1), key="2")
    takes(on(ana, noon), contact, noon)
    end_contact(
        contact,
        organisation=line.organisation_id,
        by=acting(ana),
        reason=EndReason.ENDED,
        now=later(noon, 2),
    )

    for key in ("1", "2"):
        assert texts(line, "again", later(noon, 600), key=key) == (contact,)
    assert len(messages(line, inbound=True)) == 2


def test_after_an_end_a_new_text_begins_again(line: Line, ana: Operator, noon: datetime) -> None:
    (contact,) = texts(line, "hi", noon, key="1")
    takes(on(ana, noon), contact, noon)
    end_contact(
        contact,
        organisation=line.organisation_id,
        by=acting(ana),
        reason=EndReason.ENDED,
        now=noon,
    )

    assert texts(line, "hi again", later(noon, 60), key="2") != (contact,)


def test_who_rang_may_answer_by_text(line: Line, ana: Operator, noon: datetime) -> None:
    """WA2."""
    watch = a_watch(line, ana, noon, key="call", channel=Channel.VOICE)
    digit = seen(watch, line).digit(1)
    texts(line, str(digit), later(noon, 30), key="sms")

    assert seen(watch, line).last_answer_at == later(noon, 30)


def test_an_answer_clears_only_whom_it_names_where_two_are_watched_on_one_number(
    line: Line, ana: Operator, noon: datetime
) -> None:
    """CO8, IN6, WA4."""
    first, second = (a_watch(line, ana, noon, key=key, channel=Channel.VOICE) for key in ("a", "b"))
    texts(line, str(seen(second, line).digit(1)), later(noon, 30), key="sms")

    assert seen(first, line).last_answer_at == noon
    assert seen(second, line).last_answer_at == later(noon, 30)


@pytest.mark.parametrize("words", ["5", "39", "yes", "ok 2"])
def test_what_names_nobody_clears_nobody_where_two_are_watched_on_one_number(
    line: Line, ana: Operator, noon: datetime, words: str
) -> None:
    """CO8, IN6: it is shown to both."""
    watches = [a_watch(line, ana, noon, key=key, channel=Channel.VOICE) for key in ("a", "b")]
    texts(line, words, later(noon, 30), key="sms")

    assert {seen(watch, line).last_answer_at for watch in watches} == {noon}
    assert [each.reading for each in messages(line, inbound=True)] == ["words", "words"]


@pytest.mark.engine
def test_a_cry_for_help_is_heard_for_both(line: Line, ana: Operator, noon: datetime) -> None:
    """CO8, WA5."""
    watches = [a_watch(line, ana, noon, key=key, channel=Channel.VOICE) for key in ("a", "b")]
    texts(line, "help", later(noon, 30), key="sms")

    assert [seen(watch, line).state for watch in watches] == [State.ALARM, State.ALARM]


def test_one_person_in_two_contacts_is_answered_for_once(
    line: Line, ana: Operator, noon: datetime
) -> None:
    """CO10."""
    watch = a_watch(line, ana, noon, key="call", channel=Channel.VOICE)
    again = begins(line, noon, key="text")
    with as_organisation(line.organisation_id, writing=True):
        Contact.objects.filter(pk=again).update(state="with_operator", operator=ana)
    join_watch(again, organisation=line.organisation_id, watch_id=watch, by=acting(ana), now=noon)
    reached = texts(line, str(seen(watch, line).digit(1)), later(noon, 30), key="sms")

    assert reached == (again,)
    assert seen(watch, line).last_answer_at == later(noon, 30)


def test_a_carriers_stop_is_a_channel_lost(line: Line, ana: Operator, noon: datetime) -> None:
    """WA10."""
    watch = a_watch(line, ana, noon, key="first", channel=Channel.TEXT)
    texts(line, "STOP", later(noon, 30), key="sms")
    after = seen(watch, line)

    assert after.lost == {Channel.TEXT}
    assert after.state is State.ASKING


def test_another_number_is_another_person(line: Line, noon: datetime) -> None:
    """CO8."""
    assert texts(line, "hi", noon, key="1") != texts(
        line, "hi", noon, key="2", address=OTHER_NUMBER
    )


def test_a_sender_that_is_no_number_is_heard_all_the_same(line: Line, noon: datetime) -> None:
    (contact,) = texts(line, "hi", noon, key="1", address="55123")

    assert row(contact, line).facts["has_number"] is False


def test_two_texts_in_one_moment_begin_one_contact(
    real_database: RealDatabase, organisation: Organisation, noon: datetime
) -> None:
    """CO8, I7."""
    line = a_line(organisation)
    both, reached = Barrier(2), list[tuple[int, ...]]()

    def send(key: str) -> None:
        both.wait()
        reached.append(texts(line, "hi", noon + timedelta(seconds=1), key=key))
        connection.close()

    threads = [Thread(target=send, args=(key,)) for key in ("1", "2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(reached)) == 1
    assert len(messages(line, inbound=True)) == 2
