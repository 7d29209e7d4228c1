"""What anyone may see before they say a word."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.both


def test_the_page_says_how_it_works_without_a_script(browser: Client) -> None:
    page = browser.get("/line/front/").content.decode()

    assert "You don't have to be alone." in page
    assert "police may come" in page
    assert '<form class="stack" method="post" action="/line/front/chat/">' in page


def test_where_nothing_is_known_of_a_place_nothing_is_promised(browser: Client) -> None:
    """PL8."""
    page = browser.get("/line/front/").content.decode()

    assert "don't know" in page
    assert "police may come" in page
    assert "no police" not in page.lower()


def test_the_page_speaks_the_browsers_language(browser: Client) -> None:
    page = browser.get("/line/front/", headers={"accept-language": "fr"})

    assert page.headers["Content-Language"] == "fr"


def test_the_title_says_nothing(browser: Client) -> None:
    page = browser.get("/line/front/").content.decode()

    assert "<title>Page</title>" in page


def test_a_line_that_is_not_there_is_not_found(browser: Client) -> None:
    assert browser.get("/line/elsewhere/").status_code == 404


def test_everything_a_callers_page_needs_is_small(browser: Client) -> None:
    """Less than 50 kB with its style and scripts, on a phone on 2G."""
    page = browser.get("/line/front/")
    links = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.content.decode())
    whole = len(page.content) + sum(len(_body(browser, link)) for link in links)

    assert links
    assert whole < 50_000


def _body(browser: Client, link: str) -> bytes:
    answer = browser.get(link)
    assert answer.status_code == 200, link
    return answer.getvalue()
