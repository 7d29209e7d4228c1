"""
What an organisation may choose, within which range, and what we ship.

A default is a default, not advice: each organisation's clinical lead approves
its own. A policy is frozen by reference when a watch begins, so that no later
edit touches a person who is already being watched.
"""

from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import Any, Final, Self

from stillhere.care.refused import OutOfRange

PRACTICE_LEAST: Final = 1
"""Seconds. On practice lines any time may be short, so that nobody waits to learn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value an organisation may set: seconds, or a count or years where `unit` says so."""

    default: int
    least: int
    most: int
    rule: str
    why: str
    unit: str = "s"


def _choice(  # noqa: PLR0917  # a table row reads best in one line
    default: int, least: int, most: int, rule: str, why: str, unit: str = "s"
) -> Any:
    choice = Choice(default=default, least=least, most=most, rule=rule, why=why, unit=unit)
    return field(default=default, metadata={"choice": choice})


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Every value in seconds unless its choice says otherwise."""

    pace_quick: int = _choice(120, 60, 300, "WA7", "breathing can fail within minutes of a use")
    pace_slow: int = _choice(300, 120, 600, "WA7", "after the first risk has passed")
    high_risk: int = _choice(1200, 600, 7200, "WA7", "how long after a use the quick pace lasts")
    sedative_end: int = _choice(3600, 1800, 14400, "WA7", "slow-acting use has no early end")
    second_look: int = _choice(30, 15, 60, "WA8", "a second pair of eyes, or a second way to ask")
    decide_now: int = _choice(60, 30, 120, "WA8", "from the missed check-in to the alarm")
    ring_supervisor: int = _choice(120, 60, 300, "WA8", "more people when nobody has decided")
    ring_again: int = _choice(60, 30, 120, "WA8", "everyone rings again until a person decides")
    soft_ask: int = _choice(30, 10, 60, "WA5", "unclear words bring a question soon")
    voice_silence: int = _choice(60, 20, 120, "WA9", "silence on a call that brings the check-in")
    unheld: int = _choice(15, 5, 60, "WA11", "nobody holds a watch: alarm for everyone")
    console_silent: int = _choice(15, 10, 20, "WA11", "no beat from a console: it is gone")
    text_watches: int = _choice(3, 1, 5, "WA13", "text and chat watches at once", "count")
    after_alarm: int = _choice(1800, 600, 7200, "WA14", "no end is proposed after an alarm")
    after_naloxone: int = _choice(7200, 3600, 14400, "WA14", "naloxone wears off before opioids")
    back_from_dark: int = _choice(600, 120, 3600, "WA16", "so late that nobody knows any more")
    reached: int = _choice(60, 30, 120, "ES2", "did you reach them?")
    contact_waits: int = _choice(180, 60, 600, "ES5", "a contact's time, from the first dial")
    contact_near: int = _choice(300, 60, 900, "ES5", "further away than this: next rung as well")
    help_asks: int = _choice(120, 60, 300, "ES6", "is somebody beside them yet?")
    help_confirmed: int = _choice(600, 300, 1200, "ES6", "not confirmed: call again")
    silent_start: int = _choice(60, 30, 120, "WA1", "quiet during intake or plan: ask, then alarm")
    ring_second: int = _choice(8, 4, 20, "CO1", "the next device rings as well")
    ring_all: int = _choice(16, 8, 40, "CO1", "everyone free rings")
    say_nobody_free: int = _choice(20, 5, 20, "CO4", "the caller is told that nobody is free yet")
    ring_on_call: int = _choice(20, 5, 60, "CO4", "on-call phones ring for a waiting caller")
    ring_partners: int = _choice(45, 20, 120, "CO4", "partner lines are asked")
    unanswered: int = _choice(60, 20, 120, "CO6", "a text or chat nobody took: queue alarm")
    pace_most: int = _choice(300, 60, 300, "WA7", "the slowest pace a caller may choose")
    unattended_yes: int = _choice(300, 60, 600, "WA12", "how long an on-call person's yes holds")
    guidance_under: int = _choice(18, 16, 19, "IN4", "younger: your guidance is shown", "years")
    late_alarm: int = _choice(10, 2, 60, "AF4", "an alarm later than this is looked into")
    number_tested: int = _choice(
        7776000, 604800, 31536000, "ES3", "an emergency number not tried for longer may not answer"
    )
    verify_outcome: int = _choice(259200, 86400, 604800, "AF2", "an outcome is followed up")
    words_kept: int = _choice(86400, 3600, 259200, "AF1", "then what was said is erased for good")
    answers_kept: int = _choice(
        7_776_000, 86400, 31_536_000, "AF1", "answers they asked us to keep, after the last contact"
    )
    depth: int = _choice(2, 1, 10, "RO1", "one may be with somebody when another rings", "count")
    gap_ahead: int = _choice(1_209_600, 604_800, 3_628_800, "RO1", "a gap this near is shown")
    gap_texted: int = _choice(259_200, 86400, 1_209_600, "RO1", "a coordinator is told of a gap")
    gap_filled: int = _choice(43200, 7200, 259_200, "RO1", "an on-call person is asked to fill it")
    shift_reminder: int = _choice(86400, 7200, 604_800, "RO2", "before a shift, with a yes to give")
    rest_between: int = _choice(39600, 28800, 86400, "RO2", "a night's sleep between two shifts")
    longest_shift: int = _choice(43200, 14400, 57600, "RO2", "attention does not last for ever")
    most_in_week: int = _choice(172_800, 28800, 216_000, "RO2", "hours that wear somebody out")

    def seconds(self, name: str) -> timedelta:
        return timedelta(seconds=getattr(self, name))

    def as_values(self) -> dict[str, int]:
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @classmethod
    def from_values(cls, values: dict[str, int], *, practice: bool = False) -> Self:
        """What an organisation chooses now. Raises `OutOfRange`, naming the field and its range."""
        chosen = cls.as_kept(values)
        for name, choice in CHOICES.items():
            least = PRACTICE_LEAST if practice and choice.unit == "s" else choice.least
            if not least <= getattr(chosen, name) <= choice.most:
                raise OutOfRange(name, least, choice.most)
        return chosen

    @classmethod
    def as_kept(cls, values: dict[str, int]) -> Self:
        """What was valid when it was signed: a range drawn later stops nobody's watch.

        Unknown names are ignored and missing ones take the default, so old rows stay readable.
        """
        return cls(**{name: values[name] for name in CHOICES if name in values})


CHOICES: Final[dict[str, Choice]] = {each.name: each.metadata["choice"] for each in fields(Policy)}
