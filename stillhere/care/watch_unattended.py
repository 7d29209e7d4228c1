"""
A watch that no person sits with: a machine rings its holder at home when somebody goes quiet.

Its holder is whoever on call said yes by pressing 1, and only for as long as that yes counts.
Where it runs out and nobody has come, the watch is unheld like any other, and everyone rings.
"""

from dataclasses import replace
from datetime import datetime

from stillhere.care import watch_events as happened
from stillhere.care.watch_state import Clock, Decision, Owe, Watch


def leave_to(watch: Watch, *, yes_at: datetime, now: datetime) -> Watch:
    """The holder has said yes at `yes_at`, at home."""
    return _said_yes(replace(watch, unattended=True), yes_at, now)


def sit_with(watch: Watch) -> Watch:
    """A person at a console is with them from now; under duress their own screen shows nothing."""
    seems = watch.seems_unattended or (watch.duress and watch.unattended)
    held = replace(watch, unattended=False, seems_unattended=seems, yes_until=None)
    return held.without(Clock.YES)


def said_yes(watch: Watch, event: happened.SaidYes, now: datetime) -> Decision:
    """By its holder, or by anybody on call where it has none. It quiets no ladder (WA6)."""
    if not watch.unattended or watch.holder not in (None, event.by):
        return Decision(watch=watch)
    held = replace(watch, holder=event.by, unheld_alarm=False).without(Clock.UNHELD)
    return Decision(watch=_said_yes(held, now, now))


def yes_runs_out(watch: Watch, due: datetime, now: datetime) -> Decision:
    """Asked again, while there is time to answer; after that nobody holds the watch (WA11)."""
    del due
    until = watch.yes_until
    if until is not None and now < until:
        again = min(until, now + watch.policy.seconds("ring_again"))
        return Decision(watch=watch.ring(Clock.YES, at=again)).owing(Owe.ASK_HOLDER)
    alone = replace(watch, holder=None, yes_until=None, unheld_alarm=True).without(Clock.YES)
    alone = alone.ring(Clock.UNHELD, at=now + watch.policy.seconds("ring_again"))
    return Decision(watch=alone).owing(Owe.RING_EVERYONE)


def _said_yes(watch: Watch, yes_at: datetime, now: datetime) -> Watch:
    """They are rung for the next yes with time left for two rings."""
    until = yes_at + watch.policy.seconds("unattended_yes")
    ask = max(now, until - 2 * watch.policy.seconds("ring_again"))
    return replace(watch, yes_until=until).ring(Clock.YES, at=ask)
