"""The one place where something written becomes a number that can be dialled."""

import phonenumbers

from stillhere.lines.line import NoSuchNumber


def number(written: str) -> str:
    """In E.164. Raises `NoSuchNumber`, without repeating what was written."""
    try:
        found = phonenumbers.parse(written, None)
    except phonenumbers.NumberParseException:
        raise NoSuchNumber("This is not a number with its country code, like +1 416 …") from None
    if not phonenumbers.is_possible_number(found):
        raise NoSuchNumber("No number of this country has that many digits.")
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
