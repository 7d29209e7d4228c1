"""Proof of life by work done, to the process that started us.

`beat()` comes after a piece of real work, so a process that hangs falls silent like a dead one.
"""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from typing import Final

WORKED: Final = b"."
TRIED: Final = b"!"

_told: list[int] = []
_vouchers: list[Callable[[], bool]] = []


def answer_to(pipe: int) -> None:
    """Whoever started this process listens at the other end. Anything but a pipe is refused."""
    if not stat.S_ISFIFO(os.fstat(pipe).st_mode):
        raise ValueError(f"{pipe} is not a pipe.")
    os.set_blocking(pipe, False)
    _told[:] = [pipe]


def vouch_with(vouch: Callable[[], bool]) -> None:
    """Something that has to be true as well before a beat counts."""
    _vouchers.append(vouch)


def beat() -> None:
    """Work was done. Never waits and never fails: nobody may be listening."""
    if all(vouch() for vouch in _vouchers):
        _tell(WORKED)


def struggle() -> None:
    """It was tried and failed: not hung, and not to be killed at once for what others lack."""
    _tell(TRIED)


def _tell(what: bytes) -> None:
    for pipe in _told:
        with suppress(OSError):
            os.write(pipe, what)
