"""A phone is asked by text where it is, and what it said is gone when the watch is closed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from secrets import token_hex
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, Geolocation, Page
from pytest_django.plugin import DjangoDbBlocker

from stillhere.actions.practice import add_phone, deliveries, text_from
from stillhere.care.policy import Policy
from stillhere.records.models import Line
from stillhere.records.steady import clock
from tests.browser.journeys.conftest import CALM
from tests.browser.journeys.founding import beside_the_browser
from tests.browser.journeys.people import Operator
from tests.databases import WEB, RealDatabase
from tests.faults.house import House, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.long]
Found = TypeVar("Found")
NUMBER = "+14165550123"
HERE: Geolocation = {"latitude": 45.4215, "longitude": -75.6972, "accuracy": 20}
SENT = "45.42150, -75.69720"
ASKED = {"en": "Where are you?", "fr": "Où êtes-vous"}
WAS_SENT = {"en": "It was sent", "fr": "C'est envoyé"}
ERASED = {"en": "It is erased.", "fr": "C'est effacé."}
OVER = {"en": "does not work any more", "fr": "ne fonctionne plus"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """Of somebody who texts, on the practice telephone network of the line."""

    id: int
    organisation: int
    page: Page
    with_records: Callable[[Callable[[], Found]], Found]

    def texts(self, words: str) -> None:
        def leave() -> None:
            text_from(
                self.id,
                organisation=self.organisation,
                body=words,
                key=token_hex(8),
                now=clock.now(),
            )

        self.with_records(leave)

    def gets(self, holding: str) -> str:
        """What the latest text says that has this in it, once it is on the phone."""

        def look() -> str | None:
            there = deliveries(self.id, organisation=self.organisation)
            found = [each.body for each in there if re.search(holding, each.body)]
            return found[-1] if found else None

        return wait_for(lambda: self.with_records(look), within=15)


@pytest.fixture
def provider() -> str:
    return "simulated"


@pytest.fixture
def policy() -> Policy:
    return CALM


@pytest.fixture
def phone(
    *,
    chromium: Browser,
    house: House,
    line: Line,
    shared_database: RealDatabase,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Phone]:
    def with_records(act: Callable[[], Found]) -> Found:
        with (
            beside_the_browser(),
            django_db_blocker.unblock(),
            shared_database.connected_as(WEB),
        ):
            return act()

    ours, now = line.organisation_id, clock.now()
    found = with_records(
        lambda: add_phone(line.pk, organisation=ours, number=NUMBER, name="Tess", now=now)
    )
    with chromium.new_context(
        base_url=house.address,
        locale=f"{line.language}-CA",
        viewport={"width": 360, "height": 740},
        geolocation=HERE,
        permissions=["geolocation"],
    ) as context:
        page = context.new_page()
        yield Phone(id=found, organisation=ours, page=page, with_records=with_records)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_phone_says_where_it_is_once_and_nobody_reads_it_after_the_watch(
    phone: Phone, ana: Operator, language: str
) -> None:
    """IN2."""
    link = _she_is_asked_by_text(phone, ana)
    _her_phone_says_it_at_a_press(phone, link, language)
    ana.sees(f"#thread :text('{SENT}')")

    _the_watch_ends_well(phone, ana)
    assert ERASED[language] in ana.sees("#thread").inner_text()
    assert ana.page.locator("form[action$='/ask-where']").count() == 0
    assert SENT not in ana.page.content()
    phone.page.goto(link)
    assert OVER[language] in phone.page.inner_text("main")


def _she_is_asked_by_text(phone: Phone, ana: Operator) -> str:
    phone.texts("hi")
    ana.come_on()
    ana.take()
    ana.press("begin")
    ana.sees(".keys")
    ana.page.click("details[data-keep-open=ask-where] summary")
    ana.page.check("form[action$='/ask-where'] [name=agreed]")
    ana.press("ask-where")
    (path,) = re.findall(r"/h/[\w-]+/[\w-]+", phone.gets("/h/"))
    assert path not in ana.page.content()
    return str(path)


def _her_phone_says_it_at_a_press(phone: Phone, link: str, language: str) -> None:
    phone.page.goto(link)
    assert ASKED[language] in phone.page.inner_text("h1")
    wide = phone.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360
    phone.page.click("[data-locate]")
    phone.page.wait_for_url("**/h/sent/")
    assert WAS_SENT[language] in phone.page.inner_text("h1")


def _the_watch_ends_well(phone: Phone, ana: Operator) -> None:
    ana.go_to("watch")
    ana.press("ask")
    (digit,) = re.findall(r"\d", phone.gets(r"\d\.$"))
    phone.texts(digit)
    ana.sees(f"#thread .said__words:text-is('{digit}')")
    ana.go_to("after")
    ana.page.check("form[action$='/close'] [value=ended_well]")
    ana.press("close")
    ana.sees("#watching form[action$='/end']")
