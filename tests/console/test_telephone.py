"""The telephone in an operator's browser: whose page it is, whose secret, and what it may reach."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from stillhere.actions import leaving
from stillhere.actions.telephones import secret_of
from stillhere.records.models import Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from stillhere.surroundings import WrongSurroundings, browsers_ring_at
from tests.actions.ringing_in import Phone
from tests.console.desk import Desk
from tests.somebody import a_line, an_operator

EXCHANGE = "wss://calls.example.org/ws"
PAGE, SEAT = "/console/telephone/", "/console/telephone/seat"
MAY = "/console/telephone/may-answer"


@pytest.fixture
def rung(organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> Line:
    monkeypatch.setattr(settings, "TELEPHONES", EXCHANGE)
    return a_line(organisation, slug="calls", provider="asterisk")


def asks(desk: Desk, path: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(desk.see(path))
    return said


def policy(desk: Desk, path: str) -> dict[str, list[str]]:
    said = desk.browser.get(path).headers["Content-Security-Policy"]
    return {name: rest for name, *rest in (part.split() for part in said.split(";"))}


def secret(desk: Desk) -> str:
    operator = desk.operator
    found = secret_of(operator.pk, organisation=operator.organisation_id, now=clock.now())
    assert found is not None
    return found


def test_whoever_is_on_shift_is_told_where_and_with_what(ana: Desk, rung: Line) -> None:
    name = f"operator-{ana.operator.pk}"

    assert asks(ana, SEAT) == {"where": EXCHANGE, "name": name, "secret": secret(ana)}


def test_whoever_left_is_told_no_secret(ana: Desk, ben: Desk, rung: Line) -> None:
    before = secret(ana)
    ours = ana.operator.organisation_id
    leaving.leave(ana.operator.pk, organisation=ours, now=clock.now())

    assert asks(ana, SEAT) == {}
    assert before not in ana.see(PAGE)


def test_nobody_is_told_anothers_secret(ana: Desk, ben: Desk, rung: Line) -> None:
    assert asks(ana, SEAT)["secret"] != asks(ben, SEAT)["secret"]
    for path in (PAGE, SEAT, "/console/"):
        assert secret(ben) not in ana.see(path)


def test_no_secret_stands_in_a_page(ana: Desk, rung: Line) -> None:
    for path in (PAGE, "/console/"):
        assert secret(ana) not in ana.see(path)
        assert ana.status == 200


def test_another_organisation_finds_nothing(ana: Desk, stranger: Desk, rung: Line) -> None:
    for path in (PAGE, SEAT, MAY):
        stranger.see(path)
        assert stranger.status == 404


@pytest.mark.parametrize("role", ["coordinator", "administrator", "evaluator"])
def test_who_answers_nobody_finds_nothing(
    organisation: Organisation, rung: Line, role: str
) -> None:
    browser = Client(HTTP_ACCEPT="text/html")
    browser.force_login(an_operator(organisation, "kim", role=role))

    assert {browser.get(path).status_code for path in (PAGE, SEAT, MAY)} == {404}


def test_without_a_line_that_rings_there_is_no_telephone(
    ana: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "TELEPHONES", EXCHANGE)

    assert "data-telephone-state" not in ana.see("/console/")
    ana.see(PAGE)
    assert ana.status == 404


def test_where_nobody_said_how_browsers_reach_it_there_is_none(
    ana: Desk, rung: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "TELEPHONES", "")
    ana.see(SEAT)

    assert ana.status == 404


def test_only_its_own_window_reaches_the_exchange_and_the_microphone(ana: Desk, rung: Line) -> None:
    page, board = policy(ana, PAGE), policy(ana, "/console/")

    assert page["connect-src"] == ["'self'", EXCHANGE]
    assert board["connect-src"] == ["'self'"]
    assert {**page, "connect-src": []} == {**board, "connect-src": []}
    assert "microphone=(self)" in ana.browser.get(PAGE).headers["Permissions-Policy"]
    assert "microphone=()" in ana.browser.get("/console/").headers["Permissions-Policy"]


def test_the_code_that_rings_is_loaded_in_its_window_alone(ana: Desk, rung: Line) -> None:
    assert "console/js/telephone/page.js" in ana.see(PAGE)
    assert "console/js/telephone" not in ana.see("/console/")
    assert "data-telephone-state" in ana.see("/console/")


def test_it_may_answer_whom_its_operator_took_and_nobody_else(
    ana: Desk, ben: Desk, rung: Line
) -> None:
    """CO1."""
    phone = Phone(rung, clock.now())
    phone.rings()
    leg = phone.call().of_operator(ana.operator.pk)
    assert leg is not None
    assert asks(ana, f"{MAY}?ring={leg.key}") == {"may": False}

    ana.press(f"/console/contacts/{phone.contact_id}/take")
    phone.keeps_up()
    assert asks(ana, f"{MAY}?ring={leg.key}") == {"may": True}
    assert asks(ben, f"{MAY}?ring={leg.key}") == {"may": False}
    assert asks(ana, f"{MAY}?ring=") == {"may": False}


@pytest.mark.parametrize(
    "written",
    [
        "https://calls.example.org",
        "ws://calls.example.org/ws",
        "wss://calls.example.org/ws; script-src *",
        "wss://calls.example.org /ws",
        "wss://*",
        "wss:",
        "*",
    ],
)
def test_nothing_but_one_address_goes_into_a_header(written: str) -> None:
    with pytest.raises(WrongSurroundings):
        browsers_ring_at(written)


@pytest.mark.parametrize("written", ["", EXCHANGE, "ws://127.3.2.1:8088/ws", "wss://a:8089/ws"])
def test_an_address_with_tls_or_on_this_machine_will_do(written: str) -> None:
    assert browsers_ring_at(written) == written


def test_whoever_has_their_own_phone_rung_is_not_told_that_this_one_is_ready(
    ana: Desk, rung: Line
) -> None:
    assert "is put through to you here" in ana.see(PAGE)
    ours = ana.operator.organisation_id
    with as_organisation(ours, writing=True):
        Operator.objects.filter(pk=ana.operator.pk).update(answers_by_phone=True)

    assert "your calls ring your own phone" in ana.see(PAGE)
    assert "is put through to you here" not in ana.see(PAGE)
