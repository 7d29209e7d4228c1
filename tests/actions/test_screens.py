"""Links for televisions: one code, one screen, and dark for good when withdrawn."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import pytest

from stillhere.actions.screens import (
    NoSuchScreen,
    forget_ended,
    make_screen,
    open_screen,
    screen_of,
    screens,
    withdraw_screen,
)
from stillhere.care.screens import KEPT
from stillhere.records.models import Entry, Operator, Organisation, Screen
from stillhere.records.organisations import as_organisation
from stillhere.records.signing_in import as_organisation_named
from tests.somebody import an_operator

pytestmark = pytest.mark.both
STRANGE = [
    "",
    "-",
    "1",
    "1-",
    "-ABC",
    "x-ABC",
    "²-ABC",
    "9" * 30,
    f"{'9' * 30}-ABC",
    "1-\0",
    "é" * 999,
]


@pytest.fixture
def sam(organisation: Organisation) -> Operator:
    return an_operator(organisation, "sam", role="supervisor")


def made(sam: Operator, now: datetime, *, hours: int = 24) -> str:
    return make_screen(
        "hall",
        organisation=sam.organisation_id,
        by=sam.pk,
        hours=hours,
        first_names=False,
        now=now,
    )


def withdraw(sam: Operator, now: datetime) -> None:
    [newest, *_] = screens(organisation=sam.organisation_id)
    withdraw_screen(newest.pk, organisation=sam.organisation_id, by=sam.pk, now=now)


def test_the_first_screen_that_brings_the_code_has_it_alone(sam: Operator, noon: datetime) -> None:
    code = made(sam, noon)

    first, second = open_screen(code, now=noon), open_screen(code, now=noon)

    assert first is not None
    assert second is None
    shown = screen_of(first.cookie, now=noon)
    assert shown is not None
    assert shown.name == "hall"


def test_a_code_is_read_as_people_type_it(sam: Operator, noon: datetime) -> None:
    code = made(sam, noon)

    assert open_screen(code.lower().replace("-", "- "), now=noon) is not None


def test_neither_the_code_nor_the_cookie_is_kept_anywhere(sam: Operator, noon: datetime) -> None:
    code = made(sam, noon)
    opened = open_screen(code, now=noon)
    assert opened is not None

    with as_organisation(sam.organisation_id):
        [kept] = Screen.objects.values()
        entries = str(list(Entry.objects.values()))
    secrets = (code.partition("-")[2].replace("-", ""), opened.cookie.partition("-")[2])
    assert all(secret not in str(kept) + entries for secret in secrets)
    assert kept["link_digest"] is None


@pytest.mark.parametrize("opened_before", [True, False])
def test_what_is_withdrawn_opens_nothing(
    sam: Operator, noon: datetime, *, opened_before: bool
) -> None:
    code = made(sam, noon)
    opened = open_screen(code, now=noon) if opened_before else None

    withdraw(sam, noon)

    assert open_screen(code, now=noon) is None
    assert opened is None or screen_of(opened.cookie, now=noon) is None


def test_who_may_make_none_any_more_makes_none(
    ana: Operator, sam: Operator, noon: datetime
) -> None:
    """Also one who was taken out between the page and the press."""
    with as_organisation(sam.organisation_id, writing=True):
        Operator.objects.filter(pk=sam.pk).update(is_active=False)

    for who in (ana, sam):
        with pytest.raises(NoSuchScreen):
            made(who, noon)
    assert screens(organisation=sam.organisation_id) == []


@pytest.fixture(params=["withdrawn", "over"])
def ended(sam: Operator, noon: datetime, request: pytest.FixtureRequest) -> datetime:
    """One ended then, another a week later."""
    then = noon + timedelta(hours=8)
    if request.param == "withdrawn":
        made(sam, noon, hours=24 * 7)
        withdraw(sam, then)
    else:
        made(sam, noon, hours=8)
    made(sam, noon + timedelta(days=7), hours=8)
    return then


@pytest.mark.engine
def test_what_has_ended_is_forgotten_some_days_later(
    organisation: Organisation, ended: datetime
) -> None:
    over = ended + KEPT

    assert forget_ended(organisation.pk, now=over) == 0
    assert forget_ended(organisation.pk, now=over + timedelta(seconds=1)) == 1
    with as_organisation(organisation.pk):
        assert Screen.objects.count() == 1


def test_it_ends_by_itself(sam: Operator, noon: datetime) -> None:
    opened = open_screen(made(sam, noon, hours=8), now=noon)
    late = made(sam, noon, hours=8)
    assert opened is not None

    over = noon + timedelta(hours=8)

    assert opened.ends_at == over
    assert screen_of(opened.cookie, now=over - timedelta(seconds=1)) is not None
    assert screen_of(opened.cookie, now=over) is None
    assert open_screen(late, now=over) is None


def test_the_same_words_under_another_organisations_number_open_nothing(
    sam: Operator, noon: datetime
) -> None:
    with as_organisation_named("south"):
        south = Organisation.objects.create(slug="south", name="South Line", created_at=noon)
    code = made(sam, noon)
    theirs = f"{south.pk}-{code.partition('-')[2]}"

    assert open_screen(theirs, now=noon) is None
    opened = open_screen(code, now=noon)
    assert opened is not None
    assert screen_of(f"{south.pk}-{opened.cookie.partition('-')[2]}", now=noon) is None


@pytest.mark.parametrize("strange", STRANGE)
def test_whatever_else_is_brought_opens_nothing(
    sam: Operator, noon: datetime, strange: str
) -> None:
    made(sam, noon)

    assert open_screen(strange, now=noon) is None
    assert screen_of(strange, now=noon) is None


def test_a_strangers_guess_never_waits_for_who_writes_nor_holds_them_up(
    sam: Operator, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite one writes at a time, and everybody's clocks write."""
    made(sam, noon)
    asked: list[bool] = []

    def noted(organisation: int, *, writing: bool = False) -> AbstractContextManager[None]:
        asked.append(writing)
        return as_organisation(organisation, writing=writing)

    monkeypatch.setattr("stillhere.actions.screens.as_organisation", noted)
    open_screen(f"{sam.organisation_id}-{'A' * 20}", now=noon)

    assert asked == [False]


def test_nobody_withdraws_anothers_and_twice_is_once(sam: Operator, noon: datetime) -> None:
    made(sam, noon)
    withdraw(sam, noon)
    withdraw(sam, noon + timedelta(hours=1))

    with pytest.raises(NoSuchScreen):
        withdraw_screen(4000, organisation=sam.organisation_id, by=sam.pk, now=noon)
    [kept] = screens(organisation=sam.organisation_id)
    assert kept.withdrawn_at == noon


def test_who_made_it_when_it_was_opened_and_who_withdrew_it_is_in_the_ledger(
    sam: Operator, noon: datetime
) -> None:
    open_screen(made(sam, noon), now=noon)
    withdraw(sam, noon)

    with as_organisation(sam.organisation_id):
        entries = list(Entry.objects.order_by("pk").values_list("what", "operator_id"))
    assert entries == [
        ("ScreenMade", sam.pk),
        ("ScreenOpened", None),
        ("ScreenWithdrawn", sam.pk),
    ]
