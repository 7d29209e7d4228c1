"""Who is rung first, and whom everybody looks at first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from stillhere.care.channel import Channel
from stillhere.care.contact_events import CallerLeft, Ended, Taken
from stillhere.care.contact_state import Contact, EndReason, Need
from stillhere.care.plan import Help
from stillhere.care.roster import (
    HandsFull,
    Presence,
    Seat,
    StillHolding,
    Urgency,
    has_hands,
    is_free,
    on_shift,
    order_of,
    order_operators,
    urgency,
    urgency_of_contact,
    urgency_of_watch,
)
from stillhere.care.watch_events import (
    Closed,
    CloseReason,
    ConsoleLost,
    Evidence,
    Heard,
    HelpDecided,
    Left,
    TimePassed,
)
from stillhere.care.watch_state import Watch
from tests.care.contacting import begun, taken, then, waits
from tests.care.watching import ANA, DEFAULTS, NOON, a_watch, at, help_coming
from tests.care.watching import then as watch_then


def a_seat(
    id: int = 1, *, speaks: tuple[str, ...] = ("en",), idle: int | None = 0, written: int = 0
) -> Seat:
    return Seat(
        id=id,
        presence=Presence.ON,
        silent_at=at(15),
        sound_heard=True,
        speaks=speaks,
        idle_since=None if idle is None else at(-idle),
        written=written,
    )


def order(*seats: Seat, asked_for: int | None = None, skill: str = "") -> tuple[int, ...]:
    return order_operators(seats, language="fr", asked_for=asked_for, skill=skill, began=NOON)


def by_urgency(*them: Watch | Contact) -> list[Watch | Contact]:
    return sorted(them, key=lambda each: urgency(each, NOON))


def test_the_language_comes_before_everything() -> None:
    """CO1."""
    english = a_seat(1, speaks=("en",), idle=900)
    french = a_seat(2, speaks=("en", "fr"), idle=5)

    assert order(english, french, asked_for=1) == (2, 1)


def test_then_the_one_they_ask_for_then_skill_then_who_has_rested_longest() -> None:
    """CO1."""
    last_time = a_seat(1, idle=1)
    skilled = replace(a_seat(2, idle=5), skills=("grief",))
    rested, tired = a_seat(3, idle=900), a_seat(4, idle=60)

    assert order(tired, rested, skilled, last_time, asked_for=1, skill="grief") == (1, 2, 3, 4)


def test_nobody_asked_for_means_nobody_is_put_first() -> None:
    """CO1."""
    assert order(a_seat(1, idle=1), a_seat(2, idle=9)) == (2, 1)


def test_who_has_somebody_already_is_rung_after_who_has_nobody() -> None:
    assert order(a_seat(1, idle=900, written=1), a_seat(2, idle=5)) == (2, 1)


@pytest.mark.parametrize(
    "seat",
    [
        replace(a_seat(), presence=Presence.BREAK),
        replace(a_seat(), presence=Presence.AWAY),
        replace(a_seat(), sound_heard=False),
        replace(a_seat(), silent_at=at(0)),
        replace(a_seat(), silent_at=None),
    ],
)
def test_on_shift_means_there_awake_and_within_hearing(seat: Seat) -> None:
    """RO2."""
    assert on_shift(a_seat(), at(0))
    assert not on_shift(seat, at(0))


@pytest.mark.parametrize("channel", Channel)
def test_who_speaks_is_never_rung_for_another(channel: Channel) -> None:
    """WA13."""
    assert not has_hands(replace(a_seat(), on_voice=True), channel, policy=DEFAULTS)


def test_at_most_three_who_write_are_held_at_once() -> None:
    """WA13."""
    free = [has_hands(a_seat(written=n), Channel.TEXT, policy=DEFAULTS) for n in range(5)]

    assert free == [True, True, True, False, False]


def test_a_call_needs_both_hands() -> None:
    """WA13."""
    assert is_free(a_seat(), Channel.VOICE, policy=DEFAULTS, now=NOON)
    assert not is_free(a_seat(written=1), Channel.VOICE, policy=DEFAULTS, now=NOON)


@pytest.mark.parametrize(
    ("need", "channel", "place"),
    [
        (Need.SOMEONE_DOWN, Channel.CHAT, Urgency.HAS_USED),
        (Need.IN_DANGER, Channel.TEXT, Urgency.HAS_USED),
        (Need.HAS_USED, Channel.TEXT, Urgency.HAS_USED),
        (Need.UNKNOWN, Channel.VOICE, Urgency.VOICE_OR_ABOUT_TO),
        (Need.ABOUT_TO_USE, Channel.CHAT, Urgency.VOICE_OR_ABOUT_TO),
        (Need.UNKNOWN, Channel.TEXT, Urgency.WAITING),
        (Need.TALK, Channel.VOICE, Urgency.WAITING),
    ],
)
def test_who_waits_has_a_place_by_what_they_need(
    need: Need, channel: Channel, place: Urgency
) -> None:
    """CO2."""
    assert order_of(begun(need=need, channel=channel).contact) is place


def test_who_comes_back_to_an_open_watch_is_first_of_those_who_wait() -> None:
    """CO2."""
    back = begun(coming_back=True).contact

    assert order_of(back) < order_of(waits(need=Need.SOMEONE_DOWN))


def test_one_order_for_watches_and_waiting_people() -> None:
    """The board's."""
    alarm = watch_then(watch_then(a_watch(), 120, TimePassed()), 180, TimePassed())
    unheld = watch_then(a_watch(), 5, ConsoleLost(operator=ANA.id))
    asking = watch_then(a_watch(), 120, TimePassed())
    closed = watch_then(a_watch(), 5, Closed(by=ANA, reason=CloseReason.ENDED_WELL))
    people = (alarm, unheld, asking, waits(need=Need.HAS_USED), waits(), a_watch(), taken(), closed)

    assert by_urgency(*reversed(people)) == list(people)


def test_who_left_after_a_use_stands_with_the_alarms() -> None:
    """CO7."""
    left = then(waits(need=Need.HAS_USED), 5, CallerLeft(how=Left.HUNG_UP))

    assert urgency(left, NOON)[0] == urgency(then(left, 9, Taken(by=ANA)), NOON)[0] == 0


def test_an_alarm_somebody_is_calling_for_stands_after_one_nobody_is() -> None:
    """ES2."""
    alarm = watch_then(watch_then(a_watch(), 120, TimePassed()), 180, TimePassed())
    called = watch_then(alarm, 185, HelpDecided(by=ANA, help=Help.EMERGENCY))

    assert urgency(alarm, NOON) < urgency(called, NOON)


def test_of_two_alike_the_longer_waiting_is_first() -> None:
    """CO2."""
    early, late = waits(), replace(waits(), waiting_since=NOON + timedelta(seconds=9))

    assert urgency(early, NOON) < urgency(late, NOON)


def test_a_watch_due_sooner_stands_before_one_due_later() -> None:
    answered = watch_then(a_watch(), 30, Heard(by=ANA, evidence=Evidence.SPOKEN))

    assert urgency(a_watch(), NOON) < urgency(answered, NOON)


def test_who_waits_for_help_that_comes_is_looked_at_before_who_answers() -> None:
    """ES6."""
    assert urgency_of_watch(help_coming()) is Urgency.HELP_COMING
    assert urgency_of_watch(a_watch()) > Urgency.HELP_COMING


def test_who_is_over_is_looked_at_last_and_who_is_in_danger_first() -> None:
    """CO7."""
    over = then(taken(), 10, Ended(by=ANA, reason=EndReason.ENDED))
    danger = then(taken(need=Need.HAS_USED), 10, CallerLeft(how=Left.HUNG_UP))

    assert urgency_of_contact(over) is Urgency.OVER
    assert urgency_of_contact(danger) is Urgency.DECIDE_NOW


def test_a_refusal_on_shift_says_how_many() -> None:
    """WA11, WA13."""
    assert StillHolding(2).people == 2
    assert HandsFull(3).most == 3
