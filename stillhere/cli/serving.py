"""`serve` and the processes it keeps alive, each of which can also be run alone."""

import argparse
import errno
import os
import socket
import subprocess
import sys

from stillhere.cli.begin import begin
from stillhere.cli.ports import who_holds
from stillhere.cli.saying import tell
from stillhere.cli.words import port
from stillhere.cli.wrong import Wrong
from stillhere.engine.ending import end_with_parent, until_told
from stillhere.engine.serve import AlreadyServing, Ready, children, listen_at, only_one, supervise
from stillhere.records import journal
from stillhere.surroundings import look_around


def serve(asked: argparse.Namespace) -> int:
    listening = listen(asked.host, port(asked))
    address = address_of(listening)
    return serve_at(listening, ready=lambda: tell(f"stillhere answers at {address}"))


def serve_at(listening: socket.socket, *, ready: Ready, before: Ready = lambda: None) -> int:
    """`before` comes when the tables are there and nothing runs yet."""
    end_with_parent()
    os.umask(0o077)
    journal.begin()
    os.environ.setdefault("STILLHERE_PUBLIC_URL", address_of(listening))
    stop = until_told()
    try:
        with only_one(look_around().data) as folder:
            _prepare()
            before()
            supervise(children(listening, folder=folder), stop=stop, ready=ready)
    except AlreadyServing as already:
        raise Wrong(
            f"Process {already} serves from this folder already. End it first, or set "
            "STILLHERE_DATA to another folder."
        ) from None
    return 0


def web(asked: argparse.Namespace) -> int:
    begin("web")
    from stillhere.engine.site import serve_site  # noqa: PLC0415  # only now there are models

    try:
        serve_site(host=asked.host, port=port(asked))
    except OSError as wrong:
        raise _cannot_listen(wrong, asked.host, port(asked)) from wrong
    return 0


def keepwatch(_asked: argparse.Namespace) -> int:
    begin("engine")
    from stillhere.engine.keepwatch import keep_watch  # noqa: PLC0415  # as above

    keep_watch(until_told())
    return 0


def auditor(_asked: argparse.Namespace) -> int:
    begin("engine")
    from stillhere.engine.auditor import audit  # noqa: PLC0415  # as above

    audit(until_told())
    return 0


def answer(_asked: argparse.Namespace) -> int:
    begin("engine")
    from stillhere.engine.answering import answer_calls  # noqa: PLC0415  # as above

    return answer_calls(until_told())


def listen(host: str, number: int) -> socket.socket:
    try:
        return listen_at(host, number)
    except OSError as wrong:
        raise _cannot_listen(wrong, host, number) from wrong


def address_of(listening: socket.socket) -> str:
    host, number = listening.getsockname()[:2]
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104  # shown, not bound
    return f"http://[{shown}]:{number}" if ":" in shown else f"http://{shown}:{number}"


def _cannot_listen(wrong: OSError, host: str, number: int) -> Wrong:
    if wrong.errno == errno.EADDRINUSE:
        return Wrong(f"Port {number} is held by {who_holds(number)}. Choose another with --port.")
    if wrong.errno == errno.EACCES:
        return Wrong(f"Port {number} is for root alone. Choose one above 1023 with --port.")
    return Wrong(f"Cannot listen at {host} port {number}: {wrong.strerror}. Choose another --host.")


def _prepare() -> None:
    """In a process of its own: we stay small and never open the database ourselves."""
    words = [sys.executable, "-m", "stillhere.cli", "prepare"]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, check=False)  # noqa: S603  # ours
    if done.returncode:
        raise Wrong("It cannot start before that is put right.")
