"""Where the records cannot be written nobody hears yes, everybody hears what to do (F6, F8)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client

from stillhere.actions.contact import open_contact, take_contact
from stillhere.actions.roster import come_on
from stillhere.actions.watch import begin_watch
from stillhere.care.channel import Channel
from stillhere.care.pace import Route
from stillhere.engine.auditor import Auditor
from stillhere.engine.clock import Watches
from stillhere.engine.parts import attempt
from stillhere.records.models import Entry, Line, Message, Operator, WatchClock
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import HandedOver
from tests.somebody import acting
from tests.web.conftest import SignIn

pytestmark = pytest.mark.usefixtures("real_database")
EACH = pytest.mark.parametrize("trouble", ["locked", "full"])


@contextmanager
def records_away(trouble: str, folder: Path) -> Iterator[None]:
    """Another process holds the lock for long, or the file cannot grow by a page."""
    if trouble == "full":
        with _no_room():
            yield
        return
    connection.close()
    connection.settings_dict["OPTIONS"]["timeout"] = 0.001
    with closing(sqlite3.connect(folder / "stillhere.sqlite3", timeout=1)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()


@contextmanager
def _no_room() -> Iterator[None]:
    """As SQLite says it of a full disk, at the commit of whatever was written."""
    first, before = connection.connection, connection.connection.total_changes
    commit = connection._commit  # type: ignore[attr-defined]  # Django's own

    def full() -> None:
        here = connection.connection
        if here.total_changes > (before if here is first else 0):
            raise OperationalError("database or disk is full")
        commit()

    connection._commit = full  # type: ignore[attr-defined]  # as above
    try:
        yield
    finally:
        del connection._commit  # type: ignore[attr-defined]  # as above


@pytest.fixture
def caller(line: Line, time: HandedOver) -> Client:
    client = Client(raise_request_exception=False, HTTP_ACCEPT="text/html")
    client.post("/line/front/chat/", {"key": "k" * 30})
    return client


@pytest.fixture
def watched(line: Line, ana: Operator, time: HandedOver, noon: datetime) -> int:
    ours = line.organisation_id
    come_on(ana.pk, organisation=ours, key="tab", sound_heard=True, now=noon)
    contact = open_contact(
        organisation=ours,
        line_id=line.pk,
        channel=Channel.CHAT,
        address="a browser",
        language="en",
        key="first",
        now=noon,
    ).contact_id
    take_contact(contact, organisation=ours, by=acting(ana), now=noon)
    return begin_watch(
        contact,
        organisation=ours,
        by=acting(ana),
        route=Route.SMOKED,
        with_sedative=False,
        now=noon,
    )


def words_kept(line: Line) -> int:
    with as_organisation(line.organisation_id):
        return Message.objects.filter(inbound=True).count()


@EACH
def test_a_caller_hears_that_it_was_not_kept_and_sends_it_again(
    trouble: str, caller: Client, line: Line, tmp_path: Path
) -> None:
    """F6, F8."""
    form = {"words": "I am here", "key": "one press"}
    with records_away(trouble, tmp_path):
        page = caller.post("/chat/say", form)
        part = caller.post("/chat/say", form, HTTP_ACCEPT="application/json")
    nothing = words_kept(line)
    again = [caller.post("/chat/say", form).status_code for _ in range(2)]

    assert (page.status_code, part.status_code) == (503, 503)
    assert page.headers["Retry-After"] == part.headers["Retry-After"] == "2"
    assert "This was not kept" in page.content.decode()
    assert "911" in page.content.decode()
    assert "send it once more" in part.json()["no"]
    assert (nothing, again, words_kept(line)) == (0, [302, 302], 1)


@EACH
def test_an_operator_hears_what_to_do_meanwhile(
    trouble: str, watched: int, ana: Operator, sign_in: SignIn, tmp_path: Path
) -> None:
    """F6, F8."""
    desk = sign_in(ana)
    desk.raise_request_exception = False
    desk.get("/console/")
    with records_away(trouble, tmp_path):
        answer = desk.post(f"/console/watches/{watched}/wrong")
    with as_organisation(ana.organisation_id):
        state = WatchClock.objects.get(pk=watched).state
    again = desk.post(f"/console/watches/{watched}/wrong")

    assert (answer.status_code, state, again.status_code) == (503, "listening", 303)
    assert "write on paper" in answer.content.decode()


@EACH
def test_the_engine_outlives_it_says_so_and_rings_as_soon_as_there_is_room(
    trouble: str, watched: int, line: Line, time: HandedOver, tmp_path: Path
) -> None:
    """F6, F8: no all-clear meanwhile, and afterwards the alarm, late and labelled so."""
    heard: list[str] = []
    watches, auditor = Watches(), Auditor(all_clear=lambda: heard.append("clear"))
    time.wait(181)
    with records_away(trouble, tmp_path):
        lost = [attempt(part, worked=heard.append) for part in (watches, auditor)]
    meanwhile = list(heard)
    time.wait(60)
    found = [attempt(part, worked=heard.append) for part in (watches, auditor)]
    with as_organisation(line.organisation_id):
        entry = Entry.objects.filter(what="TimePassed").latest("pk")

    assert (lost, meanwhile) == ([None, None], [])
    assert None not in found
    assert heard == ["watches", "auditor"]
    assert (entry.facts["after"], entry.facts["late_ms"] >= 60_000) == ("alarm", True)
