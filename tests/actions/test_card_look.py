"""The colour of a card: as it is typed, whether it can be read, and who signs it."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillhere.actions.card_look import (
    AS_SHIPPED,
    INK,
    CannotBeRead,
    CardLook,
    Letters,
    NotAColour,
    card_look,
    colour_of,
    sign_look,
)
from stillhere.actions.contrast import WORDS, contrast, nearest_readable
from stillhere.care.refused import NotYours
from stillhere.records.models import Entry, Organisation
from stillhere.records.organisations import as_organisation
from tests.somebody import an_operator

COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
INKS = st.sampled_from(sorted(INK.values()))


@given(COLOURS, INKS)
def test_what_is_proposed_can_always_be_read(colour: str, ink: str) -> None:
    assert contrast(nearest_readable(colour, ink=ink), ink) >= WORDS


@given(COLOURS, INKS)
def test_a_colour_that_can_be_read_is_left_as_it_is(colour: str, ink: str) -> None:
    assert (nearest_readable(colour, ink=ink) == colour) is (contrast(colour, ink) >= WORDS)


@given(COLOURS)
def test_on_every_colour_one_of_the_two_can_be_read(colour: str) -> None:
    assert any(contrast(colour, ink) >= WORDS for ink in INK.values())


def test_what_is_proposed_is_near_and_of_the_same_tint() -> None:
    assert nearest_readable("#e8721c", ink="#ffffff") == "#bb5c17"


@pytest.mark.parametrize("typed", ["#B3560C", " b3560c ", "#b3560c"])
def test_a_colour_may_be_typed_as_others_write_it(typed: str) -> None:
    assert colour_of(typed) == "#b3560c"
    assert colour_of("#B50") == "#bb5500"


@pytest.mark.parametrize("typed", ["", "teal", "#12345", "#1234567", "rgb(1,2,3)", "#١٢٣٤٥٦"])
def test_what_is_no_colour_is_refused(typed: str) -> None:
    with pytest.raises(NotAColour):
        colour_of(typed)


@pytest.mark.django_db
def test_below_aa_nothing_is_signed(organisation: Organisation, noon: datetime) -> None:
    by = an_operator(organisation, "lee", "administrator").pk
    pale = CardLook(colour="#e8721c")

    with pytest.raises(CannotBeRead) as no:
        sign_look(pale, organisation=organisation.pk, seen=0, by=by, now=noon)

    assert 3 < no.value.contrast < 3.1
    with as_organisation(organisation.pk):
        assert card_look(organisation=organisation.pk) == AS_SHIPPED


@pytest.mark.django_db
def test_a_signed_colour_is_kept_with_a_trace(organisation: Organisation, noon: datetime) -> None:
    by = an_operator(organisation, "lee", "administrator").pk
    orange = CardLook(colour="#e8721c", letters=Letters.BLACK)

    sign_look(orange, organisation=organisation.pk, seen=0, by=by, now=noon)

    with as_organisation(organisation.pk):
        assert card_look(organisation=organisation.pk) == orange
        [entry] = Entry.objects.filter(what="ChosenSigned")
    assert (entry.operator_id, entry.facts) == (by, {"kind": "card", "number": 1})


@pytest.mark.django_db
def test_an_operator_signs_no_colour(organisation: Organisation, noon: datetime) -> None:
    by = an_operator(organisation).pk

    with pytest.raises(NotYours):
        sign_look(AS_SHIPPED, organisation=organisation.pk, seen=0, by=by, now=noon)
