"""What `check lines` says of lines that ring: each thing that is missing, and what to do."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from stillhere.actions.founding import open_line
from stillhere.actions.numbers import keep_operator_number, put_on_call
from stillhere.actions.recordings import Recordings, Sound
from stillhere.checks.calls import lines_that_ring
from stillhere.checks.finding import Finding
from stillhere.lines.asterisk import looking
from stillhere.lines.asterisk.looking import Answered, Said
from stillhere.records.models import Organisation
from stillhere.records.steady import clock
from tests.somebody import an_operator

pytestmark = pytest.mark.django_db
WELL: dict[str, Any] = {
    "version": Answered(said=Said.YES, version="22.10.1"),
    "is_listened_to": True,
    "knows": True,
    "answers": True,
    "certificate_ends": None,
}
TWO = ["north=sip.north.example,192.0.2.10", "south=sip.south.example,192.0.2.20"]


@pytest.fixture
def far(line: int, organisation: Organisation, noon: datetime, monkeypatch: Any) -> int:
    """Beside it, on another machine, asked over TLS."""
    monkeypatch.setenv("STILLHERE_PROVIDER_HOSTS", "pbx.example")
    settings = {"carriers": TWO, "base_url": "https://pbx.example"}
    return a_line(organisation, noon, "far", number="+14165550102", settings=settings)


@pytest.fixture
def line(organisation: Organisation, noon: datetime, monkeypatch: pytest.MonkeyPatch) -> int:
    """As it should be: an exchange that answers, two carriers, every sentence, somebody on call."""
    for name, said in WELL.items():
        it_says(monkeypatch, name, said)
    monkeypatch.setattr(Recordings, "find", lambda *_, **__: Sound(name="there"))
    kim = an_operator(organisation, "kim", "supervisor")
    keep_operator_number(kim.pk, "+14165550190", organisation=organisation.pk, now=noon)
    put_on_call(kim.pk, organisation=organisation.pk, on_call=True)
    return a_line(organisation, noon)


def it_says(monkeypatch: pytest.MonkeyPatch, name: str, said: object) -> None:
    monkeypatch.setattr(looking, name, lambda *_: said)


def a_line(organisation: Organisation, noon: datetime, slug: str = "calls", **other: Any) -> int:
    words = {
        "number": "+14165550100",
        "settings": {"carriers": TWO},
        "secret": "a-password-of-the-door",
        **other,
    }
    return open_line(
        organisation=organisation.pk,
        slug=slug,
        name="Calls",
        provider="asterisk",
        language="en",
        practice=False,
        now=noon,
        **words,
    )


def said(found: list[Finding]) -> str:
    return " ".join(f"{'UNSAFE' if each.unsafe else 'missing'} {each.what}" for each in found)


def test_a_line_that_is_as_it_should_be_is_told_of_with_no_word(line: int) -> None:
    assert list(lines_that_ring()) == []


@pytest.mark.parametrize(
    ("name", "answer", "says"),
    [
        ("version", Answered(said=Said.NOTHING), "UNSAFE .* does not answer: no call comes"),
        ("version", Answered(said=Said.NO), "UNSAFE .* does not take our password"),
        ("version", Answered(said=Said.YES, version="20.1"), "^missing .* is Asterisk 20.1"),
        ("is_listened_to", False, "UNSAFE Nothing of ours listens"),
        ("knows", False, "UNSAFE .* does not know the carrier north"),
        ("answers", False, "^missing .* north does not answer at sip.north"),
    ],
)
def test_what_the_exchange_lacks_is_said(
    line: int, monkeypatch: pytest.MonkeyPatch, name: str, answer: object, says: str
) -> None:
    it_says(monkeypatch, name, answer)

    assert re.search(says, said(list(lines_that_ring())))


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"settings": {"carriers": TWO[:1]}}, "has one carrier"),
        ({"number": "+14165550100"}, "calls, again have the same number"),
        ({"secret": "another-password"}, "again has another password"),
        ({"settings": {"carriers": []}}, "Nobody can ring again. Say who carries"),
        ({"number": "555"}, "Nobody can ring again. This line has no number"),
    ],
)
def test_what_a_line_lacks_is_said(
    line: int, organisation: Organisation, noon: datetime, other: dict[str, Any], says: str
) -> None:
    door = {"base_url": "http://127.0.0.2:8088"} if "settings" in other else {}
    settings = {**door, **other.pop("settings", {"carriers": TWO})}
    a_line(
        organisation,
        noon,
        "again",
        **{"number": "+14165550101", **other, "settings": settings},
    )

    assert says in said(list(lines_that_ring()))


@pytest.mark.parametrize(
    ("days", "says"), [(5, "ends in 5 days"), (-1, "is over"), (60, ""), (None, "cannot be seen")]
)
def test_a_certificate_is_renewed_in_time(
    far: int, monkeypatch: pytest.MonkeyPatch, days: int | None, says: str
) -> None:
    ends = None if days is None else clock.now() + timedelta(days=days, hours=1)
    it_says(monkeypatch, "certificate_ends", ends)
    told = [each.what for each in lines_that_ring()]

    assert [each for each in told if "certificate" in each] == told
    assert says in " ".join(told)
    assert bool(told) == bool(says)


def test_who_rings_and_what_is_spoken_without_us_is_looked_at(
    line: int, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Recordings, "find", lambda *_, **__: Sound())
    an = an_operator(organisation, "lou")
    put_on_call(an.pk, organisation=organisation.pk, on_call=True)
    found = said(list(lines_that_ring()))

    assert "calls says nothing for" in found
    assert "Nobody on call" not in found, "Kim has a number"
