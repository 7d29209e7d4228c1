"""A real Chromium in a window on a screen of its own, so that a tab can really be hidden.

Playwright tells every page that it is looked at and switches the throttling of hidden ones off;
here nobody does. Spoken to through a pipe: when this process ends, the browser ends with it.
"""

import fcntl
import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from tools import programs


@contextmanager
def a_display() -> Iterator[str]:
    """The number is the display's own choice. It dies with whoever asked for it."""
    hear, tell = os.pipe()
    program = programs.xvfb()
    assert program, "xvfb is missing; `make setup` brings it"
    screen = ["-displayfd", str(tell), "-screen", "0", "1024x768x24", "-nolisten", "tcp"]
    display = subprocess.Popen(
        ["setpriv", "--pdeathsig", "KILL", program, *screen],
        pass_fds=[tell],
        stderr=subprocess.DEVNULL,
    )
    os.close(tell)
    try:
        yield f":{os.read(hear, 16).decode().strip()}"
    finally:
        os.close(hear)
        display.kill()
        display.wait()


class Window:
    """A browser as Chrome DevTools Protocol speaks to it: one question, one answer."""

    def __init__(self, ask: int, hear: int) -> None:
        self._ask, self._hear = ask, hear
        self._unread = b""
        self._number = 0

    def open_tab(self, address: str = "about:blank") -> "Tab":
        """In front of every other one, which is hidden from then on."""
        made = self.say("Target.createTarget", url=address)
        joined = self.say("Target.attachToTarget", targetId=made["targetId"], flatten=True)
        return Tab(self, joined["sessionId"])

    def say(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        self._number += 1
        words = {"id": self._number, "method": method, "params": params}
        whom = {"sessionId": session} if session else {}
        os.write(self._ask, json.dumps({**words, **whom}).encode() + b"\0")
        while (heard := self._next()).get("id") != self._number:
            pass
        assert "error" not in heard, heard
        return dict(heard["result"])

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            more = os.read(self._hear, 65_536)
            assert more, "the browser has gone"
            self._unread += more
        one, _, self._unread = self._unread.partition(b"\0")
        return dict(json.loads(one))


class Tab:
    def __init__(self, window: Window, session: str) -> None:
        self._window, self._session = window, session

    def first_of_all(self, script: str) -> None:
        self._window.say("Page.enable", self._session)
        self._window.say("Page.addScriptToEvaluateOnNewDocument", self._session, source=script)

    def go_to(self, address: str) -> None:
        self._window.say("Page.navigate", self._session, url=address)

    def evaluate(self, words: str) -> Any:
        params = {"expression": words, "returnByValue": True}
        return self._window.say("Runtime.evaluate", self._session, **params)["result"].get("value")


@contextmanager
def a_window() -> Iterator[Window]:
    with a_display() as display, _a_profile() as folder:
        own = ["--no-first-run", f"--user-data-dir={folder}", "--remote-debugging-pipe"]
        program = [str(programs.chromium()), *programs.chromium_switches(), "--disable-gpu"]
        (theirs, ask), (hear, ours) = _far_pipe(), _far_pipe()
        pipes = [(os.POSIX_SPAWN_DUP2, theirs, 3), (os.POSIX_SPAWN_DUP2, ours, 4)]
        quiet = (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)
        around = {**os.environ, "DISPLAY": display}
        browser = os.posix_spawn(
            program[0], [*program, *own], around, file_actions=[*pipes, quiet], setpgroup=0
        )
        os.close(theirs)
        os.close(ours)
        try:
            yield Window(ask, hear)
        finally:
            os.close(ask)
            os.kill(browser, signal.SIGTERM)
            os.waitpid(browser, 0)
            with suppress(ProcessLookupError):
                os.killpg(browser, signal.SIGKILL)  # its children, where they outlive it
            os.close(hear)


def _a_profile() -> tempfile.TemporaryDirectory[str]:
    """A child of the browser that is just ending may still write there."""
    return tempfile.TemporaryDirectory(prefix="stillhere-window-", ignore_cleanup_errors=True)


def _far_pipe() -> tuple[int, int]:
    """Ends numbered well beyond 3 and 4, which the browser listens and answers at."""
    near = os.pipe()
    here, there = (fcntl.fcntl(each, fcntl.F_DUPFD_CLOEXEC, 10) for each in near)
    for each in near:
        os.close(each)
    return here, there
