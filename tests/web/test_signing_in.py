"""Signing in: by name, then by a second factor where much can be seen or changed."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.hashers import check_password
from django.test import Client

from stillhere.care.access import Role
from stillhere.records.models import Entry, Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.web.signing_in import SLOWEST, SigningIn, slowed
from tests.somebody import an_operator
from tests.web.conftest import SignIn
from tests.web.factors import has_a_second_factor

PASSWORD = "four words nobody guesses"

pytestmark = pytest.mark.both


def _with_password(operator: Operator) -> Operator:
    operator.set_password(PASSWORD)
    with as_organisation(operator.organisation_id, writing=True):
        operator.save()
    return operator


def _try(client: Client, username: str = "ana", password: str = PASSWORD) -> str:
    answer = client.post("/sign-in/", {"login": username, "password": password})
    return answer.headers.get("Location", "")


def _code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


@pytest.mark.parametrize("typed", ["ana", "ANA"])
def test_name_and_password_open_the_console(typed: str, ana: Operator, client: Client) -> None:
    _with_password(ana)

    where = _try(client, typed)

    assert where == "/console/"
    assert client.get("/home").status_code == 200


@pytest.mark.parametrize(("username", "password"), [("ana", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(
    username: str, password: str, ana: Operator, client: Client
) -> None:
    _with_password(ana)

    answer = client.post("/sign-in/", {"login": username, "password": password})

    assert answer.status_code == 200
    assert answer.content.decode().count("notice--alarm") == 1
    assert client.get("/home").status_code == 302


def test_who_has_left_does_not_come_in(ana: Operator, client: Client) -> None:
    ana.is_active = False
    _with_password(ana)

    assert _try(client) == ""


def test_nobody_signs_up(client: Client, db: None) -> None:
    for path in ("/sign-in/sign-up/", "/sign-in/signup/", "/sign-up/"):
        assert client.get(path).status_code == 404


def test_the_second_factor_is_asked_for(ana: Operator, client: Client) -> None:
    secret = has_a_second_factor(_with_password(ana))

    halfway = _try(client)
    shut = client.get("/home").status_code
    answer = client.post("/sign-in/code/", {"code": _code(secret)})

    assert (halfway, shut) == ("/sign-in/code/", 302)
    assert answer.headers["Location"] == "/console/"
    assert client.get("/home").status_code == 200


def test_the_second_factor_is_asked_for_however_many_people_there_are(
    ana: Operator, client: Client
) -> None:
    for number in range(40):
        an_operator(ana.organisation, f"colleague{number}")
    last = an_operator(ana.organisation, "last")
    secret = has_a_second_factor(_with_password(last))

    client.post("/sign-in/", {"login": "last", "password": PASSWORD})
    answer = client.post("/sign-in/code/", {"code": _code(secret)})

    assert answer.headers["Location"] == "/console/"


def test_a_wrong_code_opens_nothing(ana: Operator, client: Client) -> None:
    has_a_second_factor(_with_password(ana))
    _try(client)

    answer = client.post("/sign-in/code/", {"code": "000000"})

    assert answer.status_code == 200
    assert client.get("/home").status_code == 302


def test_what_makes_the_codes_is_sealed_where_it_rests(ana: Operator) -> None:
    secret = has_a_second_factor(ana)

    [kept] = Authenticator.objects.filter(user=ana, type="totp").values_list("data", flat=True)

    assert secret not in str(kept)


def test_without_the_key_folder_no_code_opens_and_nothing_breaks(
    ana: Operator, client: Client
) -> None:
    secret = has_a_second_factor(_with_password(ana))
    Authenticator.objects.filter(user=ana, type="totp").update(data={"secret": "AQIDBA=="})
    _try(client)

    answer = client.post("/sign-in/code/", {"code": _code(secret)})

    assert answer.status_code == 200
    assert client.get("/home").status_code == 302


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_much_power_needs_a_second_factor(role: Role, line: Line, sign_in: SignIn) -> None:
    client = sign_in(an_operator(line.organisation, "sam", role))

    assert client.get("/console/look").headers["Location"] == "/sign-in/safety/"
    assert client.get("/sign-in/safety/").status_code == 200


def test_where_everybody_practises_it_is_only_said(line: Line, sign_in: SignIn) -> None:
    with as_organisation(line.organisation_id, writing=True):
        Line.objects.filter(pk=line.pk).update(practice=True)
    client = sign_in(an_operator(line.organisation, "sam", Role.SUPERVISOR))

    answer = client.get("/console/look")

    assert answer.status_code == 200
    assert "second step" in answer.content.decode()


def test_an_organisation_without_lines_is_not_practice(
    organisation: Organisation, sign_in: SignIn
) -> None:
    client = sign_in(an_operator(organisation, "ada", Role.ADMINISTRATOR))

    assert client.get("/console/look").headers["Location"] == "/sign-in/safety/"


def test_who_answers_nobody_lands_at_home(line: Line, client: Client) -> None:
    _with_password(an_operator(line.organisation, "eva", Role.EVALUATOR))

    assert _try(client, "eva") == "/home"


def test_a_page_one_came_for_is_where_one_lands(ana: Operator, client: Client) -> None:
    _with_password(ana)
    asked = client.get("/console/look", HTTP_ACCEPT="text/html").headers["Location"]
    wanted = parse_qs(urlsplit(asked).query)["next"][0]

    form = {"login": "ana", "password": PASSWORD, "next": wanted}
    answer = client.post("/sign-in/", form)

    assert answer.headers["Location"] == "/console/look"


def test_a_new_password_ends_every_other_sign_in(ana: Operator) -> None:
    _with_password(ana)
    here, elsewhere = Client(), Client()
    _try(here)
    _try(elsewhere)
    new = "another four words nobody guesses"

    here.post("/sign-in/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert here.get("/home").status_code == 200
    assert elsewhere.get("/home").status_code == 302
    with as_organisation(ana.organisation_id):
        assert check_password(new, Operator.objects.get(pk=ana.pk).password)
        assert Entry.objects.filter(what="PasswordChosen", operator_id=ana.pk).count() == 1


def test_guessing_gets_slow_and_never_impossible() -> None:
    waits = [slowed(failed) for failed in range(12)]

    assert waits[:3] == [0, 0, 0]
    assert waits == sorted(waits)
    assert waits[-1] == SLOWEST


def test_a_stranger_who_guesses_keeps_nobody_out(
    ana: Operator, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(SigningIn, "wait", staticmethod(waited.append))
    _with_password(ana)
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(15):
        _try(stranger, password="a guess")

    assert _try(client) == "/console/"
    assert waited[-1] == SLOWEST
