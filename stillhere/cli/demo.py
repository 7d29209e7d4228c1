"""`stillhere demo`: an invented line to try everything on, with logins printed last."""

import argparse
import errno
import json
import os
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from stillhere.cli.begin import begin
from stillhere.cli.ports import who_holds
from stillhere.cli.saying import tell
from stillhere.cli.serving import address_of, listen, serve_at
from stillhere.cli.words import port
from stillhere.cli.wrong import Wrong
from stillhere.engine.serve import listen_at
from stillhere.surroundings import look_around

PORTS_TRIED: Final = 50
CHAT: Final = "demo-chat"
Login = dict[str, str]


def demo(asked: argparse.Namespace) -> int:
    around = look_around()
    if around.on_postgresql:
        raise Wrong("The demo keeps an invented line in a file. Unset STILLHERE_DATABASE_URL.")
    listening = _listen_near(asked.host, port(asked))
    address = address_of(listening)
    logins: list[Login] = []

    def lay_out() -> None:
        logins.extend(_kept(around.data) or _keep(around.data, _laid_out()))
        _journal_to(around.data / "journal.log")

    os.environ.setdefault("STILLHERE_FRONT_LINE", CHAT)
    tell("Preparing the demo …")
    return serve_at(
        listening,
        before=lay_out,
        ready=lambda: tell(*_welcome(address, around.data, logins)),
    )


def _listen_near(host: str, wanted: int) -> socket.socket:
    for number in range(wanted, min(wanted + PORTS_TRIED, 65_535)):
        try:
            found = listen_at(host, number)
        except OSError as wrong:
            if wrong.errno != errno.EADDRINUSE:
                break
            continue
        if number != wanted:
            tell(f"Port {wanted} is held by {who_holds(wanted)}; taking {number}.")
        return found
    return listen(host, wanted)


def _laid_out() -> list[Login]:
    begin("web")
    from django.db import connection  # noqa: PLC0415  # only once there are settings

    from stillhere.cli.demo_line import lay_out_demo  # noqa: PLC0415  # as above

    try:
        return lay_out_demo()
    finally:
        connection.close()


def _kept(data: Path) -> list[Login]:
    file = _file(data)
    if not file.exists():
        return []
    logins: list[Login] = json.loads(file.read_text())
    return logins


def _keep(data: Path, logins: list[Login]) -> list[Login]:
    handle = os.open(_file(data), os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(logins, file, indent=1)
    return logins


def _file(data: Path) -> Path:
    return data / "demo-logins.json"


def _journal_to(file: Path) -> None:
    """Here and in every child: what is printed last is to stay last."""
    handle = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    os.dup2(handle, 2)
    os.close(handle)


def _welcome(address: str, data: Path, logins: Sequence[Login]) -> list[str]:
    width = max(len(login["username"]) for login in logins)
    return [
        "",
        "stillhere is ready. Everybody in it is invented; no call leaves this machine.",
        f"  callers           {address}/",
        f"  operators         {address}/console/",
        f"  practice phones   {address}/console/practice/",
        f"  journal           {data / 'journal.log'}",
        "Everything is kept for next time. Ctrl-C ends it.",
        "",
        *(
            f"  {login['username']:{width}}  {login['password']}  {login['role']}"
            for login in logins
        ),
    ]
