"""The coach: one quiet line beside an exercise, and what went well once it is over."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from stillhere.actions.exercise import learner_of
from stillhere.actions.first_shift import practised_with
from stillhere.actions.first_shift_story import story_of, was_put_away
from stillhere.care.first_shift import Act, Lesson, Story, next_act
from stillhere.care.first_shift_review import Point, review
from stillhere.console.first_shift_words import COACHING, POINTS, Coaching, Do
from stillhere.console.known import Known

LESSONS: Final[dict[Lesson, tuple[Any, Any]]] = {
    Lesson.CALM: (
        _("A calm first contact"),
        _("Hello, a plan, a watch, a code for next time, and goodbye."),
    ),
    Lesson.LATE: (
        _("Answers late, and uses again"),
        _("The clock first; then telling a sound from an answer."),
    ),
    Lesson.ALARM: (
        _("Goes quiet"),
        _("Decide now, send help, stay until somebody is there, and look after yourself."),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coached:
    lesson: Lesson
    act: Act
    coaching: Coaching
    contact: int

    @property
    def does(self) -> list[Do]:
        return [each.of(self.contact) for each in self.coaching.does]


@dataclass(frozen=True, slots=True, kw_only=True)
class Practised:
    """One lesson on the page of the first shift."""

    lesson: Lesson
    title: Any
    about: Any
    contact: int | None
    state: str
    """to_do, open, left or done."""
    well: tuple[Any, ...] = ()
    again: tuple[Any, ...] = ()


def coach_shown(known: Known) -> dict[str, Any]:
    """With the person, for the learner whose exercise it is; else nothing."""
    if learner_of(known.row.facts) != known.by.id:
        return {}
    return {"coach": coached(known.by.id, organisation=known.at.organisation, contact=known.row.pk)}


def coached(operator: int, *, organisation: int, contact: int | None = None) -> Coached | None:
    """`contact`: only with this one; else with the newest. None: there is none."""
    lessons = practised_with(operator, organisation=organisation)
    for lesson, practised in sorted(lessons.items(), reverse=True):
        if contact in (None, practised):
            story = story_of(practised, lesson, organisation=organisation)
            if was_put_away(story):
                return None
            act = next_act(story)
            return Coached(lesson=lesson, act=act, coaching=COACHING[act], contact=practised)
    return None


def lessons_shown(operator: int, *, organisation: int) -> list[Practised]:
    contacts = practised_with(operator, organisation=organisation)
    return [
        _practised(
            lesson,
            contacts.get(lesson),
            story_of(contacts[lesson], lesson, organisation=organisation)
            if lesson in contacts
            else None,
        )
        for lesson in Lesson
    ]


def _practised(lesson: Lesson, contact: int | None, story: Story | None) -> Practised:
    title, about = LESSONS[lesson]
    state = _state(story)
    went = review(story) if story is not None and state == "done" else None
    return Practised(
        lesson=lesson,
        title=title,
        about=about,
        contact=contact,
        state=state,
        well=_said(went.well, 0) if went else (),
        again=_said(went.again, 1) if went else (),
    )


def _said(points: tuple[Point, ...], which: int) -> tuple[Any, ...]:
    return tuple(POINTS[point][which] for point in points)


def _state(story: Story | None) -> str:
    if story is None:
        return "to_do"
    if was_put_away(story):
        return "left"
    return "done" if next_act(story) is Act.DONE else "open"
