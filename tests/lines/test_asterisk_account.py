"""Where an exchange is and who carries its calls: what cannot be is said in a sentence."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from stillhere.actions.founding import open_line
from stillhere.actions.numbers import keep_operator_number, put_on_call
from stillhere.cli.exchanges import exchange
from stillhere.cli.wrong import Wrong
from stillhere.lines.asterisk.account import HERE, carrier, check
from stillhere.lines.companies import HOSTS, WrongAccount
from stillhere.records.models import Organisation
from tests.databases import RealDatabase
from tests.engine.test_cli import answer
from tests.somebody import an_operator

NORTH = "north=sip.example.net,192.0.2.10,192.0.2.0/28"

ASKED: dict[str, Any] = {
    "provider": "asterisk",
    "number": "+14165550100",
    "carrier": [NORTH],
    "beside": "",
    "account_sid": "",
    "auth_token": "",
    "auth_token_file": "",
    "base_url": "",
    "countries": "",
}


def test_a_carrier_is_its_name_where_it_is_called_and_where_it_calls_from() -> None:
    north = carrier(NORTH)

    assert (north.name, north.host) == ("north", "sip.example.net")
    assert tuple(north.comes_from) == ("192.0.2.10", "192.0.2.0/28")


def test_an_exchange_on_this_machine_needs_no_word_of_anybody() -> None:
    here = {"carriers": [NORTH]}

    assert check(here) == HERE
    assert check({**here, "base_url": "http://127.8.9.1:8088/"}) == "http://127.8.9.1:8088"


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"carriers": []}, "Say who carries its calls: --carrier north="),
        ({"carriers": ["north"]}, "no host of north"),
        ({"carriers": ["No Name=sip.example.net,192.0.2.1"]}, "no name of a carrier"),
        ({"carriers": ["north=sip.example.net"]}, "from which addresses north comes"),
        ({"carriers": ["north=sip.example.net,their.example"]}, "from which addresses"),
        ({"carriers": [NORTH, NORTH]}, "the same name"),
        ({"carriers": [NORTH], "base_url": "http://192.0.2.1:8088"}, HOSTS),
        ({"carriers": [NORTH], "base_url": "http://me@127.0.0.1:8088"}, HOSTS),
        ({"carriers": [NORTH], "base_url": "http://127.0.0.1.example.net"}, HOSTS),
        ({"carriers": [NORTH], "base_url": "http://127.0.0.999"}, "nothing of ours goes"),
    ],
)
def test_what_cannot_be_is_said(settings: dict[str, Any], says: str) -> None:
    with pytest.raises(WrongAccount, match=says):
        check(settings)


def test_another_machine_is_asked_over_tls_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOSTS, "pbx.example")

    assert check({"carriers": [NORTH], "base_url": "https://pbx.example:8089"}) == (
        "https://pbx.example:8089"
    )
    with pytest.raises(WrongAccount, match="https"):
        check({"carriers": [NORTH], "base_url": "http://pbx.example:8088"})


@pytest.mark.django_db
@pytest.mark.both
def test_a_line_beside_another_has_its_exchange_and_its_password(
    organisation: Organisation, noon: datetime
) -> None:
    settings, password = exchange(Namespace(**ASKED))
    open_line(
        organisation=organisation.pk,
        slug="calls",
        name="Calls",
        provider="asterisk",
        number="+14165550100",
        language="en",
        practice=False,
        settings=settings,
        secret=password,
        now=noon,
    )
    beside = Namespace(**{**ASKED, "carrier": [], "beside": "calls"})

    assert len(password) > 32
    assert exchange(beside) == (settings, password)


@pytest.mark.both
def test_an_exchange_is_laid_from_the_lines_that_come_in_there(
    real_database: RealDatabase, organisation: Organisation, tmp_path: Path, noon: datetime
) -> None:
    """Who is on call there rings where nothing of ours answers, and stands in it alone."""
    line = ["--organisation=north", "--name=Calls", "--provider=asterisk"]
    first = ["--slug=calls", "--number=+14165550100", f"--carrier={NORTH}"]
    lay = ["lay-exchange", "--line=calls", f"--folder={tmp_path / 'pbx'}", "--address=192.0.2.1"]
    answer(real_database, "create-line", *line, *first)
    answer(
        real_database,
        "create-line",
        *line,
        "--slug=again",
        "--number=+14165550101",
        "--beside=calls",
    )
    kim = an_operator(organisation, "kim", "supervisor")
    keep_operator_number(kim.pk, "+14165550190", organisation=organisation.pk, now=noon)
    put_on_call(kim.pk, organisation=organisation.pk, on_call=True)
    other = [f"--carrier={NORTH}", "--carrier=south=sip.south.example,192.0.2.20"]
    where = ["set-line-exchange", "--organisation=north", "--line=calls"]
    answer(real_database, *where, *other)
    laid = answer(real_database, *lay, "--seen-at=203.0.113.5")
    plan = (Path(laid["start"]).parent / "extensions.conf").read_text()

    assert "192.0.2.1 => 203.0.113.5\n" in (Path(laid["start"]).parent / "rtp.conf").read_text()
    assert laid["lines"] == ["calls", "again"]
    assert [plan.count(f"exten => {each},1,") for each in ("4165550100", "4165550101")] == [1, 1]
    assert plan.count("Dial(PJSIP/+14165550190@north,") == 3
    assert plan.count("Dial(PJSIP/+14165550190@south,") == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"number": ""}, "the number people dial"),
        ({"account_sid": "AC1"}, "has no account"),
        ({"carrier": ["north"]}, "A carrier is written like"),
        ({"beside": "calls"}, "all is as at that line"),
        ({"beside": "calls", "carrier": []}, "no line 'calls' through asterisk"),
    ],
)
def test_what_cannot_be_asked_for_is_said(asked: dict[str, Any], says: str) -> None:
    with pytest.raises(Wrong, match=says):
        exchange(Namespace(**{**ASKED, **asked}))
