"""What every answer says to the browser, and to nobody else."""

import pytest
from django.test import Client

from stillhere.web.style_inside import hashes

STRANGERS_PAGES = ["/sign-in/", "/healthz", "/nothing-here", "/"]


def _policy(client: Client, path: str) -> dict[str, list[str]]:
    said = client.get(path).headers["Content-Security-Policy"]
    return {name: rest for name, *rest in (part.split() for part in said.split(";"))}


@pytest.mark.django_db
@pytest.mark.parametrize("path", STRANGERS_PAGES)
def test_no_page_runs_a_script_that_is_not_a_file_of_ours(client: Client, path: str) -> None:
    policy = _policy(client, path)

    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["connect-src"] == ["'self'"]
    assert policy["style-src"] == ["'self'", *hashes()]
    assert policy["require-trusted-types-for"] == ["'script'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert not [word for words in policy.values() for word in words if "unsafe" in word]


@pytest.mark.django_db
@pytest.mark.parametrize("path", STRANGERS_PAGES)
def test_no_browser_keeps_a_page(client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("kind", ["css/tokens.css", "js/console.js", "img/mark.svg"])
def test_what_is_about_nobody_may_be_kept(client: Client, kind: str) -> None:
    answer = client.get(f"/static/web/{kind}")

    assert answer.status_code == 200
    assert "no-store" not in answer.headers["Cache-Control"]
    assert answer.content


def test_a_file_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    first = client.get("/static/web/css/page.css")

    second = client.get("/static/web/css/page.css", HTTP_IF_NONE_MATCH=first.headers["ETag"])

    assert second.status_code == 304
    assert second.content == b""


@pytest.mark.django_db
def test_cookies_end_with_the_browser_and_no_script_reads_them(client: Client) -> None:
    client.post("/language", {"language": "fr"})
    client.get("/sign-in/")
    cookies = client.cookies

    assert {"language", "form"} <= set(cookies)
    for cookie in cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"
    assert not cookies["language"]["max-age"]
