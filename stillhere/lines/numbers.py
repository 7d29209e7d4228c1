"""Whether somebody can be dialled, asked before any provider is."""

from collections.abc import Collection
from typing import Final

import phonenumbers

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


def is_elsewhere(e164: str, countries: Collection[str]) -> bool:
    """Outside these, or a number that whoever made it common gets paid for (toll fraud)."""
    found = phonenumbers.parse(e164, NOWHERE)
    if phonenumbers.number_type(found) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        return True
    region = phonenumbers.region_code_for_number(found)
    shared = phonenumbers.region_codes_for_country_code(found.country_code or 0)
    return not set(countries) & ({region} if region else set(shared))


def unknown_countries(countries: Collection[str]) -> set[str]:
    return set(countries) - set(phonenumbers.SUPPORTED_REGIONS)
