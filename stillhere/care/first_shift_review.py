"""What went well in an exercise, and what to try again: from what happened, and never a score."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from stillhere.care.first_shift import ANSWERS, THEY_WROTE, WROTE, Lesson, Story, enough_heard
from stillhere.care.intake import Question

SOON: Final = timedelta(seconds=60)
"""After so long a chat that nobody answers raises the queue's alarm (CO6)."""
DECIDES: Final = timedelta(seconds=60)


class Point(StrEnum):
    FIRST_WORDS = "first_words"
    """A first answer within a minute."""
    PLACE = "place"
    """Knew where they are."""
    READ_BACK = "read_back"
    BEGAN_AT_ONCE = "began_at_once"
    """The clock first, everything else inside the watch."""
    LOOKED = "looked"
    """Took an answer for one only after words that could be read."""
    USED_AGAIN = "used_again"
    ASKED_TO_END = "asked_to_end"
    CODE = "code"
    HELP = "help"
    """Decided within a minute of the alarm."""
    DIALLED = "dialled"
    """Said that they dial before they said that help comes."""
    TOLD_THEM = "told_them"
    OUTCOME = "outcome"
    OWN_CARE = "own_care"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    well: tuple[Point, ...]
    again: tuple[Point, ...]


def review(story: Story) -> Review:
    said = {point: went(story) for point, went in POINTS[story.lesson].items()}
    return Review(
        well=tuple(point for point, went in said.items() if went),
        again=tuple(point for point, went in said.items() if not went),
    )


def _first_words(story: Story) -> bool:
    wrote, opened = story.first(WROTE), story.first("ContactOpened")
    return wrote is not None and opened is not None and wrote - opened <= SOON


def _place(story: Story) -> bool:
    return Question.PLACE in story.answered


def _read_back(story: Story) -> bool:
    """Sent or said to them after it was written, and agreed."""
    return story.agreed and story.did(WROTE, since=story.first("PlanKept"))


def _began_at_once(story: Story) -> bool:
    began, wrote = story.first("WatchBegan"), story.first(WROTE)
    return began is not None and (wrote is None or began <= wrote)


def _looked(story: Story) -> bool:
    """Words of theirs stand between the question and "they answered me", two at least."""
    heard, answers = story.first("Heard"), story.times("CheckedIn")
    if heard is None or not answers:
        return False
    before = [at for at in story.times(THEY_WROTE) if answers[0] < at <= heard]
    return len(before) > 1


def _used_again(story: Story) -> bool:
    return bool(story.times("UsedAgain"))


def _asked_to_end(story: Story) -> bool:
    closed, enough = story.first("Closed"), enough_heard(story)
    if closed is None or enough is None:
        return False
    return any(enough < at <= closed for at in story.times(WROTE))


def _code(story: Story) -> bool:
    return story.has_code


def _help(story: Story) -> bool:
    alarm, decided = _alarm(story), story.first("HelpDecided")
    return alarm is not None and decided is not None and decided - alarm <= DECIDES


def _alarm(story: Story) -> datetime | None:
    """The clock raised it, or the learner who did not wait for the clock."""
    return story.first("AlarmRose", "SomethingWrong")


def _dialled(story: Story) -> bool:
    dialled, reached = story.first("HelpDialled"), story.first("HelpReached")
    return dialled is not None and reached is not None and dialled <= reached


def _told_them(story: Story) -> bool:
    reached = story.first("HelpReached")
    woke = [at for at in story.times(*ANSWERS) if reached is not None and at >= reached]
    return not woke or story.did(WROTE, since=woke[0])


def _outcome(story: Story) -> bool:
    return not story.outcome_open and bool(story.times("OutcomeVerified"))


def _own_care(story: Story) -> bool:
    return bool(story.times("DebriefAnswered"))


POINTS: Final[dict[Lesson, dict[Point, Callable[[Story], bool]]]] = {
    Lesson.CALM: {
        Point.FIRST_WORDS: _first_words,
        Point.PLACE: _place,
        Point.READ_BACK: _read_back,
        Point.ASKED_TO_END: _asked_to_end,
        Point.CODE: _code,
    },
    Lesson.LATE: {
        Point.BEGAN_AT_ONCE: _began_at_once,
        Point.PLACE: _place,
        Point.LOOKED: _looked,
        Point.USED_AGAIN: _used_again,
        Point.ASKED_TO_END: _asked_to_end,
    },
    Lesson.ALARM: {
        Point.READ_BACK: _read_back,
        Point.HELP: _help,
        Point.DIALLED: _dialled,
        Point.TOLD_THEM: _told_them,
        Point.OUTCOME: _outcome,
        Point.OWN_CARE: _own_care,
    },
}
"""What each lesson is about; nothing else is looked at."""
