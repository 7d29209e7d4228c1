"""What this installation says of itself: one JSON line a time, about machines and never people.

Names not on the list are not written, nor is any message of an error or of a library: each
might hold somebody's number. What kind of error it was, and where, is enough to find it.
"""

import logging
import sys
from contextlib import suppress
from pathlib import Path
from traceback import extract_tb
from typing import Any, Final

import structlog

ALLOWED: Final = frozenset(
    {
        "event", "level", "timestamp",
        "address", "by", "consoles", "contacts", "count", "due", "error", "exit", "fix", "host",
        "how", "ids", "kind", "lane", "late_ms", "line", "logger", "name", "organisation",
        "organisations", "part", "parts", "pid", "port", "seconds", "tries", "unlisted", "watch",
        "watches", "where",
    }
)  # fmt: skip
QUIET: Final = ("uvicorn.access",)  # it would write down who came from where


def begin() -> None:
    """Once in each process: libraries write here as well, and less."""
    root = logging.getLogger()
    root.handlers, root.level = [WhatLibrariesSay()], logging.WARNING
    for name in QUIET:
        logging.getLogger(name).disabled = True


def say(event: str, **facts: Any) -> None:
    _journal.info(event, **facts)


def warn(event: str, **facts: Any) -> None:
    _journal.warning(event, **facts)


def cry(event: str, wrong: BaseException | None = None, **facts: Any) -> None:
    """Something failed that a person has to look at."""
    _journal.error(event, **facts, **(told(wrong) if wrong else {}))


def told(wrong: BaseException) -> dict[str, str]:
    """Which error and where, without its message."""
    frames = extract_tb(wrong.__traceback__)
    ours = [frame for frame in frames if "stillhere" in Path(frame.filename).parts]
    last = next(reversed(ours or frames), None)
    where = f"{Path(last.filename).name}:{last.lineno} {last.name}" if last else ""
    return {"error": type(wrong).__name__, "where": where}


class WhatLibrariesSay(logging.Handler):
    """Which library, how bad and where; its words stay unsaid."""

    def emit(self, record: logging.LogRecord) -> None:
        wrong = record.exc_info[1] if record.exc_info else None
        facts = {"where": f"{record.filename}:{record.lineno}", **(told(wrong) if wrong else {})}
        tell = _journal.error if record.levelno >= logging.ERROR else _journal.warning
        tell("library", logger=record.name, **facts)


class ToStderr:
    """A full disk or a reader that went away never stops the work that is written about."""

    def info(self, line: str) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    warning = error = info


def _only_allowed(_logger: Any, _method: str, facts: Any) -> dict[str, Any]:
    kept = {name: fact for name, fact in facts.items() if name in ALLOWED}
    unlisted = sorted(set(facts) - set(kept))
    return {**kept, "unlisted": unlisted} if unlisted else kept


_journal: Final[Any] = structlog.wrap_logger(
    ToStderr(),
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _only_allowed,
        structlog.processors.JSONRenderer(sort_keys=True),
    ],
    wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
)
