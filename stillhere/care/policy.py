"""
What an organisation may choose, within which range, and what we ship.

A default is a default, not advice: each organisation's clinical lead approves
its own. A policy is frozen by reference when a watch begins, so that no later
edit touches a person who is already being watched.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import Any, Final, Self

from stillhere.care.presets import FOLLOWS, Preset, own_name
from stillhere.care.refused import OutOfOrder, OutOfRange

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
    pace_slow: int = _choice(
        300,
        120,
        600,
        "WA7",
        "once the first risk has passed, being asked less often is easier to live with",
    )
    high_risk: int = _choice(
        1200, 600, 7200, "WA7", "this long after each use we ask at the quick pace"
    )
    sedative_end: int = _choice(3600, 1800, 14400, "WA7", "what acts slowly has no early end")
    second_look: int = _choice(
        30,
        15,
        60,
        "WA8",
        "a second pair of eyes, or a second way to reach them, before it is an alarm",
    )
    decide_now: int = _choice(
        60,
        30,
        120,
        "WA8",
        "time for one more question; then a person decides",
    )
    ring_supervisor: int = _choice(120, 60, 300, "WA8", "more people, when nobody has decided")
    ring_again: int = _choice(60, 30, 120, "WA8", "an alarm goes on until a person decides")
    soft_ask: int = _choice(
        30, 10, 60, "WA5", "nobody knows what unclear words mean until the person says more"
    )
    voice_silence: int = _choice(
        60,
        20,
        120,
        "WA9",
        "silence soon after a use may be more than a pause",
    )
    unheld: int = _choice(15, 5, 60, "WA11", "a watch without a person is a watch in name only")
    console_silent: int = _choice(
        15, 10, 20, "WA11", "a screen that has lost its connection shows what is no longer true"
    )
    text_watches: int = _choice(
        3, 1, 5, "WA13", "nobody can look after many people at once", "count"
    )
    after_alarm: int = _choice(
        1800, 600, 7200, "WA14", "what made them go quiet once can do so again"
    )
    after_naloxone: int = _choice(
        7200, 3600, 14400, "WA14", "naloxone can wear off before what was taken does"
    )
    back_from_dark: int = _choice(
        600, 120, 3600, "WA16", "so late, no clock says anything about a person any more"
    )
    reached: int = _choice(60, 30, 120, "ES2", "a call that nobody answered is not help")
    contact_waits: int = _choice(
        180, 60, 600, "ES5", "a friend who does not pick up must not cost the others their turn"
    )
    contact_near: int = _choice(
        300, 60, 900, "ES5", "somebody far away cannot be the only one who comes"
    )
    help_asks: int = _choice(120, 60, 300, "ES6", "help on the way is not help beside them")
    help_confirmed: int = _choice(
        600, 300, 1200, "ES6", "a call for help can be lost like any other"
    )
    silent_start: int = _choice(60, 30, 120, "WA1", "somebody can go quiet before there is a plan")
    ring_second: int = _choice(8, 4, 20, "CO1", "one person may have stepped away")
    ring_all: int = _choice(16, 8, 40, "CO1", "somebody waits, and seconds count")
    say_nobody_free: int = _choice(
        20, 5, 20, "CO4", "nobody should wait without knowing how it stands"
    )
    ring_on_call: int = _choice(
        20, 5, 60, "CO4", "a waiting caller needs more people than are here"
    )
    ring_partners: int = _choice(45, 20, 120, "CO4", "another line may have somebody free")
    unanswered: int = _choice(60, 20, 120, "CO6", "a text makes no sound; somebody has to look")
    undelivered: int = _choice(
        45, 20, 120, "WA10", "nobody can answer a text that is not on their phone"
    )
    pace_most: int = _choice(
        300,
        60,
        300,
        "WA7",
        "a caller may want fewer questions, but not so few that help comes too late",
    )
    unattended_yes: int = _choice(
        300, 60, 600, "WA12", "a yes from long ago does not mean that somebody is awake now"
    )
    place_link: int = _choice(
        900, 300, 3600, "IN2", "where somebody was an hour ago is where nobody should look"
    )
    guidance_under: int = _choice(
        18,
        16,
        19,
        "IN4",
        "your region has its own duties towards the young; no age is refused a watch",
        "years",
    )
    late_alarm: int = _choice(
        10, 2, 60, "AF4", "a machine that was slow once must be looked into before it is slow again"
    )
    number_tested: int = _choice(
        7776000, 604800, 31536000, "ES3", "an emergency number not tried for longer may not answer"
    )
    verify_outcome: int = _choice(
        259200,
        86400,
        604800,
        "AF2",
        "after this nobody remembers, and the rest is said to be unknown",
    )
    words_kept: int = _choice(
        86400, 3600, 259200, "AF1", "what is not needed any more cannot hurt anybody"
    )
    answers_kept: int = _choice(
        7_776_000,
        86400,
        31_536_000,
        "AF1",
        "counted from their last contact; who does not come back is forgotten",
    )
    depth: int = _choice(2, 1, 10, "RO1", "one may be with somebody when another rings", "count")
    gap_ahead: int = _choice(
        1_209_600, 604_800, 3_628_800, "RO1", "people need time to change their plans"
    )
    gap_texted: int = _choice(
        259_200, 86400, 1_209_600, "RO1", "a gap that is still there will not close by itself"
    )
    gap_filled: int = _choice(
        43200, 7200, 259_200, "RO1", "an unwatched hour is worse than a disturbed evening"
    )
    shift_reminder: int = _choice(
        86400, 7200, 604_800, "RO2", "a shift is easily forgotten; a yes shows that it was not"
    )
    rest_between: int = _choice(39600, 28800, 86400, "RO2", "tired people miss things")
    longest_shift: int = _choice(43200, 14400, 57600, "RO2", "attention does not last for ever")
    most_in_week: int = _choice(172_800, 28800, 216_000, "RO2", "this work wears people out")

    idle_lock: int = _choice(
        300, 120, 900, "RO3", "whoever passes an empty chair must read nothing about anybody"
    )

    own: tuple[tuple[str, int], ...] = ()
    """What a way of using has of its own: `smoked.pace_quick` and seconds (WA7)."""

    def seconds(self, name: str) -> timedelta:
        return timedelta(seconds=getattr(self, name))

    def of_preset(self, preset: Preset, general: str) -> timedelta:
        """Its own value, or the general one it follows."""
        chosen = dict(self.own).get(own_name(preset, general))
        return self.seconds(general) if chosen is None else timedelta(seconds=chosen)

    def as_values(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in CHOICES} | dict(self.own)

    @classmethod
    def from_values(cls, values: dict[str, int], *, practice: bool = False) -> Self:
        """What an organisation chooses now.

        Raises `OutOfRange` or `OutOfOrder`, which name the field and what it must be.
        """
        chosen = cls.as_kept(values)
        for mistake in mistakes(chosen, practice=practice):
            raise mistake
        return chosen

    @classmethod
    def as_kept(cls, values: dict[str, int]) -> Self:
        """What was valid when it was signed: a range drawn later stops nobody's watch.

        Unknown names are ignored and missing ones take the default, so old rows stay readable.
        """
        own = tuple((name, values[name]) for name in FOLLOWS if name in values)
        return cls(**{name: values[name] for name in CHOICES if name in values}, own=own)


CHOICES: Final[dict[str, Choice]] = {
    each.name: each.metadata["choice"] for each in fields(Policy) if "choice" in each.metadata
}
IN_ORDER: Final = (
    ("pace_quick", "pace_slow"),
    ("second_look", "decide_now"),
    ("decide_now", "ring_supervisor"),
    ("help_asks", "help_confirmed"),
    ("ring_second", "ring_all"),
    ("gap_filled", "gap_texted"),
    ("gap_texted", "gap_ahead"),
    ("longest_shift", "most_in_week"),
)
"""The first is never more than the second: what comes later would come sooner."""


def choice_of(name: str) -> Choice:
    """Of a general value, or of a preset's own, which has the range of what it follows."""
    return CHOICES[FOLLOWS.get(name, name)]


def least_of(name: str, *, practice: bool) -> int:
    choice = choice_of(name)
    return PRACTICE_LEAST if practice and choice.unit == "s" else choice.least


def mistakes(policy: Policy, *, practice: bool) -> Iterator[OutOfRange | OutOfOrder]:
    """Everything that would have to change before this could be signed."""
    values = policy.as_values()
    for name, value in values.items():
        least, most = least_of(name, practice=practice), choice_of(name).most
        if not least <= value <= most:
            yield OutOfRange(name, least, most)
    for first, then in IN_ORDER:
        if values[first] > values[then]:
            yield OutOfOrder(first, then)
    yield from _out_of_order_presets(policy, values)


def _out_of_order_presets(policy: Policy, values: Mapping[str, int]) -> Iterator[OutOfOrder]:
    for preset in Preset:
        quick, slow = (own_name(preset, general) for general in ("pace_quick", "pace_slow"))
        if slow not in FOLLOWS or not {quick, slow} & values.keys():
            continue
        if policy.of_preset(preset, "pace_quick") > policy.of_preset(preset, "pace_slow"):
            yield OutOfOrder(*(name if name in values else FOLLOWS[name] for name in (quick, slow)))
