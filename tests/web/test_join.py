"""Coming in with four words: chosen, signed in, led where one belongs; nothing is given away."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from stillhere.actions.inviting import Given, invite, let_back_in
from stillhere.care.access import Role
from stillhere.care.invitation import NEW_LASTS
from stillhere.records.models import Operator
from stillhere.records.steady import HandedOver
from stillhere.web.wrong_tries import MOST_WRONG
from tests.web.conftest import SignIn

pytestmark = pytest.mark.both
PASSWORD = "four words nobody guesses"
LOCATION = "Location"


def invited(by: Operator, now: datetime, role: Role = Role.OPERATOR) -> Given:
    here: dict[str, Any] = {"organisation": by.organisation_id, "by": by.pk, "now": now}
    return invite(name="Kim", role=role, language="en", spoken="en", **here)


def reset(whom: Operator, by: Operator, now: datetime) -> Given:
    here: dict[str, Any] = {"organisation": by.organisation_id, "by": by.pk, "now": now}
    return let_back_in(whom.pk, without_factors=False, spoken="en", **here)


def typed(words: str, username: str = "kim", again: str = PASSWORD) -> dict[str, str]:
    said = {"words": words, "password1": PASSWORD, "password2": again}
    return said | ({"username": username} if username else {})


@pytest.fixture
def browser() -> Client:
    return Client(HTTP_ACCEPT="text/html")


@pytest.fixture
def ada(people: dict[Role, Operator]) -> Operator:
    return people[Role.ADMINISTRATOR]


def test_right_words_lead_to_a_page_to_choose_on(
    ada: Operator, browser: Client, time: HandedOver, noon: datetime
) -> None:
    given = invited(ada, noon)

    page = browser.post("/join/", {"words": given.words}).content.decode()

    assert "Hello, Kim" in page
    assert "At least 12 characters" in page
    assert 'name="username"' in page


@pytest.mark.parametrize(
    ("role", "lands", "then"),
    [
        (Role.OPERATOR, "/console/", 200),
        (Role.EVALUATOR, "/home", 200),
        (Role.SUPERVISOR, "/console/", 302),
    ],
)
def test_who_has_chosen_is_signed_in_and_led_to_a_second_step_where_it_is_needed(
    ada: Operator,
    browser: Client,
    time: HandedOver,
    noon: datetime,
    *,
    role: Role,
    lands: str,
    then: int,
) -> None:
    given = invited(ada, noon, role)

    answer = browser.post("/join/", typed(given.words))

    assert answer.headers[LOCATION] == lands
    arrived = browser.get(lands)
    assert arrived.status_code == then
    if then == 302:
        assert arrived.headers[LOCATION] == "/sign-in/safety/"


def test_whatever_is_wrong_with_the_words_is_told_alike(
    ada: Operator, browser: Client, time: HandedOver, noon: datetime
) -> None:
    given = invited(ada, noon)
    wrong = browser.post("/join/", {"words": "one two three four"})
    browser.post("/join/", typed(given.words))
    used = Client().post("/join/", {"words": given.words})
    late = invited(ada, noon)
    time.wait(seconds=NEW_LASTS.total_seconds())
    over = Client().post("/join/", {"words": late.words})

    said = {re.sub(r'value="[^"]*"', "", page.content.decode()) for page in (wrong, used, over)}
    assert {page.status_code for page in (wrong, used, over)} == {422}
    assert len(said) == 1
    assert "These words open nothing." in said.pop()


def test_who_tries_too_often_waits_whatever_they_type(
    ada: Operator, time: HandedOver, noon: datetime
) -> None:
    given = invited(ada, noon)
    guesser = Client(REMOTE_ADDR="203.0.113.7")
    for _ in range(MOST_WRONG):
        guesser.post("/join/", {"words": "one two three four"})

    refused = guesser.post("/join/", {"words": given.words})
    elsewhere = Client(REMOTE_ADDR="203.0.113.8").post("/join/", {"words": given.words})

    assert refused.status_code == 429
    assert "Wait ten minutes" in refused.content.decode()
    assert elsewhere.status_code == 200


@pytest.mark.parametrize(
    ("form", "mistake"),
    [
        ({"username": "Kim Lee"}, "a dot or a hyphen"),
        ({"username": "ADMINISTRATOR-1"}, "Somebody signs in by this name already."),
        ({"password2": "another"}, "These two are not the same."),
        ({"password1": "short", "password2": "short"}, "12"),
    ],
)
def test_what_does_not_fit_is_said_beside_it_and_the_words_stay_good(
    ada: Operator,
    browser: Client,
    time: HandedOver,
    noon: datetime,
    *,
    form: dict[str, str],
    mistake: str,
) -> None:
    given = invited(ada, noon)

    page = browser.post("/join/", typed(given.words) | form)
    then = browser.post("/join/", typed(given.words))

    assert page.status_code == 422
    assert mistake in page.content.decode()
    assert PASSWORD not in page.content.decode()
    assert then.headers[LOCATION] == "/console/"


def test_a_new_password_ends_every_sign_in_of_theirs_and_asks_for_the_second_step(
    people: dict[Role, Operator], browser: Client, sign_in: SignIn, time: HandedOver, noon: datetime
) -> None:
    ana, ada = people[Role.OPERATOR], people[Role.ADMINISTRATOR]
    before = sign_in(ana)
    given = reset(ana, ada, noon)
    still = before.get("/home").status_code
    page = browser.post("/join/", {"words": given.words}).content.decode()
    answer = browser.post("/join/", typed(given.words, username=""))

    assert f"You sign in as {ana.username}" in page
    assert (still, before.get("/home").status_code) == (200, 302)
    assert answer.headers[LOCATION] == "/sign-in/code/"
    assert browser.get("/sign-in/code/").status_code == 200


def test_the_page_is_found_from_the_sign_in_page(browser: Client, db: None) -> None:
    assert 'href="/join/"' in browser.get("/sign-in/").content.decode()
    assert browser.get("/join/").status_code == 200


def test_nothing_of_it_is_kept_by_a_browser(
    ada: Operator, browser: Client, time: HandedOver, noon: datetime
) -> None:
    answer = browser.post("/join/", {"words": invited(ada, noon).words})

    assert "no-store" in answer.headers["Cache-Control"]
