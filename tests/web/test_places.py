"""Each role lands on and is shown the way to its own pages, and to nobody else's."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from stillhere.care.access import Page, Role, answers, may_open
from stillhere.records.models import Entry, Operator
from stillhere.records.organisations import as_organisation
from stillhere.web.home import FEW_CODES
from stillhere.web.places import LANDS, OWN_ACCOUNT, PLACES
from tests.web.conftest import SignIn

pytestmark = pytest.mark.both


def main_of(page: str) -> str:
    return page.split("<main")[1]


@pytest.mark.parametrize("role", Role)
def test_the_bar_leads_to_every_page_of_a_role_and_to_no_other(
    role: Role, people: dict[Role, Operator], sign_in: SignIn
) -> None:
    client = sign_in(people[role])
    bar = client.get(OWN_ACCOUNT).content.decode().split("<main")[0]

    shown = set(re.findall(r'<a class="button button--quiet" href="([^"]+)"', bar))
    opened = {place.address for place in PLACES if client.get(place.address).status_code == 200}

    assert opened == {
        place.address for place in PLACES if any(may_open(role, each) for each in place.opened_by)
    }
    assert shown == (opened if len(opened) > 1 else set())


@pytest.mark.parametrize("role", Role)
def test_everybody_lands_on_a_page_of_their_own(
    role: Role, people: dict[Role, Operator], sign_in: SignIn
) -> None:
    client = sign_in(people[role])

    page = client.get(LANDS[role])

    assert page.status_code == 200
    assert f'class="bar__home" href="{LANDS[role]}"' in page.content.decode()


def test_whose_pages_are_not_set_up_reads_what_to_do_by_hand(
    people: dict[Role, Operator], sign_in: SignIn
) -> None:
    pages = {
        role: main_of(sign_in(people[role]).get(OWN_ACCOUNT).content.decode()) for role in Role
    }

    reports = {role for role, page in pages.items() if "Reports are not yet set up" in page}
    rota = {role for role, page in pages.items() if "The rota is not yet set up" in page}
    assert reports == {role for role in Role if may_open(role, Page.REPORTS)}
    assert rota == {Role.COORDINATOR}
    assert {role for role, page in pages.items() if 'href="/console/"' in page} == {
        role for role in Role if answers(role)
    }


def test_the_name_colleagues_see_is_ones_own_to_choose(ana: Operator, sign_in: SignIn) -> None:
    client = sign_in(ana)
    client.post("/home/name", {"name": "  Ana-Maria "})
    client.post("/home/name", {"name": "Ana-Maria"})
    refused = client.post("/home/name", {"name": " "})

    assert refused.status_code == 422
    assert "Hello, Ana-Maria" in client.get(OWN_ACCOUNT).content.decode()
    with as_organisation(ana.organisation_id):
        assert Entry.objects.filter(what="OwnChoice", operator_id=ana.pk).count() == 1


def _codes_left(operator: Operator, left: int) -> None:
    codes = RecoveryCodes.activate(operator)
    for code in codes.get_unused_codes()[left:]:
        assert codes.validate_code(code)


@pytest.mark.parametrize(("left", "few"), [(FEW_CODES + 1, False), (FEW_CODES, True), (1, True)])
def test_few_recovery_codes_are_said_to_be_few(
    people: dict[Role, Operator], sign_in: SignIn, *, left: int, few: bool
) -> None:
    sam = people[Role.SUPERVISOR]
    _codes_left(sam, left)

    page = main_of(sign_in(sam).get(OWN_ACCOUNT).content.decode())

    assert ("Make new ones and print them." in page) is few
    assert f"{left} recovery code" in page


def test_who_has_a_second_step_and_no_recovery_codes_is_told(
    people: dict[Role, Operator], sign_in: SignIn
) -> None:
    page = sign_in(people[Role.SUPERVISOR]).get(OWN_ACCOUNT).content.decode()

    assert "You have no recovery codes." in page


def test_who_has_no_second_step_is_told_what_it_is_for(ana: Operator, sign_in: SignIn) -> None:
    page = sign_in(ana).get(OWN_ACCOUNT).content.decode()

    assert "No second step is set up." in page
    assert "recovery" not in page
