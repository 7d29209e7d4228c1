"""Bugs to put into a running simulation: a checker not seen to catch one does not count.

Each is put in for one run and taken out again. None is ever near a real service: they live in the
process of `stillhere simulate` alone.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from stillhere.actions import messages, opening, roster, texts, watch
from stillhere.actions.reading import Heard
from stillhere.actions.watch import Passed
from stillhere.care import sending_help
from stillhere.care import watch as rules
from stillhere.care.watch_events import ConsoleLost, TimePassed, UsedAgain
from stillhere.care.watch_state import Clock, Decision, State, Watch
from stillhere.engine import claimer, presence
from stillhere.engine import clock as watches_clock

LATE: Final = timedelta(seconds=3)
SKIPPED: Final = 3
"""One in so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    name: str
    bug: str
    caught_by: str
    """The invariant that has to see it."""
    put_in: Callable[[ExitStack], None]


@contextmanager
def planted(plant: Plant | None) -> Iterator[None]:
    with ExitStack() as until_the_end:
        if plant is not None:
            plant.put_in(until_the_end)
        yield


def _instead(stack: ExitStack, where: Any, name: str, other: Any) -> None:
    stack.callback(setattr, where, name, getattr(where, name))
    setattr(where, name, other)


def _rule(stack: ExitStack, state: State, event: type, spoil: Callable[[Watch], Watch]) -> None:
    """What this rule makes of a watch is spoiled afterwards."""
    table: Any = rules.TRANSITIONS
    good = table[state, event]

    def bad(before: Watch, happened: Any, now: datetime) -> Decision:
        decision: Decision = good(before, happened, now)
        return replace(decision, watch=spoil(decision.watch))

    stack.callback(table.__setitem__, (state, event), good)
    table[state, event] = bad


def _skip_due_watches(stack: ExitStack) -> None:
    good = vars(watches_clock)["_pass_time"]

    def bad(organisation: int, ids: Sequence[int], now: datetime) -> Passed:
        passed: Passed = good(organisation, [id for id in ids if id % SKIPPED], now)
        return passed

    _instead(stack, watches_clock, "_pass_time", bad)


def _end_by_silence(stack: ExitStack) -> None:
    def spoil(after: Watch) -> Watch:
        if after.state is not State.ALARM or after.decided is not None:
            return after
        calm = replace(after, state=State.LISTENING, time_zero=None, rung=-1)
        later = after.last_answer_at + timedelta(days=1)
        return calm.without(Clock.RUNG).ring(Clock.CHECK_IN, at=later)

    _rule(stack, State.ALARM, TimePassed, spoil)


def _last_rung(stack: ExitStack) -> None:
    def spoil(after: Watch) -> Watch:
        if after.state is not State.ALARM or after.decided is not None:
            return after
        quiet = after.without(Clock.RUNG)
        return quiet.ring(Clock.CONFIRM, at=after.last_answer_at + timedelta(days=1))

    _rule(stack, State.ALARM, TimePassed, spoil)


def _hear_twice(stack: ExitStack) -> None:
    good = opening.first_time

    def bad(*what: Any) -> bool:
        good(*what)
        return True

    _instead(stack, opening, "first_time", bad)
    _instead(stack, texts, "first_time", bad)


def _keep_though_gone(stack: ExitStack) -> None:
    _instead(stack, roster, "_watches_lose", lambda *_what: None)


def _two_tokens(stack: ExitStack) -> None:
    _instead(stack, sending_help, "_refuse_second_call", lambda *_what: None)


def _claim_late(stack: ExitStack) -> None:
    good = vars(claimer.Claimer)["_due"]

    def bad(self: claimer.Claimer, now: datetime) -> Any:
        return good(self, now - LATE)

    _instead(stack, claimer.Claimer, "_due", bad)


def _say_yes_and_forget(stack: ExitStack) -> None:
    def bad(*_what: Any, **_more: Any) -> Heard:
        return Heard(message_id=0, reading="", is_new=True)

    _instead(stack, messages, "keep_heard", bad)


def _nobody_rings(stack: ExitStack) -> None:
    for state in rules.OPEN:
        _rule(stack, state, ConsoleLost, lambda after: after.without(Clock.UNHELD))


def _due_at_the_last(stack: ExitStack) -> None:
    good = vars(watch)["_columns"]

    def bad(after: Watch) -> dict[str, Any]:
        last = max((due for _, due in after.clocks), default=None)
        return {**good(after), "due_at": last}

    _instead(stack, watch, "_columns", bad)


def _never_silent(stack: ExitStack) -> None:
    _instead(stack, presence, "_lose_console", lambda *_what: None)


def _forget_contacts(stack: ExitStack) -> None:
    _instead(stack, presence, "_time_passes", lambda *_what: None)


def _lower_the_alarm(stack: ExitStack) -> None:
    def spoil(after: Watch) -> Watch:
        if after.holder is not None:
            return after
        return replace(after, state=State.ASKING, rung=0)

    _rule(stack, State.ALARM, ConsoleLost, spoil)


def _window_goes_on(stack: ExitStack) -> None:
    table: Any = rules.TRANSITIONS
    for state in rules.OPEN:
        stack.callback(table.__setitem__, (state, UsedAgain), table[state, UsedAgain])
        table[state, UsedAgain] = lambda before, _happened, _now: Decision(watch=before)


PLANTS: Final = {
    plant.name: plant
    for plant in (
        Plant(
            name="clock-skips-a-due-watch",
            bug="One due watch in three is never told that time passed.",
            caught_by="I2",
            put_in=_skip_due_watches,
        ),
        Plant(
            name="contact-is-forgotten",
            bug="Time passes for no contact.",
            caught_by="I2",
            put_in=_forget_contacts,
        ),
        Plant(
            name="silence-ends-an-alarm",
            bug="An alarm that nobody has answered for long enough is over.",
            caught_by="I3",
            put_in=_end_by_silence,
        ),
        Plant(
            name="alarm-has-a-last-rung",
            bug="An alarm rings once and then no more.",
            caught_by="I3",
            put_in=_last_rung,
        ),
        Plant(
            name="event-happens-twice",
            bug="What a provider sends a second time has its effect a second time.",
            caught_by="I7",
            put_in=_hear_twice,
        ),
        Plant(
            name="who-vanished-still-holds",
            bug="A console that went silent keeps the watches it held.",
            caught_by="I5",
            put_in=_keep_though_gone,
        ),
        Plant(
            name="console-never-goes-silent",
            bug="Nobody notices that a console beats no more.",
            caught_by="I5",
            put_in=_never_silent,
        ),
        Plant(
            name="who-vanishes-lowers-the-alarm",
            bug="With its holder an alarm goes back to asking.",
            caught_by="I5",
            put_in=_lower_the_alarm,
        ),
        Plant(
            name="token-is-given-twice",
            bug="A second person who wants to call for help is not told that somebody does.",
            caught_by="I4",
            put_in=_two_tokens,
        ),
        Plant(
            name="due-is-claimed-late",
            bug="What is due is claimed three seconds later.",
            caught_by="I10",
            put_in=_claim_late,
        ),
        Plant(
            name="yes-is-said-and-nothing-kept",
            bug="A caller's answer is acknowledged and not kept.",
            caught_by="I6",
            put_in=_say_yes_and_forget,
        ),
        Plant(
            name="nobody-holds-and-nobody-rings",
            bug="A watch whose holder is gone rings for nobody.",
            caught_by="I1",
            put_in=_nobody_rings,
        ),
        Plant(
            name="due-at-the-last-clock",
            bug="A watch is due when the last of its clocks is, not the first.",
            caught_by="I1",
            put_in=_due_at_the_last,
        ),
        Plant(
            name="using-again-changes-nothing",
            bug="Who uses again is asked as seldom as if they had not.",
            caught_by="WA7",
            put_in=_window_goes_on,
        ),
    )
}
