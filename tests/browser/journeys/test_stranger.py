"""Somebody who has never seen the console carries contacts through, and every act is counted."""

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Final, TypeVar

import pytest
from playwright.sync_api import Browser

from stillhere.care.policy import Policy
from stillhere.records.models import Line
from tests.browser.journeys.conftest import CALM, browsing
from tests.browser.journeys.counting import Count
from tests.browser.journeys.hands import Hands, Keyboard, Pointer
from tests.browser.journeys.people import Caller, Operator
from tests.browser.journeys.stranger import Stranger
from tests.faults.conftest import SEED
from tests.faults.history import say
from tests.faults.house import House

pytestmark = pytest.mark.browser
Choice = TypeVar("Choice")


@pytest.fixture
def policy() -> Policy:
    """Nothing rings by itself: what rings here, the operator has raised."""
    return CALM


@pytest.fixture
def language() -> str:
    return _drawn(("en", "fr"))


@pytest.fixture
def people() -> dict[str, str]:
    return {"ana": "operator"}


@pytest.fixture
def another_caller(chromium: Browser, house: House, line: Line) -> Iterator[Callable[[], Caller]]:
    """Each on a phone of their own."""
    opened = []

    def one() -> Caller:
        opened.append(browsing(chromium, house.address, line.language, width=360))
        return Caller(opened[-1].new_page(), line=line.slug)

    yield one
    for context in opened:
        context.close()


def _drawn(choices: Sequence[Choice]) -> Choice:
    """The same again for the same seed."""
    return Random(SEED).choice(choices)  # noqa: S311


def _all_is_asked(stranger: Stranger) -> None:
    with stranger.count.of("everything asked, to the watch"):
        stranger.go_to("Ask")
        stranger.ask_everything()
        stranger.begin()
    _it_ends_well(stranger)


def _nothing_is_asked(stranger: Stranger) -> None:
    with stranger.count.of("nothing asked, to the watch"):
        stranger.begin()
    with stranger.count.of("plan, read back and agreed"):
        stranger.make_a_plan()
    _it_ends_well(stranger)


def _help_is_sent(stranger: Stranger) -> None:
    stranger.begin()
    with stranger.count.of("alarm"):
        stranger.alarm()
    stranger.send_help()
    with stranger.count.of("called, on the way, beside them, handed over"):
        for _each in ("dialling", "picked up", "sending", "beside", "handed over"):
            stranger.what_comes_first()
    with stranger.count.of("goodbye"):
        stranger.says_goodbye()
    with stranger.count.of("debrief and outcome"):
        stranger.says_how_it_was()
        stranger.finds_out()


def _it_ends_well(stranger: Stranger) -> None:
    stranger.hears_an_answer()
    with stranger.count.of("closing and goodbye"):
        stranger.ends_well()


CONTACTS: Final = (_all_is_asked, _nothing_is_asked, _help_is_sent)
"""The last one last: after sending help nobody new rings here."""


def _carries_through(
    ana: Operator,
    callers: Callable[[], Caller],
    contacts: tuple[Callable[[Stranger], None], ...],
    *,
    language: str,
    hands: type[Pointer | Keyboard] = Pointer,
) -> Count:
    count = Count()
    worked_by: Hands = hands(ana.page)
    stranger = Stranger(ana.page, language=language, hands=worked_by, count=count)
    with count.of("coming on shift"):
        stranger.come_on()
    for contact in contacts:
        callers().begin("hi, anyone there?")
        with count.of("take a contact"):
            stranger.take()
        contact(stranger)
    say(f"\nseed {SEED}, {language}, by {hands.__name__.lower()}\n{count}")
    return count


def test_a_stranger_carries_a_contact_through_without_an_act_too_many(
    ana: Operator, another_caller: Callable[[], Caller], language: str
) -> None:
    count = _carries_through(ana, another_caller, (_drawn(CONTACTS),), language=language)

    assert count.too_many == []


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_stranger_carries_a_whole_night_through_without_an_act_too_many(
    ana: Operator, another_caller: Callable[[], Caller], language: str
) -> None:
    count = _carries_through(ana, another_caller, CONTACTS, language=language)

    assert count.too_many == []


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_whole_night_needs_no_pointer(
    ana: Operator, another_caller: Callable[[], Caller], language: str
) -> None:
    count = _carries_through(ana, another_caller, CONTACTS, language=language, hands=Keyboard)

    assert count.too_many == []
