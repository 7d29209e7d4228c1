"""What callers and forms bring is shown so that it reads as it is dialled, written and found."""

from stillhere.care.plain import MARK
from stillhere.public.ticket import COOKIE
from tests.console.desk import Desk
from tests.console.test_plan import keep

TURNED = "12 \u202e21 teertS\0"


def test_an_address_that_turns_around_never_reads_as_another(ana: Desk, taken: int) -> None:
    """H6: help goes where the card says."""
    keep(ana, taken, place=TURNED)
    page = ana.person(taken, "plan")

    assert f"12 {MARK}21 teertS" in page
    assert "\u202e" not in page
    assert "\0" not in page


def test_a_callers_words_turn_nothing_around(ana: Desk, stranger: Desk, taken: int) -> None:
    caller = ana.browser.__class__(HTTP_ACCEPT="text/html")
    caller.post("/line/front/chat/", {"key": "k" * 30})
    assert COOKIE in caller.cookies
    caller.post("/chat/say", {"words": TURNED, "key": "one"})
    page = caller.get("/chat/").content.decode()

    assert f"12 {MARK}21 teertS" in page
    assert "\u202e" not in page
