"""
Everything the telephone says by itself, each a whole sentence that one recording can hold.

Kind, short, plain, and harmless to whoever hears it beside the caller: nothing tells what the
line is for (IN2). No time is promised, and of the truth about waiting nothing is left out (CO4).
"""

from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from stillhere.actions.alone import Alone, alone_words, truth
from stillhere.care.unattended_call import Line, said_first


class Prompt(StrEnum):
    """The value names its file, and is what `lines.voice.Say` asks for."""

    GREETING = "greeting"
    LANGUAGE = "language"
    """In the other language: which key chooses it. With the greeting, one bilingual sentence."""
    NOBODY_YET = "nobody_yet"
    NOBODY_ON = "nobody_on"
    WHAT_ELSE = "what_else"
    NOBODY_CAN_WATCH = "nobody_can_watch"
    CALL_BACK = "call_back"
    COME_BACK = "come_back"
    STILL_THERE = "still_there"
    ALONE_TRUTH = "alone_truth"
    ALONE_ONLY_RING = "alone_only_ring"
    ALONE_CHOOSE = "alone_choose"
    ALONE_KEYS = "alone_keys"
    ALONE_ASK = "alone_ask"
    ALONE_THANKS = "alone_thanks"
    ALONE_HELP = "alone_help"
    OFFER_OVER = "offer_over"
    PRESS_ONE = "press_one"
    WITHOUT_US = "without_us"


LANGUAGES: Final = ("en", "fr")
ALONE: Final = (
    *(Prompt.ALONE_TRUTH, Prompt.ALONE_ONLY_RING, Prompt.ALONE_CHOOSE, Prompt.ALONE_KEYS),
    *(Prompt.ALONE_ASK, Prompt.ALONE_THANKS, Prompt.ALONE_HELP, Prompt.OFFER_OVER),
)
"""Without every one of them no watch without a person is offered on a call (WA12)."""
OF_ALONE: Final[dict[Line, Prompt]] = {
    Line.TRUTH: Prompt.ALONE_TRUTH,
    Line.ONLY_RING: Prompt.ALONE_ONLY_RING,
    Line.CHOOSE: Prompt.ALONE_CHOOSE,
    Line.KEYS: Prompt.ALONE_KEYS,
}
BEGUN: Final = (Alone.BEGUN, Alone.WITHOUT_PLACE, Alone.HERE_ONLY)


def spoken(reading: str, language: str) -> tuple[tuple[Prompt, str], ...]:
    """What is heard of a notice of the contact, in order; nothing of what no prompt says.

    On a call nobody has been asked for a place before: a person does that (WA12).
    """
    if reading == Prompt.GREETING:
        other = next((each for each in LANGUAGES if each != language), language)
        return (Prompt.GREETING, language), (Prompt.LANGUAGE, other)
    if reading == Alone.OFFER:
        said = said_first(place_given=False)
        return tuple((OF_ALONE[each], language) for each in said)
    if reading in BEGUN:
        return ((OF_ALONE[Line.KEYS], language),)
    return ((Prompt(reading), language),) if reading in set(Prompt) else ()


def prompt_words_in(language: str, prompt: Prompt) -> str:
    with override(language):
        return prompt_words(prompt)


def prompt_words(prompt: Prompt) -> str:
    """In the language that is active."""
    match prompt:
        case Prompt.GREETING:
            return _(
                "Hello, you have reached us. Please stay on the line: we are getting a person "
                "for you."
            )
        case Prompt.LANGUAGE:
            return _("For English, press 3.")
        case Prompt.STILL_THERE:
            return _("Are you still there?")
        case Prompt.PRESS_ONE:
            return _("A call for you. Press 1 to be connected.")
        case Prompt.WITHOUT_US:
            return _("We are ringing somebody for you now. Please stay on the line.")
        case _:
            return _while_they_wait(prompt) or _without_a_person(prompt)


def _while_they_wait(prompt: Prompt) -> str:
    match prompt:
        case Prompt.NOBODY_YET:
            return _(
                "Nobody is free yet. We are ringing more people and will not stop. Please stay "
                "on the line."
            )
        case Prompt.NOBODY_ON:
            return _(
                "Nobody is on shift just now. We are ringing people at home and will not stop. "
                "Please stay on the line."
            )
        case Prompt.WHAT_ELSE:
            return _(
                "Still nobody is free. We go on ringing people. To be rung back, press 4. If it "
                "cannot wait, call 911, or have someone stay near you."
            )
        case Prompt.NOBODY_CAN_WATCH:
            return _(
                "Nobody can be with you now. We go on ringing people. Please wait, or have "
                "someone stay near you. To be rung back, press 4. In danger, call 911."
            )
        case _:
            return _when_they_cannot_wait(prompt)


def _when_they_cannot_wait(prompt: Prompt) -> str:
    match prompt:
        case Prompt.CALL_BACK:
            return _(
                "We ring you back as soon as somebody is free. You may hang up, or stay on the "
                "line. You can call again at any time."
            )
        case Prompt.COME_BACK:
            return _(
                "We cannot see your number. Please stay on the line, or call again: somebody "
                "answers as soon as they are free."
            )
        case _:
            return ""


def _without_a_person(prompt: Prompt) -> str:
    """The same truth as in a text (WA12)."""
    match prompt:
        case Prompt.ALONE_TRUTH:
            return truth()
        case Prompt.ALONE_ONLY_RING:
            return _("Nobody knows where you are, so that person can only ring you.")
        case Prompt.ALONE_CHOOSE:
            return _(
                "If you want that until somebody is here, press 1. If not, you need do nothing: "
                "we go on ringing people."
            )
        case Prompt.ALONE_KEYS:
            return _(
                "It has begun. Each time you are asked whether you are okay, press 1. For help, "
                "press 0 at any time."
            )
        case Prompt.ALONE_ASK:
            return _("Are you okay? Press 1. For help, press 0.")
        case Prompt.ALONE_THANKS:
            return _("Thank you. We ask again.")
        case Prompt.ALONE_HELP:
            return _("We are ringing people for you now. In danger, call 911.")
        case _:
            return alone_words(Alone.OVER)
