"""No receipt came for a text: its line is asked once more, and a doubt counts as not arrived."""

from collections.abc import Callable
from datetime import datetime

from stillhere.actions import delivery
from stillhere.actions.claimed import Claimed
from stillhere.lines.line import Line, LineError, Progress
from stillhere.records import journal


def seek(claimed: Claimed, line: Line, *, now: Callable[[], datetime]) -> None:
    """Never raises what a line, or its bugs, may raise."""
    settle = delivery.arrived if _has_arrived(claimed.of, line) else delivery.no_receipt
    by_line = claimed.by_line or None
    settle(claimed.of, organisation=claimed.organisation, now=now(), by_line=by_line)
    delivery.sent(claimed, now=now())


def _has_arrived(key: str, line: Line) -> bool:
    if not line.capabilities.finds:
        return False
    try:
        found = line.find(key)
    except LineError:
        return False
    except Exception as wrong:  # noqa: BLE001  # a line's bug is no reason to believe it
        journal.cry("line_failed", wrong)
        return False
    return found is not None and found.progress is Progress.DELIVERED
