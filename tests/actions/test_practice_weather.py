"""The weather of the practice telephone company: chosen in shares, and the same again by seed."""

from datetime import datetime
from typing import Any

import pytest

from stillhere.actions.weather import WrongWeather, fate, weather


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"lost": 1.5}, "lost"),
        ({"twice": -1}, "twice"),
        ({"delay": -3}, "delay"),
        ({"outage_until": "tomorrow"}, "outage_until"),
        ({"outage_until": "2026-11-01T12:00"}, "outage_until"),
    ],
)
def test_weather_that_cannot_be_is_named(settings: dict[str, Any], named: str) -> None:
    with pytest.raises(WrongWeather, match=named):
        weather(settings)


def test_the_same_seed_and_key_always_meet_the_same_weather(noon: datetime) -> None:
    stormy = weather({"seed": 9, "delay": 5, "lost": 0.3, "twice": 0.3, "undelivered": 0.3})
    fates = [[fate(stormy, f"text {n}", at=noon) for n in range(50)] for _ in range(2)]

    assert fates[0] == fates[1]
    assert len(set(fates[0])) > 40


@pytest.mark.parametrize("share", ["lost", "twice", "undelivered"])
def test_a_share_is_about_as_large_as_it_says(share: str, noon: datetime) -> None:
    bad = weather({share: 0.2})
    struck = sum(getattr(fate(bad, f"text {n}", at=noon), share) for n in range(1000))

    assert 150 < struck < 250
