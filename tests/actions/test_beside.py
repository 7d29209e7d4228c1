"""Several by one phone or page: told apart, asked by name, and no okay of one is another's."""

from datetime import datetime
from functools import partial

import pytest

from stillhere.actions.beside import beside
from stillhere.actions.contact import leave
from stillhere.actions.messages import receive, receive_place, tap_help, tap_okay, thread
from stillhere.actions.reading import Heard, Known
from stillhere.actions.shared import receive_from_all
from stillhere.care.channel import Channel
from stillhere.care.contact import ContactIsOver
from stillhere.care.messages import Read, Reading
from stillhere.care.watch_events import Left
from stillhere.care.watch_state import State
from stillhere.records.models import Contact, Line, Operator
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import agreed, entries, later, messages, row, texts
from tests.actions.siding import alone, go_quiet, joined, number_of, seen
from tests.somebody import acting

pytestmark = pytest.mark.both


@pytest.fixture
def sam(line: Line, ana: Operator, noon: datetime) -> int:
    return alone(line, ana, noon, channel=Channel.TEXT)


@pytest.fixture
def robin(sam: int, ana: Operator, noon: datetime) -> int:
    return joined(sam, ana, noon, called="Robin")


@pytest.fixture
def chatter(line: Line, ana: Operator, noon: datetime) -> int:
    return alone(line, ana, noon, channel=Channel.CHAT)


@pytest.fixture
def friend(chatter: int, ana: Operator, noon: datetime) -> int:
    return joined(chatter, ana, noon)


def test_they_are_reached_by_the_same_phone_and_have_a_watch_of_their_own(
    line: Line, sam: int, robin: int, ana: Operator
) -> None:
    """IN6."""
    first, second = row(sam, line), row(robin, line)

    assert second.watch_id not in (None, first.watch_id)
    assert (second.channel, second.line_id) == (first.channel, first.line_id)
    assert bytes(second.address_digest) == bytes(first.address_digest)
    assert second.record_key not in (None, first.record_key)
    assert seen(robin, line).holder == ana.pk
    assert [each.facts["beside"] for each in entries(line, what="WatchBeside")] == [sam]
    with as_organisation(line.organisation_id):
        assert [each.pk for each in beside(first)] == [robin]
        assert [each.pk for each in beside(second)] == [sam]


def test_an_okay_of_one_never_clears_the_clock_of_the_other(
    line: Line, sam: int, robin: int, noon: datetime
) -> None:
    """IN6: by the digit that was sent to one of them."""
    before = seen(sam, line)
    went_to = texts(line, number_of(robin, line), later(noon, 30), key="sms")

    assert went_to == (robin,)
    assert seen(robin, line).last_answer_at == later(noon, 30)
    assert seen(sam, line) == before


def test_each_is_asked_with_digits_that_are_nobody_elses(
    line: Line, sam: int, robin: int, noon: datetime
) -> None:
    """IN6, WA4."""
    go_quiet(line, sam, robin, now=later(noon, 400))
    asked = {
        contact: {each.reading[:2] for each in messages(line, contact_id=contact, kind="ask")}
        for contact in (sam, robin)
    }

    assert asked[sam]
    assert asked[robin]
    assert not asked[sam] & asked[robin]


def test_what_each_is_asked_names_them(
    line: Line, sam: int, robin: int, ana: Operator, noon: datetime
) -> None:
    """IN6, IN2: by a name that was agreed to, else by their digit."""
    go_quiet(line, sam, robin, now=later(noon, 125))
    said = [
        thread(each, organisation=line.organisation_id, by=acting(ana))[-1].words
        for each in (sam, robin)
    ]

    assert said[0].startswith("Person 1, are you okay? Send back 1")
    assert said[1].startswith("Robin, are you okay? Send back 2")


def test_words_that_name_nobody_are_shown_to_each_and_clear_nobody(
    line: Line, sam: int, robin: int, noon: datetime
) -> None:
    """IN6, CO8."""
    for words in ("we are fine", "3", "99"):
        assert texts(line, words, later(noon, 30), key=words) == (sam, robin)

    assert {seen(each, line).last_answer_at for each in (sam, robin)} == {noon}


def test_a_word_of_one_with_the_digit_of_the_other_clears_nobody(
    line: Line, sam: int, robin: int, ana: Operator, noon: datetime
) -> None:
    """IN6, WA6."""
    agreed(sam, ana, noon, ok_word="maple")
    go_quiet(line, sam, robin, now=later(noon, 200))
    texts(line, f"{number_of(robin, line)} maple", later(noon, 205), key="sms")
    texts(line, f"{number_of(sam, line)} maple", later(noon, 206), key="sms-2")

    assert seen(robin, line).state is State.ALARM
    assert seen(sam, line).state is State.LISTENING


@pytest.mark.engine
def test_help_from_the_phone_is_an_alarm_for_each(
    line: Line, sam: int, robin: int, noon: datetime
) -> None:
    """IN6, WA5."""
    texts(line, "help", later(noon, 30), key="sms")

    assert [seen(each, line).state for each in (sam, robin)] == [State.ALARM, State.ALARM]


def test_the_duress_word_of_one_is_duress_for_each(
    line: Line, sam: int, robin: int, ana: Operator, noon: datetime
) -> None:
    """IN6, WA5: who is in danger nobody can know, and nobody's side may show it."""
    agreed(sam, ana, noon, duress_word="stone")
    texts(line, "stone", later(noon, 30), key="sms")

    assert [seen(each, line).state for each in (sam, robin)] == [State.ALARM, State.ALARM]
    assert [seen(each, line).duress for each in (sam, robin)] == [True, True]


def place(line: Line, contact: int, words: str, now: datetime) -> Heard:
    return receive_place(
        contact, organisation=line.organisation_id, words=words, key="here:1", now=now
    )


@pytest.mark.parametrize("words", ["help", "stone"])
def test_a_cry_on_the_page_that_asks_where_they_are_is_heard_for_each(
    line: Line, sam: int, robin: int, ana: Operator, noon: datetime, *, words: str
) -> None:
    """IN6, WA5: who was sent the link need not be who needs it, nor whose word it is."""
    agreed(robin, ana, noon, duress_word="stone")
    for seconds in (30, 31):
        heard = place(line, sam, words, later(noon, seconds))
        assert heard.is_new is (seconds == 30)

    assert [seen(each, line).state for each in (sam, robin)] == [State.ALARM, State.ALARM]
    under_duress = words == "stone"
    assert [seen(each, line).duress for each in (sam, robin)] == [under_duress] * 2


def test_a_place_without_a_cry_is_of_who_was_asked_alone(
    line: Line, sam: int, robin: int, noon: datetime
) -> None:
    """WA6: a digit in it, a house number perhaps, answers for nobody."""
    for_robin = number_of(robin, line)
    place(line, sam, for_robin, later(noon, 30))

    assert [each.contact_id for each in messages(line, inbound=True, kind="place")] == [sam]
    assert {seen(each, line).last_answer_at for each in (sam, robin)} == {noon}


def test_a_carriers_stop_is_a_way_lost_to_each(
    line: Line, sam: int, robin: int, noon: datetime
) -> None:
    """WA10."""
    texts(line, "STOP", later(noon, 30), key="sms")

    assert [seen(each, line).lost for each in (sam, robin)] == [{Channel.TEXT}, {Channel.TEXT}]


def test_a_tap_names_whose_it_is(line: Line, chatter: int, friend: int, noon: datetime) -> None:
    """IN6, WA4."""
    tap_okay(
        friend,
        organisation=line.organisation_id,
        ask=seen(friend, line).ask,
        key="tap",
        now=later(noon, 30),
    )

    assert seen(friend, line).last_answer_at == later(noon, 30)
    assert seen(chatter, line).last_answer_at == noon


def test_what_is_written_on_the_page_is_for_each_unless_it_says_whose_answer_it_is(
    line: Line, chatter: int, friend: int, noon: datetime
) -> None:
    """IN6."""
    here = partial(receive, chatter, organisation=line.organisation_id)
    here(words="hello", key="a", now=later(noon, 20))
    here(words=number_of(friend, line), key="b", now=later(noon, 30))

    words = [each.contact_id for each in messages(line, inbound=True, reading="words")]
    assert words == [chatter, friend]
    assert seen(friend, line).last_answer_at == later(noon, 30)
    assert seen(chatter, line).last_answer_at == noon


def test_the_same_words_again_do_nothing(
    line: Line, chatter: int, friend: int, noon: datetime
) -> None:
    """I7."""
    here = partial(receive, chatter, organisation=line.organisation_id, words="hello", key="a")

    assert here(now=later(noon, 20)).is_new
    assert not here(now=later(noon, 21)).is_new
    assert len(messages(line, inbound=True)) == 2


def test_help_and_the_duress_word_on_the_page_are_for_each(
    line: Line, chatter: int, friend: int, ana: Operator, noon: datetime
) -> None:
    """IN6, WA5: typed beside the button of somebody else too, and nothing shows it."""
    agreed(friend, ana, noon, duress_word="stone")
    tap_okay(chatter, organisation=line.organisation_id, ask=1, word="stone", key="t", now=noon)

    assert [seen(each, line).duress for each in (chatter, friend)] == [True, True]
    assert {each.kind for each in messages(line, inbound=True)} == {"tap"}
    tap_help(friend, organisation=line.organisation_id, key="help", now=later(noon, 1))
    assert len(messages(line, kind="help")) == 2


def test_what_a_button_of_one_says_is_of_that_one_alone(
    line: Line, chatter: int, ana: Operator, noon: datetime
) -> None:
    """CO15."""
    friend = joined(chatter, ana, noon, down=True)
    receive(
        friend,
        organisation=line.organisation_id,
        words="They are breathing.",
        key="b",
        now=later(noon, 5),
        of_one=True,
    )

    assert [each.contact_id for each in messages(line, inbound=True)] == [friend]


def test_whoever_leaves_leaves_for_each_and_each_plan_decides(
    line: Line, chatter: int, friend: int, noon: datetime
) -> None:
    """IN6, PL4."""
    for _ in range(2):
        leave(
            friend, organisation=line.organisation_id, how=Left.EXIT, key="exit", now=later(noon, 9)
        )

    assert [seen(each, line).state for each in (chatter, friend)] == [State.ASKING, State.ASKING]
    assert len(entries(line, what="CallerLeft")) == 2


def test_somebody_beside_a_caller_who_is_watched_goes_down(
    line: Line, sam: int, ana: Operator, noon: datetime
) -> None:
    """CO15: an alarm at once, and the watch of the caller goes on as it was."""
    down = joined(sam, ana, later(noon, 30), down=True)

    assert (seen(down, line).state, seen(down, line).answered_for) == (State.ALARM, True)
    assert seen(sam, line).state is State.LISTENING
    texts(line, number_of(down, line), later(noon, 35), key="sms")
    assert seen(down, line).state is State.ALARM


def test_nothing_of_an_okay_of_the_caller_is_of_who_is_down(
    line: Line, sam: int, ana: Operator, noon: datetime
) -> None:
    """CO15."""
    down = joined(sam, ana, later(noon, 1), down=True)
    before = seen(down, line)
    texts(line, number_of(sam, line), later(noon, 30), key="sms")

    assert seen(down, line) == before
    assert seen(sam, line).last_answer_at == later(noon, 30)


def test_what_was_said_for_all_is_not_lost_with_one_who_was_just_let_go(
    line: Line, chatter: int, friend: int, noon: datetime
) -> None:
    """IN6, WA5: help counts for whoever is still here."""
    with as_organisation(line.organisation_id, writing=True):
        Contact.objects.filter(pk=chatter).update(state="ended", due_at=None)
    said = partial(receive_from_all, (chatter, friend), cries_for_help, kind="help", key="in:h")
    said(organisation=line.organisation_id, now=later(noon, 5))

    assert seen(friend, line).state is State.ALARM
    assert [each.contact_id for each in messages(line, kind="help")] == [friend]


def test_what_is_said_where_nobody_is_left_is_said_no_to(
    line: Line, chatter: int, noon: datetime
) -> None:
    with as_organisation(line.organisation_id, writing=True):
        Contact.objects.filter(pk=chatter).update(state="ended", due_at=None)

    with pytest.raises(ContactIsOver):
        tap_help(chatter, organisation=line.organisation_id, key="help", now=noon)


def cries_for_help(_facts: Known) -> tuple[Read, bytes | None]:
    return Read(reading=Reading.HELP), None
