"""Guides: nothing medical is invented, nothing unapproved looks approved, a tick says nothing."""

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from stillhere.care.guides import (
    LANGUAGES,
    NUMBERS,
    Card,
    LeavesOut,
    Manner,
    NeedsAName,
    NoSuchCard,
    NotWritten,
    Standing,
    Tick,
    Version,
    tick,
    to_show,
)
from stillhere.care.support import Guide

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
WRITTEN = Card(words={"en": "Say who you are.", "fr": "Dites qui vous êtes."}, source="A source")
UNWRITTEN = Card(words=WRITTEN.words)
DRAFT = Version(guide=Guide.PANIC, number=1, cards=(WRITTEN, WRITTEN))
APPROVED = DRAFT.approve(by="Dr. Robin Example", now=NOON)


def test_what_nobody_has_approved_is_a_draft() -> None:
    """SU1."""
    assert DRAFT.standing is Standing.DRAFT
    assert (APPROVED.standing, APPROVED.approved_by) == (Standing.APPROVED, "Dr. Robin Example")


def test_an_approval_has_a_name_and_the_first_one_stays() -> None:
    """SU1."""
    with pytest.raises(NeedsAName):
        DRAFT.approve(by="  ", now=NOON)
    assert APPROVED.approve(by="Somebody else", now=NOON) is APPROVED


def test_a_step_without_a_source_is_not_ours_to_say() -> None:
    """SU1."""
    assert [UNWRITTEN.reads(language) for language in LANGUAGES] == [None, None]
    assert WRITTEN.reads("fr") == "Dites qui vous êtes."


def test_a_step_is_never_shown_in_another_language_instead() -> None:
    """SU1."""
    english = Card(words={"en": "Say who you are.", "fr": ""}, source="A source")

    assert english.reads("fr") is None
    assert not english.is_written


@pytest.mark.parametrize(
    ("cards", "missing"), [((WRITTEN, UNWRITTEN), (2,)), ((UNWRITTEN,), (1,)), ((), ())]
)
def test_what_has_a_hole_cannot_be_approved(
    cards: tuple[Card, ...], missing: tuple[int, ...]
) -> None:
    """SU1."""
    version = Version(guide=Guide.GRIEF, number=1, cards=cards)

    with pytest.raises(NotWritten) as no:
        version.approve(by="Dr. Robin Example", now=NOON)

    assert no.value.cards == missing


def test_another_wording_is_another_version_and_a_draft_again() -> None:
    """SU1."""
    changed = APPROVED.rewritten([WRITTEN], number=2)

    assert (changed.number, changed.standing, changed.approved_at) == (2, Standing.DRAFT, None)
    assert APPROVED.standing is Standing.APPROVED


def test_a_draft_never_takes_the_place_of_what_was_approved() -> None:
    """SU1."""
    newer = APPROVED.rewritten([WRITTEN], number=2)

    assert to_show([newer, APPROVED]) == APPROVED
    assert to_show([DRAFT, newer]) == newer
    assert to_show([]) is None


def test_a_tick_is_kept_once() -> None:
    """SU1."""
    once = tick((), DRAFT, 1, by=7, now=NOON)

    assert tick(once, DRAFT, 1, by=8, now=NOON) == once
    assert [each.card for each in tick(once, DRAFT, 2, by=7, now=NOON)] == [1, 2]


def test_a_tick_has_no_room_for_words_about_anyone() -> None:
    """SU1."""
    assert {each.name for each in fields(Tick)} == {"guide", "version", "card", "by", "at"}


@pytest.mark.parametrize("card", [0, 3])
def test_a_card_that_is_not_there_cannot_be_ticked(card: int) -> None:
    """SU1."""
    with pytest.raises(NoSuchCard):
        tick((), DRAFT, card, by=7, now=NOON)


def test_the_guide_about_wanting_to_die_has_its_number() -> None:
    """SU1."""
    assert NUMBERS[Guide.WANTING_TO_DIE] == "9-8-8"


def test_every_guide_of_the_rule_has_its_place() -> None:
    """SU1."""
    assert set(Guide) == {
        Guide.POISONED_BY_OPIOID,
        Guide.POISONED_WITH_SEDATIVE,
        Guide.POISONED_BY_STIMULANT,
        Guide.NOT_BREATHING_WELL,
        Guide.NALOXONE,
        Guide.PANIC,
        Guide.PSYCHOSIS,
        Guide.WANTING_TO_DIE,
        Guide.VIOLENCE_AT_HOME,
        Guide.GRIEF,
        Guide.UNDER_AGE,
        Guide.SOMEONE_IS_DOWN,
    }


def test_a_guide_for_psychosis_says_all_five_or_is_not_approved() -> None:
    """SU1: slowly, who we are, short sentences, neither challenge nor collude, what is asked."""
    some = replace(WRITTEN, manners=frozenset(Manner) - {Manner.SLOWLY})
    guide = Version(guide=Guide.PSYCHOSIS, number=1, cards=(some, WRITTEN))
    last = replace(WRITTEN, manners=frozenset({Manner.SLOWLY}))

    with pytest.raises(LeavesOut) as refused:
        guide.approve(by="Dr. Robin Example", now=NOON)

    assert refused.value.manners == (Manner.SLOWLY,)
    whole = guide.rewritten((some, last), number=2).approve(by="Dr. Robin Example", now=NOON)
    assert whole.standing is Standing.APPROVED
