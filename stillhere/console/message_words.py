"""What each text is for: when it leaves, to whom, and why some are said as they are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from stillhere.actions.alone import Alone, alone_words
from stillhere.actions.asks import Notice, machine_words, on_call_words, ring_words
from stillhere.actions.words import NOTICE
from stillhere.care.cover import Says
from stillhere.care.own_words import Mistake, Text, Wrong

NAMES: Final[dict[Text, Any]] = {
    Text.ASK: later("How are you?"),
    Text.ASK_WITH_WORD: later("How are you, in an alarm"),
    Text.ASK_OF_THEM: later("How is the person beside you?"),
    Text.ASK_ONE: later("How are you, to one of several"),
    Text.ASK_ONE_WITH_WORD: later("How are you, to one of several, in an alarm"),
    Text.ASK_ONE_OF_THEM: later("How are they, to one of several"),
    Text.CALLED_OFF: later("Nobody is coming any more"),
    Text.GREETING: later("The first answer"),
    Text.NOBODY_YET: later("Nobody is free yet"),
    Text.NOBODY_ON: later("Nobody is on shift"),
    Text.WHAT_ELSE: later("Still nobody is free"),
    Text.NOBODY_CAN_WATCH: later("Nobody can be with you now"),
    Text.OTHER_LINE: later("Another line's number"),
    Text.STILL_THERE: later("Are you still there?"),
    Text.CALL_BACK: later("We ring you back"),
    Text.COME_BACK: later("We have no number to ring"),
    Text.WHO_WE_ARE: later("Who we are"),
    Text.ALL_CLEAR: later("It is settled"),
    Text.COVER: later("Nobody has said yes"),
    Text.OUTCOME_DUE: later("Somebody to ask after"),
}
WHEN: Final[dict[Text, Any]] = {
    Text.ASK: later("To a caller who is watched, whenever an answer is due. The digit is new."),
    Text.ASK_WITH_WORD: later(
        "To a caller in an alarm who has a word of their own: the digit alone clears nothing."
    ),
    Text.ASK_OF_THEM: later("To a caller who answers for somebody who is down."),
    Text.ASK_ONE: later("The same, where several are watched by one phone: it names one."),
    Text.ASK_ONE_WITH_WORD: later("The same in an alarm, where several have one phone."),
    Text.ASK_ONE_OF_THEM: later("Where several have one phone and one of them is down."),
    Text.CALLED_OFF: later(
        "To a caller who was told that help comes, once nobody is on the way any more."
    ),
    Text.GREETING: later("At once, to whoever texts or opens a chat, before a person answers."),
    Text.NOBODY_YET: later("To whoever waits and nobody has taken yet."),
    Text.NOBODY_ON: later("The same, while nobody is on shift at all."),
    Text.WHAT_ELSE: later("To whoever goes on waiting: what they can do meanwhile."),
    Text.NOBODY_CAN_WATCH: later("The same, while nobody is on shift at all."),
    Text.OTHER_LINE: later("To whoever waits, where another line's number is set up."),
    Text.STILL_THERE: later("To a caller who went quiet before a watch began."),
    Text.CALL_BACK: later("To whoever asked to be rung back."),
    Text.COME_BACK: later("In a chat, to whoever asked to be rung back and gave no number."),
    Text.WHO_WE_ARE: later(
        "To whoever texts HELP or INFO. Telephone companies want your line's name in it; a name "
        "that tells is left out when it is sent."
    ),
    Text.ALL_CLEAR: later("To a colleague whose phone rang for an alarm that is over."),
    Text.COVER: later("To supervisors, while nobody is on shift and nobody on call said yes."),
    Text.OUTCOME_DUE: later("To supervisors, while nobody knows how it ended for somebody."),
}
GROUPS: Final[dict[Any, tuple[Text, ...]]] = {
    later("Asking how they are"): (
        Text.ASK,
        Text.ASK_WITH_WORD,
        Text.ASK_OF_THEM,
        Text.ASK_ONE,
        Text.ASK_ONE_WITH_WORD,
        Text.ASK_ONE_OF_THEM,
        Text.CALLED_OFF,
    ),
    later("While somebody waits"): (
        Text.GREETING,
        Text.NOBODY_YET,
        Text.NOBODY_ON,
        Text.WHAT_ELSE,
        Text.NOBODY_CAN_WATCH,
        Text.OTHER_LINE,
        Text.STILL_THERE,
        Text.CALL_BACK,
        Text.COME_BACK,
        Text.WHO_WE_ARE,
    ),
    later("To colleagues"): (Text.ALL_CLEAR, Text.COVER, Text.OUTCOME_DUE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """Said as it is, and why."""

    when: Any
    why: Any
    words: Callable[[str], str]
    """In this language."""


_TRUTH: Final = later("It says what a machine cannot do, and that must stay whole.")
_ONE: Final = later("It says what pressing 1 takes on.")
FIXED: Final = (
    Fixed(
        when=later("To a caller for whom help was sent"),
        why=later("Nobody may promise that it turns back."),
        words=lambda language: machine_words(NOTICE, Notice.HELP_COMING, language),
    ),
    Fixed(
        when=later("Before a watch without a person"),
        why=_TRUTH,
        words=lambda language: machine_words(NOTICE, Alone.OFFER, language),
    ),
    Fixed(
        when=later("When a watch without a person begins"),
        why=_TRUTH,
        words=lambda _language: alone_words(Alone.BEGUN),
    ),
    Fixed(
        when=later("When a caller's phone rings because they went quiet"),
        why=later("It is spoken, and harmless to whoever picks up."),
        words=lambda language: ring_words(to_caller=True, language=language),
    ),
    Fixed(
        when=later("When a colleague's phone rings"),
        why=_ONE,
        words=lambda language: ring_words(to_caller=False, language=language),
    ),
    Fixed(
        when=later("When an on-call phone rings"),
        why=_ONE,
        words=lambda language: on_call_words(Says.COVER, language),
    ),
)


def in_words(mistake: Mistake) -> str:
    """What is wrong with it and what to do."""
    match mistake.wrong:
        case Wrong.TELLS:
            return _("Whoever holds the phone would read “%(what)s”. Write it another way.") % {
                "what": mistake.what
            }
        case Wrong.TOO_LONG:
            return _(
                "With the longest that may stand in it, this is %(what)s more than one text "
                "takes. Shorten it; letters such as ê or ç leave less than half the room."
            ) % {"what": mistake.what}
        case Wrong.LACKS:
            return _("Put %(what)s in it: without that nobody can do what it says.") % {
                "what": mistake.what
            }
        case Wrong.TWICE:
            return _("Keep %(what)s once and take it out everywhere else.") % {"what": mistake.what}
        case Wrong.TOUCHES:
            return _("Put a blank before and after %(what)s: it would be read as one word.") % {
                "what": mistake.what
            }
        case Wrong.OTHER_DIGIT:
            return _("Take %(what)s out: an answer would be mistaken for the digit we ask for.") % {
                "what": mistake.what
            }
        case Wrong.NO_SUCH_PLACE:
            return _("There is nothing to put in place of %(what)s here. Take it out.") % {
                "what": mistake.what
            }
