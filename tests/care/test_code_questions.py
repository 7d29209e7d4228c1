"""Which questions a code is made from: an organisation's to choose, and a code's to keep."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillhere.care.code_answers import LARGEST_NUMBER, NotACount, NotADay, elements
from stillhere.care.code_questions import (
    FEW_BITS,
    FEWEST_ANSWERS,
    LONGEST_SENTENCE,
    MOST_QUESTIONS,
    OURS,
    SHIPPED,
    CannotAsk,
    Question,
    Takes,
    Unaskable,
    as_values,
    ask_alike,
    bits_of,
    faults,
    from_values,
    must_be_askable,
)

TREE = Question.own("Which tree do you like best?", "Quel arbre aimez-vous ?", takes=Takes.LETTERS)
BUS = Question.own("Which bus did you take?", "Quel bus preniez-vous ?", takes=Takes.NUMBER)
SOME = st.lists(st.sampled_from([*OURS, TREE, BUS]), unique=True, max_size=8)


def whys(*asked: Question) -> list[Unaskable]:
    return [each.why for each in faults(asked)]


def test_what_we_ship_can_be_asked_and_holds_enough() -> None:
    """CD2: about 23 bits, as the papers say."""
    must_be_askable(SHIPPED)

    assert bits_of(SHIPPED) == 23 >= FEW_BITS
    assert set(SHIPPED) < set(OURS)


def test_three_letters_hold_little() -> None:
    """CD2."""
    assert bits_of([TREE, *OURS[5:7]]) < FEW_BITS


def test_each_more_letter_holds_a_little_more() -> None:
    """CD2."""
    assert bits_of([replace(TREE, letters=3)]) == bits_of([TREE]) + 4


@given(SOME)
def test_three_to_six_are_asked(asked: list[Question]) -> None:
    """CD2."""
    fits = FEWEST_ANSWERS <= len(asked) <= MOST_QUESTIONS

    assert (list(faults(asked)) == []) is fits


@pytest.mark.parametrize(
    ("en", "fr", "why"),
    [
        ("Which tree?", "", Unaskable.ONE_LANGUAGE),
        ("", "Quel arbre ?", Unaskable.ONE_LANGUAGE),
        ("Which tree?", "?!", Unaskable.NO_WORDS),
        ("Which tree?", "a" * (LONGEST_SENTENCE + 1), Unaskable.TOO_LONG),
    ],
)
def test_a_sentence_of_their_own_is_asked_in_both_languages(
    en: str, fr: str, why: Unaskable
) -> None:
    """CD2."""
    own = Question.own(en, fr, takes=Takes.LETTERS)

    assert whys(*SHIPPED, own) == [why]


def test_the_same_question_is_asked_once() -> None:
    """CD2."""
    louder = Question.own("WHICH TREE do you like best", "Quel arbre aimez-vous ?", takes=Takes.DAY)

    assert whys(*SHIPPED[:3], TREE, louder) == [Unaskable.TWICE]


def test_what_cannot_be_asked_says_everything_at_once() -> None:
    """CD2."""
    with pytest.raises(CannotAsk) as refused:
        must_be_askable([TREE, TREE])

    assert {each.why for each in refused.value.faults} == {Unaskable.TOO_FEW, Unaskable.TWICE}


@given(SOME)
def test_questions_are_kept_as_they_were_signed(asked: list[Question]) -> None:
    """CD2."""
    assert from_values(as_values(asked)) == tuple(asked)


def test_in_other_words_it_is_another_question() -> None:
    """CD2: what another sentence asked for is never taken for the same answer."""
    other = Question.own("Which tree is near you?", TREE.fr, takes=Takes.LETTERS)
    answers = {each.name: "elm" for each in (TREE, other)} | {"carer": "Mado", "birth_town": "T"}

    made = [elements(answers, asked=[*SHIPPED[:2], each]) for each in (TREE, other)]

    assert made[0] != made[1]
    assert not ask_alike([TREE], [other])


def test_another_translation_asks_alike() -> None:
    """CD2: a mended French sentence makes no codes anew."""
    assert ask_alike([TREE], [replace(TREE, fr="Quel arbre préférez-vous ?")])
    assert not ask_alike([TREE], [replace(TREE, letters=2)])


def test_an_own_question_is_never_taken_for_ours_or_for_another_field() -> None:
    """CD2: "carer", "word" or "last" as a sentence of their own is a question of its own."""
    names = {
        Question.own(each, each, takes=Takes.LETTERS).name
        for each in ("carer", "word", "last", "birth_town")
    }

    assert len(names) == 4
    assert all(name.startswith("asked_") for name in names)
    assert not any(each.is_own for each in OURS)


@pytest.mark.parametrize("said", ["7", "007", "number 7", "\N{FULLWIDTH DIGIT SEVEN}"])
def test_a_number_said_differently_is_the_same(said: str) -> None:
    """CD2."""
    answers = {"carer": "Mado", "birth_town": "T"}
    asked = [*SHIPPED[:2], BUS]

    assert elements(answers | {BUS.name: said}, asked=asked)[2] == f"{BUS.name}=7"


@pytest.mark.parametrize("said", ["seven", "7 or 8", str(LARGEST_NUMBER + 1), "9" * 5000])
def test_what_is_no_number_names_its_question(said: str) -> None:
    """CD2."""
    with pytest.raises(NotACount) as refused:
        elements({BUS.name: said}, asked=[*SHIPPED[:2], BUS])

    assert refused.value.question == BUS.name


def test_what_is_no_day_names_its_question() -> None:
    """CD2."""
    with pytest.raises(NotADay) as refused:
        elements({"birth_day": "9" * 5000})

    assert refused.value.question == "birth_day"


def test_every_kind_of_answer_can_be_compared_and_counted() -> None:
    """CD2."""
    for takes in Takes:
        asked = [*SHIPPED[:2], replace(BUS, takes=takes)]
        answers = {"carer": "Mado", "birth_town": "T", BUS.name: "7a"}

        assert elements(answers, asked=asked)[2] in {f"{BUS.name}=7", f"{BUS.name}=a"}
        assert bits_of(asked) > bits_of(SHIPPED[:2])
