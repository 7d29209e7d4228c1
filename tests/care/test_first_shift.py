"""Which act a learner is coached to next, and what is said of it afterwards."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from stillhere.care.first_shift import Act, Lesson, Moment, Story, enough_heard, next_act
from stillhere.care.first_shift_review import POINTS, Point, review
from stillhere.care.watch_state import State

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ALL = ("called", "place", "route")


def happened(*names: str, every: int = 10) -> tuple[Moment, ...]:
    """One after the other."""
    return tuple(
        Moment(what=what, at=NOON + timedelta(seconds=every * place))
        for place, what in enumerate(names)
    )


def story(*names: str, **rest: Any) -> Story:
    return Story(**{"lesson": Lesson.CALM, "moments": happened(*names), **rest})


BEFORE = (
    (story(), Act.HELLO),
    (story("Wrote"), Act.CALLED),
    (story("Wrote", answered=("called",)), Act.PLACE),
    (story("Wrote", answered=("called", "place")), Act.ROUTE),
    (story("Wrote", answered=ALL), Act.PLAN),
    (story("Wrote", "PlanKept", answered=ALL), Act.READ_BACK),
    (story("PlanKept", "Wrote", answered=ALL), Act.AGREE),
    (story("PlanKept", "Wrote", answered=ALL, agreed=True), Act.BEGIN),
    (story(lesson=Lesson.LATE), Act.BEGIN_AT_ONCE),
)
LISTENS: dict[str, Any] = {"state": State.LISTENING}
ASKS: dict[str, Any] = {"state": State.ASKING}
LATE: dict[str, Any] = {"lesson": Lesson.LATE}
QUIET: dict[str, Any] = {"lesson": Lesson.ALARM}
WATCHED = (
    (story(**LISTENS), Act.STAY),
    (story("CheckedIn", "CheckedIn", **LISTENS), Act.ASK_TO_END),
    (story("CheckedIn", "CheckedIn", "Wrote", **LISTENS), Act.CLOSE),
    (story(**ASKS), Act.ASKED),
    (story(**LATE, **LISTENS), Act.HELLO),
    (story("Wrote", **LATE, **LISTENS), Act.PLACE),
    (story("Wrote", answered=ALL, **LATE, **LISTENS), Act.STAY),
    (story("Wrote", "Heard", answered=ALL, **LATE, **LISTENS), Act.USED_AGAIN),
    (story("Wrote", "Heard", "UsedAgain", answered=ALL, **LATE, **LISTENS), Act.STAY),
    (
        story("Wrote", "Heard", "UsedAgain", "CheckedIn", answered=ALL, **LATE, **LISTENS),
        Act.ASK_TO_END,
    ),
    (story("CheckedIn", "TheyWrote", **LATE, **ASKS), Act.LOOK),
    (story("CheckedIn", "TheyWrote", "TheyWrote", **LATE, **ASKS), Act.HEARD),
    (story("CheckedIn", "Heard", **LATE, **ASKS), Act.ASKED),
    (story("CheckedIn", **QUIET, **ASKS), Act.QUIET),
    (story("CheckedIn", "CheckedIn", **QUIET, **LISTENS), Act.STAY),
    (story("HelpDecided", "CheckedIn", "CheckedIn", **QUIET, **LISTENS), Act.ASK_TO_END),
)
RINGS: dict[str, Any] = {"state": State.ALARM}
COMES: dict[str, Any] = {"state": State.HELP_ON_THE_WAY}
IN_ALARM = (
    (story(**RINGS), Act.SEND_HELP),
    (story("HelpDecided", **RINGS), Act.DIAL),
    (story("HelpDecided", "HelpDialled", **RINGS), Act.PICKED_UP),
    (story("HelpDecided", "HelpDialled", "HelpAnswered", **RINGS), Act.SENT),
    (story(**COMES), Act.BESIDE),
    (story("CheckedIn", awake=True, **COMES), Act.TELL_THEM),
    (story("CheckedIn", "Wrote", awake=True, **COMES), Act.BESIDE),
    (story(beside=True, **COMES), Act.HAND_OVER),
)
IS_OVER: dict[str, Any] = {"state": State.CLOSED}
AFTER = (
    (story(**IS_OVER), Act.CODE),
    (story(has_code=True, code_to_say=True, **IS_OVER), Act.CODE_SAID),
    (story(has_code=True, **IS_OVER), Act.BYE),
    (story(**QUIET, **IS_OVER), Act.BYE),
    (story(is_open=False, outcome_open=True, debrief_asks=True, rests=True), Act.OUTCOME),
    (story(is_open=False, debrief_asks=True, rests=True), Act.DEBRIEF),
    (story(is_open=False, rests=True), Act.READY),
    (story(is_open=False), Act.DONE),
)


@pytest.mark.parametrize(("told", "act"), [*BEFORE, *WATCHED, *IN_ALARM, *AFTER])
def test_the_next_act_follows_from_what_has_happened(told: Story, act: Act) -> None:
    assert next_act(told) is act


def test_whoever_used_again_answers_once_more_before_one_speaks_of_ending() -> None:
    before = story("CheckedIn", "CheckedIn", **LATE)
    after = story("CheckedIn", "UsedAgain", "CheckedIn", **LATE)

    assert enough_heard(before) is None
    assert enough_heard(after) == NOON + timedelta(seconds=20)


CALM_WELL = story(
    "ContactOpened",
    "Wrote",
    "PlanKept",
    "Wrote",
    "WatchBegan",
    "CheckedIn",
    "CheckedIn",
    "Wrote",
    "Closed",
    answered=ALL,
    agreed=True,
    has_code=True,
)
LATE_WELL = story(
    "ContactOpened",
    "WatchBegan",
    "Wrote",
    "CheckedIn",
    "TheyWrote",
    "TheyWrote",
    "Heard",
    "UsedAgain",
    "CheckedIn",
    "Wrote",
    "Closed",
    answered=ALL,
    lesson=Lesson.LATE,
)
ALARM_WELL = story(
    "PlanKept",
    "Wrote",
    "AlarmRose",
    "HelpDecided",
    "HelpDialled",
    "HelpReached",
    "CheckedIn",
    "Wrote",
    "OutcomeVerified",
    "DebriefAnswered",
    agreed=True,
    lesson=Lesson.ALARM,
)


@pytest.mark.parametrize("told", [CALM_WELL, LATE_WELL, ALARM_WELL])
def test_all_of_it_went_well(told: Story) -> None:
    assert review(told).well == tuple(POINTS[told.lesson])
    assert review(told).again == ()


@pytest.mark.parametrize("lesson", Lesson)
def test_where_nothing_was_done_everything_is_to_be_tried_again(lesson: Lesson) -> None:
    told = story(lesson=lesson, outcome_open=True)

    # Somebody who never woke need not be told anything.
    woke_never = {Point.TOLD_THEM} & set(POINTS[lesson])
    assert set(review(told).again) == set(POINTS[lesson]) - woke_never


@pytest.mark.parametrize(
    ("point", "told"),
    [
        (
            Point.FIRST_WORDS,
            Story(lesson=Lesson.CALM, moments=happened("ContactOpened", "Wrote", every=61)),
        ),
        (Point.READ_BACK, story("Wrote", "PlanKept", agreed=True)),
        (Point.BEGAN_AT_ONCE, story("Wrote", "WatchBegan", **LATE)),
        (Point.LOOKED, story("CheckedIn", "TheyWrote", "Heard", **LATE)),
        (Point.ASKED_TO_END, story("CheckedIn", "CheckedIn", "Closed", "Wrote")),
        (
            Point.HELP,
            Story(lesson=Lesson.ALARM, moments=happened("AlarmRose", "HelpDecided", every=61)),
        ),
        (Point.DIALLED, story("HelpReached", "HelpDialled", **QUIET)),
        (Point.TOLD_THEM, story("HelpReached", "CheckedIn", **QUIET)),
    ],
)
def test_what_came_too_late_or_in_the_wrong_order_is_to_be_tried_again(
    point: Point, told: Story
) -> None:
    assert point in review(told).again
