"""Taking in one thing from outside: kept, or set aside for a person, or told that it was neither.

Whoever brought it may hear yes only when this has come back.
"""

from collections.abc import Callable
from datetime import datetime

from stillhere.actions.set_aside import OF_THE_RECORDS, TRIES, Came, stumbled


def take_in(came: Came, act: Callable[[], object], *, organisation: int, now: datetime) -> None:
    """Tries at once as often as it may: nobody knows whether it will be brought again.

    Raises what the records raise where they cannot be reached: then it must be brought again.
    """
    for _ in range(TRIES - 1):
        if _try(came, act, organisation, now) is None:
            return
    wrong = _try(came, act, organisation, now)
    if wrong is not None:
        raise wrong


def _try(
    came: Came, act: Callable[[], object], organisation: int, now: datetime
) -> Exception | None:
    """What is still wrong; None: it is kept, or set aside for a person."""
    try:
        act()
    except OF_THE_RECORDS:
        raise
    except Exception as wrong:  # noqa: BLE001  # what nobody can read, a person has to
        return None if stumbled(came, organisation=organisation, wrong=wrong, now=now) else wrong
    return None
