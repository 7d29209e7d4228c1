"""What is written to the journal names machines and never people."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from stillhere.records import journal

NUMBER = "+14165550123"


@pytest.fixture
def begun() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers, root.level
    yield
    root.handlers, root.level = before


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_line_says_what_when_and_how_bad(begun: None, capsys: pytest.CaptureFixture[str]) -> None:
    journal.begin()
    journal.say("started", part="web", port=8000)
    (line,) = lines(capsys)

    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "started", "level": "info", "part": "web", "port": 8000}


def test_a_name_that_is_not_on_the_list_is_left_out(
    begun: None, capsys: pytest.CaptureFixture[str]
) -> None:
    journal.begin()
    journal.warn("texted", number=NUMBER)
    (line,) = lines(capsys)

    assert NUMBER not in str(line)
    assert line["unlisted"] == ["number"]


def test_an_error_is_told_by_its_kind_and_place_alone(
    begun: None, capsys: pytest.CaptureFixture[str]
) -> None:
    journal.begin()
    try:
        int(f"{NUMBER}, please")  # its message repeats what it was given
    except ValueError as wrong:
        journal.cry("failed", wrong)
    (line,) = lines(capsys)

    assert NUMBER not in str(line)
    assert line["error"] == "ValueError"
    assert "test_journal.py" in line["where"]


def test_a_library_that_says_too_much_is_not_repeated(
    begun: None, capsys: pytest.CaptureFixture[str]
) -> None:
    journal.begin()
    logging.getLogger("django.request").error("Not found for %s", NUMBER)
    (line,) = lines(capsys)

    assert NUMBER not in str(line)
    assert (line["logger"], line["level"]) == ("django.request", "error")


def test_a_journal_that_cannot_be_written_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        tries = 0

        def write(self, _line: str) -> None:
            self.tries += 1
            raise OSError

    full = Full()
    monkeypatch.setattr("sys.stderr", full)
    journal.say("started")

    assert full.tries == 1
