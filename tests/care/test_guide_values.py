"""What was written of a guide is read again exactly."""

import pytest

from stillhere.care.drafts import CARDS
from stillhere.care.guide_values import as_values, from_values
from stillhere.care.support import Guide


@pytest.mark.parametrize("guide", list(Guide))
def test_every_card_is_read_again_as_it_was_written(guide: Guide) -> None:
    """SU1."""
    assert from_values(as_values(CARDS[guide])) == CARDS[guide]


def test_what_nobody_knows_of_is_left_out() -> None:
    """SU1."""
    (card,) = from_values([{"words": {"de": "Sag", "en": ""}, "manners": ["loudly"], "new": 1}])

    assert (card.words, card.source, card.manners, card.about) == ({}, "", frozenset(), {})
