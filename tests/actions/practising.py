"""Exercises, for tests: somebody begins a lesson, and goes on in it as far as a test needs."""

from datetime import datetime

from stillhere.actions.debrief import open_debrief
from stillhere.actions.first_shift import begin_lesson
from stillhere.actions.numbers import keep_operator_number, put_on_call
from stillhere.actions.watch import begin_watch, happen
from stillhere.care.first_shift import Lesson
from stillhere.care.pace import Route
from stillhere.care.plan import Help
from stillhere.care.watch_events import HelpDecided, SomethingWrong
from stillhere.records.models import Operator
from stillhere.records.organisations import as_organisation
from tests.somebody import acting


def is_on_call(who: Operator, now: datetime) -> None:
    """With a number at which they are rung at home."""
    keep_operator_number(who.pk, "+14165550199", organisation=who.organisation_id, now=now)
    put_on_call(who.pk, organisation=who.organisation_id, on_call=True)


def practises(learner: Operator, now: datetime, lesson: Lesson = Lesson.CALM) -> int:
    """The contact."""
    return begin_lesson(
        lesson,
        organisation=learner.organisation_id,
        by=acting(learner),
        language="en",
        key="a tab",
        now=now,
    )


def watch_in(contact: int, learner: Operator, now: datetime) -> int:
    return begin_watch(
        contact,
        organisation=learner.organisation_id,
        by=acting(learner),
        route=Route.SMOKED,
        with_sedative=False,
        now=now,
    )


def in_alarm(learner: Operator, now: datetime) -> int:
    """An exercise in which help was sent, and its learner is the one who calls: the watch."""
    ours, by = learner.organisation_id, acting(learner)
    watch = watch_in(practises(learner, now, Lesson.ALARM), learner, now)
    happen(watch, SomethingWrong(by=by), organisation=ours, now=now)
    happen(watch, HelpDecided(by=by, help=Help.EMERGENCY), organisation=ours, now=now)
    with as_organisation(ours, writing=True):
        open_debrief(watch, operator=learner.pk, organisation=ours, now=now)
    return watch
