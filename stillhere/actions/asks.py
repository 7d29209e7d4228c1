"""The words a machine sends. They are made when they are read, so that none need to be sealed.

Whoever holds the phone may read them: no drug and no service is ever said, and no name but one
that was agreed to, where several have one phone (IN2, IN6). Each fits one text in both languages.
"""

from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from stillhere.actions.alone import alone_words
from stillhere.actions.carrier_words import Introduced, who_we_are
from stillhere.actions.greetings import greeting_words
from stillhere.actions.words import NOTICE
from stillhere.care.beside import narrow
from stillhere.care.cover import Says
from stillhere.care.together import MOST


class Notice(StrEnum):
    """What the line itself says to a caller; kept as `Message.reading`."""

    HELP_COMING = "help_coming"
    CALLED_OFF = "called_off"


ASK: Final = "ask"
WITH_WORD: Final = "+word"
OF_THEM: Final = "+them"
"""Asked of a caller who answers for somebody else: no digit says how that person is (CO15)."""


def reading_of(digit: int, *, with_word: bool, of_them: bool = False) -> str:
    """What an ask keeps as its `Message.reading`."""
    if of_them:
        return f"{digit}{OF_THEM}"
    return f"{digit}{WITH_WORD if with_word else ''}"


def digit_of(reading: str) -> int:
    return int(reading.partition("+")[0])


def machine_words(
    kind: str,
    reading: str,
    language: str,
    *,
    line: str = "",
    other_line: str = "",
    called: str = "",
    first_digit: int = 0,
) -> str:
    """The words of a message no person wrote; nothing for one that a person did.

    `line`: its name, for who asks who we are.
    For whoever shares the phone with others (IN6), `called`: a name that may be written;
    `first_digit`: what the answers to them begin with.
    """
    with override(language):
        if kind == ASK:
            return _ask_words(reading, called)
        if reading == Introduced.WHO_WE_ARE:
            return who_we_are(line)
        if kind == NOTICE and first_digit and reading in set(Notice):
            name = narrow(called) or person_words(first_digit)
            return f"{name}: {_notice_words(reading, other_line)}"
        return _notice_words(reading, other_line) if kind == NOTICE else ""


def ring_words(*, to_caller: bool, language: str) -> str:
    """What a phone shows or says once it is answered."""
    with override(language):
        if to_caller:
            return _("Hello, this is the call you agreed to. Are you okay?")
        return _("You are needed now. Press 1 to say that you hear this, then open your board.")


def on_call_words(says: str, language: str) -> str:
    """To who is on call while nobody is on shift: what pressing 1 takes on (WA12, WA13)."""
    with override(language):
        match says:
            case Says.WAITS:
                return _(
                    "Somebody is waiting, and nobody is on shift. Press 1: you are awake, and "
                    "it is your phone that rings. Then open your board if you can."
                )
            case Says.STILL:
                return _("Are you still awake? It is your phone that rings. Press 1 for yes.")
            case Says.MISS:
                return _(
                    "Somebody does not answer. Press 1: you have it. Then open your board now."
                )
            case _:
                return _(
                    "You are on call, and nobody is on shift. Press 1: you are awake, and until "
                    "somebody comes on it is your phone that rings."
                )


def nobody_on_words(language: str) -> str:
    """To supervisors, once the last one has left and nobody on call has said yes."""
    with override(language):
        return _("Nobody is on shift, and nobody on call has said yes yet. Their phones ring on.")


def outcome_due_words(language: str) -> str:
    """To supervisors: somebody we sent help to, and nobody has found out how it ended (AF2)."""
    with override(language):
        return _("Somebody has not been asked after yet. Please open your board.")


def all_clear_words(language: str) -> str:
    """To a colleague who was rung for an alarm that is over (ES8)."""
    with override(language):
        return _("It is settled. You need not do anything more. Thank you.")


def person_words(first_digit: int) -> str:
    """Whoever agreed to no name, where several have one phone: the digit their answers begin with.

    In the language that is active.
    """
    number = {"number": first_digit}
    return pgettext("one of several at one phone", "Person %(number)s") % number


def _ask_words(reading: str, called: str) -> str:
    digit = digit_of(reading)
    if digit > MOST:
        return _ask_one_of_several(reading, digit, called or person_words(digit // 10))
    if reading.endswith(OF_THEM):
        return _("How are they? Do they breathe, are they awake? Write what you see.")
    if reading.endswith(WITH_WORD):
        return _("Are you okay? Send back %(digit)s and your word.") % {"digit": digit}
    return _("Are you okay? Send back %(digit)s.") % {"digit": digit}


def _ask_one_of_several(reading: str, digit: int, name: str) -> str:
    if reading.endswith(OF_THEM):
        return _("%(name)s: breathing? Awake? Write what you see.") % {"name": name}
    said = {"name": name, "digit": digit}
    if reading.endswith(WITH_WORD):
        return _("%(name)s, are you okay? Send back %(digit)s and your word.") % said
    return _("%(name)s, are you okay? Send back %(digit)s.") % said


def _notice_words(reading: str, other_line: str) -> str:
    match reading:
        case Notice.HELP_COMING:
            return _(
                "Somebody is on the way to you. We cannot promise to turn them back. "
                "We are still here, write to us."
            )
        case Notice.CALLED_OFF:
            return _("Nobody is on the way to you any more. We are still here.")
        case _:
            return greeting_words(reading, other_line=other_line) or alone_words(reading)
