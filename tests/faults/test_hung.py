"""A process that is there and does nothing is as good as dead, and is treated so."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from stillhere.actions.trouble import What, troubles
from stillhere.engine.child import SILENT
from stillhere.records.models import Organisation, Pulse
from tests.databases import RealDatabase
from tests.faults.history import say, spread
from tests.faults.house import PROCESSES, STARTS_WITHIN, House, wait_for

pytestmark = pytest.mark.faults
BACK_WITHIN = SILENT + 10.0
"""Seconds: to be sure that it hangs, and to start again."""
RED_WITHIN = 15.0
"""Seconds: the objective from a dead part to a red banner."""


@contextmanager
def alone(name: str, around: RealDatabase, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """One process without anybody who would start it again."""
    environment = {**os.environ, **around.environment, "STILLHERE_PARENT": str(os.getpid())}
    environment["DJANGO_SETTINGS_MODULE"] = "stillhere.settings"
    with (folder / "journal.log").open("ab") as journal:
        words = [sys.executable, "-m", "stillhere.cli", name]
        process = subprocess.Popen(words, env=environment, stderr=journal)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGCONT)
        process.terminate()
        process.wait(20)


def test_processes_that_hang_are_started_again(house: House) -> None:
    stopped = {name: house.send(name, signal.SIGSTOP) for name in PROCESSES}
    since = time.monotonic()
    took = [
        house.works_again(name, since=since, instead_of=pid, within=2 * BACK_WITHIN)
        for name, pid in stopped.items()
    ]
    say(f"all stopped: back to work, p50 / p99 / max: {spread(took, 's')}")

    assert min(took) > SILENT - 2
    assert max(took) <= BACK_WITHIN


def test_a_keepwatch_that_stopped_is_red_on_every_console(
    real_database: RealDatabase, organisation: Organisation, tmp_path: Path
) -> None:
    with (
        alone("keepwatch", real_database, tmp_path) as keepwatch,
        alone("auditor", real_database, tmp_path),
    ):
        wait_for(lambda: {"watches", "auditor"} <= _names(), within=STARTS_WITHIN)
        wait_for(lambda: not troubles(), within=STARTS_WITHIN)
        keepwatch.send_signal(signal.SIGSTOP)
        since = time.monotonic()
        wait_for(lambda: What.PART_SILENT in troubles(), within=3 * RED_WITHIN)
        took = time.monotonic() - since
        keepwatch.send_signal(signal.SIGCONT)
        wait_for(lambda: What.PART_SILENT not in troubles(), within=RED_WITHIN)
    say(f"keepwatch stopped: red after {took:.1f} s")

    assert took <= RED_WITHIN


def test_when_whoever_started_them_is_killed_nobody_goes_on(house: House) -> None:
    pids = [house.send(name, signal.SIGCONT) for name in PROCESSES]
    assert house.process is not None
    house.process.kill()
    wait_for(lambda: not any(_is_there(pid) for pid in pids), within=5.0)

    assert house.process.wait(5) == -signal.SIGKILL


def test_asked_to_end_everything_ends_within_seconds(house: House) -> None:
    pids = [house.send(name, signal.SIGCONT) for name in PROCESSES]
    took = house.end()
    say(f"ended within {took:.1f} s")

    assert took < 6.0
    assert not any(_is_there(pid) for pid in pids)


def test_a_second_serve_from_the_same_folder_is_refused(house: House) -> None:
    words = [sys.executable, "-m", "stillhere.cli", "serve", "--port", "0"]
    environment = {**os.environ, **house.environment}
    environment["DJANGO_SETTINGS_MODULE"] = "stillhere.settings"
    second = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert house.process is not None

    assert second.returncode == 2
    assert f"Process {house.process.pid} serves from this folder already" in second.stderr


def _names() -> set[str]:
    return set(Pulse.objects.values_list("name", flat=True))


def _is_there(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
