"""One exchange: laid out, started, stopped or killed by its own id, on this machine alone.

Each has addresses of its own in 127/8, so that it can have the ports that exchanges have: nobody
else's are in its way, and carriers can be told apart by where they come from, as in earnest.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from pwd import getpwnam

import httpx

from stillhere.lines.asterisk.asking import Door
from stillhere.lines.asterisk.laying import Carrier, Layout, lay

PATIENCE = 30  # seconds for a start on a busy machine
USER = "nobody"
PORT = 5060
HTTP = 8088


class NoExchange(Exception):
    """It does not start; the message is what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Of one exchange and of those around it."""

    net: str = field(
        default_factory=lambda: f"127.{secrets.randbelow(250) + 2}.{secrets.randbelow(250) + 2}"
    )

    @property
    def exchange(self) -> str:
        return f"{self.net}.1"

    @property
    def carrier(self) -> str:
        return f"{self.net}.2"

    @property
    def other_carrier(self) -> str:
        return f"{self.net}.3"

    @property
    def stranger(self) -> str:
        return f"{self.net}.9"


@dataclass(slots=True, kw_only=True)
class Exchange:
    layout: Layout
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def door(self) -> Door:
        where = f"http://{self.layout.controlled_at}:{self.layout.http_port}"
        return Door(url=where, password=self.layout.password, app=self.layout.app)

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def start(self) -> None:
        """Wait until it answers."""
        self.process = self._launch(lay(self.layout))
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            if self._answers():
                return
            time.sleep(0.05)
        self.stop()
        raise NoExchange(f"The exchange did not start in {PATIENCE} s:\n{self.last_words()}")

    def stop(self) -> None:
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def last_words(self) -> str:
        return "\n".join(self._log.read_text(errors="replace").splitlines()[-20:])

    def _launch(self, settings: Path) -> subprocess.Popen[bytes]:
        """It goes when the thread that called us goes, however that ends (PR_SET_PDEATHSIG)."""
        folder = self.layout.folder
        words = [*self.layout.program.command, "-C", str(settings), "-f"]
        with self._log.open("wb") as log:
            return subprocess.Popen(
                [*_without_powers(folder, self.layout.program.modules), *words],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl-C in the terminal is for the tests
            )

    def _answers(self) -> bool:
        door = self.door
        with suppress(httpx.HTTPError):
            asked = httpx.get(
                f"{door.url}/ari/asterisk/ping", auth=(door.user, door.password), trust_env=False
            )
            return asked.is_success
        return False

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

    @property
    def _log(self) -> Path:
        return self.layout.folder / "said"


def _without_powers(folder: Path, program: Path) -> list[str]:
    """With no powers of root's in any case; as nobody, where nobody may read the program."""
    plain = ["setpriv", "--pdeathsig", "KILL", "--no-new-privs"]
    if os.geteuid() != 0:
        return plain
    plain += ["--bounding-set=-all", "--inh-caps=-all"]
    user = getpwnam(USER)
    nobody = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    looks = ["setpriv", *nobody, "test", "-r", str(program), "-a", "-x", str(folder.parent)]
    if subprocess.run(looks, check=False).returncode:
        return plain
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            shutil.chown(path, user.pw_uid, user.pw_gid)
    return [*plain, *nobody]


def a_carrier(name: str, address: str) -> Carrier:
    return Carrier(name=name, host=f"{address}:{PORT}", comes_from=[address])


def own_address() -> str:
    """Of this machine's card; nothing is sent. An exchange on loopback tells browsers by it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(asked.getsockname()[0])
