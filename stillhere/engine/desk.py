"""A few hands for one line, so that a line that hangs has only its own people waiting."""

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Final

from django.db import connections

from stillhere.records import journal

HANDS: Final = 4
"""Calls to one provider at once; a stuck recipient holds one of them until its time is up."""

Task = Callable[[], None]


class Desk:
    def __init__(self, *, hands: int = HANDS) -> None:
        self._hands = hands
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._busy = 0
        self._hired: list[threading.Thread] = []

    def give(self, task: Task) -> bool:
        """Begins it at once, or not at all: a lease must not run out in a queue."""
        with self._lock:
            if self._busy >= self._hands:
                return False
            self._busy += 1
            if len(self._hired) < self._busy:
                self._hire()
        self._tasks.put(task)
        return True

    def close(self, *, within: float) -> None:
        """Lets everybody finish and write down what came of it, for so many seconds."""
        for _ in self._hired:
            self._tasks.put(None)
        for thread in self._hired:
            thread.join(within / len(self._hired))

    def _hire(self) -> None:
        # As a daemon: one that hangs in a provider must not keep the process from ending.
        thread = threading.Thread(target=self._work, daemon=True)
        thread.start()
        self._hired.append(thread)

    def _work(self) -> None:
        while task := self._tasks.get():
            try:
                task()
            except Exception as wrong:  # noqa: BLE001  # the lease ends, and it is tried again
                journal.cry("duty_not_recorded", wrong)
            finally:
                # Whatever went wrong may have spoiled this thread's connection.
                connections.close_all()
                with self._lock:
                    self._busy -= 1
