"""Whether somebody can be dialled, asked before any provider is."""

from typing import Final

from stillhere.actions.phone import NotANumber, phone
from stillhere.lines.line import NoSuchNumber

NOWHERE: Final = "ZZ"
"""A number that is to be dialled says its country itself."""


def number(written: str) -> str:
    """In E.164. Raises `NoSuchNumber`, without repeating what was written."""
    try:
        return str(phone(written, NOWHERE))
    except NotANumber:
        raise NoSuchNumber("This is not a number with its country code, like +1 416 …") from None
