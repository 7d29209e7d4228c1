"""`make demo-phones`: a demo with a line that rings, at an exchange of its own on this machine.

Nothing is installed and no call leaves: the carrier is `python -m tools.phones call`, a telephone
of ours. Everything is kept in `var/demo-phones` and in fixed addresses of 127/8 for next time.
"""

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from stillhere.lines.asterisk.laying import Layout
from tools.phones.bringing import bring
from tools.phones.exchange import HTTP, Addresses, Exchange, a_carrier, own_address
from tools.system import NeedsYou
from tools.tree import HERE

ADDRESSES: Final = Addresses(net="127.45.1")
FOLDER: Final = HERE / "var" / "demo-phones"
LINE: Final = "+14165550101"
ON_CALL: Final = "+14165550172"
"""Sam's, who is on call in the demo."""
ANA: Final = "+14165550151"
READY: Final = "supervisor"
"""The last who is told how to sign in."""
ENDS_WITHIN: Final = 20
"""Seconds."""


def demo() -> int:
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, signal.default_int_handler)
    around = {**os.environ, "STILLHERE_DATA": str(FOLDER / "data")}
    around["STILLHERE_TELEPHONES"] = f"ws://{ADDRESSES.exchange}:{HTTP}/ws"
    around["STILLHERE_PARENT"] = str(os.getpid())  # it goes when we go
    around.setdefault("DJANGO_SETTINGS_MODULE", "stillhere.settings")
    with _exchange() as exchange:
        words = [sys.executable, "-m", "stillhere.cli", "demo"]
        with subprocess.Popen(
            words, cwd=HERE, env=around, stdout=subprocess.PIPE, text=True
        ) as ours:
            try:
                for said in _told(ours):
                    if READY in said:
                        _speak(around)
                        _open_line(exchange, around)
                        _say(*_what_to_do(exchange))
                return ours.wait()
            except KeyboardInterrupt:
                ours.terminate()
                return ours.wait(ENDS_WITHIN)


@contextmanager
def _exchange() -> Iterator[Exchange]:
    (FOLDER / "exchange").mkdir(parents=True, exist_ok=True, mode=0o700)
    started = Exchange(
        layout=Layout(
            program=bring().program(),
            folder=FOLDER / "exchange",
            address=ADDRESSES.exchange,
            interface=own_address(),
            controlled_at=ADDRESSES.exchange,
            password=_password(),
            carriers=[a_carrier("north", ADDRESSES.carrier)],
            on_call=[ON_CALL],
            prompts=FOLDER / "data" / "prompts",
        )
    )
    started.start()
    try:
        yield started
    finally:
        started.stop()


def _password() -> str:
    """The same next time: the line knows it."""
    file = FOLDER / "password"
    if not file.exists():
        handle = os.open(file, os.O_CREAT | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w") as new:
            new.write(secrets.token_hex(16))
    return file.read_text()


def _told(ours: "subprocess.Popen[str]") -> Iterator[str]:
    assert ours.stdout is not None
    for line in ours.stdout:
        _say(line.rstrip("\n"))
        yield line


def _speak(around: Mapping[str, str]) -> None:
    """Where no machine can speak here, callers hear tones and people alone."""
    done = _stillhere("prompts", around=around)
    if done.returncode:
        _say(f"  Nothing is spoken: {done.stderr.strip()}")


def _open_line(exchange: Exchange, around: Mapping[str, str]) -> None:
    carrier = exchange.layout.carriers[0]
    done = _stillhere(
        "create-line",
        "--organisation=demo",
        "--slug=demo-calls",
        "--provider=asterisk",
        "--name=Demo calls",
        "--practice",
        f"--number={LINE}",
        f"--base-url={exchange.door.url}",
        f"--carrier={carrier.name}={carrier.host},{ADDRESSES.carrier}",
        f"--auth-token-file={FOLDER / 'password'}",
        "--json",
        around=around,
    )
    if done.returncode and "already" not in done.stderr:
        raise NeedsYou(done.stderr.strip())


def _stillhere(*words: str, around: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    whole = [sys.executable, "-m", "stillhere.cli", *words]
    return subprocess.run(
        whole, cwd=HERE, env=dict(around), capture_output=True, text=True, check=False
    )


def _what_to_do(exchange: Exchange) -> list[str]:
    return [
        "",
        f"  a line that rings   {LINE}, as sip:{LINE}@{exchange.layout.address}",
        "  ring it             .venv/bin/python -m tools.phones call   (in another terminal)",
        "  pick it up          sign in as ana, come on shift, open the telephone in the bar; a",
        "                      caller is put through once you take them",
        f"  or on a phone       on your own page let calls ring at {ANA}: the terminal that",
        "                      rings the line is every phone here, picks up and presses 1",
        f"  with nobody there   Sam's phone, {ON_CALL}, rings where `answer` is not running",
        "",
    ]


def _say(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
