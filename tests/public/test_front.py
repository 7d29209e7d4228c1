"""What anyone may see before they say a word."""

import re
from datetime import datetime
from gzip import compress

import pytest
from django.test import Client

from stillhere.actions.policy import keep_policy
from stillhere.actions.says_and_knows import sign_says_and_knows
from stillhere.care.policy import Policy
from stillhere.care.says_and_knows import SaysAndKnows
from stillhere.records.models import Contact, Line, Organisation
from stillhere.records.organisations import as_organisation
from tests.somebody import an_operator

pytestmark = pytest.mark.both


def test_the_page_says_how_it_works_without_a_script(browser: Client) -> None:
    page = browser.get("/line/front/").content.decode()

    assert "You don't have to be alone." in page
    assert "Police may come" in page
    assert '<form class="stack" method="post" action="/line/front/chat/">' in page


def test_where_nothing_is_known_of_a_place_nothing_is_promised(browser: Client) -> None:
    """PL8."""
    page = browser.get("/line/front/").content.decode()

    assert "We cannot say" in page
    assert "Police may come" in page
    assert "no police" not in page.lower()


def test_the_page_speaks_the_browsers_language(browser: Client) -> None:
    page = browser.get("/line/front/", headers={"accept-language": "fr"})

    assert page.headers["Content-Language"] == "fr"


@pytest.mark.parametrize(("kept", "told"), [(3600, "An hour after"), (90_000, "25 hours after")])
def test_the_page_tells_how_long_words_are_kept_here(
    kept: int, told: str, browser: Client, line: Line, noon: datetime
) -> None:
    """AF1: as the organisation has chosen it; never less than it is."""
    with as_organisation(line.organisation_id, writing=True):
        keep_policy(
            Policy(words_kept=kept),
            organisation=line.organisation_id,
            practice=line.practice,
            signed_by="Sam",
            now=noon,
        )

    assert told in browser.get("/line/front/").content.decode()


def test_the_title_says_nothing(browser: Client) -> None:
    page = browser.get("/line/front/").content.decode()

    assert "<title>Page</title>" in page


def test_a_line_that_is_not_there_is_not_found(browser: Client) -> None:
    assert browser.get("/line/elsewhere/").status_code == 404


@pytest.mark.parametrize("address", ["/line/front/", "/chat/"])
def test_everything_a_callers_page_needs_is_small(
    browser: Client, chat: Contact, address: str
) -> None:
    """Less than 50 kB as it is kept, and 20 kB as it travels, on a phone on 2G: with its style,
    its scripts and all that those bring.
    """
    page = browser.get(address).content
    parts = [page, *_parts(browser, page.decode(), set())]

    assert len(parts) >= 5
    assert sum(map(len, parts)) < 50_000
    assert sum(len(compress(part)) for part in parts) < 20_000


@pytest.mark.parametrize("address", ["/line/front/", "/chat/", "/away/"])
def test_a_callers_page_asks_nobody_else(browser: Client, chat: Contact, address: str) -> None:
    page = browser.get(address)

    assert re.findall(r'(?:href|src|action)="(?:https?:)?//', page.content.decode()) == []
    assert "https:" not in page.headers["Content-Security-Policy"]


def test_whether_police_come_is_what_the_line_signed_with_who_says_so(
    browser: Client, organisation: Organisation, noon: datetime
) -> None:
    """PL8."""
    said = SaysAndKnows(police_en="Not to a medical call.", police_source="North County, 2026")
    signer = an_operator(organisation, "sam", role="supervisor")
    sign_says_and_knows(said, organisation=organisation.pk, seen=0, by=signer.pk, now=noon)
    page = browser.get("/line/front/").content.decode()

    assert "Not to a medical call." in page
    assert "Source: North County, 2026. Put here by this line on 1 November 2026." in page
    assert "It is no promise" in page


def test_without_who_says_so_nothing_is_said_of_police(
    browser: Client, organisation: Organisation, noon: datetime
) -> None:
    """PL8."""
    said = SaysAndKnows(police_en="They never come.")
    signer = an_operator(organisation, "sam", role="supervisor")
    sign_says_and_knows(said, organisation=organisation.pk, seen=0, by=signer.pk, now=noon)

    assert "We cannot say" in browser.get("/line/front/").content.decode()


def test_without_a_script_everything_is_a_form_and_the_page_loads_itself_again(
    browser: Client, chat: Contact
) -> None:
    page = browser.get("/chat/").content.decode()

    assert '<noscript><meta http-equiv="refresh"' in page
    for act in ("say", "okay", "help", "bye", "exit"):
        assert f'method="post" action="/chat/{act}"' in page


def test_number_text_and_chat_stand_in_that_order(browser: Client, line: Line) -> None:
    with as_organisation(line.organisation_id, writing=True):
        Line.objects.update(number="+14165550100")
    page = browser.get("/line/front/").content.decode()
    order = [
        page.index(each) for each in ('href="tel:', 'href="sms:', 'action="/line/front/chat/"')
    ]

    assert order == sorted(order)
    assert page.partition("<ol>")[2].partition("</ol>")[0].count("<li>") == 4


def _parts(browser: Client, text: str, seen: set[str]) -> list[bytes]:
    """What a page or a script names, and what that names in turn."""
    named = re.findall(r'(?:href|src|data-worker)="(/static/[^"]+)"', text)
    named += [f"/static/public/js/{name}" for name in re.findall(r'"\./([a-z_]+\.js)"', text)]
    named += [f"/static/{name}" for name in re.findall(r'"\.\./\.\./([a-z_/]+\.js)"', text)]
    found: list[bytes] = []
    for link in named:
        if link not in seen:
            seen.add(link)
            body = _body(browser, link)
            found += [body, *_parts(browser, body.decode(), seen)]
    return found


def _body(browser: Client, link: str) -> bytes:
    answer = browser.get(link)
    assert answer.status_code == 200, link
    return answer.getvalue()
