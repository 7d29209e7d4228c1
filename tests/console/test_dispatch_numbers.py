"""Emergency numbers on a page: given, rung, taken away; never 911, none real for practice."""

import pytest

from stillhere.actions.dispatch_numbers import numbers
from stillhere.care.access import Role
from stillhere.care.dispatch import Number
from stillhere.records.models import Entry, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import HandedOver
from tests.console.desk import Desk, text_of
from tests.console.test_policies import somebody

PAGE = "/console/settings/dispatch-numbers/"
KEEP, RUNG, REMOVE = f"{PAGE}keep", f"{PAGE}rung", f"{PAGE}remove"
HALIFAX = {
    "kind": "listed",
    "place": "Halifax, NS",
    "number": "902 555-0142",
    "time_zone": "America/Halifax",
    "tested_on": "",
}
NAMED = {"kind": "listed", "place": "Halifax, NS", "number": "+19025550142"}


def kept(desk: Desk, *, practice: bool = False) -> tuple[Number, ...]:
    return numbers(organisation=desk.operator.organisation_id, practice=practice)


def test_until_there_is_a_number_the_page_says_what_to_do_by_hand(sam: Desk) -> None:
    """ES3."""
    assert "operators ring the number on your paper list" in sam.see(PAGE)


@pytest.mark.both
def test_a_number_is_given_and_never_called_tested(sam: Desk) -> None:
    """ES3."""
    sam.press(KEEP, **HALIFAX)

    page = text_of(sam.see(PAGE))

    assert "Halifax, NS +1 902-555-0142" in page
    assert "never rung Ring it before it is needed." in page
    with as_organisation(sam.operator.organisation_id):
        [entry] = Entry.objects.filter(what="DispatchNumberSet")
    assert entry.operator_id == sam.operator.pk


@pytest.mark.both
def test_a_press_says_that_it_was_rung_and_it_grows_old(sam: Desk, time: HandedOver) -> None:
    """ES3."""
    sam.press(KEEP, **HALIFAX)
    sam.press(RUNG, **NAMED)
    now = text_of(sam.see(PAGE))
    time.wait(seconds=91 * 86_400)

    assert "rung lately" in now
    assert "rung long ago" in text_of(sam.see(PAGE))


@pytest.mark.both
def test_a_number_that_came_meanwhile_was_not_rung(sam: Desk) -> None:
    """ES3: an old page cannot call another number tested."""
    sam.press(KEEP, **HALIFAX | {"number": "902 555-0199"})
    sam.press(RUNG, **NAMED)

    assert [each.tested_at for each in kept(sam)] == [None]
    assert "Somebody changed this meanwhile." in sam.see(PAGE)


@pytest.mark.both
def test_a_number_is_taken_away_once(sam: Desk) -> None:
    sam.press(KEEP, **HALIFAX)

    for said in ("Taken away.", "Somebody changed this meanwhile."):
        assert sam.press(REMOVE, **NAMED) == PAGE
        assert said in sam.see(PAGE)
    assert kept(sam) == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": "911"}, "911 and short numbers reach your own town."),
        ({"number": ""}, "Write the number."),
        ({"place": " "}, "A centre's own number is for one place."),
        ({"tested_on": "2999-01-01"}, "That day is still to come."),
        ({"kind": ""}, "Say who answers there."),
    ],
)
def test_what_cannot_help_is_refused_with_what_to_do_and_stays_typed(
    wrong: dict[str, str], said: str, sam: Desk
) -> None:
    """ES3."""
    page = sam.press(KEEP, **HALIFAX | wrong)

    assert sam.status == 422
    assert said in page
    assert 'value="America/Halifax" selected' in page
    assert kept(sam) == ()


def test_the_day_it_was_rung_is_kept(sam: Desk) -> None:
    """ES3."""
    sam.press(KEEP, **HALIFAX | {"tested_on": "2020-01-02"})

    [number] = kept(sam)
    assert number.tested_at
    assert number.tested_at.date().isoformat() == "2020-01-02"


def test_practice_takes_invented_numbers_alone_and_shares_none(sam: Desk) -> None:
    """ES3: nobody who learns dials a real centre."""
    page = sam.press(f"{PAGE}practice/keep", **HALIFAX | {"number": "902 422-0142"})
    assert "Practice dials nobody real" in page

    sam.press(f"{PAGE}practice/keep", **HALIFAX)

    assert kept(sam) == ()
    assert len(kept(sam, practice=True)) == 1


@pytest.mark.parametrize(
    ("role", "sees", "changes"),
    [(Role.OPERATOR, 404, 404), (Role.COORDINATOR, 200, 404), (Role.EVALUATOR, 404, 404)],
)
def test_only_a_few_look_and_fewer_change(
    organisation: Organisation, sam: Desk, role: Role, sees: int, changes: int
) -> None:
    sam.press(KEEP, **HALIFAX)
    desk = somebody(organisation, role, "kim")

    page = desk.see(PAGE)
    seen = desk.status
    for press in (KEEP, RUNG, REMOVE):
        desk.press(press, **HALIFAX | NAMED)
        assert desk.status == changes

    assert seen == sees
    assert ("902-555-0142" in page) is (sees == 200)
    assert "Take it away" not in page


def test_another_organisation_has_its_own(sam: Desk, stranger: Desk) -> None:
    """I12."""
    sam.press(KEEP, **HALIFAX)
    lee = somebody(stranger.operator.organisation, "administrator", "lee")

    lee.press(REMOVE, **NAMED)

    assert "902-555-0142" not in lee.see(PAGE)
    assert len(kept(sam)) == 1
