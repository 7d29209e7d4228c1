"""Several at one phone: an answer says whose it is, or it clears nobody; each has a clock."""

from dataclasses import replace
from itertools import product

import pytest

from stillhere.care.beside import (
    LONGEST_NAME,
    asked_by,
    begin_beside,
    first_digits,
    in_a_text,
    narrow,
    plan_beside,
    read_for_all,
    whose_answer,
)
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Clock, Need, State
from stillhere.care.messages import Read, Reading, read
from stillhere.care.plan import NOTHING_AGREED, Helper, IfDropped, Words
from stillhere.care.refused import OutOfRange
from stillhere.care.together_events import SharesPhone
from stillhere.care.watch_facts import as_facts, as_watch
from stillhere.care.watch_state import Watch
from tests.care.watching import ANA, DEFAULTS, NOON, PLAN, a_watch, decide, quiet, tap, then

SAM, ROBIN = 11, 22
"""Two contacts of one phone."""


def shares(digit: int, watch: Watch | None = None) -> Watch:
    return then(watch or a_watch(), 1, SharesPhone(digit=digit))


def answers(words: str, **watches: Watch) -> str | None:
    """Whose answer these words are."""
    names = dict(enumerate(watches))
    found = whose_answer(
        dict.fromkeys(names, heard(words)), {n: watches[name] for n, name in names.items()}
    )
    return None if found is None else names[found]


def heard(words: str, *, ok_word: str = "maple") -> Read:
    return read(
        words,
        is_ok_word=lambda word: word == ok_word,
        is_duress_word=lambda word: word == "stone",
        of_several=True,
    )


def test_two_at_one_phone_have_two_digits_of_which_the_first_is_theirs() -> None:
    """IN6, WA4: the second is new with each ask, as ever."""
    sam, robin = (quiet(shares(digit), 200) for digit in (1, 2))

    assert {sam.digit(ask) // 10 for ask in range(1, sam.ask + 9)} == {1}
    assert {robin.digit(ask) // 10 for ask in range(1, 30)} == {2}
    assert len({sam.digit(ask) for ask in range(1, 10)}) == 9


def test_no_digit_is_two_peoples_whatever_was_asked_before() -> None:
    """IN6: whoever began alone was asked with one digit, and nobody is from now on."""
    for asks, start, digit in product(range(1, 12), range(9), (2, 9)):
        began_alone = replace(a_watch(), ask=asks, digit_from=start)
        sam = replace(shares(1, began_alone), ask=asks + 4)
        robin = replace(shares(digit), digit_from=start, ask=asks)
        theirs = ({w.digit(ask) for ask in range(1, w.ask + 1)} for w in (sam, robin))

        assert not set.intersection(*theirs)


def test_what_was_asked_before_is_answered_as_it_was_asked() -> None:
    """IN6, WA4."""
    alone = quiet(a_watch(), 125)
    sam = then(alone, 126, SharesPhone(digit=1))

    assert sam.digit(sam.ask) == alone.digit(alone.ask)
    assert sam.digit(sam.ask + 1) // 10 == 1


def test_being_told_apart_answers_nothing_and_moves_no_clock() -> None:
    """IN6, WA6."""
    alone = quiet(a_watch(), 125)
    told_apart = then(alone, 126, SharesPhone(digit=1))
    same = replace(told_apart, first_digit=0, first_digit_from=1)

    assert same == alone
    assert decide(told_apart, 127, SharesPhone(digit=1)).watch == told_apart


@pytest.mark.parametrize("digit", [-1, 0, 10])
def test_a_first_digit_is_one_digit(digit: int) -> None:
    """IN6."""
    with pytest.raises(OutOfRange):
        decide(a_watch(), 1, SharesPhone(digit=digit))


def test_an_answer_names_whose_it_is() -> None:
    """IN6, CO8."""
    sam, robin = shares(1), shares(2)
    digit = robin.digit(robin.ask)

    assert answers(f"{digit}", sam=sam, robin=robin) == "robin"
    assert answers(f"{digit} maple", sam=sam, robin=robin) == "robin"
    assert answers(f"maple {digit}", sam=sam, robin=robin) == "robin"


@pytest.mark.parametrize("words", ["yes", "2", "39", "i am fine", "", "212"])
def test_an_answer_that_names_nobody_is_nobodys(words: str) -> None:
    """IN6, CO8: a digit short, somebody else's, or none at all."""
    assert answers(words, sam=shares(1), robin=shares(2)) is None


def test_where_two_have_the_same_digit_it_is_nobodys() -> None:
    """IN6: what is not certain clears nobody."""
    both = quiet(a_watch(), 125)

    assert answers(f"{both.digit(both.ask)}", sam=both, robin=both) is None


def test_a_word_of_somebody_else_beside_the_digit_is_no_answer() -> None:
    """IN6, WA5."""
    sam, robin = shares(1), shares(2)
    words = f"{robin.digit(robin.ask)} maple"
    found = {SAM: heard(words), ROBIN: heard(words, ok_word="river")}

    assert whose_answer(found, {SAM: sam, ROBIN: robin}) is None


def test_an_answer_is_of_whoever_is_watched() -> None:
    """IN6: whoever is not watched was asked nothing."""
    sam = quiet(a_watch(), 125)
    found = dict.fromkeys((SAM, ROBIN), heard(f"{sam.digit(sam.ask)}"))

    assert whose_answer(found, {SAM: sam}) == SAM


@pytest.mark.parametrize(
    ("words", "cry"), [("help", Reading.HELP), ("aide 2", Reading.HELP), ("stone", Reading.DURESS)]
)
def test_help_and_the_duress_word_of_one_are_heard_for_each(words: str, cry: Reading) -> None:
    """IN6, WA5: who needs it nobody can know, and the page of nobody there may change."""
    found = read_for_all({SAM: heard(words), ROBIN: Read(reading=Reading.WORDS)})

    assert found == {SAM: Read(reading=cry), ROBIN: Read(reading=cry)}


def test_anything_else_is_to_each_what_they_agreed_on() -> None:
    """IN6."""
    found = {SAM: heard("hello"), ROBIN: heard("14 maple")}

    assert read_for_all(found) == found


def test_one_alone_needs_no_digit_of_their_own() -> None:
    """IN6, WA4."""
    assert first_digits({}) == {}
    assert first_digits({7: 0}) == {}


def test_whoever_has_a_digit_of_their_own_keeps_it() -> None:
    """IN6."""
    assert first_digits({7: 0, 8: 0}) == {7: 1, 8: 2}
    assert first_digits({7: 1, 8: 2, 9: 0}) == {9: 3}
    assert first_digits({7: 0, 8: 2}) == {7: 1}


def test_two_with_the_same_digit_are_told_apart_and_the_first_keeps_it() -> None:
    """IN6: where two phones came to be one."""
    assert first_digits({7: 1, 8: 1}) == {8: 2}


def test_the_digit_of_a_watch_just_closed_is_given_last() -> None:
    """IN6: a late answer to it must not be somebody else's."""
    assert first_digits({7: 1, 8: 0}, lately={2}) == {8: 3}
    full = {watch: watch for watch in range(1, 9)}
    assert first_digits({**full, 20: 0}, lately={9}) == {20: 9}


def test_a_tenth_at_one_phone_has_none_and_nobodys_digit() -> None:
    """IN6."""
    full = {watch: watch for watch in range(1, 10)}

    assert first_digits({**full, 20: 0}) == {}


def test_a_clock_of_one_stands_still_for_no_answer_of_the_other() -> None:
    """IN6."""
    sam, robin = quiet(shares(1), 125), quiet(shares(2), 125)
    after = then(sam, 126, tap(sam))

    assert after.last_answer_at != robin.last_answer_at
    assert asked_by(sam.digit(sam.ask), robin) is None


def test_an_older_ask_is_known_as_an_older_one() -> None:
    """WA4."""
    watch = quiet(shares(1), 200)

    assert asked_by(watch.digit(watch.ask - 1), watch) == watch.ask - 1
    assert asked_by(None, watch) is None


def test_whoever_has_the_caller_has_who_is_beside_them() -> None:
    """IN6: nobody else is rung for them, and nobody is greeted."""
    beside = begin_beside(
        NOON, policy=DEFAULTS, channel=Channel.TEXT, has_number=True, need=Need.UNKNOWN, by=ANA
    )

    assert (beside.state, beside.operator, beside.offered_to) == (State.WITH_OPERATOR, ANA.id, ())
    assert set(dict(beside.clocks)) == {Clock.SILENCE}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Robin", "Robin"),
        ("  Jean-Luc   O'Brien ", "Jean-Luc O'Brien"),
        ("R.; DROP <b>", "R DROP b"),
        ("x" * 40, "x" * LONGEST_NAME),
        ("\U0001d538lex \U0001f600", "lex"),
        ("!!", ""),
    ],
)
def test_only_what_may_stand_in_a_text_is_written_of_a_name(name: str, written: str) -> None:
    """IN2, IN6."""
    assert in_a_text(name) == written


@pytest.mark.parametrize(("name", "written"), [("Zoé", "Zoe"), ("Jo-2", "Jo-2"), ("ᐊᓇ", "")])
def test_a_long_text_has_room_for_a_name_without_accents(name: str, written: str) -> None:
    """IN6."""
    assert narrow(name) == written


def test_place_and_people_are_taken_over_and_no_consent_is() -> None:
    """IN6, PL5, PL6: it is read back and agreed anew."""
    jo = Helper(name="Jo", number="902 555 0142", minutes=5, may_be_told="that I use")
    words = Words(
        place="Blue lot",
        way_in="side door",
        helpers=(jo,),
        never="Max",
        ok_word="maple",
        duress_word="stone",
        say_if_answered="it is about the bike",
    )
    agreed = replace(PLAN, if_dropped=IfDropped.NOTHING, may_give_number=True, refused=True)
    terms, theirs = plan_beside(agreed, words)

    assert (theirs.place, theirs.way_in, terms.steps) == ("Blue lot", "side door", PLAN.steps)
    assert theirs.helpers == (replace(jo, may_be_told=""),)
    assert (theirs.never, theirs.ok_word, theirs.duress_word, theirs.say_if_answered) == ("",) * 4
    assert (terms.reach, terms.if_dropped) == (NOTHING_AGREED.reach, NOTHING_AGREED.if_dropped)
    assert (terms.read_back, terms.refused, terms.may_give_number) == (False, False, False)


def test_it_is_kept_and_read_again() -> None:
    """IN6."""
    watch = quiet(shares(3), 130)
    facts = as_facts(watch)
    kept = as_watch(
        facts, state=watch.state, clocks={}, rung=watch.rung, holder=1, policy=DEFAULTS, terms=PLAN
    )

    assert (kept.first_digit, kept.first_digit_from) == (3, watch.first_digit_from)
    assert kept.digit(kept.ask) == watch.digit(watch.ask)
