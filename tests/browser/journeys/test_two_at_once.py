"""Two operators press at the same moment: one wins, and the other is told by whom."""

import pytest

from tests.browser.journeys.people import Caller, Operator, seconds_until

pytestmark = pytest.mark.browser
PRESS_AT = """at => setTimeout(
    () => document.querySelector("[data-now] [data-take] button")?.click(), at - Date.now())"""


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
    seconds_until(lambda: any(map(_has_them, both.values())), within=15)

    [winner] = [name for name, each in both.items() if _has_them(each)]
    [other] = set(both) - {winner}
    # In the refusal, and in the list as soon as it is news: whichever stands there at the moment.
    seconds_until(lambda: winner in both[other].page.inner_text("[data-now]"), within=15)
    assert not _has_them(both[other])


def _has_them(operator: Operator) -> bool:
    operator.page.wait_for_timeout(50)  # hears what the browser has said since
    return "/contacts/" in operator.page.url
