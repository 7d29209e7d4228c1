"""Many clocks in one value: each keeps its own time, whatever the others do."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from stillhere.care.clocks import Clocks
from tests.care.watching import at

NAMES = st.sampled_from(["check_in", "rung", "unheld", "reached"])
TIMES = st.integers(0, 1000).map(at)
CLOCKS = st.dictionaries(NAMES, TIMES).map(Clocks.of)


@given(CLOCKS, NAMES, TIMES)
def test_starting_one_clock_leaves_the_others(clocks: Clocks, name: str, due: datetime) -> None:
    """I2."""
    started = clocks.start(name, due)

    assert dict(started) == {**dict(clocks), name: due}


@given(CLOCKS, NAMES)
def test_stopping_one_clock_leaves_the_others(clocks: Clocks, name: str) -> None:
    """I2."""
    left = {each: due for each, due in clocks if each != name}

    assert dict(clocks.stop(name)) == left


@given(CLOCKS, NAMES, TIMES)
def test_bringing_one_forward_never_makes_it_later(
    clocks: Clocks, name: str, due: datetime
) -> None:
    sooner = clocks.bring_forward(name, due)

    assert sooner.get(name) == min(clocks.get(name) or due, due)
    assert sooner.stop(name) == clocks.stop(name)


@given(CLOCKS)
def test_due_is_always_the_earliest(clocks: Clocks) -> None:
    """I1."""
    assert clocks.due == min((due for _, due in clocks), default=None)


@given(CLOCKS, TIMES)
def test_what_is_ready_fell_due_first(clocks: Clocks, now: datetime) -> None:
    """I2."""
    ready = clocks.first_ready(now)

    assert (ready is not None) == (clocks.due is not None and clocks.due <= now)
    assert ready is None or ready[1] == clocks.due


def test_a_clock_is_found_by_its_name() -> None:
    clocks = Clocks.of({"rung": at(3)})

    assert "rung" in clocks
    assert "unheld" not in clocks
    assert clocks.get("unheld") is None
