"""Decide now, then help: who calls, whether they were reached, whether somebody is beside them."""

from collections.abc import Callable

from stillhere.actions import escalation
from stillhere.actions.watch import happen
from stillhere.care.plan import Help
from stillhere.care.watch_events import StillWaiting
from stillhere.console.acting import At, View, on_watch
from stillhere.console.asking import one_of, whole_number


@on_watch
def decide(at: At) -> None:
    """ "I call now." Whoever comes second is told by whom and when (ES2)."""
    escalation.decide_help(
        at.watch,
        organisation=at.organisation,
        by=at.by,
        help=one_of(Help, at.form.get("help")),
        helper=whole_number(at.form.get("helper")),
        plan=whole_number(at.form.get("plan")),
        by_caller="by_caller" in at.form,
        now=at.now,
    )


def _that(act: Callable[..., object]) -> View:
    """A press that says nothing but that it happened."""

    @on_watch
    def view(at: At) -> None:
        act(at.watch, organisation=at.organisation, by=at.by, now=at.now)

    return view


dialled = _that(escalation.help_dialled)
picked_up = _that(escalation.help_answered)
at_place = _that(escalation.help_at_place)
reached = _that(escalation.help_reached)
not_reached = _that(escalation.help_not_reached)
used_up = _that(escalation.plan_used_up)
arrived = _that(escalation.help_arrived)
stand_down = _that(escalation.stand_down)


@on_watch
def said_yes(at: At) -> None:
    """They come, in so many minutes. Nothing said counts as far away: the next rung goes ahead."""
    minutes = whole_number(at.form.get("minutes"))
    escalation.contact_said_yes(
        at.watch,
        organisation=at.organisation,
        by=at.by,
        minutes=NOT_SAID if minutes is None else max(0, minutes),
        now=at.now,
    )


@on_watch
def waiting(at: At) -> None:
    event = StillWaiting(by=at.by)
    happen(at.watch, event, organisation=at.organisation, now=at.now, by=at.by.id)


@on_watch
def cannot_find(at: At) -> None:
    escalation.cannot_find(
        at.watch,
        organisation=at.organisation,
        by=at.by,
        got_in=at.form.get("got_in") == "yes",
        now=at.now,
    )


NOT_SAID = 60
"""Minutes. Longer than any policy calls near."""
