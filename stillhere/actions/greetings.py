"""
What the line itself says to somebody who waits: honest, harmless to whoever holds the phone.

It asks for nothing and offers no menu: a person comes next (CO3). While nobody is on shift it
says so, and what there is instead; what it says of a watch without a person is in `alone.py`.
"""

from enum import StrEnum

from django.utils.translation import gettext as _


class Greeting(StrEnum):
    """Kept as `Message.reading`; the words are made when they are read."""

    GREETING = "greeting"
    NOBODY_YET = "nobody_yet"
    NOBODY_ON = "nobody_on"
    WHAT_ELSE = "what_else"
    NOBODY_CAN_WATCH = "nobody_can_watch"
    OTHER_LINE = "other_line"
    STILL_THERE = "still_there"
    CALL_BACK = "call_back"
    COME_BACK = "come_back"
    PAUSED = "paused"


def greeting_words(reading: str, *, other_line: str = "") -> str:
    """In the language that is active; nothing for what is not a greeting.

    `other_line`: the number of the line that helps this one out, where there is one.
    """
    match reading:
        case Greeting.GREETING:
            return _(
                "Hello, you have reached us. We are getting a person for you. "
                "You can write already."
            )
        case Greeting.NOBODY_YET:
            return _("Nobody is free yet. We are ringing more people and will not stop.")
        case Greeting.WHAT_ELSE:
            return _(
                "Still nobody is free. We go on ringing people. To be rung back, send CALL. "
                "If it cannot wait, call 911 or have someone stay near you."
            )
        case Greeting.CALL_BACK:
            return _(
                "We ring you back as soon as somebody is free. You need not wait. "
                "You can reach us again at any time."
            )
        case Greeting.COME_BACK:
            return _(
                "We have no number to ring. Keep this page, or come back to it: "
                "somebody answers here as soon as they are free."
            )
        case Greeting.STILL_THERE:
            return _("Are you still there? Please send anything back.")
        case _:
            return _with_nobody_on(reading, other_line)


def _with_nobody_on(reading: str, other_line: str) -> str:
    match reading:
        case Greeting.NOBODY_ON:
            return _(
                "Nobody is on shift just now. We are ringing people at home and will not stop."
            )
        case Greeting.NOBODY_CAN_WATCH:
            return _(
                "Nobody can be with you now. Please wait, or have someone stay near you. In "
                "danger call 911. We go on ringing people. To be rung back, send CALL."
            )
        case Greeting.PAUSED:
            return _paused(other_line)
        case Greeting.OTHER_LINE if other_line:
            return _(
                "Somebody may answer sooner at %(number)s. In danger call 911. "
                "We go on ringing people here."
            ) % {"number": other_line}
        case _:
            return ""


def _paused(other_line: str) -> str:
    """Where else, 911, and the one word that brings a person here all the same (CO16)."""
    if other_line:
        return _(
            "Nobody new is answered here just now. Somebody answers at %(number)s. In danger call "
            "911. If you need us all the same, write again."
        ) % {"number": other_line}
    return _(
        "Nobody new is answered here just now. In danger call 911. If you need us all the same, "
        "write again: then we ring people."
    )
