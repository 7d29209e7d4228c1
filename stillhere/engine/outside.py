"""The sign of life for a monitor outside: when it stops, somebody there calls a person.

The address is the administrator's own (STILLHERE_HEARTBEAT_URL). Nothing about anyone is sent.
"""

import os
import threading
import time
from typing import Final

import httpx

from stillhere.records import journal

SETTING: Final = "STILLHERE_HEARTBEAT_URL"
EVERY: Final = 20.0
"""Seconds. Somebody outside is to be called within ninety of the last one."""
PATIENCE: Final = 5.0


class SignOfLife:
    """Sent beside the auditor's work: a slow answer never makes an audit late."""

    def __init__(self, address: str = "") -> None:
        self._address = address or os.environ.get(SETTING, "")
        self._sent: float | None = None
        self._failing = False

    def all_clear(self) -> None:
        now = time.monotonic()
        if not self._address or (self._sent is not None and now - self._sent < EVERY):
            return
        self._sent = now
        threading.Thread(target=self.send, daemon=True).start()

    def send(self) -> bool:
        try:
            httpx.get(self._address, timeout=PATIENCE, follow_redirects=False).raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as wrong:
            self._say_once(wrong)
            return False
        self._failing = False
        return True

    def _say_once(self, wrong: Exception) -> None:
        if not self._failing:
            journal.cry("sign_of_life_not_taken", wrong)
        self._failing = True
