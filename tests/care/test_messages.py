"""What an inbound message means: only whole messages count, and a doubt goes to a person."""

import pytest

from stillhere.care.messages import CARRIER_STOPS, Read, Reading, normalised, read, starts_again


def reading(words: str, *, ok: str = "maple", duress: str = "river") -> Read:
    return read(words, is_ok_word=lambda w: w == ok, is_duress_word=lambda w: w == duress)


@pytest.mark.parametrize("words", ["4", " 4 ", "4.", "(4)", "4️⃣", "４"])
def test_a_digit_alone_is_an_answer(words: str) -> None:
    """WA4."""
    assert reading(words) == Read(reading=Reading.ANSWER, digit=4)


@pytest.mark.parametrize("words", ["4 maple", "Maple 4", "4MAPLE", "maple, 4!", "4 - Máple"])
def test_digit_and_word_together_are_an_answer_with_the_word(words: str) -> None:
    """WA4, WA6."""
    assert reading(words) == Read(reading=Reading.ANSWER, digit=4, with_word=True)


@pytest.mark.parametrize(
    "words", ["help", "HELP!", " Aide ", "h e l p", "!", " ! ", "！", "4 help"]
)
def test_a_cry_for_help_is_heard(words: str) -> None:
    """WA5."""
    assert reading(words).reading is Reading.HELP


@pytest.mark.parametrize("words", ["river", "River.", "4 river", "RIVER 4"])
def test_the_duress_word_is_heard_with_and_without_a_digit(words: str) -> None:
    """WA5."""
    assert reading(words).reading is Reading.DURESS


@pytest.mark.parametrize("duress", ["7up", "route66", "4"])
def test_a_duress_word_may_hold_digits(duress: str) -> None:
    """WA5."""
    assert reading(duress, duress=duress).reading is Reading.DURESS


@pytest.mark.parametrize(("ok", "words"), [("7up", "4 7up"), ("7up", "7up 4"), ("go2", "go2 4")])
def test_so_may_an_ok_word(ok: str, words: str) -> None:
    """WA5, WA6."""
    assert reading(words, ok=ok) == Read(reading=Reading.ANSWER, digit=4, with_word=True)


@pytest.mark.parametrize("word", ["help", "stop", "end"])
def test_whatever_else_it_means_the_duress_word_is_duress(word: str) -> None:
    """WA5."""
    assert reading(word, duress=word).reading is Reading.DURESS


@pytest.mark.parametrize("words", sorted(CARRIER_STOPS))
def test_a_carriers_stop_is_a_lost_channel(words: str) -> None:
    """WA10."""
    assert reading(words.upper()).reading is Reading.CARRIER_STOP


@pytest.mark.parametrize("words", ["ARRÊT", "Arrêt !", "opt-out", "OPT OUT", "Stop all"])
def test_a_stop_is_known_however_it_is_written(words: str) -> None:
    """WA10."""
    assert reading(words).reading is Reading.CARRIER_STOP


@pytest.mark.parametrize("words", ["INFO", "info ?"])
def test_asking_who_we_are_is_no_cry_for_help(words: str) -> None:
    """WA5."""
    assert reading(words).reading is Reading.INFO
    assert reading(words).asks_who


@pytest.mark.parametrize("words", ["START", "Unstop!", "oui", "Yes."])
def test_a_start_is_known_by_who_was_told_to_stop(words: str) -> None:
    """WA10."""
    assert starts_again(words)
    assert reading(words).reading is Reading.WORDS
    assert not starts_again(f"{words} please")


@pytest.mark.parametrize(
    "words",
    [
        "",
        "?!",
        "yes",
        "ok",
        "maple",
        "42",
        "4 4 4",
        "4 rivers",
        "please help me",
        "stop asking",
        "٤",
    ],
)
def test_everything_else_goes_to_a_person(words: str) -> None:
    """WA5."""
    assert reading(words) == Read(reading=Reading.WORDS)


def test_case_accents_and_punctuation_are_set_aside() -> None:
    """WA5."""
    assert normalised(" Érable-rouge, 2 ! ") == "erablerouge2"
