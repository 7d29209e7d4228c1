"""Language and colours: each browser's own, else the operator's, else what the browser asks for."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from stillhere.records.models import Operator
from stillhere.records.organisations import as_organisation
from stillhere.web.choices import stands_at
from stillhere.web.language import Language, fall_back_to
from tests.web.conftest import SignIn


def _language(client: Client, **headers: str) -> str:
    return client.get("/sign-in/", **headers).headers["Content-Language"]  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("fr-CA,fr;q=0.9,en;q=0.5", "fr"), ("de,en;q=0.4", "en"), ("", "en"), ("cr, fr", "fr")],
)
def test_the_browser_is_listened_to(asked: str, spoken: str, client: Client) -> None:
    assert _language(client, HTTP_ACCEPT_LANGUAGE=asked) == spoken


@pytest.mark.django_db
def test_what_was_chosen_here_counts_more(client: Client) -> None:
    answer = client.post("/language", {"language": "fr", "next": "/sign-in/"})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in/")
    assert _language(client, HTTP_ACCEPT_LANGUAGE="en") == "fr"


def test_an_operator_is_spoken_to_in_their_own_language(ana: Operator, sign_in: SignIn) -> None:
    with as_organisation(ana.organisation_id, writing=True):
        Operator.objects.filter(pk=ana.pk).update(language="fr")

    answer = sign_in(ana).get("/home", HTTP_ACCEPT_LANGUAGE="en")

    assert answer.headers["Content-Language"] == "fr"


@pytest.mark.parametrize(("asked", "spoken"), [("", "fr"), ("en", "en"), ("de", "fr")])
def test_the_line_speaks_where_nobody_else_has(asked: str, spoken: str, rf: RequestFactory) -> None:
    def page(request: HttpRequest) -> HttpResponse:
        fall_back_to(request, "fr")
        return HttpResponse(translation.get_language())

    answer = Language(page)(rf.get("/", HTTP_ACCEPT_LANGUAGE=asked))

    assert isinstance(answer, HttpResponse)
    assert answer.content.decode() == spoken


@pytest.mark.parametrize(
    ("came_from", "stands"),
    [
        ("http://testserver/console/settings/card/?a=1", "/console/settings/card/?a=1"),
        ("https://elsewhere.example/x", "/console/settings/card/sign"),
        ("", "/console/settings/card/sign"),
    ],
)
def test_the_answer_to_a_press_stands_where_its_form_stood(
    came_from: str, stands: str, rf: RequestFactory
) -> None:
    """So that another language or day and night lead back to a page and not to nothing."""
    pressed = rf.post("/console/settings/card/sign", HTTP_REFERER=came_from)

    assert stands_at(pressed) == stands
    assert stands_at(rf.get("/home?b=2", HTTP_REFERER=came_from)) == "/home?b=2"


def test_the_address_of_a_button_says_that_it_is_one(ana: Operator, sign_in: SignIn) -> None:
    answer = sign_in(ana).get("/console/shift/on", HTTP_ACCEPT="text/html")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "Go back to the page with the button." in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", ["//elsewhere.example/", "https://elsewhere.example/", "home"])
def test_a_choice_never_leads_to_another_site(wanted: str, client: Client) -> None:
    answer = client.post("/theme", {"theme": "day", "next": wanted})

    assert answer.headers["Location"] == "/"


def test_the_console_is_dark_unless_somebody_wants_day(ana: Operator, sign_in: SignIn) -> None:
    client = sign_in(ana)
    before = client.get("/home").content.decode()

    client.post("/theme", {"theme": "day"})

    assert "night.css" in before
    assert "night.css" not in client.get("/home").content.decode()


@pytest.mark.django_db
def test_an_unknown_choice_changes_nothing(client: Client) -> None:
    client.post("/theme", {"theme": "<script>"})
    client.post("/language", {"language": "xx"})

    assert "theme" not in client.cookies
    assert "language" not in client.cookies


def test_a_choice_is_kept_for_the_next_browser(ana: Operator, sign_in: SignIn) -> None:
    sign_in(ana).post("/language", {"language": "fr"})

    answer = sign_in(ana).get("/home", HTTP_ACCEPT_LANGUAGE="en")

    assert answer.headers["Content-Language"] == "fr"
