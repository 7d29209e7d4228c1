"""What an organisation chooses for one way of using; of several the most careful one counts."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from stillhere.care.pace import (
    Route,
    earliest_end,
    high_risk,
    longest_quick_pace,
    presets_of,
    quick_pace,
)
from stillhere.care.policy import CHOICES, Policy, choice_of, mistakes
from stillhere.care.presets import FOLLOWS, QUICK, Preset, own_name
from stillhere.care.refused import OutOfOrder, OutOfRange
from stillhere.care.watch_events import PaceChosen, UsedAgain
from stillhere.care.watch_state import Clock
from tests.care.watching import DEFAULTS, a_watch, at, then


def choosing(**own: int) -> Policy:
    """`smoked__pace_quick=90`."""
    return Policy.from_values({name.replace("__", "."): value for name, value in own.items()})


@pytest.mark.parametrize("route", Route)
def test_every_route_has_a_preset(route: Route) -> None:
    """WA7."""
    assert presets_of(route, with_sedative=False) == {Preset(route.value)}
    assert presets_of(route, with_sedative=True) == {Preset(route.value), Preset.WITH_SEDATIVE}


@pytest.mark.parametrize(("own", "general"), FOLLOWS.items())
def test_what_is_not_set_follows_the_general_value(own: str, general: str) -> None:
    """WA7."""
    preset = Preset(own.split(".", maxsplit=1)[0])

    assert Policy.as_kept({general: 61}).of_preset(preset, general) == timedelta(seconds=61)
    assert choice_of(own) is CHOICES[general]


def test_what_lasts_can_be_given_no_slower_pace() -> None:
    """WA7."""
    assert not [name for name in FOLLOWS if "pace_slow" in name and name.split(".")[0] not in QUICK]
    assert Policy.as_kept({"patch.pace_slow": 600}) == Policy()


def test_a_way_of_using_has_its_own_pace_and_first_stretch() -> None:
    """WA7."""
    policy = choosing(
        smoked__pace_quick=90, smoked__pace_slow=200, smoked__high_risk=700, pace_quick=180
    )
    watch = a_watch(policy=policy, route=Route.SMOKED)

    assert watch.clocks.get(Clock.CHECK_IN) == at(90)
    assert (watch.pace(at(699)).seconds, watch.pace(at(700)).seconds) == (90, 200)
    assert a_watch(policy=policy, route=Route.SNORTED).clocks.get(Clock.CHECK_IN) == at(180)


def test_what_lasts_has_its_own_earliest_end() -> None:
    """WA7."""
    policy = choosing(patch__sedative_end=7200, with_sedative__sedative_end=9000)

    assert a_watch(policy=policy, route=Route.PATCH).no_end_before == at(7200)
    both = a_watch(policy=policy, route=Route.PATCH, with_sedative=True)
    assert both.no_end_before == at(9000)


def test_of_two_ways_in_one_watch_the_more_careful_counts() -> None:
    """WA7."""
    policy = choosing(injected__pace_quick=60, injected__high_risk=3000, smoked__high_risk=600)
    watch = then(a_watch(policy=policy, route=Route.INJECTED), 10, UsedAgain(route=Route.SMOKED))

    assert watch.pace(at(20)) == timedelta(seconds=60)
    assert watch.high_risk_until == at(10 + 3000)


def test_a_later_use_never_makes_the_first_stretch_shorter() -> None:
    """WA7."""
    policy = choosing(smoked__high_risk=600)
    watch = then(a_watch(policy=policy, route=None), 10, UsedAgain(route=Route.SMOKED))

    assert watch.high_risk_until == at(1200)


def test_a_caller_may_choose_up_to_what_the_organisation_allows() -> None:
    """WA7."""
    watch = a_watch(policy=Policy(pace_most=180))

    assert then(watch, 5, PaceChosen(pace=timedelta(seconds=180))).chosen_pace
    with pytest.raises(OutOfRange, match="between 1 and 180"):
        then(watch, 5, PaceChosen(pace=timedelta(seconds=181)))


@pytest.mark.parametrize("own", FOLLOWS)
def test_a_preset_is_held_to_the_range_of_what_it_follows(own: str) -> None:
    """WA7."""
    wrong = Policy(own=((own, choice_of(own).most + 1),))

    assert own in [each.name for each in mistakes(wrong, practice=False)]


def test_a_way_of_using_cannot_slow_down_to_something_quicker() -> None:
    """WA7."""
    with pytest.raises(OutOfOrder, match=r"smoked\.pace_quick must not be more than pace_slow"):
        choosing(smoked__pace_quick=300, pace_slow=240)
    with pytest.raises(OutOfOrder, match=r"pace_quick must not be more than snorted\.pace_slow"):
        choosing(snorted__pace_slow=120, pace_quick=180)


def test_before_it_is_known_how_they_use_the_longest_time_is_said() -> None:
    """PL5, WA7."""
    policy = choosing(swallowed__pace_quick=240)

    assert longest_quick_pace(policy) == timedelta(seconds=240)
    assert longest_quick_pace(DEFAULTS) == timedelta(seconds=120)


own_values = some.fixed_dictionaries(
    {},
    optional={name: some.integers(choice_of(name).least, choice_of(name).most) for name in FOLLOWS},
)


@given(own=own_values, presets=some.frozensets(some.sampled_from(Preset)))
def test_another_way_of_using_only_ever_makes_us_more_careful(
    own: dict[str, int], presets: frozenset[Preset]
) -> None:
    """WA7."""
    policy = Policy.as_kept(own)
    for more in Preset:
        both = presets | {more}
        alone = frozenset({more})
        assert quick_pace(policy, both) <= quick_pace(policy, alone)
        assert high_risk(policy, both) >= high_risk(policy, alone)
        assert earliest_end(policy, both) >= earliest_end(policy, alone)


@given(own=own_values)
def test_what_was_chosen_is_kept_and_read_again(own: dict[str, int]) -> None:
    """WA7."""
    policy = Policy.as_kept(own)

    assert Policy.as_kept(policy.as_values()) == policy
    assert all(dict(policy.own)[name] == own[name] for name in own)


def test_a_preset_is_named_after_what_it_is_and_what_it_sets() -> None:
    assert own_name(Preset.WITH_SEDATIVE, "pace_quick") == "with_sedative.pace_quick"
