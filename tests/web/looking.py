"""Consoles that look at the feed, as a test sees them: what each was told, in order."""

import json
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore

from stillhere.records.models import Operator
from stillhere.records.steady import HandedOver, clock
from stillhere.web.feed import REST, Feed
from stillhere.web.streams import Sees, Stream
from stillhere.web.tap import Tap

Told = tuple[str, dict[str, Any]]


@dataclass(eq=False, slots=True)
class Looking(Stream):
    """A stream without an event loop: it keeps what it is given."""

    _: KW_ONLY
    _loop: Any = None
    _queue: Any = None
    told: list[Told] = field(default_factory=list)

    def give(self, event: bytes) -> None:
        name, data = event.decode().rstrip("\n").split("\ndata: ")
        self.told.append((name.removeprefix("event: "), json.loads(data)))

    def end(self) -> None:
        self.is_over = True

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.told]

    @property
    def last(self) -> dict[str, Any]:
        """The latest news of the board; a tick is none."""
        return [facts for name, facts in self.told if name in ("snapshot", "rows")][-1]

    @property
    def wall(self) -> dict[str, Any]:
        return [facts for name, facts in self.told if name == "wall"][-1]

    @property
    def rows(self) -> dict[str, dict[str, Any]]:
        return {row["id"]: row for row in self.last["rows"]}


def look_at(
    feed: Feed,
    operator: Operator,
    *,
    key: str = "",
    language: str = "en",
    sees: Sees = Sees.BOARD,
) -> Looking:
    """Signed in, and the stream opened."""
    session = SessionStore()
    session.create()
    looking = Looking(
        organisation=operator.organisation_id,
        operator=operator.pk,
        language=language,
        key=key,
        sign_in=str(session.session_key),
        password=operator.password,
        sees=sees,
    )
    feed.join(looking)
    return looking


@dataclass(slots=True)
class Turning:
    """A feed in a test's hands: it turns when it is told to, after its rest."""

    feed: Feed
    tap: Tap
    time: HandedOver
    began: datetime

    @property
    def now(self) -> datetime:
        return clock.now()

    def wait(self, *, seconds: float) -> datetime:
        return self.time.wait(seconds=seconds)

    def turn(self, *, changed: bool = True) -> None:
        self.wait(seconds=REST.total_seconds())
        self.feed.turn(self.tap, self.now, changed=changed)
