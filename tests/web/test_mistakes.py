"""What people read when something went wrong."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path
from django.utils import timezone

from stillhere.care import refused
from stillhere.care.contact import AlreadyTaken
from stillhere.records.models import Operator
from stillhere.web.gate import open_to_everyone
from stillhere.web.mistakes import say_no, tell
from stillhere.web.refusals import SENTENCES, in_words
from tests.web.conftest import SignIn


@open_to_everyone
def _breaks(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the number +1 416 555 0123 is in here")


urlpatterns = [path("breaks", _breaks), path("", include("stillhere.urls"))]
handler500 = "stillhere.web.mistakes.broken"


def _every_refusal() -> Iterator[type[refused.Refused]]:
    waiting = [refused.Refused]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind is not refused.Refused and kind.__module__.startswith("stillhere."):
            yield kind


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_what_to_do_in_both_languages(client: Client) -> None:
    answer = client.get("/nothing")

    text = answer.content.decode()
    assert answer.status_code == 404
    assert "There is nothing here" in text
    assert 'lang="fr"' in text


@pytest.mark.urls(__name__)
def test_a_broken_page_asks_the_records_for_nothing_and_tells_no_secret() -> None:
    client = Client(raise_request_exception=False)

    answer = client.get("/breaks")

    assert answer.status_code == 500
    assert "911" in answer.content.decode()
    assert "0123" not in answer.content.decode()


def test_an_operator_is_led_back_to_the_board(ana: Operator, sign_in: SignIn) -> None:
    answer = sign_in(ana).get("/console/contacts/999999/")

    assert answer.status_code == 404
    assert 'href="/console/"' in answer.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_told_kindly() -> None:
    client = Client(enforce_csrf_checks=True)

    page = client.post("/language", {"language": "fr"}, HTTP_ACCEPT="text/html")
    part = client.post("/language", {"language": "fr"}, HTTP_X_SWAP="1")

    assert page.status_code == part.status_code == 403
    assert "Nothing was changed" in page.content.decode()
    assert "Nothing was changed" in part.json()["no"]


@pytest.mark.parametrize("kind", list(_every_refusal()), ids=str)
def test_every_refusal_has_its_own_sentence(kind: type[refused.Refused]) -> None:
    assert any(each in SENTENCES for each in kind.__mro__)


def test_who_was_quicker_is_named(ana: Operator, rf: RequestFactory) -> None:
    request = rf.post("/", HTTP_X_SWAP="1")
    request.user = request.operator = ana  # type: ignore[attr-defined]  # as the gate does

    answer = say_no(request, AlreadyTaken(ana.pk))

    assert answer.status_code == 409
    assert b"Ana" in answer.content


def test_a_time_is_told_as_it_is_here() -> None:
    at = datetime(2026, 11, 1, 17, 5, tzinfo=UTC)

    with timezone.override("America/Toronto"):
        said = in_words(refused.NotYet(at), str)

    assert "12:05" in said


def test_a_page_of_ours_is_shown_whatever_went_wrong(rf: RequestFactory) -> None:
    answer = tell(rf.get("/"), 418, "What happened", "What to do")

    assert answer.status_code == 418
    assert b"What to do" in answer.content
