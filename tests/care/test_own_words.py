"""Own words are held to what ours are: they tell nobody, fit one text and can be answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillhere.care.harmless import telling
from stillhere.care.own_words import (
    AS_SHIPPED,
    KEEPS,
    LANGUAGES,
    Mistake,
    OwnWords,
    Text,
    Wrong,
    at_its_longest,
    filled,
    mistakes,
    places_over,
)
from stillhere.care.text_size import size


def of(text: Text, words: str, language: str = "en") -> OwnWords:
    return OwnWords({(text, language): words})


def wrong_with(text: Text, words: str, language: str = "en") -> list[tuple[Wrong, str]]:
    return [(each.wrong, each.what) for each in mistakes(of(text, words, language))]


def test_words_that_tell_whoever_holds_the_phone_are_not_said() -> None:
    """IN2."""
    found = wrong_with(Text.STILL_THERE, "Are you still using? Think of NARCAN.")

    assert found == [(Wrong.TELLS, "using, NARCAN")]


def test_an_ask_keeps_its_digit_and_brings_no_other() -> None:
    """WA4: without it nobody could answer, and another would be sent back instead."""
    assert wrong_with(Text.ASK, "All good?") == [(Wrong.LACKS, "{digit}")]
    assert wrong_with(Text.ASK, "All good? Send {digit}, or 0.") == [(Wrong.OTHER_DIGIT, "0")]
    assert wrong_with(Text.ASK, "All good? Send {digit}.") == []


def test_a_digit_stands_there_once() -> None:
    """WA4: "44" is nobody's answer."""
    assert wrong_with(Text.ASK, "All good? {digit}, yes, {digit}.") == [(Wrong.TWICE, "{digit}")]
    assert wrong_with(Text.ASK, "All good? Send {digit}{digit}.") == [
        (Wrong.TWICE, "{digit}"),
        (Wrong.TOUCHES, "{digit}"),
    ]


@pytest.mark.parametrize(
    "words", ["Send x{digit}", "{digit}th", "Send 1{digit}", "Envoyez é{digit}"]
)
def test_a_place_stands_apart(words: str) -> None:
    """WA4: what is sent back must be the digit alone."""
    assert (Wrong.TOUCHES, "{digit}") in wrong_with(Text.ASK, words)
    assert wrong_with(Text.ASK, "Okay? ({digit})!") == []


def test_two_places_stand_apart() -> None:
    """IN6: a name that runs into a digit is neither."""
    assert wrong_with(Text.ASK_ONE, "Okay? {name}{digit}") == [
        (Wrong.TOUCHES, "{name}"),
        (Wrong.TOUCHES, "{digit}"),
    ]


def test_one_of_several_is_named() -> None:
    """IN6."""
    assert wrong_with(Text.ASK_ONE, "All good? Send {digit}.") == [(Wrong.LACKS, "{name}")]


@pytest.mark.parametrize(("language", "word"), [("en", "CALL"), ("fr", "RAPPEL")])
def test_what_can_be_done_instead_stays_in_it(language: str, word: str) -> None:
    """CO4: 911, and the word that is understood when it comes back."""
    assert wrong_with(Text.WHAT_ELSE, f"Send {word}. Or 911.", language) == []
    assert wrong_with(Text.WHAT_ELSE, "Please wait.", language) == [
        (Wrong.LACKS, "911"),
        (Wrong.LACKS, word),
    ]


def test_a_text_fits_one_with_the_longest_that_may_stand_in_it() -> None:
    """IN2: a torn text may come in part; how much is too much is said."""
    fits = "{line}. 911. " + "a" * (160 - 40 - 7)

    assert wrong_with(Text.WHO_WE_ARE, fits) == []
    assert wrong_with(Text.WHO_WE_ARE, fits + "aa") == [(Wrong.TOO_LONG, "2")]


def test_a_letter_that_leaves_less_room_is_counted_so() -> None:
    """IN2."""
    assert wrong_with(Text.STILL_THERE, "ê" * 70) == []
    assert wrong_with(Text.STILL_THERE, "ê" * 71) == [(Wrong.TOO_LONG, "1")]


def test_what_is_put_before_it_counts_too() -> None:
    """IN6: where several have one phone, a name comes first."""
    assert wrong_with(Text.CALLED_OFF, "a" * 142) == []
    assert wrong_with(Text.CALLED_OFF, "a" * 143) == [(Wrong.TOO_LONG, "1")]


@pytest.mark.parametrize("hole", ["{nmae}", "{}", "{", "}", "{digit"])
def test_a_place_that_nothing_fills_is_never_sent(hole: str) -> None:
    """WA4: a caller would read the brackets."""
    kinds = {wrong for wrong, _ in wrong_with(Text.STILL_THERE, f"Are you there? {hole}")}

    assert kinds == {Wrong.NO_SUCH_PLACE}


def test_every_mistake_in_every_text_is_said_at_once() -> None:
    """IN2."""
    own = OwnWords({(Text.ASK, "fr"): "Drogue?", (Text.GREETING, "en"): "Overdose line"})

    assert mistakes(own) == (
        Mistake(text=Text.ASK, language="fr", wrong=Wrong.LACKS, what="{digit}"),
        Mistake(text=Text.ASK, language="fr", wrong=Wrong.TELLS, what="Drogue"),
        Mistake(text=Text.GREETING, language="en", wrong=Wrong.TELLS, what="Overdose"),
    )


def test_what_nobody_wrote_is_said_as_shipped() -> None:
    own = of(Text.ASK, "All good? Send {digit}.")

    assert own.words(Text.ASK, "en-ca", digit="7") == "All good? Send 7."
    assert own.words(Text.ASK, "fr", digit="7") == ""
    assert mistakes(OwnWords({(Text.ASK, "en"): ""})) == ()
    assert AS_SHIPPED.as_values() == {}


def test_a_version_is_kept_and_read_again() -> None:
    own = OwnWords({(Text.ASK, "en"): "Send {digit}.", (Text.ASK, "fr"): ""})

    kept = own.as_values()

    assert kept == {"ask": {"en": "Send {digit}."}}
    assert OwnWords.from_values({**kept, "of_a_later_release": {"en": "?"}}).as_values() == kept


@given(
    text=st.sampled_from(Text),
    language=st.sampled_from(LANGUAGES),
    words=st.text(alphabet="abeêéç {}digtnmlu911CALRPE", max_size=200),
)
def test_whatever_is_accepted_is_one_harmless_text(text: Text, language: str, words: str) -> None:
    """IN2, WA4: as long as it can be, and with nothing left open."""
    if mistakes(of(text, words, language)):
        return
    sent = KEEPS[text].before + of(text, words, language).words(
        text, language, **KEEPS[text].places
    )

    assert size(sent).segments == 1
    assert telling(filled(words, {})) == ()
    assert not {"{", "}"} & set(sent)
    assert all(words.count(f"{{{place}}}") == 1 for place in KEEPS[text].places) or not words


def test_how_much_is_too_much_is_counted_in_letters() -> None:
    assert places_over("a" * 160) == 0
    assert places_over("a" * 163) == 3
    assert at_its_longest(Text.GREETING, "Hello.") == "Hello."
