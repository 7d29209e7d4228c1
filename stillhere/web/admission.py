"""Whether a console that is looking may go on looking; asked again and again, off the ORM."""

from datetime import datetime
from typing import Final

from stillhere.care.access import Page, Role, may_open
from stillhere.web import board_sql as sql
from stillhere.web.board import Board
from stillhere.web.board_calls import as_time
from stillhere.web.streams import Sees, Stream
from stillhere.web.tap import Ask

SHOWN_ON: Final = {Sees.BOARD: Page.CONTACT, Sees.WALL: Page.WALL}
"""The page a role must be able to open, for as long as the stream runs."""


def is_welcome(stream: Stream, board: Board) -> bool:
    """Still active, still in a role that opens such a page, still with the same password."""
    if stream.sees is Sees.TELEVISION:
        return True  # nobody looks; whether it still may is asked as a sign-in is
    person = board.people.get(stream.operator)
    if person is None or not person.is_active or person.password != stream.password:
        return False
    return may_open(Role(person.role), SHOWN_ON[stream.sees])


def is_signed_in(stream: Stream, ask: Ask, now: datetime) -> bool:
    """And until when its screen shows anything, which the stream keeps."""
    if stream.sees is Sees.TELEVISION:
        return _still_shows(stream, ask, now)
    for expires, locks_at in ask(sql.SIGN_INS, stream.sign_in):
        stream.locks_at = None if locks_at is None else as_time(locks_at)
        return now < as_time(expires)
    return False


def _still_shows(stream: Stream, ask: Ask, now: datetime) -> bool:
    return any(
        not withdrawn and now < as_time(ends_at)
        for ends_at, withdrawn in ask(sql.SCREENS, stream.screen)
    )
