"""The published tables beside ours: intervals as statistics books have them."""

from dataclasses import replace

import pytest

from stillhere.care.channel import Channel
from stillhere.engine.simulation.load import HOURS, ROUGH, USUAL, Load, Reason, draw
from stillhere.engine.simulation.published import PUBLISHED, Share, agrees, compared
from stillhere.engine.simulation.report import none_of
from stillhere.engine.simulation.staffing import enough

A_YEAR = Load(days=365, contacts_per_day=40, seed=11)


def test_an_interval_is_wilsons() -> None:
    """1.93 % of supervised uses, 95 % confidence 1.55 to 2.40 (derived from Viste 2023)."""
    low, high = Share(count=77, of=3_994).interval

    assert (round(100 * low, 2), round(100 * high, 2)) == (1.55, 2.40)


def test_of_nothing_nothing_is_known() -> None:
    assert Share(count=0, of=0).interval == (0.0, 1.0)


def test_the_reasons_add_up_to_all_calls() -> None:
    reasons = [each.share for each in PUBLISHED if each.name in list(Reason)]

    assert sum(each.count for each in reasons) == reasons[0].of


def test_a_year_draws_the_published_shares() -> None:
    visits = draw(A_YEAR)
    ours = {
        reason.value: Share(count=sum(visit.reason is reason for visit in visits), of=len(visits))
        for reason in Reason
    }

    assert all(row["agrees"] for row in compared(ours))


def test_who_called_often_calls_often_again() -> None:
    visits = draw(A_YEAR)
    times = sorted((sum(v.person == p for v in visits) for p in range(20)), reverse=True)
    people = len({visit.person for visit in visits})

    assert 12 < len(visits) / people < 15
    assert times[0] > 10 * len(visits) / people


def test_the_busiest_hour_is_as_the_design_says() -> None:
    assert round(sum(HOURS), 6) == 100
    assert max(HOURS) == 9
    assert round(sum(HOURS[18:]), 6) == 45
    assert round(sum(HOURS[:6]), 6) == 20


def test_far_apart_is_apart() -> None:
    assert not agrees(Share(count=77, of=3_994), Share(count=20, of=300))
    assert agrees(Share(count=77, of=3_994), Share(count=6, of=300))


@pytest.mark.parametrize(("a_day", "operators"), [(20, 3), (50, 5), (100, 8), (250, 16)])
def test_staffing_is_as_the_design_says(a_day: float, operators: int) -> None:
    """Erlang C, 9 % in the busiest hour, 25 minutes each: 95 % answered in 20 s."""
    assert enough(a_day * 0.09 * 25 / 60) == operators


def test_none_at_all_is_a_finding_where_the_load_expects_some() -> None:
    found = {"alarms": 0, "dispatches": 0, "unattended": 0}

    assert none_of(Load(days=30, contacts_per_day=17, seed=1), found) == [*found]
    assert none_of(Load(days=1, contacts_per_day=17, seed=1), found) == []
    assert (
        none_of(
            Load(days=30, contacts_per_day=17, seed=1),
            {"alarms": 9, "dispatches": 3, "unattended": 1},
        )
        == []
    )


def test_who_comes_while_nobody_is_on_shift_mostly_writes() -> None:
    """Or a month would often have no watch without a person (WA12)."""
    alone = replace(A_YEAR, chances=replace(USUAL, gaps=1))
    shares = [
        sum(visit.channel is not Channel.VOICE for visit in visits) / len(visits)
        for visits in (draw(alone), draw(replace(A_YEAR, chances=replace(USUAL, gaps=0))))
    ]

    assert [round(share, 1) for share in shares] == [USUAL.written_alone, USUAL.written]


def test_rough_means_more_of_everything() -> None:
    assert ROUGH.needs_somebody > USUAL.needs_somebody
    assert ROUGH.vanishes > USUAL.vanishes
