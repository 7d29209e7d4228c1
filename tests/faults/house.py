"""A whole installation in real processes on a real file, for as long as a test needs it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

import httpx

from stillhere.records.models import Pulse
from stillhere.records.steady import clock

PROCESSES: Final = ("web", "keepwatch", "auditor", "answer")
LIVES_BY: Final = {"keepwatch": "watches", "auditor": "auditor", "answer": "answer"}
STARTS_WITHIN: Final = 60.0
"""Seconds. A machine that runs other tests as well is slow."""


Found = TypeVar("Found")


class TookTooLong(AssertionError):
    """Something that should have happened by now has not."""


@dataclass(slots=True, kw_only=True)
class House:
    folder: Path
    environment: dict[str, str]
    address: str = ""
    process: subprocess.Popen[str] | None = field(default=None)

    def start(self) -> None:
        around = {**os.environ, **self.environment, "STILLHERE_PARENT": str(os.getpid())}
        around["DJANGO_SETTINGS_MODULE"] = "stillhere.settings"
        around.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles everything at each start
        with (self.folder / "journal.log").open("a") as journal:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "stillhere.cli", "serve", "--port", "0"],
                env=around,
                stdout=subprocess.PIPE,
                stderr=journal,
                text=True,
            )
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        found = re.search(r"http://\S+", said)
        assert found, f"serve said {said!r}; its journal:\n{self.journal()}"
        self.address = found.group()

    def journal(self) -> str:
        return (self.folder / "journal.log").read_text()

    def pid(self, name: str) -> int | None:
        with suppress(FileNotFoundError, ValueError):
            return int((self.folder / "run" / f"{name}.pid").read_text())
        return None

    def send(self, name: str, what: signal.Signals) -> int:
        pid = wait_for(lambda: self.pid(name), within=STARTS_WITHIN)
        os.kill(pid, what)
        return pid

    def works_again(self, name: str, *, since: float, instead_of: int, within: float) -> float:
        """Seconds from `since` until a new process has done its first work."""
        after = clock.now()
        wait_for(lambda: self.pid(name) not in {None, instead_of}, within=within)
        wait_for(lambda: self._works(name, after), within=within)
        return time.monotonic() - since

    def _works(self, name: str, after: datetime) -> bool:
        if name == "web":
            return answers(self.address)
        return Pulse.objects.filter(name=LIVES_BY[name], at__gt=after).exists()

    def end(self) -> float:
        """Seconds it took to end when it was asked to."""
        if self.process is None:
            return 0.0
        began = time.monotonic()
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.process = None
        return time.monotonic() - began


@contextmanager
def a_house(folder: Path, environment: dict[str, str]) -> Iterator[House]:
    house = House(folder=folder, environment=environment)
    try:
        house.start()
        yield house
    finally:
        house.end()


def answers(address: str) -> bool:
    with suppress(httpx.HTTPError):
        return httpx.get(f"{address}/healthz", timeout=1.0).status_code == 200
    return False


def wait_for(asked: Callable[[], Found | None], *, within: float) -> Found:
    until = time.monotonic() + within
    while time.monotonic() < until:
        found = asked()
        if found:
            return found
        time.sleep(0.02)
    raise TookTooLong(f"Not within {within:.0f} s.")
