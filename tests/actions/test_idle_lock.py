"""RO3: a screen left alone is locked by the server, and never one with somebody."""

from datetime import datetime

import pytest
from django.contrib.sessions.backends.db import SessionStore

from stillhere.actions.idle_lock import Browser, beat, lock, look, unlock
from stillhere.actions.watch import happen
from stillhere.care.idle_lock import WithSomebody
from stillhere.care.watch_events import HandOverOffered, Taken
from stillhere.records.models import Line, Operator, SignIn
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import begins, entries, later, on, takes
from tests.somebody import acting

pytestmark = pytest.mark.both
IDLE = 300
"""Seconds: the default."""


@pytest.fixture
def browser(ana: Operator, noon: datetime) -> Browser:
    """Ana has just signed in there."""
    return signed_in(ana, noon)


def signed_in(operator: Operator, now: datetime) -> Browser:
    session = SessionStore()
    session.create()
    key = str(session.session_key)
    found = Browser(key=key, operator=operator.pk, organisation=operator.organisation_id)
    look(found, acts=True, now=now)
    return found


def is_open(browser: Browser, now: datetime, *, acts: bool = False) -> bool:
    return look(browser, acts=acts, now=now).is_open


def beats_on(browser: Browser, now: datetime, *, seconds: int) -> datetime:
    """Nobody sits before it. A beat in fifty seconds says as much as ten."""
    for passed in range(50, seconds + 1, 50):
        beat(browser, now=later(now, passed))
    return later(now, seconds)


def offers(watch: int, ana: Operator, to: Operator, now: datetime) -> None:
    offer = HandOverOffered(by=acting(ana), to=to.pk)
    happen(watch, offer, organisation=ana.organisation_id, now=now)


def accepts(watch: int, operator: Operator, now: datetime) -> None:
    yes = Taken(by=acting(operator))
    happen(watch, yes, organisation=operator.organisation_id, now=now)


def test_after_five_minutes_untouched_it_is_locked(browser: Browser, noon: datetime) -> None:
    """RO3."""
    assert is_open(browser, later(noon, IDLE - 1))
    assert not is_open(browser, later(noon, IDLE))


def test_what_is_done_there_keeps_it_open_and_opens_nothing(
    browser: Browser, noon: datetime
) -> None:
    """RO3."""
    is_open(browser, later(noon, IDLE - 1), acts=True)

    assert is_open(browser, later(noon, 2 * IDLE - 2))
    assert not is_open(browser, later(noon, 2 * IDLE - 1), acts=True)
    assert not is_open(browser, later(noon, 2 * IDLE), acts=True)


def test_a_beat_is_nobody(browser: Browser, noon: datetime) -> None:
    """RO3."""
    assert not is_open(browser, beats_on(browser, noon, seconds=IDLE))


def test_with_a_person_it_never_locks(
    browser: Browser, line: Line, ana: Operator, noon: datetime
) -> None:
    """WA11."""
    takes(on(ana, noon), begins(line, noon), noon)

    assert is_open(browser, beats_on(browser, noon, seconds=3 * IDLE))


def test_with_a_watch_it_never_locks(browser: Browser, watch: int, noon: datetime) -> None:
    """WA11."""
    assert is_open(browser, beats_on(browser, noon, seconds=3 * IDLE))


def test_ten_minutes_without_records_lock_out_nobody_who_has_somebody(
    browser: Browser, watch: int, noon: datetime
) -> None:
    """WA11."""
    beat(browser, now=noon)

    assert is_open(browser, later(noon, 600))


def test_once_they_are_gone_it_locks_like_any_other(
    browser: Browser, watch: int, ana: Operator, ben: Operator, noon: datetime
) -> None:
    """RO3."""
    beat(browser, now=noon)
    offers(watch, ana, on(ben, noon), noon)
    accepts(watch, ben, noon)

    assert not is_open(browser, beats_on(browser, noon, seconds=IDLE + 50))


def test_it_does_not_lock_while_they_are_rung(
    browser: Browser, line: Line, ana: Operator, noon: datetime
) -> None:
    """RO3."""
    on(ana, noon)
    begins(line, noon)

    assert is_open(browser, beats_on(browser, noon, seconds=IDLE + 60))


def test_it_does_not_lock_while_they_are_asked_to_take_somebody_over(
    watch: int, ana: Operator, ben: Operator, noon: datetime
) -> None:
    """RO3."""
    theirs = signed_in(ben, noon)
    offers(watch, ana, on(ben, noon), noon)

    assert is_open(theirs, beats_on(theirs, noon, seconds=IDLE + 60))


def test_who_has_nobody_locks_at_once(browser: Browser, line: Line, noon: datetime) -> None:
    """RO3."""
    lock(browser, now=noon)
    lock(browser, now=noon)

    assert not is_open(browser, noon, acts=True)
    assert len(entries(line, what="ScreenLocked")) == 1


def test_who_has_somebody_does_not(browser: Browser, watch: int, noon: datetime) -> None:
    """WA11."""
    with pytest.raises(WithSomebody):
        lock(browser, now=noon)
    assert is_open(browser, noon)


def test_somebody_who_comes_to_be_theirs_opens_nothing(
    browser: Browser, line: Line, ana: Operator, noon: datetime
) -> None:
    """RO3: by a key on a telephone, while the screen at home stands alone."""
    at = beats_on(browser, noon, seconds=IDLE)
    takes(on(ana, at), begins(line, at), at)

    assert not is_open(browser, beats_on(browser, at, seconds=60))


def test_unlocked_it_is_open_for_as_long_again(
    browser: Browser, line: Line, noon: datetime
) -> None:
    """RO3."""
    lock(browser, now=noon)
    unlock(browser, now=noon)

    assert is_open(browser, later(noon, IDLE - 1))
    assert len(entries(line, what="ScreenUnlocked")) == 1


def test_each_browser_locks_by_itself(browser: Browser, ana: Operator, noon: datetime) -> None:
    """RO3."""
    other = signed_in(ana, noon)
    lock(other, now=noon)

    assert is_open(browser, noon)


def test_a_browser_that_signed_out_is_forgotten_at_the_next(
    browser: Browser, ana: Operator, noon: datetime
) -> None:
    SessionStore(browser.key).delete()

    kept = signed_in(ana, noon)

    with as_organisation(ana.organisation_id):
        assert list(SignIn.objects.values_list("key", flat=True)) == [kept.key]
