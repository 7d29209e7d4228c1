"""What each sentence of the telephone is for, and when it is heard."""

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as later

from stillhere.actions.prompts import Prompt

GROUPS: Final[Sequence[tuple[Any, Sequence[Prompt]]]] = (
    (later("At the beginning"), (Prompt.GREETING, Prompt.LANGUAGE)),
    (
        later("While somebody waits"),
        (
            *(Prompt.NOBODY_YET, Prompt.NOBODY_ON, Prompt.WHAT_ELSE, Prompt.NOBODY_CAN_WATCH),
            *(Prompt.CALL_BACK, Prompt.COME_BACK, Prompt.STILL_THERE),
        ),
    ),
    (
        later("A watch without a person"),
        (
            *(Prompt.ALONE_TRUTH, Prompt.ALONE_ONLY_RING, Prompt.ALONE_CHOOSE),
            *(Prompt.ALONE_KEYS, Prompt.ALONE_ASK, Prompt.ALONE_THANKS, Prompt.ALONE_HELP),
            Prompt.OFFER_OVER,
        ),
    ),
    (later("To others, and without us"), (Prompt.PRESS_ONE, Prompt.WITHOUT_US)),
)
NAMES: Final[dict[Prompt, Any]] = {
    Prompt.GREETING: later("The first sentence"),
    Prompt.LANGUAGE: later("The other language"),
    Prompt.NOBODY_YET: later("Nobody is free yet"),
    Prompt.NOBODY_ON: later("Nobody is on shift"),
    Prompt.WHAT_ELSE: later("Still nobody is free"),
    Prompt.NOBODY_CAN_WATCH: later("Nobody can be with you now"),
    Prompt.CALL_BACK: later("We ring you back"),
    Prompt.COME_BACK: later("We have no number to ring"),
    Prompt.STILL_THERE: later("Are you still there?"),
    Prompt.ALONE_TRUTH: later("What it is"),
    Prompt.ALONE_ONLY_RING: later("Without a place"),
    Prompt.ALONE_CHOOSE: later("How to say yes"),
    Prompt.ALONE_KEYS: later("It has begun"),
    Prompt.ALONE_ASK: later("The question"),
    Prompt.ALONE_THANKS: later("They have answered"),
    Prompt.ALONE_HELP: later("Help was asked for"),
    Prompt.OFFER_OVER: later("It is not possible any more"),
    Prompt.PRESS_ONE: later("Press 1"),
    Prompt.WITHOUT_US: later("When this machine is down"),
}
WHEN: Final[dict[Prompt, Any]] = {
    Prompt.GREETING: later("At once, to whoever calls, in the language of the number they rang."),
    Prompt.LANGUAGE: later(
        "Right after it, and in the other language: together they are one bilingual sentence. In "
        "French it is key 2, in English key 3."
    ),
    Prompt.NOBODY_YET: later("To whoever waits and nobody has taken yet."),
    Prompt.NOBODY_ON: later("The same, while nobody is on shift at all."),
    Prompt.WHAT_ELSE: later("To whoever goes on waiting: what they can do meanwhile."),
    Prompt.NOBODY_CAN_WATCH: later("To whoever goes on waiting while nobody is on shift."),
    Prompt.CALL_BACK: later("To whoever asked to be rung back."),
    Prompt.COME_BACK: later("To whoever asked to be rung back and hides their number."),
    Prompt.STILL_THERE: later("To a caller who went quiet before a watch began."),
    Prompt.ALONE_TRUTH: later("Before it is offered: what it is, and what it cannot do."),
    Prompt.ALONE_ONLY_RING: later("After it, to whoever gave no place."),
    Prompt.ALONE_CHOOSE: later("After it: one key means yes, and nothing else does."),
    Prompt.ALONE_KEYS: later("When they have said yes: what the keys mean."),
    Prompt.ALONE_ASK: later("Whenever an answer is due, as long as no person is with them."),
    Prompt.ALONE_THANKS: later("When they have pressed the key that says they are okay."),
    Prompt.ALONE_HELP: later(
        "When they have pressed the key for help, or any key during an alarm: a key ends none."
    ),
    Prompt.OFFER_OVER: later("Where it was offered and nobody at home can be rung any more."),
    Prompt.PRESS_ONE: later(
        "To whoever is rung on an ordinary phone: a key is a person, a voicemail is not."
    ),
    Prompt.WITHOUT_US: later("Before those on call are rung, where no process of ours answers."),
}
