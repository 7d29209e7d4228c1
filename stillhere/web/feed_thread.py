"""Runs the feed beside the requests: one thread, one connection, however many consoles look."""

from collections.abc import Callable
from threading import Event, Thread
from typing import Final

from stillhere.records import journal
from stillhere.records.alive import struggle
from stillhere.records.steady import clock
from stillhere.web.feed import Feed
from stillhere.web.streams import Stream
from stillhere.web.tap import Tap, open_tap

WAIT: Final = 0.05
"""Seconds between two looks at SQLite's counter of commits, and until a newcomer is noticed."""
AGAIN: Final = 0.5
"""Seconds before the records are tried again after they could not be reached."""


class FeedThread:
    def __init__(self, tap: Callable[[], Tap] = open_tap) -> None:
        self._open = tap
        self._feed = Feed()
        self._ending = Event()
        self._thread = Thread(target=self._run, name="feed", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def join(self, stream: Stream) -> None:
        self._feed.join(stream)

    def end(self) -> None:
        """Ends every stream; consoles come back to whichever process answers next."""
        self._ending.set()

    def wait_for_the_end(self, seconds: float) -> None:
        self._thread.join(seconds)

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                self._follow()
            except Exception as wrong:  # noqa: BLE001  # whatever it is, the feed goes on trying
                # Danger: nothing is sent from here on, not even a tick. Consoles go red.
                journal.cry("feed_cannot_read", wrong)
                struggle()
                self._ending.wait(AGAIN)
        self._feed.end_all()

    def _follow(self) -> None:
        tap = self._open()
        try:
            while not self._ending.is_set():
                changed = tap.wait(WAIT)
                self._feed.turn(tap, clock.now(), changed=changed)
        finally:
            tap.close()


_running: list[FeedThread] = []


def start_feed() -> FeedThread:
    feed = FeedThread()
    _running[:] = [feed]
    feed.start()
    return feed


def running_feed() -> FeedThread | None:
    """None in a process that serves no consoles."""
    return _running[0] if _running else None
