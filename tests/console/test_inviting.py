"""Words to say to a colleague: shown once to who may give them, listed, withdrawn."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from stillhere.actions.invited import found_by, use
from stillhere.actions.people import take_out
from stillhere.care.access import Role
from stillhere.care.invitation import NotAnInvitation
from stillhere.records.models import Organisation
from stillhere.records.steady import clock
from tests.console.desk import Desk, text_of
from tests.console.test_people import PAGE, again, of
from tests.console.test_policies import somebody
from tests.web.factors import has_a_second_factor

pytestmark = pytest.mark.both
INVITE = f"{PAGE}invite/"
KIM = {"name": "Kim", "role": "operator", "language": "fr"}


@pytest.fixture
def ada(organisation: Organisation, time: object) -> Desk:
    return somebody(organisation, Role.ADMINISTRATOR, "ada")


def words_on(page: str) -> str:
    found = re.search(r'class="words-to-say">([^<]+)<', page)
    assert found
    return found[1]


def test_the_words_are_shown_once_and_open(sam: Desk) -> None:
    page = sam.press(INVITE, **KIM)
    list_ = sam.see(PAGE)

    assert sam.browser.post(INVITE, KIM).headers["Cache-Control"] == "no-store"
    assert found_by(words_on(sam.press(INVITE, **KIM)), now=clock.now()).name == "Kim"
    assert "/join/" in page
    assert words_on(page) not in list_
    assert "given by Sam" in text_of(list_)


def test_a_supervisor_is_offered_operators_alone(sam: Desk, ada: Desk) -> None:
    sams, adas = sam.see(INVITE), ada.see(INVITE)
    sam.press(INVITE, **{**KIM, "role": "administrator"})

    assert 'value="administrator"' not in sams
    assert 'value="administrator"' in adas
    assert sam.status == 422


def test_an_invitation_is_withdrawn(sam: Desk) -> None:
    words = words_on(sam.press(INVITE, **KIM))
    withdraw = re.search(r'action="([^"]+/withdraw)"', sam.see(PAGE))
    assert withdraw

    sam.press(withdraw[1])

    with pytest.raises(NotAnInvitation):
        found_by(words, now=clock.now())
    assert "None." in text_of(sam.see(PAGE))


def test_a_coordinator_reads_and_an_operator_does_not_even_that(
    organisation: Organisation, sam: Desk, ana: Desk
) -> None:
    sam.press(INVITE, **KIM)
    kim = somebody(organisation, Role.COORDINATOR, "lee")

    page = kim.see(PAGE)
    kim.press(INVITE, **KIM)
    ana.press(INVITE, **KIM)

    assert "given by Sam" in text_of(page)
    assert "/withdraw" not in page
    assert (kim.status, ana.status) == (404, 404)


def test_a_supervisor_withdraws_no_invitation_above_them(ada: Desk, sam: Desk) -> None:
    ada.press(INVITE, **{**KIM, "role": "supervisor"})
    withdraw = re.search(r'action="([^"]+/withdraw)"', ada.see(PAGE))
    assert withdraw

    assert "/withdraw" not in sam.see(PAGE)
    sam.press(withdraw[1])
    assert sam.status == 404


def test_a_way_back_in_is_given_from_their_page(sam: Desk, ana: Desk) -> None:
    has_a_second_factor(ana.operator)
    page = sam.see(of(ana))
    words = words_on(sam.press(of(ana, "words")))

    assert 'name="without_factors"' in page
    assert found_by(words, now=clock.now()).username == "ana"


def test_no_supervisor_gives_words_for_an_administrator(ada: Desk, sam: Desk) -> None:
    sam.press(of(ada, "words"))

    assert sam.status == 404


def test_nobody_gives_words_to_themself(ada: Desk) -> None:
    page = ada.press(of(ada, "words"))

    assert ada.status == 409
    assert "your own account" in page
    assert "/words" not in ada.see(of(ada))


def test_who_is_brought_back_needs_words_of_their_own(sam: Desk, ana: Desk, noon: datetime) -> None:
    where: dict[str, Any] = {"organisation": sam.operator.organisation_id, "by": sam.operator.pk}
    take_out(ana.operator.pk, now=noon, **where)
    gone = sam.see(of(ana))
    page = text_of(sam.see(sam.press(of(ana, "bring-back"))))

    assert "/bring-back" in gone
    assert "/words" not in gone
    assert "Ana is here again." in page
    assert "Cannot sign in yet" in page
    assert again(ana).is_active


def test_whose_password_was_chosen_anew_reads_by_whose_words(sam: Desk, ana: Desk) -> None:
    """Who keeps accounts could come in as somebody else; not without their seeing it."""
    has_a_second_factor(ana.operator)
    before = sam.see(of(ana))
    words = words_on(sam.press(of(ana, "words"), without_factors="yes"))
    use(words, username="", password="four words nobody guesses", now=clock.now())

    theirs = Client(HTTP_ACCEPT="text/html")
    theirs.force_login(again(ana))
    own = theirs.get("/home").content.decode()

    assert "With four words from Sam your password was chosen anew on" in own
    assert "with words from Sam – their second step was taken away" in text_of(sam.see(of(ana)))
    assert "Password chosen anew" not in before
