"""Where somebody's written number becomes one that can be dialled, kept and matched."""

from dataclasses import dataclass
from typing import Final

import phonenumbers

from stillhere.care.refused import Refused

HERE: Final = "CA"


class NotANumber(Refused):
    """This cannot be dialled. What was written is never repeated: it may be a person's."""


@dataclass(frozen=True, slots=True)
class Phone:
    """Made only by `phone`. In E.164, like +14165550123."""

    e164: str

    def __str__(self) -> str:
        return self.e164


def phone(raw: str, region: str = HERE) -> Phone:
    """`region`: where a number without its country code is from. Raises `NotANumber`."""
    try:
        found = phonenumbers.parse(raw, region)
    except phonenumbers.NumberParseException:
        raise NotANumber from None
    if not phonenumbers.is_possible_number(found):
        raise NotANumber
    return Phone(phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164))
