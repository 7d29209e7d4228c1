"""
What a key of the telephone means while no person is with them (CO3, CO4, WA12).

A language, a call-back, a yes to a watch without a person, and its answers. With a person on the
line a key means nothing: that person asks.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from stillhere.care.contact_state import Contact
from stillhere.care.unattended_call import says_yes, what_it_means
from stillhere.care.watch_events import CheckedIn, HelpAsked
from stillhere.care.watch_state import Watch

LANGUAGE_KEYS: Final = {"2": "fr", "3": "en"}
"""One for each, whichever line they rang: who pressed wrongly presses the other."""
CALL_BACK_KEY: Final = "4"
TRUTH_TAKES: Final = timedelta(seconds=6)
"""A yes that comes sooner after the offer cannot be one to what it says (WA12)."""
STILL_COUNTS: Final = timedelta(seconds=10)
"""An answer is of the moment it was pressed: one that was kept anywhere is none (WA4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SpeaksWith:
    language: str


@dataclass(frozen=True, slots=True)
class WantsCallBack:
    pass


@dataclass(frozen=True, slots=True)
class SaysYes:
    """To the offer that was spoken to them."""


Meaning = SpeaksWith | WantsCallBack | SaysYes | CheckedIn | HelpAsked


def meaning(
    pressed: Pressed,
    contact: Contact,
    *,
    watch: Watch | None,
    offered_at: datetime | None,
    now: datetime,
) -> Meaning | None:
    """`watch`: theirs that is open. `offered_at`: when the latest offer began to be spoken."""
    alone = watch is not None and (watch.unattended or watch.seems_unattended)
    if not (alone or contact.is_waiting):
        return None
    if pressed.key in LANGUAGE_KEYS:
        return SpeaksWith(LANGUAGE_KEYS[pressed.key])
    if watch is not None:
        return _in_the_watch(pressed, watch, now) if alone else None
    if pressed.key == CALL_BACK_KEY:
        return WantsCallBack()
    told = offered_at is not None and pressed.at - offered_at >= TRUTH_TAKES
    return SaysYes() if told and contact.unattended_offered and says_yes(pressed.key) else None


def _in_the_watch(pressed: Pressed, watch: Watch, now: datetime) -> CheckedIn | HelpAsked | None:
    """A cry for help never grows old."""
    meant = what_it_means(pressed.key, watch)
    if isinstance(meant, CheckedIn) and now - pressed.at > STILL_COUNTS:
        return None
    return meant
