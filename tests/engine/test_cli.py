"""The command line answers in one sentence, and a program that asks gets JSON."""

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from stillhere.cli import main
from stillhere.cli.ports import who_holds
from tests.databases import RealDatabase


def run(around: RealDatabase, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "stillhere.cli", *words],
        env={**os.environ, **around.environment, "DJANGO_SETTINGS_MODULE": "stillhere.settings"},
        capture_output=True,
        text=True,
        check=False,
    )


def answer(around: RealDatabase, *words: str) -> Any:
    done = run(around, *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.both
def test_an_organisation_a_person_and_a_line_from_nothing(real_database: RealDatabase) -> None:
    north = answer(real_database, "create-organisation", "--slug=north", "--name=North Line")
    words = ["--organisation=north", "--name=Ana Lee", "--role=supervisor"]
    ana = answer(real_database, "create-operator", *words)
    line = ["--organisation=north", "--slug=chat", "--name=Chat", "--provider=webchat"]
    chat = answer(real_database, "create-line", *line)
    who = ["set-operator", "--organisation=north", "--username=ana-lee"]
    can = answer(real_database, *who, "--speaks=fr, en", "--skills=indigenous")
    nothing = run(real_database, *who)

    assert (north["slug"], ana["username"], chat["slug"]) == ("north", "ana-lee", "chat")
    assert len(ana["password"]) >= 12
    assert (can["speaks"], can["skills"]) == (["en", "fr"], ["indigenous"])
    assert "Say what to set" in nothing.stderr


@pytest.mark.both
def test_the_other_line_is_named_and_taken_back(real_database: RealDatabase) -> None:
    """CO4."""
    answer(real_database, "create-organisation", "--slug=north", "--name=North Line")
    line = ["--organisation=north", "--slug=chat", "--name=Chat", "--provider=webchat"]
    answer(real_database, "create-line", *line)
    where = ["set-other-line", "--organisation=north", "--line=chat"]

    kept = answer(real_database, *where, "--number=416 555-0190")
    none = answer(real_database, *where)
    wrong = run(real_database, *where, "--number=12")
    nowhere = run(real_database, *where[:2], "--line=south", "--number=416 555-0190")

    assert (kept["number"], none["number"]) == ("+14165550190", "")
    assert "cannot be dialled" in wrong.stderr
    assert "no line 'south'" in nowhere.stderr


@pytest.mark.both
def test_an_emergency_number_is_set_tested_and_taken_away(real_database: RealDatabase) -> None:
    """ES3."""
    answer(real_database, "create-organisation", "--slug=north", "--name=North Line")
    where = ["set-dispatch-number", "--organisation=north", "--kind=listed", "--place=Halifax"]

    untested = run(real_database, *where, "--number=9025550142")
    tested = answer(real_database, *where, "--number=9025550142", "--tested=2026-03-01")
    gone = answer(real_database, *where, "--remove")

    assert "untested ones are marked" in untested.stdout
    assert (tested["removed"], gone["removed"]) == (False, True)


@pytest.mark.both
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--kind=listed", "--place=Halifax", "--number=911"], "911 reaches your own town"),
        (["--kind=magic", "--number=9025550142"], "provider, listed"),
        (["--kind=listed", "--place=Halifax"], "--number"),
        (["--kind=provider", "--number=9025550142", "--tested=soon"], "2026-03-01"),
    ],
)
def test_a_number_that_reaches_nobody_is_refused_in_a_sentence(
    words: list[str], says: str, real_database: RealDatabase
) -> None:
    """ES3."""
    answer(real_database, "create-organisation", "--slug=north", "--name=North Line")
    done = run(real_database, "set-dispatch-number", "--organisation=north", *words)

    assert done.returncode == 2
    assert says in done.stderr


@pytest.mark.both
def test_check_lists_what_is_missing_and_how_to_mend_it(real_database: RealDatabase) -> None:
    answer(real_database, "create-organisation", "--slug=north", "--name=North Line")
    found = json.loads(run(real_database, "check", "--json").stdout)["findings"]

    assert any("north has no line" in each["what"] for each in found)
    assert all(each["fix"] for each in found)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "required: COMMAND"),
        (["watch"], "invalid choice"),
        (["serve", "--port", "x"], "invalid int value"),
        (["serve", "--port", "70000"], "between 0 and 65535"),
        (["create-line", "--slug", "chat"], "--organisation"),
        (["check", "--loud"], "--loud"),
    ],
)
def test_a_mistake_is_answered_in_one_sentence(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(words)
    said = capsys.readouterr().err

    assert code == 2
    assert says in said
    assert re.fullmatch(r"stillhere: [^\n]+\.\n", said)


def test_what_cannot_be_founded_is_explained(real_database: RealDatabase) -> None:
    words = ["--organisation=south", "--name=Ana", "--role=operator"]
    done = run(real_database, "create-operator", *words)

    assert done.returncode == 2
    assert done.stderr.startswith("stillhere: There is no organisation 'south'.")


def test_who_holds_a_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        assert f"process {os.getpid()}" in who_holds(held.getsockname()[1])


def test_a_port_nobody_holds_is_held_by_nobody_we_know() -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]

    assert who_holds(port) == "another program"


def test_a_busy_port_is_told_with_its_holder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        code = main(["serve", "--port", str(held.getsockname()[1])])

    assert code == 2
    assert f"process {os.getpid()}" in capsys.readouterr().err
