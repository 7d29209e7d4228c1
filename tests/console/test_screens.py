"""Links for televisions on their page: shown once, opened once, and opening nothing else."""

import html
import re

import pytest
from django.test import Client

from stillhere.care.access import Page, Role, may_open
from stillhere.records.models import Organisation, Screen
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import HandedOver
from stillhere.web.wrong_tries import MOST_WRONG
from tests.console.desk import Desk
from tests.somebody import an_operator
from tests.web.addresses import every_address
from tests.web.factors import has_a_second_factor

pytestmark = pytest.mark.both
PAGE, MAKE = "/console/settings/screens/", "/console/settings/screens/make"
CODE = re.compile(r"<code>(\d+-[A-Z2-9-]{23})</code>")


def make(sam: Desk, **form: str) -> str:
    found = CODE.search(sam.press(MAKE, **({"name": "hall"} | form)))
    assert found
    return found[1]


def opened(code: str) -> Client:
    screen = Client(HTTP_ACCEPT="text/html")
    assert screen.post("/screen/open", {"code": code}).status_code == 303
    return screen


def seen(screen: Client) -> str:
    return html.unescape(screen.get("/screen/").content.decode())


def withdraw(sam: Desk) -> None:
    with as_organisation(sam.operator.organisation_id):
        newest = Screen.objects.latest("pk").pk
    sam.press(f"{PAGE}{newest}/withdraw")


@pytest.mark.parametrize("role", Role)
def test_supervisors_and_administrators_make_links_and_nobody_else(
    organisation: Organisation, role: Role
) -> None:
    operator = an_operator(organisation, "lee", role=role)
    has_a_second_factor(operator)
    browser = Client(HTTP_ACCEPT="text/html")
    browser.force_login(operator)

    may = may_open(role, Page.SCREENS)
    assert browser.get(PAGE).status_code == (200 if may else 404)
    assert browser.post(MAKE, {"name": "hall"}).status_code == (200 if may else 404)
    assert may is (role in (Role.SUPERVISOR, Role.ADMINISTRATOR))


def test_the_code_is_shown_once_and_stands_in_no_address(sam: Desk) -> None:
    code = make(sam)

    assert sam.status == 200  # the answer itself, led to by no address
    assert code not in sam.see(PAGE)
    assert "not opened yet" in sam.see(PAGE)


def test_it_says_for_how_long_it_shows_and_that_this_is_a_default(sam: Desk) -> None:
    page = sam.see(PAGE)

    assert re.search(r'value="24" checked>1 day \(default\)', page)
    assert 'name="first_names" value="yes">' in page


def test_without_a_place_nothing_is_made_and_it_says_what_to_do(sam: Desk) -> None:
    page = sam.press(MAKE, name="  ")

    assert sam.status == 422
    assert "Nothing was made yet" in page
    assert "None yet." in sam.see(PAGE)


def test_a_screen_opened_by_the_code_shows_the_wall_and_the_code_is_spent(sam: Desk) -> None:
    code = make(sam)
    screen = opened(code)

    again = Client().post("/screen/open", {"code": code})

    assert "data-television" in seen(screen)
    assert again.status_code == 404
    assert "opens nothing, or nothing any more" in again.content.decode()
    assert "shows, opened" in sam.see(PAGE)


def test_what_the_screen_keeps_is_narrow_and_no_script_reads_it(sam: Desk) -> None:
    cookie = opened(make(sam)).cookies["screen"]

    assert cookie["path"] == "/screen/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert 0 < int(cookie["max-age"]) <= 24 * 3600


def test_what_a_screen_keeps_opens_nothing_else(sam: Desk, watched: int) -> None:
    """Who takes the cookie from a television in a hall has the television."""
    cookie = opened(make(sam)).cookies["screen"].value
    thief, stranger = Client(), Client()
    thief.cookies["screen"] = cookie
    others = [each.path for each in every_address() if not each.path.startswith("/screen/")]

    differs = [p for p in others if thief.get(p).status_code != stranger.get(p).status_code]

    assert len(others) > 50
    assert differs == []


def test_a_withdrawn_screen_shows_nothing_and_loses_what_it_kept(sam: Desk) -> None:
    screen = opened(make(sam))
    before = screen.get("/screen/still").status_code

    withdraw(sam)

    assert (before, screen.get("/screen/still").status_code) == (204, 404)
    assert screen.get("/screen/live").status_code == 404
    assert "Nothing is shown here" in seen(screen)
    assert screen.cookies["screen"].value == ""
    assert "withdrawn" in sam.see(PAGE)


def test_a_screen_whose_time_is_over_shows_nothing(sam: Desk, time: HandedOver) -> None:
    screen = opened(make(sam, hours="8"))

    time.wait(8 * 3600)

    assert "Nothing is shown here" in seen(screen)


def test_the_page_itself_names_nobody_and_is_kept_nowhere(
    ana: Desk, sam: Desk, watched: int
) -> None:
    screen = opened(make(sam, first_names="yes"))
    answer = screen.get("/screen/")
    page = answer.content.decode()

    assert [each for each in ("Ana", "Sam", "hall", '"/console/') if each in page] == []
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_who_guesses_codes_waits_whatever_they_type(sam: Desk) -> None:
    code = make(sam)
    guesser = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(MOST_WRONG):
        guesser.post("/screen/open", {"code": code[::-1]})

    refused = guesser.post("/screen/open", {"code": code})

    assert refused.status_code == 429
    assert "Wait ten minutes" in refused.content.decode()
    assert "data-television" in seen(opened(code))


def test_another_organisation_withdraws_nothing_of_ours(sam: Desk, stranger: Desk) -> None:
    screen = opened(make(sam))
    with as_organisation(sam.operator.organisation_id):
        ours = Screen.objects.latest("pk").pk

    stranger.press(f"{PAGE}{ours}/withdraw")

    assert stranger.status == 404
    assert "data-television" in seen(screen)
