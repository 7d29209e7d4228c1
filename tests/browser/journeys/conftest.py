"""One installation for all journeys of a worker, and for each a line, with people before it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext
from pytest_django.plugin import DjangoDbBlocker

from stillhere.care.policy import Policy
from stillhere.records.models import Line
from tests.browser.journeys.cable import Cable
from tests.browser.journeys.founding import beside_the_browser, found_line, login
from tests.browser.journeys.people import Caller, Operator
from tests.browser.listening import listening
from tests.databases import WEB, RealDatabase
from tests.faults.house import House, a_house

HURRIED = Policy(pace_quick=8, pace_slow=8, second_look=2, decide_now=4)
CALM = Policy(pace_quick=120)


@pytest.fixture
def policy() -> Policy:
    """A test that needs another one says so with a fixture of this name."""
    return HURRIED


@pytest.fixture
def language() -> str:
    return "en"


@pytest.fixture
def provider() -> str:
    """Of the line."""
    return "webchat"


@pytest.fixture
def people() -> dict[str, str]:
    """Who works there, each with their role."""
    return {"ana": "operator", "ben": "operator"}


@pytest.fixture(scope="session")
def house(shared_database: RealDatabase) -> Iterator[House]:
    folder = Path(shared_database.environment["STILLHERE_DATA"])
    with a_house(folder, shared_database.environment) as house:
        yield house


@pytest.fixture
def line(
    *,
    house: House,
    shared_database: RealDatabase,
    django_db_blocker: DjangoDbBlocker,
    policy: Policy,
    language: str,
    provider: str,
    people: dict[str, str],
) -> Line:
    """Nobody else's: what happens on it is news for nobody but the people of this test."""
    with (
        beside_the_browser(),
        django_db_blocker.unblock(),
        shared_database.connected_as(WEB),
    ):
        return found_line(policy, language, people, provider=provider)


@pytest.fixture
def cable(house: House) -> Iterator[Cable]:
    """Ana's."""
    cable = Cable(house.address)
    yield cable
    cable.throw_away()


@pytest.fixture
def ana(chromium: Browser, cable: Cable, line: Line) -> Iterator[Operator]:
    yield from _operator(chromium, cable.address, line, "ana")


@pytest.fixture
def ben(chromium: Browser, house: House, line: Line) -> Iterator[Operator]:
    yield from _operator(chromium, house.address, line, "ben")


@pytest.fixture
def caller(chromium: Browser, house: House, line: Line) -> Iterator[Caller]:
    """On a phone."""
    with browsing(chromium, house.address, line.language, width=360) as context:
        yield Caller(context.new_page(), line=line.slug)


def _operator(browser: Browser, address: str, line: Line, name: str) -> Iterator[Operator]:
    with browsing(browser, address, line.language, width=1440) as context:
        page = context.new_page()
        mistakes = listening(page)
        operator = Operator(page)
        operator.sign_in(login(name, line))
        yield operator
        assert mistakes == []


def browsing(browser: Browser, address: str, language: str, *, width: int) -> BrowserContext:
    context = browser.new_context(
        base_url=address,
        locale=f"{language}-CA",
        viewport={"width": width, "height": 900},
        has_touch=width < 500,
    )
    context.set_default_timeout(15_000)
    return context
