"""What was tried to get help, and what of it still counts."""

from typing import Final

from stillhere.care.plan import Help
from stillhere.care.watch_state import Tried, Watch, Went

CALLED_OFF: Final = frozenset({Went.STOOD_DOWN, Went.NOT_THERE, Went.CANNOT_GET_IN})
SENT: Final = frozenset({Went.REACHED, Went.COMING})


def emergency_may_come(watch: Watch) -> bool:
    """911 was called, is being called, or may have been called by somebody who vanished."""
    calling = watch.decided is not None and watch.decided.help is not Help.CONTACT
    return calling or _emergency(watch, Went.REACHED, Went.UNKNOWN)


def emergency_is_coming(watch: Watch) -> bool:
    return _emergency(watch, Went.REACHED)


def already_sent(watch: Watch, help: Help, helper: int | None) -> Tried | None:
    """Who has sent this help before, if it may still be on its way."""
    counts = (t for t in reversed(_still_counts(watch)) if t.outcome in SENT)
    return next((t for t in counts if (t.help, t.helper) == (help, helper)), None)


def last_sent(watch: Watch) -> Help:
    """The help that went last: where nothing says which, the emergency services."""
    sent = (t.help for t in reversed(watch.tried) if t.outcome in SENT)
    return next(sent, Help.EMERGENCY)


def _still_counts(watch: Watch) -> tuple[Tried, ...]:
    """Nothing from before help was called off, or found nobody."""
    off = [k for k, tried in enumerate(watch.tried) if tried.outcome in CALLED_OFF]
    return watch.tried[off[-1] + 1 :] if off else watch.tried


def _emergency(watch: Watch, *outcomes: Went) -> bool:
    counts = _still_counts(watch)
    return any(t.help is not Help.CONTACT and t.outcome in outcomes for t in counts)
