"""CO16. What somebody sees who reaches a paused line by its page: where else, and how to be met."""

import pytest
from django.test import Client

from stillhere.actions.pausing import PAUSED
from stillhere.records.models import Contact, Line
from stillhere.records.organisations import as_organisation
from tests.somebody import a_line

PAUSE = {"why": "repair", "at": "2026-11-01T12:00:00+00:00", "by": 1}
SAID = "Nobody new is answered here just now."


@pytest.fixture
def paused(line: Line) -> Line:
    with as_organisation(line.organisation_id, writing=True):
        line.settings = {PAUSED: PAUSE, "other_line": "+14165550166"}
        line.number = "+14165550100"
        line.save()
    return line


def page(client: Client, line: Line) -> str:
    return client.get(f"/line/{line.slug}/").content.decode()


def test_the_page_says_it_before_anybody_writes_and_where_else(
    client: Client, paused: Line
) -> None:
    """CO16."""
    a_line(paused.organisation, slug="second")
    seen = page(client, paused)

    assert SAID in seen
    assert "+14165550166" in seen
    assert "/line/second/" in seen
    assert "911" in seen
    assert "9‑8‑8" in seen
    assert "tel:+14165550100" not in seen


def test_another_paused_line_is_no_way_out(client: Client, paused: Line) -> None:
    with as_organisation(paused.organisation_id, writing=True):
        other = a_line(paused.organisation, slug="second")
        other.settings = {PAUSED: PAUSE}
        other.number = "+14165550166"
        other.save()
    seen = page(client, paused)

    assert "/line/second/" not in seen
    assert "+14165550166" not in seen


def test_nobody_real_is_sent_to_a_line_for_practice(client: Client, paused: Line) -> None:
    with as_organisation(paused.organisation_id, writing=True):
        other = a_line(paused.organisation, slug="second")
        other.practice = True
        other.save()

    assert "/line/second/" not in page(client, paused)


def test_in_french(client: Client, paused: Line) -> None:
    client.cookies["language"] = "fr"
    seen = client.get(f"/line/{paused.slug}/", headers={"accept-language": "fr"}).content.decode()

    assert "Ici, on ne répond à personne de nouveau" in seen


def test_who_writes_all_the_same_is_told_and_the_second_word_brings_people(
    client: Client, paused: Line
) -> None:
    """CO16."""
    client.post(f"/line/{paused.slug}/chat/", {"key": "k" * 24})
    before = client.get("/chat/news").json()
    client.post("/chat/say", {"words": "please", "key": "k"})
    after = client.get("/chat/news").json()

    assert (before["shown"], after["shown"]) == ("paused", "waiting")
    assert before["thread"][0]["words"].startswith(SAID)


def test_who_says_that_somebody_is_down_sees_no_pause(client: Client, paused: Line) -> None:
    """CO16, CO15."""
    client.post(f"/line/{paused.slug}/chat/", {"key": "k" * 24, "need": "someone_down"})

    assert client.get("/chat/news").json()["shown"] == "waiting"
    with as_organisation(paused.organisation_id):
        assert not Contact.objects.get().facts["held_back"]
