"""Which number reaches help for their place, and what may be said there: nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from stillhere.care.dispatch import (
    HowTested,
    Kind,
    Number,
    Say,
    Told,
    find,
    how_tested,
    is_same_place,
    script,
)
from stillhere.care.plan import Terms
from stillhere.care.watch_events import HelpAsked
from stillhere.care.watch_state import Watch
from tests.care.watching import (
    DECIDE_AT,
    DEFAULTS,
    DURESS,
    NOON,
    PLAN,
    a_watch,
    an_alarm,
    at,
    help_coming,
    quiet,
    tap,
    then,
)

HALIFAX = Number(
    number="+19025550142", kind=Kind.LISTED, place="Halifax, NS", time_zone="America/Halifax"
)
LONDON = Number(number="+15195550143", kind=Kind.LISTED, place="London, ON", tested_at=NOON)
ROUTED = Number(number="+14165550144", kind=Kind.PROVIDER, tested_at=NOON)
ALL_TOLD = Told(
    place="12 Example Street",
    way_in="buzzer 4",
    company="They are alone.",
    conditions="asthma",
    naloxone="in reach",
    drug="Down (an opioid)",
    their_number="+1 416-555-0123",
    line_number="+1 416-555-0100",
    same_address=True,
    same_phone=True,
)


def said(terms: Terms = PLAN, told: Told = ALL_TOLD) -> dict[Say, str]:
    return dict(script(an_alarm(), terms, told, now=at(DECIDE_AT)))


def why(watch: Watch, seconds: float) -> Say:
    return script(watch, PLAN, Told(), now=at(seconds))[0][0]


def test_the_contracted_provider_is_dialled_first_and_the_tested_list_after_it() -> None:
    """ES3."""
    found = find("12 Example Street, Halifax", [LONDON, HALIFAX, ROUTED])

    assert found.fits == (ROUTED, HALIFAX)
    assert found.others == (LONDON,)
    assert found.time_zone == "America/Halifax"


def test_a_number_of_another_place_is_never_first() -> None:
    """ES3: 911 there sends nobody here."""
    assert find("12 Example Street", [HALIFAX]).fits == ()
    assert find("", [HALIFAX, LONDON]).fits == ()
    assert find("Halifaxstrasse 3", [HALIFAX]).fits == ()


def test_a_street_with_the_name_of_a_town_leaves_the_choice_to_a_person() -> None:
    """ES3."""
    found = find("4 London Street, Halifax", [HALIFAX, LONDON])

    assert found.unsure
    assert set(found.fits) == {HALIFAX, LONDON}
    assert not find("Halifax", [HALIFAX, LONDON]).unsure


def test_of_two_that_fit_the_more_exact_and_then_the_tested_is_first() -> None:
    """ES3."""
    north = replace(HALIFAX, place="Halifax North", number="+19025550145")
    own = replace(ROUTED, place="Halifax", tested_at=None)

    assert find("Halifax North, 3 Pine", [HALIFAX, north]).fits == (north, HALIFAX)
    assert find("Halifax", [own, replace(own, tested_at=NOON)]).fits[0].tested_at == NOON


def test_their_time_is_said_only_where_it_is_known_for_sure() -> None:
    """ES3."""
    here = replace(LONDON, time_zone="America/Toronto")

    assert find("London Street, Halifax", [HALIFAX, here]).time_zone == ""
    assert find("somewhere", [ROUTED]).time_zone == ""


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (None, HowTested.NEVER),
        (0, HowTested.LATELY),
        (90, HowTested.LATELY),
        (91, HowTested.LONG_AGO),
    ],
)
def test_an_old_or_untested_number_never_looks_tested(
    days: int | None, expected: HowTested
) -> None:
    """ES3. Ninety days is a default."""
    tested_at = None if days is None else NOON - timedelta(days=days)

    number = replace(HALIFAX, tested_at=tested_at)
    assert how_tested(number, policy=DEFAULTS, now=NOON) is expected


def test_only_what_is_known_is_said() -> None:
    """ES3."""
    nothing = Told()

    assert list(said(told=nothing)) == [
        Say.NOT_ANSWERING,
        Say.NO_PLACE,
        Say.LAST_ANSWER,
        Say.THIS_PHONE,
    ]


def test_no_drug_is_named_unless_they_agreed() -> None:
    """ES3."""
    assert Say.DRUG not in said()
    assert said(replace(PLAN, may_name_drug=True))[Say.DRUG] == "Down (an opioid)"


def test_their_own_number_is_given_only_if_they_agreed() -> None:
    """ES3."""
    ours = said()
    theirs = said(replace(PLAN, may_give_number=True))

    assert Say.THEIR_NUMBER not in ours
    assert ours[Say.LINE_NUMBER] == "+1 416-555-0100"
    assert theirs[Say.THEIR_NUMBER] == "+1 416-555-0123"
    assert Say.LINE_NUMBER not in theirs


def test_an_agreed_number_nobody_has_is_replaced_by_ours() -> None:
    """ES3."""
    told = replace(ALL_TOLD, their_number="")

    assert Say.LINE_NUMBER in said(replace(PLAN, may_give_number=True), told)


def test_what_the_caller_said_of_the_place_is_called_unverified() -> None:
    """ES3."""
    assert list(said())[1:3] == [Say.PLACE, Say.NOT_VERIFIED]
    assert Say.NOT_VERIFIED not in said(told=Told())


def test_two_at_one_address_or_on_one_phone_are_both_said() -> None:
    """CO8."""
    assert {Say.SAME_ADDRESS, Say.SAME_PHONE} <= set(said())
    assert not {Say.SAME_ADDRESS, Say.SAME_PHONE} & set(said(told=Told()))


def test_nobody_who_asked_woke_or_is_not_safe_is_called_silent() -> None:
    """ES3: only what is known."""
    cried = then(a_watch(), DECIDE_AT, HelpAsked())
    woke = then(help_coming(), DECIDE_AT, tap(help_coming(), with_word=True))
    threatened = then(a_watch(), 30, DURESS)

    first = [why(each, DECIDE_AT) for each in (cried, woke, threatened)]
    assert first == [Say.ASKED_FOR_HELP, Say.AWAKE, Say.NOT_SAFE]


def test_who_asked_for_help_and_answered_later_goes_quiet_like_anybody() -> None:
    """ES3."""
    cried = then(a_watch(), 30, HelpAsked())
    calm = then(cried, 40, tap(cried, with_word=True))

    assert why(quiet(calm, 300), 300) is Say.NOT_ANSWERING


def test_who_asked_for_help_and_went_silent_may_not_be_breathing() -> None:
    """ES3: a minute is a default."""
    cried = then(a_watch(), 30, HelpAsked())

    assert why(cried, 89) is Say.ASKED_FOR_HELP
    assert why(cried, 90) is Say.ASKED_THEN_SILENT


@pytest.mark.parametrize(
    ("place", "fits"),
    [
        ("12 Pine, Windsor", True),
        ("12 Pine, Windsor ON", True),
        ("12 Pine, Windsor, Ontario", True),
        ("12 Pine, Windsor NS", False),
        ("12 Pine, Windsor, Nova Scotia", False),
        ("the house on Pine, Windsor", True),
    ],
)
def test_a_town_of_that_name_in_another_province_is_another_town(place: str, *, fits: bool) -> None:
    """ES3."""
    windsor = replace(HALIFAX, place="Windsor, ON")

    assert bool(find(place, [windsor]).fits) is fits


def test_saint_john_is_not_st_johns() -> None:
    """ES3."""
    saint_john = replace(HALIFAX, place="Saint John")

    assert find("3 Pine, Saint John's", [saint_john]).fits == ()
    assert find("3 Pine, Saint John\N{RIGHT SINGLE QUOTATION MARK}s", [saint_john]).fits == ()
    assert find("3 Pine, Saint John, NB", [saint_john]).fits == (saint_john,)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("12 Example St, Apt 4", "apt. 4, 12 example street", True),
        ("12 rue de l'Érable", "12, RUE DE L'ERABLE", True),
        ("12 Example Street, apt 4", "12 Example Street, apt 5", False),
        ("12 Example Street", "12 Example Road", False),
        ("", "", False),
        ("?", "!", False),
    ],
)
def test_the_same_address_is_known_however_it_is_written(
    one: str, other: str, *, same: bool
) -> None:
    """CO8."""
    assert is_same_place(one, other) is same
