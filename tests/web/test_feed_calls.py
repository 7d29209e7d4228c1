"""The board hears of a telephone within a turn: quiet, dropped, and never an older state again."""

import pytest

from stillhere.care import call_events as happened
from stillhere.records.models import Line, Operator
from stillhere.records.steady import clock
from tests.actions.ringing_in import Phone
from tests.web.happening import begins, on
from tests.web.looking import Turning, look_at

pytestmark = pytest.mark.both


@pytest.fixture
def phone(line: Line, ana: Operator) -> Phone:
    """Somebody rang, and talks to Ana."""
    phone = Phone(line, clock.now())
    on(ana)
    phone.rings()
    phone.picks_up(ana)
    return phone


def test_a_silence_on_the_line_is_in_the_row_at_once(
    feed: Turning, phone: Phone, ana: Operator
) -> None:
    """WA9."""
    looking = look_at(feed.feed, ana)
    feed.turn()
    row = f"contact-{phone.contact_id}"
    before = looking.rows[row]
    phone.hears(happened.WentQuiet(since=phone.now))
    feed.turn()

    after = looking.rows[row]
    assert (before["call"]["state"], before["call"]["quiet_since"]) == ("talking", None)
    assert after["call"]["quiet_since"] is not None
    assert after["version"] > before["version"]


def test_a_watch_says_that_its_line_dropped_and_no_version_gets_smaller(
    feed: Turning, phone: Phone, ana: Operator
) -> None:
    """CO9."""
    watch = f"watch-{begins(ana, phone.contact_id)}"
    looking = look_at(feed.feed, ana)
    feed.turn()
    before = looking.rows[watch]
    phone.drops()
    feed.turn()

    after = looking.rows[watch]
    assert (before["call"]["state"], after["call"]["state"]) == ("talking", "dropped")
    assert after["version"] > before["version"]
    phone.hears(happened.Over())
    feed.turn()
    over = looking.rows[watch]
    assert (over["call"], over["version"] > after["version"]) == (None, True)
