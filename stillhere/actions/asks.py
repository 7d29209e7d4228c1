"""The words a machine sends. They are made when they are read, so that none need to be sealed.

Whoever holds the phone may read them: no drug and no service is ever said, and no name but one
that was agreed to, where several have one phone (IN2, IN6). Each fits one text in both languages.
"""

from enum import StrEnum
from typing import Final

from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from stillhere.actions.alone import alone_words
from stillhere.actions.carrier_words import Introduced, who_we_are
from stillhere.actions.greetings import Greeting, greeting_words
from stillhere.actions.shipped_words import shipped_words
from stillhere.actions.words import NOTICE
from stillhere.care.beside import narrow
from stillhere.care.cover import Says
from stillhere.care.own_words import AS_SHIPPED, OwnWords, Text
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
    own: OwnWords = AS_SHIPPED,
) -> str:
    """The words of a message no person wrote; nothing for one that a person did.

    `line`: its name, for who asks who we are; `own`: the words in force when it was owed.
    For whoever shares the phone with others (IN6), `called`: a name that may be written;
    `first_digit`: what the answers to them begin with.
    """
    with override(language):
        if kind == ASK:
            text, facts = _asked(reading, called)
            return _said(text, own, **facts)
        if reading == Introduced.WHO_WE_ARE:
            return who_we_are(line, own)
        if kind == NOTICE and first_digit and reading in set(Notice):
            name = narrow(called) or person_words(first_digit)
            return f"{name}: {_notice_words(reading, other_line, own)}"
        return _notice_words(reading, other_line, own) if kind == NOTICE else ""


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


def nobody_on_words(language: str, own: OwnWords = AS_SHIPPED) -> str:
    """To supervisors, once the last one has left and nobody on call has said yes."""
    with override(language):
        return _said(Text.COVER, own)


def outcome_due_words(language: str, own: OwnWords = AS_SHIPPED) -> str:
    """To supervisors: somebody we sent help to, and nobody has found out how it ended (AF2)."""
    with override(language):
        return _said(Text.OUTCOME_DUE, own)


def trial_words(language: str) -> str:
    """To whoever looks after a line; in one text, whatever its language."""
    with override(language):
        return _("This is only a test of this line. You need not do anything.")


def all_clear_words(language: str, own: OwnWords = AS_SHIPPED) -> str:
    """To a colleague who was rung for an alarm that is over (ES8)."""
    with override(language):
        return _said(Text.ALL_CLEAR, own)


def person_words(first_digit: int) -> str:
    """Whoever agreed to no name, where several have one phone: the digit their answers begin with.

    In the language that is active.
    """
    number = {"number": first_digit}
    return pgettext("one of several at one phone", "Person %(number)s") % number


def _asked(reading: str, called: str) -> tuple[Text, dict[str, str]]:
    """Which question it is, and what stands in its places."""
    digit = digit_of(reading)
    facts = {"digit": str(digit)}
    several = digit > MOST
    if several:
        facts["name"] = called or person_words(digit // 10)
    if reading.endswith(OF_THEM):
        return Text.ASK_ONE_OF_THEM if several else Text.ASK_OF_THEM, facts
    if reading.endswith(WITH_WORD):
        return Text.ASK_ONE_WITH_WORD if several else Text.ASK_WITH_WORD, facts
    return Text.ASK_ONE if several else Text.ASK, facts


def _notice_words(reading: str, other_line: str, own: OwnWords) -> str:
    """What promises, or says that nothing can be promised, is never put in other words."""
    if reading == Notice.HELP_COMING:
        return _(
            "Somebody is on the way to you. We cannot promise to turn them back. "
            "We are still here, write to us."
        )
    if reading == Greeting.PAUSED:
        return greeting_words(reading, other_line=other_line)
    if reading not in set(Text):
        return alone_words(reading)
    return _said(Text(reading), own, number=other_line)


def _said(text: Text, own: OwnWords, **facts: str) -> str:
    """Nothing is said in own words where nothing would be said: of no line there is a number."""
    shipped = shipped_words(text, **facts)
    return shipped and (own.words(text, get_language() or "", **facts) or shipped)
