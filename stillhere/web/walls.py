"""Tells walls and televisions what they show, from within the feed, in no console's way."""

import json
from typing import Final

from stillhere.records import journal
from stillhere.web.board import Board, Facts
from stillhere.web.streams import Sees, Stream, event
from stillhere.web.tap import Tap
from stillhere.web.television import television
from stillhere.web.wall_reader import WallReader

LOOKING: Final = frozenset({Sees.WALL, Sees.TELEVISION})
View = tuple[Sees, bool]
"""What a stream sees, and whether operators have names there."""


class Walls:
    def __init__(self) -> None:
        self._readers: dict[int, WallReader] = {}
        self._shown: dict[int, dict[View, Facts]] = {}

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
            seen = {view: _seen(view, wall, board) for view in map(_view, looking)}
        except Exception as wrong:  # noqa: BLE001  # whatever it is, consoles go on
            journal.cry("wall_unreadable", wrong)
            return looking
        before = self._shown.get(organisation, {})
        self._shown[organisation] = seen
        for stream in looking:
            view = _view(stream)
            if stream in new or before.get(view) != seen[view]:
                at = board.at.isoformat()
                stream.give(event("wall", json.dumps({**seen[view], "at": at})))
        return set()

    def forget(self, organisation: int) -> None:
        self._readers.pop(organisation, None)
        self._shown.pop(organisation, None)

    def _read(self, tap: Tap, board: Board, organisation: int) -> Facts:
        reader = self._readers.setdefault(organisation, WallReader(organisation))
        with tap.look(organisation) as ask:
            return reader.read(ask, board, board.at)


def _view(stream: Stream) -> View:
    return stream.sees, stream.first_names


def _seen(view: View, wall: Facts, board: Board) -> Facts:
    sees, first_names = view
    return television(board, wall, first_names=first_names) if sees is Sees.TELEVISION else wall
