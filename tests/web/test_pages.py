"""Pages that every part shares, and the beat of a console."""

import pytest

from stillhere.care.access import Page, Role, answers, may_open
from stillhere.records.models import Console, Operator
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import HandedOver
from tests.web.conftest import SignIn
from tests.web.happening import on


@pytest.mark.parametrize("role", Role)
def test_everybody_finds_their_own_account(
    role: Role, people: dict[Role, Operator], sign_in: SignIn
) -> None:
    page = sign_in(people[role]).get("/home").content.decode()

    assert "/sign-in/safety/" in page
    assert ('href="/console/"' in page.split("<main")[1]) == answers(role)
    assert ('href="/console/settings/"' in page) == may_open(role, Page.POLICIES)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_everything_pages_are_made_of_is_on_one_page(
    language: str, ana: Operator, sign_in: SignIn
) -> None:
    client = sign_in(ana)
    client.post("/language", {"language": language})

    page = client.get("/console/look").content.decode()

    for component in ("button--alarm", "data-ring", "notice--care", "person--alarm", "said--ours"):
        assert component in page


@pytest.mark.both
def test_a_beat_is_written_down_for_the_console_that_is_theirs(
    time: HandedOver, ana: Operator, sign_in: SignIn
) -> None:
    client = sign_in(on(ana))
    now = time.wait(seconds=5)

    answer = client.post("/console/beat", {"key": "ana"})

    assert answer.json() == {"at": now.isoformat(), "state": "on", "key_ok": True}
    with as_organisation(ana.organisation_id):
        assert Console.objects.get(operator=ana).beat_at == now


def test_a_beat_of_another_console_counts_for_nobody(
    time: HandedOver, ana: Operator, sign_in: SignIn
) -> None:
    client = sign_in(on(ana))

    elsewhere = client.post("/console/beat", {"key": "another tab"}).json()

    assert (elsewhere["state"], elsewhere["key_ok"]) == ("elsewhere", False)


def test_who_is_off_shift_is_told_so(time: HandedOver, ana: Operator, sign_in: SignIn) -> None:
    beat = sign_in(ana).post("/console/beat", {"key": "ana"}).json()

    assert (beat["state"], beat["key_ok"]) == ("away", False)
