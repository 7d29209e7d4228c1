"""A whole installation, and people in front of it in real browsers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from stillhere.actions.policy import keep_policy
from stillhere.care.policy import Policy
from stillhere.records.models import Line, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from tests.browser.journeys.cable import Cable
from tests.browser.journeys.people import PASSWORD, Caller, Operator, listening
from tests.databases import RealDatabase
from tests.faults.house import House, a_house
from tests.somebody import an_operator
from tools.programs import chromium, chromium_switches

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
def house(
    real_database: RealDatabase,
    organisation: Organisation,
    policy: Policy,
    language: str,
    tmp_path: Path,
) -> Iterator[House]:
    """With a practice line, Ana and Ben. All is written before any browser opens."""
    with as_organisation(organisation.pk, writing=True):
        keep_policy(
            policy, organisation=organisation.pk, practice=True, signed_by="", now=clock.now()
        )
        Line.objects.create(
            organisation=organisation,
            slug="front",
            name="North Line",
            provider="webchat",
            language=language,
            practice=True,
        )
    for name in ("ana", "ben"):
        operator = an_operator(organisation, name)
        operator.language = language
        operator.password = Argon2PasswordHasher().encode(PASSWORD, "a-grain-of-salt")
        with as_organisation(organisation.pk, writing=True):
            operator.save()
    with a_house(tmp_path, real_database.environment) as house:
        yield house


@pytest.fixture
def browser(house: House) -> Iterator[Browser]:
    """Begun after all writing and ended before the records are: it brings an event loop."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=chromium(), args=[*chromium_switches(), "--disable-gpu"]
        )
        yield found
        found.close()


@pytest.fixture
def cable(house: House) -> Iterator[Cable]:
    """Ana's."""
    cable = Cable(house.address)
    yield cable
    cable.throw_away()


@pytest.fixture
def ana(browser: Browser, cable: Cable, language: str) -> Iterator[Operator]:
    yield from _operator(browser, cable.address, language, "ana")


@pytest.fixture
def ben(browser: Browser, house: House, language: str) -> Iterator[Operator]:
    yield from _operator(browser, house.address, language, "ben")


@pytest.fixture
def caller(browser: Browser, house: House, language: str) -> Iterator[Caller]:
    """On a phone."""
    with _context(browser, house.address, language, width=360) as context:
        yield Caller(context.new_page())


def _operator(browser: Browser, address: str, language: str, name: str) -> Iterator[Operator]:
    with _context(browser, address, language, width=1440) as context:
        page = context.new_page()
        mistakes = listening(page)
        operator = Operator(page)
        operator.sign_in(name)
        yield operator
        assert mistakes == []


def _context(browser: Browser, address: str, language: str, *, width: int) -> BrowserContext:
    context = browser.new_context(
        base_url=address,
        locale=f"{language}-CA",
        viewport={"width": width, "height": 900},
        has_touch=width < 500,
    )
    context.set_default_timeout(15_000)
    return context
