"""Writes down which tests ran, how each ended and how long it took, for the gate to read."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    test: str
    ending: str
    """passed, failed (by an assertion), error (by anything else) or skipped."""
    seconds: float


class Recorder:
    """A plugin of the process that started the others: every report comes by here."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seconds: dict[str, float] = {}
        self.endings: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        test = report.nodeid
        self.seconds[test] = self.seconds.get(test, 0.0) + report.duration
        if report.failed:
            how = dict(report.user_properties).get("by_assertion")
            self.endings[test] = "failed" if how else "error"
        elif report.skipped:
            self.endings[test] = "skipped"
        elif report.passed and report.when == "call":
            self.endings.setdefault(test, "passed")

    def pytest_sessionfinish(self) -> None:
        with self.path.open("w", encoding="utf-8") as file:
            for test, ending in self.endings.items():
                seconds = round(self.seconds[test], 3)
                outcome = Outcome(test=test, ending=ending, seconds=seconds)
                file.write(f"{json.dumps(asdict(outcome))}\n")


def read(path: Path) -> Iterator[Outcome]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            yield Outcome(**json.loads(line))
