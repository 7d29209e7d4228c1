"""What the invented callers do: a few true stories' shapes, with nobody's name or place in them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from stillhere.care.channel import Channel


class Do(StrEnum):
    SAY = "say"
    OKAY = "okay"
    """Taps, or sends the digit of the latest question."""
    OKAY_WITH_WORD = "okay_with_word"
    HELP = "help"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    after: float
    """Seconds after what brought it on; a caller's own dice make it a little more or less."""
    do: Do = Do.OKAY
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    channel: Channel
    opening: str
    replies: tuple[str, ...]
    """To the first thing an operator says, to the second, and so on; then nothing more."""
    asks: tuple[tuple[Act, ...], ...]
    """To the first question, to the second …; the last one is for all that follow."""
    word: str = "maple"
    wakes: tuple[Act, ...] = ()
    """Once help is on the way."""


OKAY: Final = (Act(after=4),)
SILENCE: Final[tuple[Act, ...]] = ()
ABOUT_TO: Final = "Hi. I am about to smoke and I am alone. Can someone stay with me?"
ANSWERS: Final = (
    "You can call me {name}.",
    "40 Example Road, unit 3. Buzzer 12, the door is open.",
    "Smoking. Just me. Naloxone is right beside me.",
    "If I go quiet, call my friend Jo, 416 555 0171. Then an ambulance.",
    "My word is {word}.",
    "Okay, that is right. Starting now.",
)

SCRIPTS: Final[dict[str, Script]] = {
    "steady": Script(
        channel=Channel.TEXT,
        opening=ABOUT_TO,
        replies=ANSWERS,
        asks=(
            *[OKAY] * 4,
            (*OKAY, Act(after=12, do=Do.SAY, words="I feel fine now. Thank you for staying.")),
            OKAY,
        ),
    ),
    "slow": Script(
        channel=Channel.CHAT,
        opening="Hello, is somebody there? I would like some company while I use.",
        replies=ANSWERS,
        asks=((Act(after=6, do=Do.SAY, words="hm, still here, one moment"), Act(after=11)),),
    ),
    "wakes_late": Script(
        channel=Channel.TEXT,
        opening=ABOUT_TO,
        replies=ANSWERS,
        asks=(OKAY, (Act(after=35, do=Do.OKAY_WITH_WORD),), OKAY),
    ),
    "goes_quiet": Script(
        channel=Channel.TEXT, opening=ABOUT_TO, replies=ANSWERS, asks=(OKAY, SILENCE)
    ),
    "leaves_and_returns": Script(
        channel=Channel.CHAT,
        opening="hi, using in a few minutes. my phone is old, the page may go",
        replies=ANSWERS,
        asks=(
            OKAY,
            (
                Act(after=2, do=Do.LEAVE),
                Act(after=40, do=Do.SAY, words="sorry, the page was gone. I am okay"),
                Act(after=44, do=Do.OKAY_WITH_WORD),
            ),
            OKAY,
        ),
    ),
    "needs_help": Script(
        channel=Channel.TEXT,
        opening=ABOUT_TO,
        replies=ANSWERS,
        asks=(OKAY, (Act(after=5, do=Do.HELP),), SILENCE),
    ),
    "only_talks": Script(
        channel=Channel.CHAT,
        opening="I am not using tonight. I just do not want to be alone with my head.",
        replies=(
            "It has been a long week.",
            "My sister stopped answering my texts.",
            "It helps that somebody is here.",
            "I will try to sleep now. Thank you.",
        ),
        asks=(OKAY,),
    ),
    "texts_stop": Script(
        channel=Channel.TEXT,
        opening=ABOUT_TO,
        replies=ANSWERS,
        asks=(OKAY, (Act(after=5, do=Do.SAY, words="STOP"),), SILENCE),
    ),
}
"""In the order in which they first call: calm ones before the others, texts among chats."""
