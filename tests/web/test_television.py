"""What a television is told: that somebody waits, never who; and nothing once it is withdrawn."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from stillhere.actions.people import take_out
from stillhere.actions.screens import make_screen, screens, withdraw_screen
from stillhere.actions.watch import pass_time
from stillhere.records.models import Line, Operator, Screen
from stillhere.web.board import Board, Row
from stillhere.web.feed import CHECK, TICK
from stillhere.web.rows import NOTHING
from stillhere.web.streams import Sees
from stillhere.web.television import television
from tests.somebody import an_operator
from tests.web.happening import on, watched, writes
from tests.web.looking import Looking, Turning, look_at

pytestmark = pytest.mark.both
TOLD = {
    *("at", "waiting", "watches", "alarms", "longest", "promise", "troubled", "people"),
    *("operators", "owed", "late", "kind", "unheld", "due", "pace", "since", "practice"),
    *("number", "name", "state", "held", "silent_since", "call_backs", "open", "overdue"),
    *("seconds", "reviewed"),
}
"""All that may ever be in it, by name."""


@pytest.fixture
def sam(line: Line) -> Operator:
    return an_operator(line.organisation, "sam", role="supervisor")


def hang(feed: Turning, sam: Operator, *, first_names: bool = False) -> Looking:
    """A link is made, and a television opened by it."""
    ours = sam.organisation_id
    make_screen(
        "hall", organisation=ours, by=sam.pk, hours=24, first_names=first_names, now=feed.now
    )
    screen = screens(organisation=ours)[0]
    looking = stream_of(screen, sam)
    feed.feed.join(looking)
    return looking


def stream_of(screen: Screen, sam: Operator) -> Looking:
    return Looking(
        organisation=sam.organisation_id,
        operator=0,
        language="en",
        key="",
        sign_in="",
        password="",
        sees=Sees.TELEVISION,
        screen=screen.pk,
        first_names=screen.first_names,
    )


def names_in(told: Any) -> set[str]:
    if isinstance(told, dict):
        return set(told).union(*(names_in(each) for each in told.values()))
    return set().union(*map(names_in, told)) if isinstance(told, list) else set()


def test_it_is_told_counts_and_clocks_at_once_and_no_board(
    feed: Turning, line: Line, ana: Operator, sam: Operator
) -> None:
    writes(line)
    watched(line, on(ana))
    looking = hang(feed, sam)

    feed.turn()

    assert looking.names == ["wall", "tick"]
    told = looking.wall
    assert (told["waiting"], told["watches"], told["alarms"]) == (1, 1, 0)
    assert [each["kind"] for each in told["people"]] == ["waiting", "watched"]
    assert told["people"][1]["due"] is not None


def test_nothing_on_it_is_about_anybody(
    feed: Turning, line: Line, ana: Operator, sam: Operator
) -> None:
    writes(line)
    watch = watched(line, on(ana))
    looking = hang(feed, sam)
    pass_time(line.organisation_id, [watch], now=feed.wait(seconds=200))

    feed.turn()

    told = json.dumps(looking.wall)
    assert names_in(looking.wall) <= TOLD
    hidden = ("Ana", "Sam", line.name, line.slug, "/console/", "contact", "chat")
    assert [each for each in hidden if each in told] == []


def test_no_code_word_and_no_name_of_a_caller_reaches_a_television(noon: datetime) -> None:
    """A code word or what they want to be called is the label of their row."""
    facts = {
        **NOTHING,
        "id": "watch-77",
        "kind": "watch",
        "state": "alarm",
        "order": [0, noon.isoformat()],
        "alarm": True,
        "label": "RIVER MAPLE NORTH 7",
        "number": 4711,
        "url": "/console/contacts/4711/",
        "watch": 77,
        "pace": 120.0,
        "practice": False,
        "channel": "text",
    }
    board = Board(
        at=noon, rows={"watch-77": Row(id="watch-77", facts=facts)}, people={}, troubles=()
    )
    wall = {"operators": [], "promise": 60, "call_backs": 0, "outcomes": {}, "late": []}

    told = json.dumps(television(board, wall, first_names=True))

    assert '"alarms": 1' in told
    assert [each for each in ("RIVER", "MAPLE", "4711", "77", "text") if each in told] == []


def test_operators_are_numbers_unless_the_line_chose_their_first_names(
    feed: Turning, line: Line, ana: Operator, sam: Operator
) -> None:
    on(sam), on(ana)
    numbers, names = hang(feed, sam), hang(feed, sam, first_names=True)

    feed.turn()

    assert [each["number"] for each in numbers.wall["operators"]] == [1, 2]
    assert [each["name"] for each in numbers.wall["operators"]] == ["", ""]
    assert [each["name"] for each in names.wall["operators"]] == ["Ana", "Sam"]


def test_a_number_stays_somebodys_when_another_is_taken_out(
    feed: Turning, line: Line, ana: Operator, sam: Operator
) -> None:
    on(sam), on(an_operator(line.organisation, "ben"))
    looking = hang(feed, sam)
    feed.turn()
    before = [each["number"] for each in looking.wall["operators"]]

    take_out(ana.pk, organisation=sam.organisation_id, by=sam.pk, now=feed.now)
    feed.turn()

    assert [each["number"] for each in looking.wall["operators"]] == before
    assert len(set(before)) == 2


def test_a_withdrawn_screen_is_cut_off_within_five_seconds(
    feed: Turning, ana: Operator, sam: Operator
) -> None:
    looking, console = hang(feed, sam), look_at(feed.feed, on(ana))
    feed.turn()
    [screen] = screens(organisation=sam.organisation_id)
    withdraw_screen(screen.pk, organisation=sam.organisation_id, by=sam.pk, now=feed.now)

    feed.wait(seconds=CHECK.total_seconds())
    feed.turn(changed=False)

    assert timedelta(seconds=5) >= CHECK + TICK
    assert looking.is_over
    assert not console.is_over


def test_a_screen_goes_dark_when_its_time_is_over(feed: Turning, sam: Operator) -> None:
    looking = hang(feed, sam)
    feed.turn()

    feed.wait(seconds=24 * 3600)
    feed.turn(changed=False)

    assert looking.is_over


def test_a_stream_of_no_link_is_told_nothing(feed: Turning, sam: Operator) -> None:
    looking = stream_of(Screen(pk=4000), sam)
    feed.feed.join(looking)

    feed.turn()

    assert looking.is_over
    assert looking.told == []


def test_a_television_hears_of_an_alarm(
    feed: Turning, line: Line, ana: Operator, sam: Operator
) -> None:
    watch = watched(line, on(ana))
    looking = hang(feed, sam)
    feed.turn()

    pass_time(line.organisation_id, [watch], now=feed.wait(seconds=190))
    feed.turn()

    [person] = looking.wall["people"]
    assert (person["kind"], looking.wall["alarms"]) == ("alarm", 1)
