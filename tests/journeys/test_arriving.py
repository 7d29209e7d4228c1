"""No shared language, or a wheel in their hands: the clock runs while it is put right."""

import pytest

from stillhere.care.watch_events import CloseReason
from stillhere.care.watch_state import State
from tests.journeys.callers import Ringer
from tests.journeys.conftest import Later
from tests.journeys.peers import Peer

pytestmark = pytest.mark.both


def test_no_shared_language_and_the_clock_runs_before_anybody_interprets(
    ray: Ringer, ana: Peer, later: Later
) -> None:
    """CO13."""
    ray.rings()
    ana.takes(ray)
    ana.shares_no_language(ray)

    assert ray.state() is State.LISTENING
    page = ana.reads(ray)
    assert "No shared language: bring an interpreter" in page
    assert "Get the place first" in page
    later(minutes=2)
    assert ray.state() is State.ASKING
    ana.has_interpreted(ray, "joined")
    assert ray.state() is State.ASKING
    ana.is_answered(ray)

    assert "An interpreter is with you" in ana.reads(ray)
    assert ray.state() is State.LISTENING


def test_family_interprets_only_if_the_caller_chooses_them(ray: Ringer, ana: Peer) -> None:
    """CO13."""
    ray.rings()
    ana.takes(ray)
    ana.shares_no_language(ray)
    no = ana.is_told_no(ana.has_interpreted, ray, "someone_of_theirs")
    assert "only if the caller chooses them" in no

    ana.has_interpreted(ray, "someone_of_theirs", they_chose="yes")

    assert "Somebody they chose interprets" in ana.reads(ray)


def test_who_only_wants_to_talk_is_not_watched_for_their_language(ray: Ringer, ana: Peer) -> None:
    """CO13, SU4."""
    ray.rings()
    ana.takes(ray)
    ana.hears_the_need(ray, "talk")
    ana.shares_no_language(ray)

    assert not ray.as_contact().watched


def test_driving_is_asked_to_stop_and_watched_like_anybody(
    ray: Ringer, ana: Peer, later: Later
) -> None:
    """IN5: the road is the place, and no watch ends because of it."""
    ray.rings()
    ana.takes(ray)
    ana.begins_watch(ray)
    ana.hears_they_drive(ray)
    page = ana.reads(ray)
    assert "Driving: ask them to stop first" in page
    assert "Which road are you on, which way are you going, what was the last sign?" in page
    ana.asks_about(ray, place="Highway 11 north, after the Marten River sign")
    later(minutes=3)
    assert ray.state() is State.ALARM
    assert "Highway 11 north" in ana.reads(ray)
    ana.is_told_no(ana.closes, ray, CloseReason.STOOD_DOWN)
    ana.is_answered(ray)
    ana.hears_they_drive(ray, "no")

    assert "Driving: ask" not in ana.reads(ray)
    assert ray.state() is State.LISTENING
