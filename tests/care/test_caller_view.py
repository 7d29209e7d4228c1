"""What the caller's own screen shows, and what never reaches it."""

import pytest

from stillhere.care.caller_view import Shown, caller_sees
from stillhere.care.watch_events import Closed, CloseReason, Evidence, Heard, HelpArrived
from stillhere.care.watch_state import Watch
from tests.care.watching import ANA, a_watch, an_alarm, at, help_coming, quiet, then

SPOKEN = Heard(by=ANA, evidence=Evidence.SPOKEN)


@pytest.mark.parametrize(
    ("watch", "shown"),
    [
        (a_watch(), Shown.WITH_YOU),
        (quiet(a_watch(), 130), Shown.ASKING),
        (an_alarm(), Shown.ASKING_FOR_WORD),
        (help_coming(), Shown.ASKING_FOR_WORD),
        (then(help_coming(), 200, SPOKEN), Shown.HELP_COMING),
        (then(help_coming(), 200, HelpArrived(by=ANA)), Shown.HELP_COMING),
        (then(a_watch(), 10, Closed(by=ANA, reason=CloseReason.ENDED_WELL)), Shown.OVER),
    ],
)
def test_the_caller_sees_how_it_stands(watch: Watch, shown: Shown) -> None:
    """WA4, WA6, ES6."""
    assert caller_sees(watch).shown is shown


def test_the_next_question_is_announced_until_it_comes() -> None:
    """WA2."""
    assert caller_sees(a_watch()).due == at(120)
    assert caller_sees(quiet(a_watch(), 120)).due is None


def test_a_tap_names_the_latest_ask() -> None:
    """WA4."""
    asking = quiet(a_watch(), 130)
    seen = caller_sees(asking)

    assert (seen.ask, seen.digit) == (asking.ask, asking.digit(asking.ask))
