"""Tells walls what they show, from within the feed, and never in the way of a console."""

import json
from typing import Final

from stillhere.records import journal
from stillhere.web.board import Board, Facts
from stillhere.web.streams import Sees, Stream, event
from stillhere.web.tap import Tap
from stillhere.web.wall_reader import WallReader

LOOKING: Final = frozenset({Sees.WALL})


class Walls:
    def __init__(self) -> None:
        self._readers: dict[int, WallReader] = {}
        self._shown: dict[int, Facts] = {}

    def tell(
        self, tap: Tap, board: Board, organisation: int, streams: set[Stream], new: set[Stream]
    ) -> set[Stream]:
        """State, not a log: the whole wall, to whoever comes and whenever anything is new.

        Answers with whom it could not tell. Danger: they must be sent away before they hear
        anything else, or a wall that is out of date would say LIVE.
        """
        looking = {one for one in streams if one.sees in LOOKING}
        if not looking:
            self.forget(organisation)
            return set()
        try:
            wall = self._read(tap, board, organisation)
        except Exception as wrong:  # noqa: BLE001  # whatever it is, consoles go on
            journal.cry("wall_unreadable", wrong)
            return looking
        is_news = self._shown.get(organisation) != wall
        self._shown[organisation] = wall
        told = event("wall", json.dumps({**wall, "at": board.at.isoformat()}))
        for stream in looking if is_news else looking & new:
            stream.give(told)
        return set()

    def forget(self, organisation: int) -> None:
        self._readers.pop(organisation, None)
        self._shown.pop(organisation, None)

    def _read(self, tap: Tap, board: Board, organisation: int) -> Facts:
        reader = self._readers.setdefault(organisation, WallReader(organisation))
        with tap.look(organisation) as ask:
            return reader.read(ask, board, board.at)
