"""A first shift, practised: three invented people, and which act comes next with each.

Nothing here decides about anybody: it only says what the console already offers, in what order.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Final, assert_never

from stillhere.care.intake import Question
from stillhere.care.watch_state import State


class Lesson(IntEnum):
    CALM = 1
    """Hello, plan, watch, code and goodbye."""
    LATE = 2
    """Has used already, answers late and not clearly, uses again."""
    ALARM = 3
    """Goes quiet: decide now, help, and how it ends."""


class Act(StrEnum):
    """What the learner does next; each has its words in `console/first_shift_words.py`."""

    HELLO = "hello"
    CALLED = "called"
    PLACE = "place"
    ROUTE = "route"
    PLAN = "plan"
    READ_BACK = "read_back"
    AGREE = "agree"
    BEGIN = "begin"
    BEGIN_AT_ONCE = "begin_at_once"
    STAY = "stay"
    ASKED = "asked"
    LOOK = "look"
    HEARD = "heard"
    QUIET = "quiet"
    USED_AGAIN = "used_again"
    ASK_TO_END = "ask_to_end"
    CLOSE = "close"
    CODE = "code"
    CODE_SAID = "code_said"
    BYE = "bye"
    SEND_HELP = "send_help"
    DIAL = "dial"
    PICKED_UP = "picked_up"
    SENT = "sent"
    TELL_THEM = "tell_them"
    BESIDE = "beside"
    HAND_OVER = "hand_over"
    OUTCOME = "outcome"
    DEBRIEF = "debrief"
    READY = "ready"
    DONE = "done"


WROTE: Final = "Wrote"
THEY_WROTE: Final = "TheyWrote"
"""Beside the names of the ledger: words, by the learner and by the invented caller."""
ANSWERS: Final = ("CheckedIn", "Heard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    what: str
    """A name of the ledger, or one of the two above."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One exercise as far as it has come."""

    lesson: Lesson
    moments: tuple[Moment, ...] = ()
    """In the order in which they happened."""
    is_open: bool = True
    state: State | None = None
    """Of the watch; None: not begun."""
    answered: Collection[str] = ()
    agreed: bool = False
    """The plan was read back, and they said yes."""
    awake: bool = False
    beside: bool = False
    has_code: bool = False
    code_to_say: bool = False
    outcome_open: bool = False
    debrief_asks: bool = False
    rests: bool = False

    def times(self, *what: str) -> list[datetime]:
        return [each.at for each in self.moments if each.what in what]

    def first(self, *what: str) -> datetime | None:
        return next(iter(self.times(*what)), None)

    def did(self, what: str, *, since: datetime | None) -> bool:
        """Whether it happened after that; never, where there is no such time."""
        return since is not None and any(at > since for at in self.times(what))


def next_act(story: Story) -> Act:
    if not story.is_open:
        return _afterwards(story)
    match story.state:
        case None:
            return _before(story)
        case State.LISTENING:
            return _watched(story)
        case State.ASKING:
            return _asking(story)
        case State.ALARM | State.HELP_ON_THE_WAY:
            return _in_alarm(story)
        case State.CLOSED:
            return _goodbye(story)
        case never:
            assert_never(never)


def enough_heard(story: Story) -> datetime | None:
    """When they had answered so often that one may speak of ending; None: not yet."""
    if story.lesson is Lesson.LATE:
        again = story.first("UsedAgain")
        later = [at for at in story.times(*ANSWERS) if again is not None and at > again]
        return next(iter(later), None)
    answers = story.times(*ANSWERS)
    return answers[1] if len(answers) > 1 else None


def _before(story: Story) -> Act:
    if story.lesson is Lesson.LATE:
        return Act.BEGIN_AT_ONCE
    if not story.times(WROTE):
        return Act.HELLO
    return _asked_first(story) or _plan(story) or Act.BEGIN


def _asked_first(story: Story) -> Act | None:
    asked = {
        Question.CALLED: Act.CALLED,
        Question.PLACE: Act.PLACE,
        Question.ROUTE: Act.ROUTE,
    }
    return next((act for question, act in asked.items() if question not in story.answered), None)


def _plan(story: Story) -> Act | None:
    kept = story.first("PlanKept")
    if kept is None:
        return Act.PLAN
    if story.agreed:
        return None
    return Act.AGREE if story.did(WROTE, since=kept) else Act.READ_BACK


def _watched(story: Story) -> Act:
    if story.lesson is Lesson.LATE:
        if not story.times(WROTE):
            return Act.HELLO
        if Question.PLACE not in story.answered:
            return Act.PLACE
        if not story.times("Heard"):
            return Act.STAY
        if not story.times("UsedAgain"):
            return Act.USED_AGAIN
    enough = enough_heard(story)
    if enough is None or (story.lesson is Lesson.ALARM and not story.times("HelpDecided")):
        return Act.STAY
    return Act.CLOSE if story.did(WROTE, since=enough) else Act.ASK_TO_END


def _asking(story: Story) -> Act:
    last = max(story.times("CheckedIn"), default=None)
    if story.lesson is Lesson.LATE and last is not None and not story.times("Heard"):
        since = [at for at in story.times(THEY_WROTE) if at > last]
        return Act.HEARD if len(since) > 1 else Act.LOOK
    if story.lesson is Lesson.ALARM and last is not None:
        return Act.QUIET
    return Act.ASKED


def _in_alarm(story: Story) -> Act:
    if story.state is State.HELP_ON_THE_WAY:
        if story.beside:
            return Act.HAND_OVER
        woke = max(story.times("CheckedIn"), default=None)
        return Act.TELL_THEM if story.awake and not story.did(WROTE, since=woke) else Act.BESIDE
    for happened, act in (
        ("HelpDecided", Act.SEND_HELP),
        ("HelpDialled", Act.DIAL),
        ("HelpAnswered", Act.PICKED_UP),
    ):
        if not story.times(happened):
            return act
    return Act.SENT


def _goodbye(story: Story) -> Act:
    if story.lesson is Lesson.CALM and not story.has_code:
        return Act.CODE
    return Act.CODE_SAID if story.code_to_say else Act.BYE


def _afterwards(story: Story) -> Act:
    if story.outcome_open:
        return Act.OUTCOME
    if story.debrief_asks:
        return Act.DEBRIEF
    return Act.READY if story.rests else Act.DONE
