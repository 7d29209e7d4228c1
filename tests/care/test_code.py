"""The unique code: the same answers, the same words, and nothing that only looks like one."""

from collections.abc import Callable
from itertools import permutations
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillhere.care.code import NotACode, Unheard, heard, heard_in_any, say
from stillhere.care.code_answers import (
    NotADay,
    TooLittleForACode,
    elements,
    leave_one_out,
)
from stillhere.care.words.english import WORDS

ANSWERS = {
    "carer": "Mado",
    "birth_town": "Trois-Rivières",
    "birth_day": "7",
    "middle_name": "Lee",
    "first_school": "Elm Street",
}
BITS = st.integers(0, 2**30 - 1)
LANGUAGES = st.sampled_from(["en", "fr", "fr-ca"])


def test_cd2_answers_become_only_what_was_asked_for() -> None:
    assert elements(ANSWERS) == (
        "carer=ma",
        "birth_town=t",
        "birth_day=7",
        "middle_name=l",
        "first_school=e",
        "last~",
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("carer", "MA"),
        ("carer", " mâ. "),
        ("birth_town", "t"),
        ("birth_day", "the 07th"),
        ("first_school", "Élan"),
        ("middle_name", "'L'"),
    ],
)
def test_cd2_the_same_answer_said_differently_is_the_same(name: str, said: str) -> None:
    assert elements(ANSWERS | {name: said}) == elements(ANSWERS)


def test_cd2_ligatures_are_letters() -> None:
    assert elements(ANSWERS | {"carer": "Œdipe"})[0] == "carer=oe"


def test_cd2_a_dash_is_a_skipped_day() -> None:
    assert elements(ANSWERS | {"birth_day": "-"})[2] == "birth_day="


@pytest.mark.parametrize("said", ["0", "32", "3/11", "the third"])
def test_cd2_only_a_day_of_the_month_is_a_day(said: str) -> None:
    with pytest.raises(NotADay):
        elements(ANSWERS | {"birth_day": said})


def test_cd2_any_question_may_be_skipped_or_replaced_by_an_own_word() -> None:
    found = elements(
        {name: ANSWERS[name] for name in ("carer", "birth_day")},
        own_words={"middle_name": "Blue-bird"},
    )

    assert found[1] == "birth_town="
    assert found[3] == "middle_name~bluebird"


def test_cd2_an_own_word_is_never_taken_for_an_answer() -> None:
    assert elements(ANSWERS, own_words={"middle_name": "L"}) != elements(ANSWERS)


def test_cd4_two_answers_are_too_few_for_a_code() -> None:
    with pytest.raises(TooLittleForACode):
        elements({"carer": "Ma", "birth_day": "7", "birth_town": "..."})


def test_cd4_a_last_word_tells_two_people_apart() -> None:
    assert elements(ANSWERS, last_word="lantern") != elements(ANSWERS, last_word="kettle")


@given(st.integers(0, 4), st.sampled_from("abcxyz"))
def test_cd3_one_wrong_answer_still_agrees_in_one_way(place: int, wrong: str) -> None:
    name = list(ANSWERS)[place]
    other = ANSWERS | {name: "31" if name == "birth_day" else wrong * 2}

    shared = set(leave_one_out(elements(ANSWERS))) & set(leave_one_out(elements(other)))

    assert leave_one_out(elements(other))[place] in shared


def test_cd3_two_wrong_answers_agree_in_none() -> None:
    other = elements(ANSWERS | {"carer": "Zo", "birth_day": "31"})

    assert not set(leave_one_out(elements(ANSWERS))) & set(leave_one_out(other))


def test_cd3_a_forgotten_last_word_still_agrees_in_one_way() -> None:
    kept, said = elements(ANSWERS, last_word="lantern"), elements(ANSWERS)

    assert len(set(leave_one_out(kept)) & set(leave_one_out(said))) == 1


@given(BITS, LANGUAGES)
def test_cd2_words_are_heard_as_what_was_said(bits: int, language: str) -> None:
    assert heard(say(bits, language), language) == bits


@given(BITS)
def test_cd2_a_code_is_three_words_and_a_digit(bits: int) -> None:
    *words, digit = say(bits, "en").split()

    assert len(words) == 3
    assert set(words) <= set(WORDS)
    assert digit in "0123456789"


def test_cd2_case_accents_and_punctuation_do_not_matter() -> None:
    code = say(0b0000000101_0000010001_1111111110, "fr")
    typed = code.upper().replace(" ", ", ").replace("É", "E") + "."

    assert heard(typed, "fr") == heard(code, "fr")


@given(BITS, LANGUAGES)
def test_cd2_swapped_words_are_always_caught(bits: int, language: str) -> None:
    *words, digit = say(bits, language).split()
    others = {order for order in permutations(words) if list(order) != words}

    for order in others:
        with pytest.raises(NotACode, match="digit_differs"):
            heard(" ".join([*order, digit]), language)


@pytest.mark.wide
@given(BITS, st.integers(0, 2))
def test_cd2_nine_in_ten_wrong_words_are_caught(bits: int, place: int) -> None:
    *words, digit = say(bits, "en").split()
    said = [[*words[:place], wrong, *words[place + 1 :], digit] for wrong in WORDS]

    taken = [each for each in said if _is_heard(" ".join(each))]

    assert len(taken) <= 1 + len(WORDS) // 9


@pytest.mark.parametrize(
    ("spoken", "why", "word"),
    [
        ("", Unheard.NOT_THREE_WORDS, ""),
        ("acorn album amber", Unheard.NOT_THREE_WORDS, ""),
        ("acorn album 4", Unheard.NOT_THREE_WORDS, ""),
        ("4 acorn album amber", Unheard.NOT_THREE_WORDS, ""),
        ("acorn album amber amber 4", Unheard.NOT_THREE_WORDS, ""),
        ("acorn albums amber 4", Unheard.UNKNOWN_WORD, "albums"),
    ],
)
def test_cd2_what_is_no_code_says_which_part(spoken: str, why: Unheard, word: str) -> None:
    with pytest.raises(NotACode) as caught:
        heard(spoken, "en")

    assert (caught.value.why, caught.value.word) == (why, word)


@given(st.text(max_size=40))
def test_cd2_noise_is_never_a_code(spoken: str) -> None:
    assert not _is_heard(spoken)


@given(BITS)
def test_a_code_is_known_whatever_language_they_speak_today(bits: int) -> None:
    """CD2."""
    assert ("fr", bits) in heard_in_any(say(bits, "fr"), "en")
    assert ("en", bits) in heard_in_any(say(bits, "en"), "fr-ca")


def test_what_is_no_code_is_told_in_the_language_they_speak() -> None:
    """CD2."""
    with pytest.raises(NotACode) as caught:
        heard_in_any("acorn albums amber 4", "en")

    assert caught.value.word == "albums"


MESSES = st.sampled_from(
    [str.upper, str.title, str.lower, " {} ".format, "'{}'".format, "{}.".format]
)
SAID = st.fixed_dictionaries(
    {
        "carer": st.sampled_from(["Mado", "Éloïse", "Œdipe", "Wei Ling", "O'Hara"]),
        "birth_town": st.sampled_from(["Trois-Rivières", "Ōtepoti", "St. John's"]),
        "birth_day": st.integers(1, 31).map(str),
        "middle_name": st.sampled_from(["Lee", "Zoë", "Ñandu"]),
        "first_school": st.sampled_from(["Elm Street", "École du Parc"]),
    }
)


@given(SAID, MESSES, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_the_same_answers_said_differently_make_the_same_elements(
    said: dict[str, str], mess: Callable[[str], str], form: Literal["NFC", "NFD", "NFKC", "NFKD"]
) -> None:
    """CD2."""
    differently = {name: mess(normalize(form, answer)) for name, answer in said.items()}

    assert elements(differently) == elements(said)


@given(SAID, st.text(max_size=20))
def test_only_what_was_asked_for_of_an_answer_counts(said: dict[str, str], more: str) -> None:
    """CD2: whatever else they say of a name, only its first letters are used."""
    longer = said | {"carer": said["carer"] + more, "birth_town": said["birth_town"] + more}

    assert elements(longer) == elements(said)


def _is_heard(spoken: str) -> bool:
    try:
        heard(spoken, "en")
    except NotACode:
        return False
    return True
