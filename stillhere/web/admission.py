"""Whether a console that is looking may go on looking; asked again and again, off the ORM."""

from datetime import datetime

from stillhere.web import board_sql as sql
from stillhere.web.board import ANSWERING, Board
from stillhere.web.board_reader import as_time
from stillhere.web.streams import Stream
from stillhere.web.tap import Ask


def is_welcome(stream: Stream, board: Board) -> bool:
    """Still active, still in a role that answers, still with the same password."""
    person = board.people.get(stream.operator)
    if person is None or not person.is_active or person.role not in ANSWERING:
        return False
    return person.password == stream.password


def is_signed_in(stream: Stream, ask: Ask, now: datetime) -> bool:
    found = ask(sql.SIGN_INS, stream.sign_in)
    return bool(found) and now < as_time(found[0][0])
