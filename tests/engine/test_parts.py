"""An error never stops a part of the engine, and only work that was done counts as life."""

import json
import threading

import pytest
from django.db import connection

from stillhere.engine import parts
from stillhere.engine.parts import keep_going


class Moody:
    """Fails as often as it is told to, then works, and stops after that."""

    name = "moody"

    def __init__(self, *, fails: int, stop: threading.Event) -> None:
        self.fails, self.stop, self.turns = fails, stop, 0

    def turn(self) -> float:
        self.turns += 1
        if self.turns <= self.fails:
            raise RuntimeError
        self.stop.set()
        return 0


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "AFTER_AN_ERROR", (0.0,))
    monkeypatch.setattr(parts, "_failing", {})
    monkeypatch.setattr(connection, "close", lambda: None)


@pytest.mark.parametrize("fails", [0, 1, 20])
def test_a_part_goes_on_after_any_number_of_errors(fails: int) -> None:
    stop = threading.Event()
    moody = Moody(fails=fails, stop=stop)
    keep_going(moody, stop=stop, worked=lambda _name: None)

    assert moody.turns == fails + 1


def test_a_turn_that_failed_is_not_taken_for_life() -> None:
    stop = threading.Event()
    worked: list[str] = []
    keep_going(Moody(fails=3, stop=stop), stop=stop, worked=worked.append)

    assert worked == ["moody"]


def test_the_same_failure_again_and_again_is_told_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    stop = threading.Event()
    keep_going(Moody(fails=20, stop=stop), stop=stop, worked=lambda _name: None)
    told = [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()]

    assert told == ["part_failed", "part_works_again"]


def test_whoever_started_us_hears_that_it_was_tried() -> None:
    stop = threading.Event()
    tried: list[str] = []
    moody = Moody(fails=3, stop=stop)
    keep_going(moody, stop=stop, worked=lambda _name: None, tried=lambda: tried.append("tried"))

    assert tried == ["tried"] * 3
