"""One process we started: whether it lives is known by the work it does, not by its being there."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from stillhere.engine.ending import PARENT
from stillhere.records import journal
from stillhere.records.alive import WORKED

PULSE: Final = "STILLHERE_PULSE_PIPE"
SILENT: Final = 10.0
"""Seconds without any work done after which a process counts as hung."""
STARTING: Final = 30.0
"""Seconds before the first work is done, on a slow machine that has just been switched on."""
STRUGGLING: Final = 60.0
"""Seconds it may try in vain: a database that was away comes back, and most find it again."""
WAITS: Final = (0.0, 0.1, 0.25, 0.5, 1.0, 2.0)
"""Seconds before the next start, by how often it died young. Never given up."""
GROWN_UP: Final = 10.0


@dataclass(slots=True, kw_only=True)
class Child:
    name: str
    words: Sequence[str]
    folder: Path
    around: Mapping[str, str] = field(default_factory=dict)
    handed: Sequence[int] = ()
    """Open files it inherits: the socket it listens at."""
    process: subprocess.Popen[bytes] | None = None
    pipe: int = -1
    began: float = 0.0
    heard: float = 0.0
    worked: bool = False
    worked_at: float = 0.0
    condemned: bool = False
    deaths: int = 0
    not_before: float = 0.0

    @property
    def pid(self) -> int | None:
        return self.process.pid if self.process else None

    def start(self) -> None:
        self.pipe, theirs = os.pipe()
        os.set_blocking(self.pipe, False)
        around = {**os.environ, **self.around, PULSE: str(theirs), PARENT: str(os.getpid())}
        self.process = subprocess.Popen(  # noqa: S603  # our own program
            [sys.executable, "-m", "stillhere.cli", *self.words],
            env=around,
            pass_fds=[theirs, *self.handed],
            stdin=subprocess.DEVNULL,
            process_group=0,  # a Ctrl-C is for us, and we tell the children
        )
        os.close(theirs)
        self.began = self.heard = self.worked_at = time.monotonic()
        self.worked = self.condemned = False
        self._pid_file.write_text(f"{self.process.pid}\n")
        journal.say("started", part=self.name, pid=self.process.pid)

    def listen(self) -> None:
        with suppress(BlockingIOError):
            while said := os.read(self.pipe, 4096):
                self.heard = time.monotonic()
                if WORKED in said:
                    self.worked, self.worked_at = True, self.heard

    def forgive(self, seconds: float) -> None:
        """We were away ourselves, and could hear nobody."""
        self.heard += seconds
        self.worked_at += seconds

    def look_after(self) -> None:
        """Start what is gone, end what hangs."""
        if self.process is None:
            if time.monotonic() >= self.not_before:
                self.start()
            return
        self.listen()
        if self.process.poll() is not None:
            self._bury()
        elif not self.condemned and self._is_silent():
            journal.cry("hung", part=self.name, pid=self.process.pid)
            self.condemned = True  # dying takes its time on a busy machine
            self.process.kill()

    def ask_to_end(self) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                self.process.send_signal(signal.SIGTERM)

    def end(self, *, until: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            journal.warn("did_not_end", part=self.name, pid=self.process.pid)
            self.process.kill()
            self.process.wait()
        self._forget()

    def _is_silent(self) -> bool:
        now = time.monotonic()
        if now - self.heard > (SILENT if self.worked else STARTING):
            return True
        return now - self.worked_at > STRUGGLING

    def _bury(self) -> None:
        assert self.process is not None
        lived = time.monotonic() - self.began
        self.deaths = self.deaths + 1 if lived < GROWN_UP else 0
        self.not_before = time.monotonic() + WAITS[min(self.deaths, len(WAITS) - 1)]
        journal.cry("died", part=self.name, pid=self.process.pid, exit=self.process.returncode)
        self._forget()

    def _forget(self) -> None:
        os.close(self.pipe)
        self.process, self.pipe = None, -1
        self._pid_file.unlink(missing_ok=True)

    @property
    def _pid_file(self) -> Path:
        return self.folder / f"{self.name}.pid"
