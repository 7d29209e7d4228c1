"""
An invitation: four words said by voice, with which one person chooses a password, once.

For somebody new, or for a colleague who lost theirs. Whoever gives one must still be allowed to
when it is used: a role may have changed, or a giver gone, while the words were on somebody's lips.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from stillhere.care.access import Role
from stillhere.care.code import plain, words_said
from stillhere.care.people import Colleague, NotYoursToKeep, keeps
from stillhere.care.refused import Refused

WORDS: Final = 4
BITS: Final = 40
"""Ten a word: at ten wrong tries in ten minutes from one network, nobody lives to guess one."""
NEW_LASTS: Final = timedelta(days=3)
"""A default: long enough to reach somebody on their next free evening."""
BACK_LASTS: Final = timedelta(hours=1)
"""A default: whoever lost a password is on the phone with who gives the words."""


class NotAnInvitation(Refused):
    """Wrong, used, withdrawn or over: which of them is said to nobody."""


class NotForOneself(Refused):
    """An unattended screen must not be enough to take an account over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    role: Role
    ends_at: datetime
    for_colleague: int | None = None
    """Whose password it makes new; None: somebody new comes."""


def said(bits: int, language: str) -> str:
    """Four words of the giver's language. `bits` is below 2 ** 40."""
    return words_said(bits, WORDS, language)


def heard(typed: str) -> str:
    """As the words are compared: case, accents, blanks and signs aside. Empty: never four words."""
    found = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", typed))
    return " ".join(plain(word) for word in found) if len(found) == WORDS else ""


def must_be_theirs_to_reset(by: Colleague, whom: Colleague) -> None:
    """Never upward, and never oneself. Raises `NotYoursToKeep`, `NotForOneself`."""
    if by.id == whom.id:
        raise NotForOneself
    if not whom.is_active or not keeps(by, whom.role):
        raise NotYoursToKeep


def must_open(
    invitation: Invitation, *, giver: Colleague, whom: Colleague | None, now: datetime
) -> None:
    """When it is used, not when it was made. Raises `NotAnInvitation`."""
    role = invitation.role if whom is None else whom.role
    gone = whom is not None and not whom.is_active
    if gone or now >= invitation.ends_at or not keeps(giver, role):
        raise NotAnInvitation
