"""Two operators press at the same moment: one wins, and the other is told by whom."""

import pytest

from tests.browser.journeys.people import Caller, Operator, seconds_until

pytestmark = pytest.mark.browser
PRESS_AT = """at => setTimeout(
    () => document.querySelector("[data-now] [data-take] button").click(), at - Date.now())"""


def test_one_takes_them_and_the_other_is_told_who(
    caller: Caller, ana: Operator, ben: Operator
) -> None:
    caller.begin("hi, anyone there?")
    both = {"Ana": ana, "Ben": ben}
    for operator in both.values():
        operator.come_on()
        operator.sees("[data-now] [data-take] button:visible")

    soon = ana.page.evaluate("Date.now() + 1500")
    for operator in both.values():
        operator.page.evaluate(PRESS_AT, soon)
    with_them = [name for name, each in both.items() if _arrives(each)]

    [winner] = with_them
    [other] = set(both) - {winner}
    told = both[other].sees("[data-now] [data-no]").inner_text()
    assert told == f"{winner} is with this person already."


def _arrives(operator: Operator) -> bool:
    """On their page, or told why not."""
    told = operator.page.locator("[data-now] [data-no]")
    seconds_until(lambda: "/contacts/" in operator.page.url or told.is_visible(), within=15)
    return "/contacts/" in operator.page.url
