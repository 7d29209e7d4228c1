"""One PostgreSQL server process: laid out, started, stopped or killed by its own id."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from pwd import getpwnam

import psycopg

PATIENCE = 30  # seconds for a start on a busy machine
STILL_THERE = ("postmaster.pid", "pre-existing shared memory")
SWITCHES = {
    "listen_addresses": "",
    "max_connections": "200",
    "max_wal_size": "128MB",  # the folder may be in memory
    "fsync": "off",  # what these databases hold ends with the tests
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "log_min_messages": "warning",
}


class NoServer(Exception):
    """PostgreSQL is not here, or does not start; the message says what to do."""


@dataclass(slots=True, kw_only=True)
class Server:
    folder: Path
    programs: Path
    process: subprocess.Popen[bytes] | None = field(default=None)

    def lay_out(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.folder, _user())
        words = [str(self.programs / "initdb"), "-D", str(self.folder / "data"), "-U", "postgres"]
        words += ["-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"]
        must([*_not_as_root(), *words], "initdb")

    def start(self) -> None:
        """Wait until it answers. A start refused for a process just killed is tried again."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.process is None or self._was_refused():
                self.process = self._launch()
            if self.process.poll() is None and self._answers():
                return
            time.sleep(0.05)
        self.stop()
        raise NoServer(f"PostgreSQL did not start in {PATIENCE} s:\n{self._last_words()}")

    def stop(self) -> None:
        """Fast: whoever is still connected is sent away."""
        self._send(signal.SIGINT)

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def _launch(self) -> subprocess.Popen[bytes]:
        """It goes when the thread that called us goes, however that ends (PR_SET_PDEATHSIG)."""
        words = [str(self.programs / "postgres"), "-D", str(self.folder / "data")]
        words += ["-k", str(self.folder)]
        for name, value in SWITCHES.items():
            words += ["-c", f"{name}={value}"]
        with (self.folder / "log").open("wb") as log:
            return subprocess.Popen(
                [*_not_as_root(), "--pdeathsig", "INT", *words],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl-C in the terminal is for the tests
            )

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError):
            psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres").close()
            return True
        return False

    def _was_refused(self) -> bool:
        if self.process is None or self.process.poll() is None:
            return False
        words = self._last_words()
        if any(reason in words for reason in STILL_THERE):
            return True
        raise NoServer(f"PostgreSQL did not start:\n{words}")

    def _send(self, what: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(what)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def _last_words(self) -> str:
        return "\n".join((self.folder / "log").read_text(errors="replace").splitlines()[-20:])


def must(words: list[str], name: str, around: dict[str, str] | None = None) -> None:
    """From the root folder: the user who runs initdb may not be allowed to look into ours."""
    done = subprocess.run(
        words,
        cwd="/",
        env=around,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NoServer(f"{name} failed:\n{done.stderr[-3000:]}")


def _not_as_root() -> list[str]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return ["setpriv"]
    user = getpwnam(_user())
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _user() -> str:
    with suppress(KeyError):
        return getpwnam("postgres").pw_name
    return "nobody"
