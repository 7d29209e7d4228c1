"""The live feed: everything first, then what changed, and a tick as proof that it was looked at."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions import contact as contacts
from stillhere.actions import trouble
from stillhere.actions.messages import receive
from stillhere.actions.set_aside import TRIES, Came, stumbled
from stillhere.actions.to_end_life import mark_to_end_life
from stillhere.actions.watch import pass_time
from stillhere.care.contact_state import EndReason
from stillhere.records.models import Line, Operator, WatchClock
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from stillhere.web.feed import REST, TICK
from tests.somebody import CALLER_NUMBER, acting, an_operator
from tests.web.happening import begins, on, takes, watched, writes
from tests.web.looking import Turning, look_at

pytestmark = pytest.mark.both


@pytest.fixture
def ben(line: Line) -> Operator:
    return an_operator(line.organisation, "ben")


def test_whoever_comes_is_told_everything_first(
    feed: Turning, line: Line, ana: Operator, ben: Operator
) -> None:
    waiting, watch = writes(line), watched(line, on(ana))
    looking = look_at(feed.feed, ben)

    feed.turn()

    assert looking.names == ["snapshot", "tick"]
    assert set(looking.rows) == {f"contact-{waiting}", f"watch-{watch}"}
    assert (looking.last["waiting"], looking.last["watches"], looking.last["alarms"]) == (1, 1, 0)


def test_whoever_comes_while_the_feed_rests_is_told_everything_after_it(
    feed: Turning, ana: Operator, ben: Operator
) -> None:
    look_at(feed.feed, ana)
    feed.turn()
    looking = look_at(feed.feed, ben)
    feed.feed.turn(feed.tap, feed.now, changed=False)
    before = list(looking.names)

    feed.turn(changed=False)

    assert before == []
    assert looking.names == ["snapshot"]


def test_afterwards_only_what_changed(feed: Turning, line: Line, ana: Operator) -> None:
    untouched, taken = writes(line), writes(line)
    looking = look_at(feed.feed, on(ana))
    feed.turn()
    takes(ana, taken)

    feed.turn()

    assert looking.names[-1] == "rows"
    assert f"contact-{untouched}" not in looking.rows
    assert looking.rows[f"contact-{taken}"]["holder"] == {"id": ana.pk, "name": "Ana"}
    assert looking.last["waiting"] == 1


def test_a_change_has_a_higher_version(feed: Turning, line: Line, ana: Operator) -> None:
    watch = watched(line, on(ana))
    looking = look_at(feed.feed, ana)
    feed.turn()
    before = looking.rows[f"watch-{watch}"]

    pass_time(line.organisation_id, [watch], now=feed.wait(seconds=121))
    feed.turn()

    after = looking.rows[f"watch-{watch}"]
    assert (before["state"], after["state"]) == ("listening", "asking")
    assert after["version"] > before["version"]


def test_a_message_makes_its_row_newer(feed: Turning, line: Line, ana: Operator) -> None:
    contact = writes(line)
    looking = look_at(feed.feed, on(ana))
    feed.turn()
    before = looking.rows[f"contact-{contact}"]["version"]
    receive(contact, organisation=line.organisation_id, words="hi", key="two", now=feed.now)

    feed.turn()

    assert looking.rows[f"contact-{contact}"]["version"] > before


def test_a_row_says_when_the_alarm_will_rise(feed: Turning, line: Line, ana: Operator) -> None:
    watch = watched(line, on(ana))
    looking = look_at(feed.feed, ana)

    feed.turn()

    row = looking.rows[f"watch-{watch}"]
    assert datetime.fromisoformat(row["due"]) == feed.began + timedelta(seconds=120)
    assert datetime.fromisoformat(row["decide_at"]) == feed.began + timedelta(seconds=180)


def test_a_row_says_that_a_supervisor_is_wanted_and_who_looks_whether_they_are_one(
    feed: Turning, line: Line, ana: Operator
) -> None:
    """PL9."""
    contact = writes(line)
    takes(on(ana), contact)
    mark_to_end_life(contact, organisation=ana.organisation_id, by=acting(ana), now=clock.now())
    sam = on(an_operator(line.organisation, "sam", role="supervisor"))
    looking = look_at(feed.feed, sam)

    feed.turn()

    assert looking.last["you"]["supervises"]
    assert [row["supervisor_wanted"] for row in looking.last["rows"]] == [True]


def test_who_is_gone_is_said_to_be_gone(feed: Turning, line: Line, ana: Operator) -> None:
    contact = writes(line)
    takes(on(ana), contact)
    looking = look_at(feed.feed, ana)
    feed.turn()
    contacts.end_contact(
        contact,
        organisation=line.organisation_id,
        by=acting(ana),
        reason=EndReason.WRONG_NUMBER,
        now=feed.now,
    )

    feed.turn()

    assert looking.last["gone"] == [f"contact-{contact}"]


def test_a_watch_takes_the_place_of_its_contact(feed: Turning, line: Line, ana: Operator) -> None:
    contact = writes(line)
    takes(on(ana), contact)
    looking = look_at(feed.feed, ana)
    feed.turn()
    watch = begins(ana, contact)

    feed.turn()

    assert looking.last["gone"] == [f"contact-{contact}"]
    assert set(looking.rows) == {f"watch-{watch}"}


def test_one_sees_the_name_a_caller_gave_and_a_number_for_the_others(
    feed: Turning, line: Line, ana: Operator
) -> None:
    contact = writes(line)
    takes(on(ana), contact)
    looking = look_at(feed.feed, ana)
    feed.turn()
    before = looking.rows[f"contact-{contact}"]["label"]
    contacts.call_them(
        contact, organisation=line.organisation_id, called="Sam", by=acting(ana), now=feed.now
    )

    feed.turn()

    assert before == f"Caller {contact}"
    assert looking.rows[f"contact-{contact}"]["label"] == "Sam"


def test_a_row_that_cannot_be_read_is_an_alarm_and_takes_nobody_else_away(
    feed: Turning, line: Line, ana: Operator
) -> None:
    broken, whole = watched(line, on(ana)), writes(line)
    with as_organisation(line.organisation_id, writing=True):
        WatchClock.objects.filter(pk=broken).update(facts={"channel": "pigeon"})
    looking = look_at(feed.feed, ana)

    feed.turn()

    assert looking.rows[f"watch-{broken}"]["alarm"]
    assert not looking.rows[f"contact-{whole}"]["alarm"]
    assert looking.last["alarms"] == 1


def test_every_second_a_tick_says_that_the_records_were_read(feed: Turning, ana: Operator) -> None:
    looking = look_at(feed.feed, ana)
    feed.turn()

    for _ in range(20):
        feed.turn(changed=False)

    assert timedelta(seconds=2) == 20 * REST
    assert looking.names == ["snapshot", "tick", "tick", "tick"]


def test_without_the_records_nothing_is_said_not_even_a_tick(feed: Turning, ana: Operator) -> None:
    looking = look_at(feed.feed, ana)
    feed.turn()
    feed.tap.close()
    feed.wait(seconds=TICK.total_seconds())

    with pytest.raises(Exception, match="closed"):
        feed.turn()

    assert looking.names == ["snapshot", "tick"]


def test_a_rush_of_changes_is_read_with_rests(feed: Turning, line: Line, ana: Operator) -> None:
    looking = look_at(feed.feed, ana)
    feed.turn()
    for _ in range(5):
        writes(line)
        feed.feed.turn(feed.tap, feed.now, changed=True)

    feed.turn(changed=False)

    assert looking.names == ["snapshot", "tick", "rows"]
    assert len(looking.rows) == 5


def test_what_is_wrong_with_the_installation_is_on_every_console(
    feed: Turning, ana: Operator
) -> None:
    looking = look_at(feed.feed, ana)
    trouble.tell(trouble.What.SCRIBE_BEHIND, now=feed.now)

    feed.turn()

    assert looking.last["troubles"] == ["scribe_behind", "part_silent"]


def test_a_line_that_is_refused_is_on_the_consoles_of_its_organisation_alone(
    feed: Turning, ana: Operator
) -> None:
    looking = look_at(feed.feed, ana)
    ours = ana.organisation_id
    seen = []
    for theirs in (ours + 1, ours):
        trouble.tell_of(trouble.What.LINE_REFUSED, organisation=theirs, line="texts", now=feed.now)
        feed.turn()
        seen.append(trouble.What.LINE_REFUSED in looking.last["troubles"])

    assert seen == [False, True]


def test_what_came_in_unread_is_on_every_console_of_its_organisation(
    feed: Turning, line: Line, ana: Operator
) -> None:
    looking = look_at(feed.feed, ana)
    came = Came(line=line.pk, kind="text", key="SM1", number=CALLER_NUMBER, at=feed.now)
    for _ in range(TRIES):
        stumbled(came, organisation=line.organisation_id, wrong=LookupError(), now=feed.now)

    feed.turn()

    assert looking.last["troubles"] == ["part_silent", "set_aside"]


def test_everybody_sees_the_same_order(
    feed: Turning, line: Line, ana: Operator, ben: Operator
) -> None:
    for operator in (on(ana), on(ben)):
        watched(line, operator)
    writes(line)
    both = [look_at(feed.feed, ana), look_at(feed.feed, ben, language="fr")]

    feed.turn()

    first, second = ([row["id"] for row in each.last["rows"]] for each in both)
    assert first == second
    assert first[0].startswith("contact-")
