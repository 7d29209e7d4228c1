"""The words that codes are said in: easy to say, hard to mistake, harmless to anyone."""

import hashlib
from itertools import pairwise

import pytest

from stillhere.care.code import plain
from stillhere.care.words import english, french

LISTS = pytest.mark.parametrize("words", [english.WORDS, french.WORDS], ids=["en", "fr"])
UNKIND = {
    "en": "gun knife sword bullet bomb grave coffin ghost angel devil church temple altar arm leg "
    "blood bone needle pipe powder pill weed grass pot crack rock snow ice coke crystal speed "
    "candy dust horse poppy cotton spoon smoke bottle wine beer rope bridge cliff balcony razor",
    "fr": "arme couteau fusil bombe tombe fantôme ange diable église autel bras jambe sang os "
    "aiguille pipe poudre pilule herbe joint neige glace cristal roche caillou cheval blanche "
    "pavot coton cuillère fumée bouteille vin bière corde pont falaise balcon rasoir seringue",
}


@LISTS
def test_there_are_a_thousand_and_twenty_four_words(words: tuple[str, ...]) -> None:
    assert len(words) == len({plain(word) for word in words}) == 1024


@LISTS
def test_every_word_is_short_and_can_be_typed_without_accents(words: tuple[str, ...]) -> None:
    assert [word for word in words if not 3 <= len(plain(word)) <= 8] == []
    assert [word for word in words if not (plain(word).isascii() and plain(word).isalpha())] == []
    assert [word for word in words if word != word.lower()] == []


@LISTS
def test_no_word_is_one_slip_away_from_another(words: tuple[str, ...]) -> None:
    seen: dict[str, str] = {}
    near = [
        (word, seen.setdefault(cut, word))
        for word in words
        for cut in _cuts(plain(word))
        if seen.setdefault(cut, word) != word
    ]

    assert near == []


@LISTS
def test_words_keep_their_alphabet(words: tuple[str, ...]) -> None:
    assert all(plain(one) < plain(next_one) for one, next_one in pairwise(words))


@pytest.mark.parametrize(("language", "words"), [("en", english.WORDS), ("fr", french.WORDS)])
def test_no_word_is_about_harm_drugs_faith_or_the_body(
    language: str, words: tuple[str, ...]
) -> None:
    unkind = {plain(word) for word in UNKIND[language].split()}

    assert unkind & {plain(word) for word in words} == set()


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (english.WORDS, "90cf3fe639cbab96"),
        (french.WORDS, "e3735762e347619d"),
    ],
    ids=["en", "fr"],
)
def test_no_code_ever_given_changes_its_words(words: tuple[str, ...], kept: str) -> None:
    assert hashlib.sha256(" ".join(words).encode()).hexdigest()[:16] == kept


def _cuts(word: str) -> set[str]:
    """The word, and the word with each letter left out: shared by any two that are one slip off."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}
