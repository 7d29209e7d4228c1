"""Nobody learns by waiting: practice is quicker in everything, and in the same order."""

from stillhere.care.policy import Policy
from stillhere.care.practice_times import PRACTISED

DEFAULTS = Policy()


def test_everything_comes_sooner_while_practising() -> None:
    changed = [
        name
        for name in DEFAULTS.__dataclass_fields__
        if getattr(PRACTISED, name) != getattr(DEFAULTS, name)
    ]

    assert changed
    assert all(getattr(PRACTISED, name) < getattr(DEFAULTS, name) for name in changed)


def test_one_is_asked_again_before_anybody_decides() -> None:
    assert PRACTISED.second_look < PRACTISED.decide_now
