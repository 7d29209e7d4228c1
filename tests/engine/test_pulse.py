"""A beat reaches whoever started the process, and nothing else is ever written to."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from stillhere.records import alive


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    alive._told.clear()
    os.close(ends[0])


def test_a_beat_is_heard(pipe: tuple[int, int]) -> None:
    alive.answer_to(pipe[1])
    alive.beat()
    alive.beat()

    assert os.read(pipe[0], 10) == b".."
    os.close(pipe[1])


def test_nobody_listening_stops_nothing(pipe: tuple[int, int]) -> None:
    alive.answer_to(pipe[1])
    os.close(pipe[1])
    alive.beat()

    assert alive._told == [pipe[1]]


def test_a_full_pipe_stops_nothing(pipe: tuple[int, int]) -> None:
    alive.answer_to(pipe[1])
    for _ in range(70_000):
        alive.beat()

    assert len(os.read(pipe[0], 100_000)) <= 65_536
    os.close(pipe[1])


def test_a_file_is_never_taken_for_a_pipe(tmp_path: Path) -> None:
    with (tmp_path / "records").open("wb") as file, pytest.raises(ValueError, match="not a pipe"):
        alive.answer_to(file.fileno())


def test_what_was_tried_in_vain_is_told_apart_from_work(pipe: tuple[int, int]) -> None:
    alive.answer_to(pipe[1])
    alive.struggle()

    assert alive.WORKED not in os.read(pipe[0], 10)
    os.close(pipe[1])


def test_work_counts_only_while_everything_else_is_well(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    well = [True]
    monkeypatch.setattr(alive, "_vouchers", [lambda: well[0]])
    alive.answer_to(pipe[1])
    alive.beat()
    well[0] = False
    alive.beat()

    assert os.read(pipe[0], 10) == b"."
    os.close(pipe[1])
