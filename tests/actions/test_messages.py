"""What is said has its effect once, whatever order it comes in and however often."""

from datetime import datetime
from itertools import permutations
from pathlib import Path

import pytest

from stillhere.actions.contact import end_contact, leave
from stillhere.actions.messages import Heard, receive, tap_help, tap_okay, thread
from stillhere.actions.reading import LATE
from stillhere.actions.saying import say
from stillhere.actions.watch import happen, load
from stillhere.care.channel import Channel
from stillhere.care.contact import ContactIsOver
from stillhere.care.contact_state import EndReason
from stillhere.care.intake import TooLong
from stillhere.care.messages import Reading
from stillhere.care.refused import DoesNotFit, NotYours
from stillhere.care.watch_events import AskedAgain, Left, SomethingWrong
from stillhere.care.watch_state import State, Watch
from stillhere.records.models import Contact, Line, Operator
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import (
    agreed,
    as_seen,
    begins,
    duties,
    entries,
    later,
    messages,
    on,
    takes,
)
from tests.somebody import acting

pytestmark = pytest.mark.both


def watched(watch: int, contact: Contact) -> Watch:
    with as_organisation(contact.organisation_id):
        return load(watch).watch


def hears(contact: Contact, words: str, now: datetime, *, key: str = "k") -> Heard:
    return receive(contact.pk, organisation=contact.organisation_id, words=words, key=key, now=now)


def says(contact: int, operator: Operator, words: str, now: datetime, *, key: str = "1") -> int:
    return say(
        contact,
        organisation=operator.organisation_id,
        by=acting(operator),
        words=words,
        key=key,
        now=now,
    )


def asked(watch: int, contact: Contact, operator: Operator, now: datetime) -> int:
    decision = happen(
        watch, AskedAgain(by=acting(operator)), organisation=contact.organisation_id, now=now
    )
    return decision.watch.digit(decision.watch.ask)


def alarmed(watch: int, contact: Contact, operator: Operator, now: datetime) -> None:
    wrong = SomethingWrong(by=acting(operator))
    happen(watch, wrong, organisation=contact.organisation_id, now=now)


def test_the_digit_of_the_latest_ask_is_an_answer(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """WA4."""
    digit = asked(watch, contact, ana, later(noon, 60))
    heard = hears(contact, f" {digit}. ", later(noon, 90))

    assert heard.reading == Reading.ANSWER
    assert watched(watch, contact).last_answer_at == later(noon, 90)


def test_an_old_digit_is_shown_as_late_and_changes_nothing(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """WA4."""
    old = asked(watch, contact, ana, later(noon, 60))
    asked(watch, contact, ana, later(noon, 70))
    before = watched(watch, contact)
    heard = hears(contact, str(old), later(noon, 90))

    assert heard.reading == LATE
    assert watched(watch, contact) == before


def test_a_digit_never_asked_is_only_a_number(watch: int, contact: Contact, noon: datetime) -> None:
    """WA4."""
    now_asked = watched(watch, contact)
    other = now_asked.digit(now_asked.ask + 4)

    assert hears(contact, str(other), later(noon, 9)).reading == Reading.WORDS
    assert watched(watch, contact).last_answer_at == noon


def test_the_same_message_again_has_no_second_effect(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """I7."""
    digit = asked(watch, contact, ana, later(noon, 60))
    first = hears(contact, str(digit), later(noon, 90))
    again = hears(contact, str(digit), later(noon, 500))

    assert (first.message_id, again.reading) == (again.message_id, first.reading)
    assert (first.is_new, again.is_new) == (True, False)
    assert watched(watch, contact).last_answer_at == later(noon, 90)


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_in_any_order_each_counts_for_its_own_ask(
    order: tuple[int, ...], watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """I7."""
    asks = [asked(watch, contact, ana, later(noon, second)) for second in (10, 20, 30)]
    for place, which in enumerate(order):
        for _ in range(2):
            hears(contact, str(asks[which]), later(noon, 40 + place), key=f"sid-{which}")
    answered = 40 + order.index(2)

    assert watched(watch, contact).last_answer_at == later(noon, answered)
    assert len(messages_of(contact)) == 3


def messages_of(contact: Contact) -> list[str]:
    return [each.reading for each in messages(contact.line, contact=contact, inbound=True)]


def test_help_raises_the_alarm_at_once(watch: int, contact: Contact, noon: datetime) -> None:
    """WA5."""
    assert hears(contact, "HELP!", later(noon, 9)).reading == Reading.HELP
    assert watched(watch, contact).state is State.ALARM


def test_duress_is_heard_and_shown_to_nobody_but_us(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """WA5."""
    agreed(contact.pk, ana, noon, ok_word="maple", duress_word="river")
    heard = hears(contact, "River", later(noon, 9))

    assert heard.reading == Reading.DURESS
    assert watched(watch, contact).duress


def test_the_word_of_the_plan_in_force_is_the_one_that_counts(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """WA6, PL6."""
    agreed(contact.pk, ana, noon, ok_word="maple")
    agreed(contact.pk, ana, later(noon, 1), ok_word="birch")
    alarmed(watch, contact, ana, later(noon, 2))
    digit = asked(watch, contact, ana, later(noon, 3))
    old = hears(contact, f"{digit} maple", later(noon, 4), key="old")

    assert (old.reading, watched(watch, contact).state) == (Reading.WORDS, State.ALARM)
    hears(contact, f"{digit} Birch", later(noon, 5), key="new")
    assert watched(watch, contact).state is State.LISTENING


def test_a_digit_alone_clears_no_alarm(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """WA6."""
    agreed(contact.pk, ana, noon, ok_word="maple")
    alarmed(watch, contact, ana, later(noon, 2))
    hears(contact, str(asked(watch, contact, ana, later(noon, 3))), later(noon, 4))

    assert watched(watch, contact).state is State.ALARM


def test_a_tap_names_its_ask(watch: int, contact: Contact, noon: datetime) -> None:
    """WA4."""
    ask = watched(watch, contact).ask

    def taps(ask: int, key: str, word: str = "") -> str:
        return tap_okay(
            contact.pk,
            organisation=contact.organisation_id,
            ask=ask,
            word=word,
            key=key,
            now=later(noon, 30),
        ).reading

    assert [taps(ask - 1, "a"), taps(ask + 1, "b"), taps(ask, "c")] == [LATE, LATE, "answer"]
    assert taps(ask, "d") == LATE
    assert watched(watch, contact).last_answer_at == later(noon, 30)


def test_the_duress_word_beside_a_tap_is_duress(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """WA5."""
    agreed(contact.pk, ana, noon, duress_word="river")
    tap_okay(
        contact.pk,
        organisation=contact.organisation_id,
        ask=watched(watch, contact).ask,
        word="river",
        key="t",
        now=later(noon, 9),
    )

    assert watched(watch, contact).duress


def test_the_help_button_is_help(watch: int, contact: Contact, noon: datetime) -> None:
    """WA5."""
    tap_help(contact.pk, organisation=contact.organisation_id, key="h", now=later(noon, 9))

    assert watched(watch, contact).state is State.ALARM


def test_on_a_page_stop_is_a_word_like_any_other(
    watch: int, contact: Contact, noon: datetime
) -> None:
    """WA10."""
    assert hears(contact, "stop", later(noon, 9)).reading == Reading.WORDS
    assert watched(watch, contact).lost == frozenset()


def test_a_key_from_outside_is_never_one_of_ours(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    hears(contact, "hi", later(noon, 1), key=f"ask:{watch}:2")
    asked(watch, contact, ana, later(noon, 2))

    assert [each.ask for each in messages(contact.line, kind="ask")] == [2]


def test_who_had_gone_and_writes_is_there_again(
    watch: int, contact: Contact, noon: datetime
) -> None:
    """CO9."""
    leave(contact.pk, organisation=contact.organisation_id, how=Left.GONE, key="g", now=noon)
    hears(contact, "back", later(noon, 5))

    assert as_seen(contact.pk, contact.line).gone is None


def test_words_without_the_sealing_key_still_have_their_effect(
    watch: int,
    contact: Contact,
    noon: datetime,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Fault 22."""
    monkeypatch.setenv("STILLHERE_KEYS", str(tmp_path / "gone"))
    hears(contact, "help", later(noon, 9))
    said, *_ = thread(contact.pk, organisation=contact.organisation_id)

    assert watched(watch, contact).state is State.ALARM
    assert (said.words, said.readable) == ("", False)


def test_what_an_operator_says_is_sealed_kept_once_and_owed_once(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """I7, I8."""
    said = {says(contact.pk, ana, " Good to hear from you ", noon, key="form-1") for _ in range(2)}
    (duty,) = duties(contact.line, kind="text_caller")

    assert {duty.facts["message"]} == said
    assert duty.lane == "care"
    assert len(entries(contact.line, what="WordsSaid")) == 1


def test_only_who_has_them_writes_to_them(
    watch: int, contact: Contact, ben: Operator, noon: datetime
) -> None:
    with pytest.raises(NotYours):
        says(contact.pk, ben, "Hi", noon)


def test_too_long_is_said_so_and_not_cut(contact: Contact, ana: Operator, noon: datetime) -> None:
    with pytest.raises(TooLong):
        says(contact.pk, ana, "x" * 1_001, noon)


def test_who_rang_is_written_to_only_once_they_agreed(
    line: Line, ana: Operator, noon: datetime
) -> None:
    """CO9, PL3."""
    contact = begins(line, noon, channel=Channel.VOICE)
    takes(on(ana, noon), contact, noon)

    with pytest.raises(DoesNotFit):
        says(contact, ana, "Hi", noon)
    agreed(contact, ana, noon)
    says(contact, ana, "Hi", noon)
    assert len(duties(line, kind="text_caller")) == 1


def test_nothing_is_said_in_a_contact_that_is_over(
    contact: Contact, ana: Operator, noon: datetime
) -> None:
    hears(contact, "bye", noon, key="before")
    end_contact(
        contact.pk,
        organisation=contact.organisation_id,
        by=acting(ana),
        reason=EndReason.ENDED,
        now=noon,
    )

    assert not hears(contact, "bye", later(noon, 9), key="before").is_new
    with pytest.raises(ContactIsOver):
        hears(contact, "hello?", later(noon, 9), key="after")


def test_the_thread_has_both_sides_in_order(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    hears(contact, "hello", later(noon, 1))
    asked(watch, contact, ana, later(noon, 2))
    organisation = contact.organisation_id
    say(
        contact.pk,
        organisation=organisation,
        by=acting(ana),
        words="Hi",
        key="1",
        now=later(noon, 3),
    )
    said = thread(contact.pk, organisation=organisation, by=acting(ana))

    assert [each.inbound for each in said] == [True, False, False]
    assert [each.by for each in said] == [None, None, "Ana"]
    assert (said[0].words, said[2].words) == ("hello", "Hi")
    assert str(watched(watch, contact).digit(2)) in said[1].words


def test_a_stranger_reads_no_thread(
    watch: int, contact: Contact, ben: Operator, ana: Operator, noon: datetime
) -> None:
    """I8."""
    organisation = contact.organisation_id

    with pytest.raises(NotYours):
        thread(contact.pk, organisation=organisation, by=acting(ben))
    alarmed(watch, contact, ana, noon)
    assert thread(contact.pk, organisation=organisation, by=acting(ben)) is not None
