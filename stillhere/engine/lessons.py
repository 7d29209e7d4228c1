"""What the three invented people of the first shift say, in the learner's own language."""

from typing import Final

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from stillhere.care.channel import Channel
from stillhere.care.first_shift import Lesson
from stillhere.engine.scripts import OKAY, SCRIPTS, SILENCE, Act, Do, Script

NAME: Final = "first-shift-"
OPENING: Final = _("Hi. I am about to smoke and I am alone. Can someone stay with me?")
HAS_USED: Final = _("hi. just smoked. alone here. can you stay")
ANSWERS: Final = (
    _("Call me Robin. I am at 40 Example Road, unit 3. Buzzer 12, the door is open."),
    _("Smoking. Just me here. Naloxone is right beside me."),
    _("If I go quiet, call 911. My word is maple."),
    _("Yes, that is right. I am starting now."),
    _("I am okay. It is good that you are here."),
    _("We can stop here. Thank you for staying."),
    _("For the code: kite is my word. Make up the rest, this is practice."),
    _("Good night. Thank you."),
)
SLOWLY: Final = (
    _("robin. 40 example road, unit 3. door is open"),
    _("ok"),
    _("yes. i am good now. we can stop"),
    _("thanks. bye"),
)

LESSONS: Final[dict[Lesson, Script]] = {
    Lesson.CALM: Script(channel=Channel.CHAT, opening=OPENING, replies=ANSWERS, asks=(OKAY,)),
    Lesson.LATE: Script(
        channel=Channel.CHAT,
        opening=HAS_USED,
        replies=SLOWLY,
        asks=(
            OKAY,
            (
                Act(after=3, do=Do.SAY, words=_("mm")),
                Act(after=8, do=Do.SAY, words=_("sorry. slow. still here. smoked a bit more")),
            ),
            OKAY,
        ),
    ),
    Lesson.ALARM: Script(
        channel=Channel.CHAT,
        opening=OPENING,
        replies=ANSWERS,
        asks=(OKAY, SILENCE),
        wakes=(
            Act(after=12, do=Do.OKAY_WITH_WORD),
            Act(after=14, do=Do.SAY, words=_("what happened? i am here")),
            Act(after=30, do=Do.SAY, words=_("they are here. somebody is with me now")),
        ),
    ),
}


def is_lesson(name: str) -> bool:
    return name.startswith(NAME)


def script_of(name: str) -> Script:
    """Of somebody who calls the practice line, or of a lesson: `first-shift-2:fr`."""
    if not is_lesson(name):
        return SCRIPTS[name]
    number, _colon, language = name.removeprefix(NAME).partition(":")
    found = LESSONS[Lesson(int(number))]
    with override(language):
        return Script(
            channel=found.channel,
            opening=gettext(found.opening),
            replies=tuple(gettext(each) for each in found.replies),
            asks=tuple(tuple(_said(act) for act in acts) for acts in found.asks),
            word=gettext("maple"),
            wakes=tuple(_said(act) for act in found.wakes),
        )


def _said(act: Act) -> Act:
    words = gettext(act.words) if act.words else ""
    return Act(after=act.after, do=act.do, words=words)
