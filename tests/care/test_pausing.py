"""CO16. A paused line: nobody is dropped for it, and nobody in danger notices."""

from dataclasses import replace
from datetime import timedelta

import pytest

from stillhere.care.access import Role, may_pause
from stillhere.care.channel import Channel
from stillhere.care.contact_events import (
    CallBackAsked,
    CallerLeft,
    CallerSpoke,
    ConsoleLost,
    Event,
    HelpAsked,
    NeedSaid,
    NotTold,
    Taken,
    TimePassed,
)
from stillhere.care.contact_state import SAID_THEY_USED, Alarm, Clock, Contact, Need, Owe, State
from stillhere.care.contact_unattended import may_offer_unattended
from stillhere.care.pausing import Pause, WhyPaused
from stillhere.care.watch_events import Left
from tests.care.contacting import ANA, FREE, begun, decide, owed_over, then
from tests.care.watching import NOON

DAY = 24 * 60 * 60
IN_QUEUE = {Clock.RING, Clock.TELL, Clock.ON_CALL, Clock.PARTNERS, Clock.ALARM}


def names(contact: Contact) -> set[str]:
    return {name for name, _ in contact.clocks}


@pytest.fixture
def told() -> Contact:
    return begun(paused=True, free=FREE).contact


def test_who_is_new_is_told_at_once_and_nothing_rings(told: Contact) -> None:
    """CO16."""
    assert begun(paused=True, free=FREE).owed == (Owe.SAY_PAUSED,)
    assert (told.state, told.offered_to) == (State.WAITING, ())
    assert owed_over(told, until=3600, free=FREE) == []


def test_they_stand_there_until_a_person_has_them(told: Contact) -> None:
    """CO16: no time ends it, and every moment has a next one."""
    later = then(told, DAY, TimePassed(free=FREE))

    assert (later.is_open, later.is_waiting, later.alarm, later.offered_to) == (
        True,
        True,
        None,
        (),
    )
    assert later.due_at is not None
    assert not then(later, DAY + 5, Taken(by=ANA)).held_back


@pytest.mark.parametrize("event", [CallerSpoke(), CallBackAsked()])
def test_who_needs_us_all_the_same_waits_like_anybody(told: Contact, event: Event) -> None:
    """CO16: then every promise of the queue starts."""
    met = then(told, 100, event)

    assert not met.held_back
    assert names(met) == IN_QUEUE
    assert then(met, 110, TimePassed(free=FREE)).offered_to == FREE[:1]


@pytest.mark.parametrize("need", sorted(SAID_THEY_USED))
def test_who_used_or_is_about_to_is_met_as_ever(told: Contact, need: Need) -> None:
    """CO16: said on the page before, or heard afterwards."""
    at_once = begun(paused=True, free=FREE, need=need)
    afterwards = then(told, 100, NeedSaid(need=need))

    assert at_once == begun(free=FREE, need=need)
    assert names(afterwards) == IN_QUEUE


def test_who_has_not_used_is_told_like_the_others(told: Contact) -> None:
    """CO16."""
    assert begun(paused=True, need=Need.TALK).owed == (Owe.SAY_PAUSED,)
    assert then(told, 100, NeedSaid(need=Need.TALK)).held_back


def test_a_cry_for_help_is_an_alarm_at_once(told: Contact) -> None:
    """CO16, WA5."""
    cried = decide(told, 100, HelpAsked())

    assert cried.contact.alarm is Alarm.HELP
    assert Owe.RING_EVERYONE in cried.owed
    assert names(cried.contact) == IN_QUEUE


def test_who_could_not_be_told_waits_like_anybody(told: Contact) -> None:
    """CO16: they do not know that they are held back, so nothing of theirs would end it."""
    met = then(told, 100, NotTold())

    assert not met.held_back
    assert names(met) == IN_QUEUE
    assert then(met, 110, TimePassed(free=FREE)).offered_to == FREE[:1]
    assert then(met, 100 + 3600, TimePassed()).alarm is Alarm.UNANSWERED


def test_news_of_a_text_changes_nothing_for_who_waits_already() -> None:
    """CO16: they wrote again before it was known."""
    waiting = begun(free=FREE).contact

    assert then(waiting, 5, NotTold()) == waiting


@pytest.mark.parametrize("how", [{"channel": Channel.VOICE}, {"coming_back": True}])
def test_who_calls_or_comes_back_notices_nothing(how: dict[str, object]) -> None:
    """CO16: a call has no second word, and an open watch no pause."""
    assert begun(paused=True, free=FREE, **how) == begun(free=FREE, **how)  # type: ignore[arg-type]


def test_no_machine_watches_somebody_who_was_told_where_else(told: Contact) -> None:
    """CO16, WA12."""
    asked = replace(told, told=1)

    assert not may_offer_unattended(asked, nobody_on=True, holder=ANA.id)


def test_a_console_that_falls_silent_rings_none_for_them(told: Contact) -> None:
    """CO16."""
    assert then(told, 9, ConsoleLost(operator=ANA.id, free=FREE)).offered_to == ()


def test_who_goes_after_being_told_is_let_go(told: Contact) -> None:
    """CO16: they had not said that they used; the line's page still counts them."""
    assert not then(told, 9, CallerLeft(how=Left.EXIT)).is_open


def test_a_pause_is_read_back_as_it_was_kept() -> None:
    pause = Pause(why=WhyPaused.FLOOD, at=NOON + timedelta(hours=1), by=ANA.id)

    assert Pause.from_values(pause.as_values()) == pause


def test_who_signs_for_the_organisation_pauses_a_line() -> None:
    """CO16."""
    assert {role for role in Role if may_pause(role)} == {Role.SUPERVISOR, Role.ADMINISTRATOR}
