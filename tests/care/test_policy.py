"""What an organisation may choose, within which range; a default is a default, not advice."""

from dataclasses import replace

import pytest

from stillhere.care.policy import CHOICES, IN_ORDER, Choice, Policy, mistakes
from stillhere.care.refused import OutOfOrder, OutOfRange


@pytest.mark.parametrize("choice", CHOICES.values(), ids=CHOICES)
def test_every_default_lies_in_its_own_range(choice: Choice) -> None:
    assert choice.least <= choice.default <= choice.most


@pytest.mark.parametrize("choice", CHOICES.values(), ids=CHOICES)
def test_every_choice_says_its_rule_and_its_reason(choice: Choice) -> None:
    assert choice.rule[:2] in {"CO", "IN", "WA", "ES", "AF", "RO"}
    assert choice.why


@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        ("pace_quick", 120),
        ("pace_slow", 300),
        ("high_risk", 1200),
        ("sedative_end", 3600),
        ("second_look", 30),
        ("decide_now", 60),
        ("ring_supervisor", 120),
        ("ring_again", 60),
        ("soft_ask", 30),
        ("voice_silence", 60),
        ("unheld", 15),
        ("console_silent", 15),
        ("after_alarm", 1800),
        ("after_naloxone", 7200),
        ("back_from_dark", 600),
        ("reached", 60),
        ("contact_waits", 180),
        ("contact_near", 300),
        ("help_asks", 120),
        ("help_confirmed", 600),
        ("silent_start", 60),
        ("pace_most", 300),
        ("unattended_yes", 300),
        ("guidance_under", 18),
        ("verify_outcome", 72 * 3600),
        ("answers_kept", 90 * 86400),
        ("gap_ahead", 14 * 86400),
    ],
)
def test_what_we_ship_is_what_the_rules_say(name: str, seconds: int) -> None:
    """WA1, WA5, WA7, WA8, WA9, WA11, WA12, WA14, WA16, ES1, ES2, ES5, ES6, IN4, AF1, AF2, RO1."""
    assert CHOICES[name].default == seconds


def test_a_policy_is_kept_and_read_again() -> None:
    policy = Policy(decide_now=90)

    assert Policy.from_values(policy.as_values()) == policy


@pytest.mark.parametrize("value", [29, 121])
def test_a_choice_outside_its_range_is_refused_by_name(value: int) -> None:
    with pytest.raises(OutOfRange, match="decide_now must be between 30 and 120"):
        Policy.from_values({"decide_now": value})


def test_in_practice_an_age_or_a_number_is_as_ever() -> None:
    with pytest.raises(OutOfRange, match="guidance_under must be between 16 and 19"):
        Policy.from_values({"guidance_under": 15}, practice=True)


@pytest.mark.parametrize(("first", "then"), IN_ORDER)
def test_what_comes_first_is_never_the_later(first: str, then: str) -> None:
    """WA7, WA8, CO1, ES6, RO1, RO2."""
    contradiction = replace(Policy(), **{first: getattr(Policy(), then) + 1})

    orders = [
        each for each in mistakes(contradiction, practice=True) if isinstance(each, OutOfOrder)
    ]

    assert (first, then) in [(each.name, each.then) for each in orders]


def test_every_mistake_is_named_at_once() -> None:
    wrong = Policy(decide_now=29, unheld=99)

    assert [each.name for each in mistakes(wrong, practice=False)] == [
        "decide_now",
        "unheld",
        "second_look",
    ]


def test_in_practice_any_time_may_be_short_but_never_longer() -> None:
    hurried = {"second_look": 2, "decide_now": 4}

    assert Policy.from_values(hurried, practice=True).decide_now == 4
    with pytest.raises(OutOfRange):
        Policy.from_values({"decide_now": 121}, practice=True)


def test_what_was_once_signed_is_always_readable() -> None:
    """I2."""
    assert Policy.as_kept({"decide_now": 500, "of_old": 1}) == Policy(decide_now=500)


def test_ways_of_long_ago_take_the_default() -> None:
    assert Policy.from_values({}) == Policy()
