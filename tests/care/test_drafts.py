"""The guides we ship: drafts, in both languages, each step with its source or without words."""

import re

import pytest

from stillhere.care.drafts import CARDS, SHIPPED, shipped, sources
from stillhere.care.guides import LANGUAGES, MUST_SAY, Standing
from stillhere.care.support import Guide

LONGEST_STEP = 240  # characters: what is read at a glance, in the middle of a call
KNOWN = {each for name, each in vars(sources).items() if name.isupper()}
EVERY = pytest.mark.parametrize("guide", list(Guide))


def test_every_guide_of_the_rule_is_shipped() -> None:
    """SU1."""
    assert set(CARDS) == set(Guide)


@EVERY
def test_what_we_ship_is_a_draft(guide: Guide) -> None:
    """SU1."""
    version = shipped(guide)

    assert (version.number, version.standing) == (SHIPPED, Standing.DRAFT)
    assert len(version.cards) >= 6


@EVERY
def test_a_step_is_in_both_languages_with_a_source_or_says_only_what_it_is_about(
    guide: Guide,
) -> None:
    """SU1."""
    for card in shipped(guide).cards:
        assert card.is_written or (not card.words and not card.source)
        said = card.words or card.about
        assert all(said[language] for language in LANGUAGES)


@EVERY
def test_a_source_is_one_of_those_that_were_looked_at(guide: Guide) -> None:
    """SU1."""
    for card in shipped(guide).cards:
        left = card.source
        for each in KNOWN:
            left = left.replace(each, "")
        assert not left.strip()


@EVERY
def test_a_step_is_short_enough_to_be_said(guide: Guide) -> None:
    """SU1."""
    said = [words for card in shipped(guide).cards for words in card.words.values()]

    assert [words for words in said if len(words) > LONGEST_STEP] == []


def test_the_guide_for_psychosis_brings_across_all_five() -> None:
    """SU1."""
    said = {manner for card in CARDS[Guide.PSYCHOSIS] for manner in card.manners}

    assert said == set(MUST_SAY[Guide.PSYCHOSIS])


def test_the_guide_about_wanting_to_die_hands_over_to_its_line() -> None:
    """SU1."""
    said = " ".join(card.words.get("en", "") for card in CARDS[Guide.WANTING_TO_DIE])

    assert "9-8-8" in said


def test_french_keeps_its_signs_with_their_words() -> None:
    """A line never begins with a question mark or ends with an opening quotation mark."""
    french = [card.words.get("fr", "") for cards in CARDS.values() for card in cards]

    assert [words for words in french if re.search(r" [:;?!»]|« ", words)] == []
