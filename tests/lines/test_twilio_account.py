"""Where a line's texts and its token may go, and how its account is told on the command line."""

from argparse import Namespace
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from stillhere.actions.line_account import keep_account
from stillhere.actions.other_line import NoLineOfThatName
from stillhere.checks.lines import lines_with_a_company
from stillhere.cli.accounts import account
from stillhere.cli.wrong import Wrong
from stillhere.lines.companies import HOSTS, WrongAccount
from stillhere.lines.twilio.account import account_of, check
from stillhere.records.models import Line, Organisation
from stillhere.records.organisations import as_organisation
from tests.lines.company import SID, TOKEN, a_twilio_line
from tests.somebody import a_line

ASKED = {
    "provider": "twilio",
    "number": "+14165550100",
    "account_sid": SID,
    "auth_token": TOKEN,
    "auth_token_file": "",
    "base_url": "",
    "countries": "",
    "carrier": [],
    "beside": "",
}


@pytest.mark.parametrize(
    "base",
    [
        "http://api.twilio.com",
        "https://169.254.169.254",
        "https://10.0.0.1",
        "https://127.0.0.1",
        "https://elsewhere.example",
        "https://api.twilio.com.elsewhere.example",
        "https://me:secret@api.twilio.com",
        "https://api.twilio.com/?next=1",
        "https://api.twilio.com:port",
        "file:///etc/passwd",
        "api.twilio.com",
    ],
)
def test_nothing_goes_where_nobody_said(base: str) -> None:
    with pytest.raises(WrongAccount):
        check({"account_sid": SID, "base_url": base})


def test_a_company_an_administrator_named_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOSTS, "texts.example, 127.0.0.1")

    assert check({"account_sid": SID, "base_url": "https://texts.example/api/"}) == (
        "https://texts.example/api"
    )
    assert check({"account_sid": SID, "base_url": "http://127.0.0.1:9"}) == "http://127.0.0.1:9"
    with pytest.raises(WrongAccount, match="https"):
        check({"account_sid": SID, "base_url": "http://texts.example"})


@pytest.mark.parametrize("sid", ["", "AC/../..", "AC 1", "AC?x=1"])
def test_an_account_is_part_of_no_other_address(sid: str) -> None:
    with pytest.raises(WrongAccount, match="SID"):
        check({"account_sid": sid})


@pytest.mark.both
def test_a_changed_record_sends_the_token_nowhere_else(
    organisation: Organisation, noon: datetime
) -> None:
    line = a_twilio_line(organisation, now=noon)
    line.settings = {**line.settings, "base_url": "https://elsewhere.example"}

    with pytest.raises(WrongAccount, match="elsewhere"):
        account_of(line)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"number": ""}, "--number"),
        ({"account_sid": ""}, "SID"),
        ({"auth_token": ""}, "--auth-token-file"),
        ({"auth_token": "two words"}, "no token"),
        ({"auth_token_file": "too"}, "once"),
        ({"auth_token": "", "auth_token_file": "nowhere"}, "cannot be read"),
        ({"base_url": "https://elsewhere.example"}, HOSTS),
        ({"provider": "webchat"}, "no company"),
        ({"countries": "CA,Quebec"}, "QUEBEC is no country"),
    ],
)
def test_what_is_wrong_with_an_account_is_said(changed: dict[str, str], says: str) -> None:
    with pytest.raises(Wrong, match=says):
        account(Namespace(**{**ASKED, **changed}))


def test_a_token_need_not_stand_in_the_list_of_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "token"
    kept.write_text(f"{TOKEN}\n")
    monkeypatch.setattr("sys.stdin", StringIO(f"{TOKEN}\n"))

    for where in (str(kept), "-"):
        asked = {**ASKED, "auth_token": "", "auth_token_file": where}
        assert account(Namespace(**asked)) == ({"account_sid": SID}, TOKEN)


def test_a_line_without_a_company_has_no_account() -> None:
    nothing = dict.fromkeys(tuple(ASKED)[1:])

    assert account(Namespace(provider="webchat", **nothing)) == ({}, "")


@pytest.mark.both
@pytest.mark.engine
@pytest.mark.django_db
def test_the_check_says_what_keeps_a_line_from_texting(broken: Line, settings: Settings) -> None:
    settings.PUBLIC_URL = "http://127.0.0.1:8000"

    found = list(lines_with_a_company())

    assert [each.unsafe for each in found] == [False, True]
    assert "no public address" in found[0].what
    assert "number" in found[1].what


@pytest.fixture
def broken(organisation: Organisation, noon: datetime) -> Line:
    line = a_twilio_line(organisation, now=noon)
    with as_organisation(organisation.pk, writing=True):
        Line.objects.filter(pk=line.pk).update(number="")
    return line


@pytest.mark.both
def test_a_new_token_is_in_force_at_once_and_the_rest_of_the_line_stays(
    organisation: Organisation, noon: datetime
) -> None:
    line = a_twilio_line(organisation, now=noon)
    with as_organisation(organisation.pk, writing=True):
        kept = {**line.settings, "other_line": "+14165550190"}
        Line.objects.filter(pk=line.pk).update(settings=kept)

    renew(organisation, "texts", noon)

    with as_organisation(organisation.pk):
        now = Line.objects.get(pk=line.pk)
    assert (account_of(now).token, account_of(now).sid) == ("d4" * 16, "ACnew")
    assert now.settings["other_line"] == "+14165550190"
    assert "d4d4" not in str(now.settings)


def test_a_line_of_another_name_or_provider_gets_no_account(
    organisation: Organisation, noon: datetime
) -> None:
    a_line(organisation, slug="chat")

    for slug in ("chat", "texts"):
        with pytest.raises(NoLineOfThatName):
            renew(organisation, slug, noon)


def renew(organisation: Organisation, slug: str, now: datetime) -> None:
    keep_account(
        slug,
        organisation=organisation.pk,
        provider="twilio",
        settings={"account_sid": "ACnew"},
        secret="d4" * 16,
        now=now,
    )
