"""A beat reaches whoever started the process, and nothing else is ever written to."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from stillhere.records import pulse


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    pulse._told.clear()
    os.close(ends[0])


def test_a_beat_is_heard(pipe: tuple[int, int]) -> None:
    pulse.answer_to(pipe[1])
    pulse.beat()
    pulse.beat()

    assert os.read(pipe[0], 10) == b".."
    os.close(pipe[1])


def test_nobody_listening_stops_nothing(pipe: tuple[int, int]) -> None:
    pulse.answer_to(pipe[1])
    os.close(pipe[1])
    pulse.beat()

    assert pulse._told == [pipe[1]]


def test_a_full_pipe_stops_nothing(pipe: tuple[int, int]) -> None:
    pulse.answer_to(pipe[1])
    for _ in range(70_000):
        pulse.beat()

    assert len(os.read(pipe[0], 100_000)) <= 65_536
    os.close(pipe[1])


def test_a_file_is_never_taken_for_a_pipe(tmp_path: Path) -> None:
    with (tmp_path / "records").open("wb") as file, pytest.raises(ValueError, match="not a pipe"):
        pulse.answer_to(file.fileno())
