"""What the coach says: the next act, its buttons by their own names, and why. One act at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, Self

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stillhere.care.first_shift import Act
from stillhere.care.first_shift_review import Point


class How(StrEnum):
    """What is done with what carries the name."""

    WRITE = "write"
    PRESS = "press"
    CHOOSE = "choose"
    TICK = "tick"
    HOLD = "hold"
    WAIT = "wait"


@dataclass(frozen=True, slots=True, kw_only=True)
class Do:
    how: How
    name: Any = ""
    """As it stands on the screen; nothing to find where one waits."""
    words: Any = ""
    """What is written or chosen there: a suggestion. In braces: invented for this exercise."""

    def of(self, exercise: int) -> Self:
        """No two exercises make the same code."""
        return replace(self, words=str(self.words).format_map(_invented(exercise)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Coaching:
    now: Any
    why: Any
    does: tuple[Do, ...] = ()
    on_board: bool = False
    """Its buttons stand on the board, not with the person."""


def _invented(exercise: int) -> dict[str, str]:
    town, day, school = exercise % 26, exercise % 28, exercise // 364 % 26
    return {"town": chr(65 + town), "day": str(day + 1), "school": chr(65 + school)}


def _write(name: Any, words: Any) -> Do:
    return Do(how=How.WRITE, name=name, words=words)


def _press(name: Any) -> Do:
    return Do(how=How.PRESS, name=name)


def _say(words: Any) -> tuple[Do, ...]:
    return (_write(_("Message"), words), _press(pgettext_lazy("a message", "Send")))


WAIT: Final = (Do(how=How.WAIT),)
KEEP: Final = pgettext_lazy("an answer", "Keep")
ASK_STEP: Final = pgettext_lazy("the step where we ask", "Ask")
AFTER_STEP: Final = pgettext_lazy("the last step: closing", "After")

COACHING: Final[Mapping[Act, Coaching]] = {
    Act.HELLO: Coaching(
        now=_("Somebody wrote. Answer first, with your name."),
        why=_("The first words say that a person is here. Forms come later."),
        does=_say(_("Hello, I am here with you. What may I call you, and where are you?")),
    ),
    Act.CALLED: Coaching(
        now=_("Write down what they want to be called."),
        why=_("Any name will do, or none. You say it loud if they go quiet."),
        does=(_press(ASK_STEP), _write(pgettext_lazy("intake", "Called"), "Robin"), _press(KEEP)),
    ),
    Act.PLACE: Coaching(
        now=_("Write down where they are, and how to get in."),
        why=_("Without a place nobody can be sent. It is asked anew every time."),
        does=(
            _press(ASK_STEP),
            _write(pgettext_lazy("intake", "Place"), _("40 Example Road, unit 3")),
            _write(pgettext_lazy("intake", "Way in"), _("Buzzer 12, the door is open")),
            _press(KEEP),
        ),
    ),
    Act.ROUTE: Coaching(
        now=_("Ask how they will take it, and mark it."),
        why=_("It decides how often they are asked. They may always skip a question."),
        does=(
            *_say(_("How will you take it? Is naloxone in reach?")),
            _press(ASK_STEP),
            _press(_("Smoked")),
        ),
    ),
    Act.PLAN: Coaching(
        now=_("Ask whom you call if they go quiet, and write the plan."),
        why=_("It is their choice, in their order. Nobody is called whom they did not choose."),
        does=(
            *_say(_("If you go quiet, whom do I call? And a word for: I am okay?")),
            _press(_("Plan")),
            Do(how=How.CHOOSE, name=_("First"), words=_("911")),
            _write(_("Word for: I am okay"), _("maple")),
            _press(_("Keep, and read it back")),
        ),
    ),
    Act.READ_BACK: Coaching(
        now=_("Read the plan back to them."),
        why=_("They hear exactly what will happen, and when. Only then can they agree."),
        does=(
            _press(_("Plan")),
            _press(_("Send it to them")),
        ),
    ),
    Act.AGREE: Coaching(
        now=_("When they have said yes, say so."),
        why=_("Until then the plan is not theirs, and is marked as not ready."),
        does=(_press(_("Plan")), _press(_("They agree"))),
    ),
    Act.BEGIN: Coaching(
        now=_("They are starting. Start the clock."),
        why=_("From now on silence is noticed, also if you look away."),
        does=(_press(_("They are using now")),),
    ),
    Act.BEGIN_AT_ONCE: Coaching(
        now=_("They have used already. Start the clock before anything else."),
        why=_("A watch can start with nothing known. Everything else is asked inside it."),
        does=(_press(_("They are using now")),),
    ),
    Act.STAY: Coaching(
        now=_("Stay. The clock asks them; you need not press anything."),
        why=_("The ring shows when they are asked next. What they answer stands in the talk."),
        does=WAIT,
    ),
    Act.ASKED: Coaching(
        now=_("They are being asked. Wait for their answer."),
        why=_("A tap of theirs counts by itself. Yours is only for what you have read or heard."),
        does=WAIT,
    ),
    Act.LOOK: Coaching(
        now=_("They have not answered the question. Read every word of theirs."),
        why=_("A sound is no answer. Wait for words that make sense, or let the alarm rise."),
        does=WAIT,
    ),
    Act.HEARD: Coaching(
        now=_("They wrote. Does it make sense? Then they have answered you."),
        why=_("Silence never makes anyone safe; words you can read do, while the clock asks."),
        does=(_press(_("They answered me")),),
    ),
    Act.QUIET: Coaching(
        now=_("No answer. Write to them, by name, and let the clock run."),
        why=_("Silence never makes anyone safe. If nothing comes, the alarm rises by itself."),
        does=WAIT,
    ),
    Act.USED_AGAIN: Coaching(
        now=_("They have used again. Mark how."),
        why=_("The time of high risk starts anew, and they are asked as often as at first."),
        does=(_press(_("Watch")), _press(_("Smoked"))),
    ),
    Act.ASK_TO_END: Coaching(
        now=_("They have answered well. Ask whether to close or to go on."),
        why=_("A watch never ends by itself, and never without their word."),
        does=_say(_("You sound well. Shall we close here, or shall I stay?")),
    ),
    Act.CLOSE: Coaching(
        now=_("They want to stop. Close the watch, and say how it ended."),
        why=_("Closing needs a reason and a recent answer. If it is refused, ask once more."),
        does=(
            _press(AFTER_STEP),
            Do(how=How.TICK, name=_("Ended well")),
            _press(_("Close the watch")),
        ),
    ),
    Act.CODE: Coaching(
        now=_("Offer a code for next time. They may say no, or skip any answer."),
        why=_("With it they are known again without a name. The answers are never kept."),
        does=(
            *_say(_("If you like, I make you a code for next time.")),
            _press(_("Code, and answers for next time")),
            _press(_("Offer a code")),
            _write(_("Their own word"), _("kite")),
            _write(_("Letter of the town"), "{town}"),
            _write(_("Day, 1 to 31"), "{day}"),
            _write(_("Letter of the school"), "{school}"),
            _press(_("Make the code")),
        ),
    ),
    Act.CODE_SAID: Coaching(
        now=_("Give them the code, and note that they have it."),
        why=_("It is shown this once, and not again."),
        does=(
            _press(_("Code, and answers for next time")),
            _press(pgettext_lazy("their code", "They have it")),
        ),
    ),
    Act.BYE: Coaching(
        now=_("Say goodbye, and end the contact."),
        why=_("After a watch some want to talk a while. You end when both of you have."),
        does=(*_say(_("Good night. We are here whenever you want.")), _press(_("We said goodbye"))),
    ),
    Act.SEND_HELP: Coaching(
        now=_("Decide now: hold the button until it fills."),
        why=_(
            "One person decides. Better help that was not needed than none. Practice calls nobody."
        ),
        does=(Do(how=How.HOLD, name=_("Send help")),),
    ),
    Act.DIAL: Coaching(
        now=_("The card says whom to call and what to say. Dial nobody: this is practice."),
        why=_("Only a person calls for help. Say the sentences aloud, as you would."),
        does=(_press(_("I am dialling")),),
    ),
    Act.PICKED_UP: Coaching(
        now=_("They pick up, in this story. Say so, and read them the place first."),
        why=_("Everybody who looks at this alarm sees how far the call has come."),
        does=(_press(_("They picked up")),),
    ),
    Act.SENT: Coaching(
        now=_("They send an ambulance, in this story. Say so."),
        why=_("Answered is not yet sent. Only now does it say that help is on the way."),
        does=(_press(_("They are sending help")),),
    ),
    Act.TELL_THEM: Coaching(
        now=_("They woke. Tell them at once that help is coming."),
        why=_("Nobody can promise to turn it back. Pass on what they want, and stay."),
        does=_say(_("Help is on its way to you. I am still here. Can you open the door?")),
    ),
    Act.BESIDE: Coaching(
        now=_("Stay until somebody is beside them. When they write that somebody came, say so."),
        why=_("Help on the way is not help. You ask until a person is there."),
        does=(
            Do(how=How.WAIT, words=_("they are here. somebody is with me now")),
            _press(_("Yes, beside them")),
        ),
    ),
    Act.HAND_OVER: Coaching(
        now=_("Somebody is beside them. Close the watch: handed over."),
        why=_("From here whoever came looks after them."),
        does=(_press(_("Close: handed over")),),
    ),
    Act.OUTCOME: Coaching(
        now=_("On the board, record what became of them."),
        why=_("Nobody we sent help to is forgotten: it stays on the board until somebody knows."),
        does=(
            _press(_("Help was sent")),
            Do(how=How.TICK, name=_("They were breathing")),
            Do(how=How.TICK, name=_("Responders told us")),
            _press(_("Record the outcome")),
        ),
        on_board=True,
    ),
    Act.DEBRIEF: Coaching(
        now=_("Now you. Three questions: answer them for yourself."),
        why=_("After help was sent you get nobody new, and somebody talks with you if you want."),
        does=(
            Do(how=How.TICK, name=_("How hard was it? (1 not hard, 5 very hard)"), words="3"),
            Do(
                how=How.TICK,
                name=_("How much energy have you left? (1 none, 5 plenty)"),
                words="3",
            ),
            Do(
                how=How.TICK,
                name=_("Do you want to talk with somebody?"),
                words=_("Not now"),
            ),
            _press(_("Say how I am")),
        ),
        on_board=True,
    ),
    Act.READY: Coaching(
        now=_("When you have breathed: say that you are ready."),
        why=_("Nobody asks you for it. On a real shift, too, it is only your own press."),
        does=(_press(_("I am ready: ring me again")),),
        on_board=True,
    ),
    Act.DONE: Coaching(
        now=_("This one is over. See what went well."),
        why=_("It is yours to read. Nobody else sees it."),
        does=(_press(_("See how it went")),),
    ),
}

POINTS: Final[Mapping[Point, tuple[Any, Any]]] = {
    Point.FIRST_WORDS: (
        _("You answered within a minute: they knew at once that somebody was there."),
        _("Write a first word sooner, before any form: “I am here with you” is enough."),
    ),
    Point.PLACE: (
        _("You knew where they were, and how to get in."),
        _("Ask where they are as soon as you can: without a place nobody can be sent."),
    ),
    Point.READ_BACK: (
        _("You read the plan back, and they agreed to it."),
        _("Read the plan back before they agree: they hear what happens, and when."),
    ),
    Point.BEGAN_AT_ONCE: (
        _("You started the clock first, and asked everything else inside the watch."),
        _("Who has used already needs the clock first; the questions can wait."),
    ),
    Point.LOOKED: (
        _("You waited for words that made sense before you took them for an answer."),
        _("Press “They answered me” only after words that make sense."),
    ),
    Point.USED_AGAIN: (
        _("You noted that they used again, and the time of high risk started anew."),
        _("When they say that they used again, mark it: the clock has to ask more often."),
    ),
    Point.ASKED_TO_END: (
        _("You asked before you closed."),
        _("Ask “close, or go on?” and wait for their word before you close."),
    ),
    Point.CODE: (
        _("You offered a code for next time."),
        _("Offer a code at the end. A no is as good as a yes."),
    ),
    Point.HELP: (
        _("You decided within a minute of the alarm."),
        _("At “decide now”, decide: help can be called off, a minute cannot be called back."),
    ),
    Point.DIALLED: (
        _("You said how far the call had come, step by step."),
        _("Press each step of the call as it happens, so that others see it and need not call."),
    ),
    Point.TOLD_THEM: (
        _("When they woke you told them that help was coming."),
        _("When they wake, tell them at once that help is coming, and stay."),
    ),
    Point.OUTCOME: (
        _("You recorded what became of them."),
        _("Record what became of them: until then they stay on everybody's board."),
    ),
    Point.OWN_CARE: (
        _("You took the three questions for yourself."),
        _("Take the three questions after help was sent: they are for you."),
    ),
}
"""What is said when it happened, and when it did not: kindly, and never in numbers."""
