"""What counts as life: work done, and for a while also work that was honestly tried."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stillhere.engine.child import SILENT, STARTING, STRUGGLING, Child


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    time_now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: time_now[0])
    return time_now


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    os.set_blocking(ends[0], False)
    yield ends
    os.close(ends[0])
    os.close(ends[1])


@pytest.fixture
def child(now: list[float], pipe: tuple[int, int], tmp_path: Path) -> Child:
    born: dict[str, Any] = {"began": now[0], "heard": now[0], "worked_at": now[0]}
    return Child(name="web", words=["web"], folder=tmp_path, pipe=pipe[0], **born)


def test_who_has_not_worked_yet_has_time_to_start(child: Child, now: list[float]) -> None:
    now[0] += STARTING
    still = child._is_silent()
    now[0] += 1

    assert (still, child._is_silent()) == (False, True)


def test_who_worked_and_fell_silent_hangs(
    child: Child, pipe: tuple[int, int], now: list[float]
) -> None:
    os.write(pipe[1], b"...")
    child.listen()
    now[0] += SILENT
    still = child._is_silent()
    now[0] += 1

    assert (still, child._is_silent()) == (False, True)


def test_who_tries_in_vain_is_left_alone_for_a_minute(
    child: Child, pipe: tuple[int, int], now: list[float]
) -> None:
    os.write(pipe[1], b".")
    child.listen()
    silent = []
    for _ in range(int(STRUGGLING / SILENT) + 1):
        now[0] += SILENT
        os.write(pipe[1], b"!")
        child.listen()
        silent.append(child._is_silent())

    assert silent == [False] * (len(silent) - 1) + [True]


def test_silence_while_we_were_away_ourselves_is_forgiven(
    child: Child, pipe: tuple[int, int], now: list[float]
) -> None:
    os.write(pipe[1], b".")
    child.listen()
    now[0] += 3600
    child.forgive(3600)

    assert not child._is_silent()
