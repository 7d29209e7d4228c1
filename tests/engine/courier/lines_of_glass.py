"""Lines whose inside a test can see, and break."""

import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from stillhere.lines.line import Capabilities, Line, Progress, Receipt
from stillhere.records.models import Line as LineRecord
from stillhere.records.organisations import NoOrganisation, current_organisation


class InsideATransaction(Exception):
    """A provider was called while a transaction of ours held others up."""


EVERYTHING: Final = Capabilities(texts=True, rings=True, finds=True)


@dataclass
class GlassLine:
    capabilities: Capabilities = EVERYTHING
    got: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Key to every (address, words) that arrived under it."""
    before: Callable[[str], None] = lambda _key: None
    """Raises, or waits, before anything is taken."""
    after: Callable[[str], None] = lambda _key: None
    became: Progress = Progress.ACCEPTED
    """Of what is found again."""
    asked: list[str] = field(default_factory=list)
    broken: Exception | None = None
    """What it raises when it is asked."""

    def text(self, to: str, body: str, *, key: str, now: datetime) -> Receipt:
        del now
        _refuse_inside_a_transaction()
        self.before(key)
        self.got[key].append((to, body))
        self.after(key)
        return Receipt(key=key, progress=Progress.ACCEPTED, reference=f"ref-{key}")

    ring = text

    def find(self, key: str) -> Receipt | None:
        self.asked.append(key)
        if self.broken is not None:
            raise self.broken
        return Receipt(key=key, progress=self.became) if key in self.got else None


@dataclass
class Lines:
    """One glass line for each record, made when it is first needed."""

    by_slug: dict[str, GlassLine] = field(default_factory=lambda: defaultdict(GlassLine))

    def __call__(self, record: LineRecord) -> Line:
        return self.by_slug[record.slug]


def breaking(line: GlassLine, wrong: BaseException, *, taken: bool = False) -> None:
    """`taken`: only the answer is lost."""

    def fail(_key: str) -> None:
        raise wrong

    if taken:
        line.after = fail
    else:
        line.before = fail


@dataclass
class Gate:
    """Holds up whoever comes to it, until it is opened."""

    opened: threading.Event = field(default_factory=threading.Event)
    reached: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def __call__(self, _key: str) -> None:
        self.reached.release()
        self.opened.wait(timeout=30)


def _refuse_inside_a_transaction() -> None:
    try:
        current_organisation()
    except NoOrganisation:
        return
    raise InsideATransaction
