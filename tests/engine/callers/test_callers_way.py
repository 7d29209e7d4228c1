"""The same seed tells the same story, before and after any restart."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.playing import Heard
from stillhere.engine.scripts import SCRIPTS
from stillhere.engine.way import Planned, Way, begin, did, hear, ready, rest

SECOND = timedelta(seconds=1)
ASKED = {at: Heard(id=at, ask=at // 10, digit=at // 10 % 9 + 1) for at in range(10, 120, 10)}
SPOKEN = {at: Heard(id=1000 + at) for at in range(5, 60, 15)}


def story(
    name: str, seed: int, noon: datetime, *, restarting: bool = False
) -> list[tuple[datetime, Planned]]:
    way, told = begin(Way(), SCRIPTS[name], noon), []
    for seconds in range(200):
        now = noon + seconds * SECOND
        heard = [said[seconds] for said in (ASKED, SPOKEN) if seconds in said]
        way = hear(way, heard, SCRIPTS[name], seed=seed, now=now)
        for planned in ready(way, now):
            told.append((now, planned))
            way = did(way, planned)
        if restarting:
            way = Way.from_values(way.as_values())
    return told


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_same_seed_tells_the_same_story_whatever_restarts(name: str, noon: datetime) -> None:
    once = story(name, 21, noon)

    assert story(name, 21, noon, restarting=True) == once
    assert len(once) >= 3


def test_another_seed_tells_it_a_little_differently(noon: datetime) -> None:
    stories = [story("steady", seed, noon) for seed in range(5)]

    assert len({tuple(at for at, _ in told) for told in stories}) > 1


def test_who_is_quiet_does_not_answer_words_either(noon: datetime) -> None:
    told = story("goes_quiet", 21, noon)

    assert max(at for at, _ in told) < noon + 30 * SECOND


def test_a_rest_forgets_everything_but_how_often(noon: datetime) -> None:
    way = begin(Way(round=4), SCRIPTS["steady"], noon)

    assert rest(way) == Way(round=5, last_began=noon)
    assert Way.from_values({}) == Way()
