"""What was written of a place is read again exactly; the samples are invented, and say so."""

import json
import re
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from stillhere.care.directory import Answer, NoHarmlessWords, Place, Spot, is_open, text_to_send
from stillhere.care.place_values import as_values, from_values
from stillhere.care.sample_places import SAMPLES, ZONE, is_sample
from tests.care.test_directory import at

FULL = replace(
    SAMPLES[0],
    spot=Spot(latitude=44.2, longitude=-76.5),
    closed_on=frozenset({date(2026, 12, 25)}),
    kept_by="Sam",
    verified_on=date(2026, 6, 1),
)
EMPTY = Place(id=3, zone=ZoneInfo("America/Halifax"))


@pytest.mark.parametrize("place", [*SAMPLES, FULL, EMPTY], ids=lambda each: each.name or "empty")
def test_every_place_is_read_again_as_it_was_written(place: Place) -> None:
    """SU2."""
    kept = json.loads(json.dumps(as_values(place)))

    assert from_values(kept, id=place.id) == place


def test_what_nobody_knows_of_is_left_out() -> None:
    """SU2."""
    kept = {"zone": "America/Halifax", "permits": ["by_moonlight"], "as_sent": {"de": "Da"}, "x": 1}

    assert from_values(kept, id=3) == replace(EMPTY, permits=frozenset())


def test_a_sample_is_known_for_one_and_rings_nobody() -> None:
    """SU2."""
    assert not is_sample(EMPTY)
    for place in SAMPLES:
        assert is_sample(place)
        assert re.fullmatch(r"\+1 \d{3} 555 01\d\d", place.telephone)
        assert all("555 01" in words for words in place.as_sent.values())


def test_at_any_hour_one_sample_is_open_one_closed_and_one_unknown() -> None:
    """SU2: what a learner has to tell apart is there whenever they learn."""
    for hour in range(24):
        answers = {is_open(place, at(hour, zone=ZONE)) for place in SAMPLES}
        assert answers == set(Answer)


def test_what_is_sent_of_a_sample_is_harmless_and_one_text() -> None:
    """SU2."""
    for place in SAMPLES:
        for language, words in place.as_sent.items():
            assert text_to_send(place, language=language, may_text=True) == words
    with pytest.raises(NoHarmlessWords):
        text_to_send(SAMPLES[2], language="fr", may_text=True)
