"""On a database with one writer the engine lets others in between, and leaves nobody out."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillhere.engine import portion
from stillhere.engine.portion import LARGEST, SMALLEST, Portion


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    taken: list[float] = []
    monkeypatch.setattr(time, "sleep", taken.append)
    return taken


@pytest.mark.parametrize("count", [0, 1, 9, 100])
@pytest.mark.parametrize("writers", [1, 9])
def test_everybody_is_in_one_share(
    count: int, writers: int, pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portion, "_one_writer", lambda: writers == 1)
    shares = list(Portion().shares(range(count)))

    assert [id for share in shares for id in share] == list(range(count))


def test_with_many_writers_nobody_has_to_be_let_in(
    pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portion, "_one_writer", lambda: False)
    shares = list(Portion(size=SMALLEST).shares(range(100)))

    assert (len(shares), pauses) == (1, [])


def test_with_one_writer_there_is_a_gap_between_two_shares(
    pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portion, "_one_writer", lambda: True)
    shares = list(Portion(size=SMALLEST).shares(range(100)))

    assert len(pauses) == len(shares) - 1 > 0


def test_slow_work_makes_smaller_shares_and_quick_work_larger_ones() -> None:
    slow, quick = Portion(), Portion()
    slow.learn(0.1, 10)
    quick.learn(0.002, 10)

    assert (slow.size, quick.size) == (SMALLEST, LARGEST)


@given(seconds=st.floats(0, 1000), count=st.integers(1, 100))
def test_a_share_is_never_empty_nor_boundless(seconds: float, count: int) -> None:
    learned = Portion()
    learned.learn(seconds, count)

    assert SMALLEST <= learned.size <= LARGEST
