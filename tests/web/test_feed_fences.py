"""Who is shown what, and who is sent away from the live feed."""

from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.models import Session

from stillhere.actions.contact import hand_to_someone_else
from stillhere.records.models import Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.signing_in import as_organisation_named
from stillhere.web.feed import CHECK, TICK
from tests.somebody import a_line, acting, an_operator
from tests.web.happening import on, takes, writes
from tests.web.looking import Turning, look_at

pytestmark = pytest.mark.both


@pytest.fixture
def ben(line: Line) -> Operator:
    return an_operator(line.organisation, "ben")


@pytest.fixture
def elsewhere(noon: datetime) -> Line:
    south = Organisation(slug="south", name="South Line", created_at=noon)
    with as_organisation_named("south"):
        south.save()
    return a_line(south, slug="elsewhere")


def test_nobody_of_another_organisation_is_ever_shown(
    feed: Turning, line: Line, ana: Operator, elsewhere: Line
) -> None:
    zoe = an_operator(elsewhere.organisation, "zoe")
    ours, theirs = look_at(feed.feed, ana), look_at(feed.feed, zoe)
    feed.turn()
    mine, other = writes(line), writes(elsewhere)

    feed.turn()

    assert set(ours.rows) == {f"contact-{mine}"}
    assert set(theirs.rows) == {f"contact-{other}"}
    assert [one["name"] for one in theirs.last["operators"]] == ["Zoe"]


def test_whom_they_asked_not_to_meet_does_not_see_them(
    feed: Turning, line: Line, ana: Operator, ben: Operator
) -> None:
    contact = writes(line)
    takes(on(ana), contact)
    for_ana, for_ben = look_at(feed.feed, ana), look_at(feed.feed, on(ben))
    feed.turn()
    hand_to_someone_else(contact, organisation=line.organisation_id, by=acting(ana), now=feed.now)

    feed.turn()

    assert for_ana.last["gone"] == [f"contact-{contact}"]
    assert for_ana.last["waiting"] == 0
    assert for_ben.rows[f"contact-{contact}"]["waiting"]


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "evaluator"}, {"password": "x"}])
def test_who_may_no_longer_look_is_sent_away_at_once(
    change: dict[str, object], feed: Turning, ana: Operator, ben: Operator
) -> None:
    leaving, staying = look_at(feed.feed, ana), look_at(feed.feed, ben)
    feed.turn()
    with as_organisation(ana.organisation_id, writing=True):
        Operator.objects.filter(pk=ana.pk).update(**change)

    feed.turn()

    assert leaving.is_over
    assert not staying.is_over


def test_a_revoked_sign_in_is_sent_away_within_five_seconds(
    feed: Turning, ana: Operator, ben: Operator
) -> None:
    leaving, staying = look_at(feed.feed, ana), look_at(feed.feed, ben)
    feed.turn()
    Session.objects.filter(pk=leaving.sign_in).delete()

    feed.wait(seconds=CHECK.total_seconds())
    feed.turn(changed=False)

    assert timedelta(seconds=5) >= CHECK + TICK
    assert leaving.is_over
    assert not staying.is_over


def test_nobody_comes_in_with_a_sign_in_that_is_over(feed: Turning, ana: Operator) -> None:
    looking = look_at(feed.feed, ana)
    looking.sign_in = "guessed"

    feed.turn()

    assert looking.is_over
    assert looking.told == []


def test_a_console_learns_that_another_has_taken_its_place(feed: Turning, ana: Operator) -> None:
    here, there = look_at(feed.feed, on(ana), key="ana"), look_at(feed.feed, ana, key="other")

    feed.turn()

    you = {"id": ana.pk, "state": "on", "supervises": False, "locked": False}
    assert here.last["you"] == {**you, "key_ok": True}
    assert there.last["you"] == {**you, "key_ok": False}


def test_whoever_stops_looking_is_forgotten(feed: Turning, line: Line, ana: Operator) -> None:
    looking = look_at(feed.feed, ana)
    feed.turn()
    looking.is_over = True
    writes(line)

    feed.turn()

    assert looking.names == ["snapshot", "tick"]
