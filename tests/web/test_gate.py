"""Every page is shut unless it was opened on purpose."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from stillhere.care.access import Role
from stillhere.records.models import Operator
from stillhere.web.gate import EVERYONE, open_to
from tests.web.addresses import Address, every_address
from tests.web.conftest import SignIn

ADDRESSES = every_address()
FOR_SOME = [address for address in ADDRESSES if address.roles != EVERYONE]


def _forgotten(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


urlpatterns = [path("forgotten", _forgotten)]


def _shut(address: Address, role: Role) -> bool:
    assert isinstance(address.roles, frozenset)
    return role not in address.roles


def test_there_are_pages_to_walk() -> None:
    assert len(FOR_SOME) > 10


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.path)
def test_every_page_says_who_may_open_it(address: Address) -> None:
    assert address.roles


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    seen = [client.get(address.path, HTTP_ACCEPT="text/html") for address in FOR_SOME]
    sent = [client.post(address.path) for address in FOR_SOME]

    assert {answer.status_code for answer in seen} == {302}
    assert all(answer.headers["Location"].startswith("/sign-in/?next=") for answer in seen)
    assert {answer.status_code for answer in sent} == {401}


@pytest.mark.parametrize("role", Role)
def test_a_wrong_role_finds_nothing_there(
    role: Role, people: dict[Role, Operator], sign_in: SignIn
) -> None:
    client = sign_in(people[role])
    shut = [address for address in FOR_SOME if _shut(address, role)]

    seen = {address.path: client.get(address.path).status_code for address in shut}
    sent = {address.path: client.post(address.path).status_code for address in shut}

    assert set(seen.values()) | set(sent.values()) <= {404}


@pytest.mark.parametrize("role", Role)
def test_a_right_role_is_let_in(role: Role, people: dict[Role, Operator], sign_in: SignIn) -> None:
    client = sign_in(people[role])

    seen = client.get("/home")

    assert seen.status_code == 200


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("role", Role)
def test_a_page_that_nobody_opened_is_open_to_nobody(
    role: Role, people: dict[Role, Operator], sign_in: SignIn
) -> None:
    answer = sign_in(people[role]).get("/forgotten")

    assert answer.status_code == 404


def test_opening_to_no_role_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="Name the roles"):
        open_to()


def test_whoever_is_no_longer_active_is_out_at_once(
    people: dict[Role, Operator], sign_in: SignIn
) -> None:
    operator = people[Role.OPERATOR]
    client = sign_in(operator)
    type(operator).objects.filter(pk=operator.pk).update(is_active=False)

    answer = client.get("/home")

    assert answer.headers["Location"].startswith("/sign-in/")


def test_a_part_of_a_page_is_told_to_sign_in_without_losing_what_was_typed(
    client: Client,
) -> None:
    answer = client.get("/home", HTTP_X_SWAP="1")

    assert answer.status_code == 401
    assert answer.json()["sign_in"] == "/sign-in/"
