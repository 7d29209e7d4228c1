"""How a process ends: when it is asked to, and never later than whoever started it."""

import ctypes
import os
import signal
import sys
import threading
from types import FrameType
from typing import Final

from stillhere.records import journal

PARENT: Final = "STILLHERE_PARENT"
PR_SET_PDEATHSIG: Final = 1


def until_told() -> threading.Event:
    """Set when somebody asks this process to end."""
    stop = threading.Event()

    def told(number: int, _frame: FrameType | None) -> None:
        journal.say("asked_to_end", how=signal.Signals(number).name, pid=os.getpid())
        stop.set()

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)
    return stop


def end_with_parent() -> None:
    """Linux ends us at once when the parent is gone, however that happened."""
    parent = os.environ.pop(PARENT, "")
    if not parent:
        return
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != int(parent):
        sys.exit("Whoever started this process is gone already.")
