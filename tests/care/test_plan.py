"""A plan looks ready only when it can be carried out, and only the caller changes it."""

import json
from dataclasses import replace

import pytest

from stillhere.care.channel import Channel
from stillhere.care.plan import (
    NOTHING_AGREED,
    Help,
    Helper,
    IfDropped,
    Missing,
    Reach,
    Step,
    Terms,
    Words,
    seconds_until_decide_now,
)
from stillhere.care.watch_events import PlanChanged
from stillhere.care.watch_state import State, Watch
from tests.care.watching import (
    CALL_911,
    DECIDE_AT,
    PLAN,
    REACHED,
    a_watch,
    an_alarm,
    help_coming,
    quiet,
    then,
)

WORDS = Words(
    place="Lot 7, behind the mill",
    way_in="blue door",
    helpers=(Helper(name="Jo", number="+14165550123", minutes=4, has_naloxone=True),),
    ok_word="maple",
)


def test_a_whole_plan_is_green() -> None:
    """PL2."""
    assert PLAN.missing == ()


@pytest.mark.parametrize(
    ("lack", "missing"),
    [
        (replace(PLAN, steps=()), Missing.HELP),
        (replace(PLAN, place_given=False), Missing.PLACE),
        (replace(PLAN, contact_can_ring=False), Missing.CONTACT_NUMBER),
        (replace(PLAN, read_back=False), Missing.READ_BACK),
    ],
)
def test_no_green_light_over_an_empty_plan(lack: Terms, missing: Missing) -> None:
    """PL1, PL2, PL5."""
    assert lack.missing == (missing,)


def test_nothing_agreed_is_never_green() -> None:
    """PL2."""
    assert set(NOTHING_AGREED.missing) >= {Missing.HELP, Missing.PLACE, Missing.READ_BACK}


def test_without_a_contact_nobodys_number_is_missing() -> None:
    """PL2."""
    only_911 = replace(PLAN, steps=(Step(help=Help.EMERGENCY),), contact_can_ring=False)

    assert only_911.missing == ()


@pytest.mark.parametrize(
    ("answered", "missing"), [(False, (Missing.REFUSAL_ANSWERED,)), (True, ())]
)
def test_a_refused_plan_is_ready_once_the_refusal_was_answered(
    answered: bool,  # noqa: FBT001  # pytest hands it over
    missing: tuple[Missing, ...],
) -> None:
    """PL7."""
    assert Terms(refused=True, refusal_answered=answered).missing == missing


def test_a_refused_plan_is_watched_all_the_same() -> None:
    """PL7."""
    watch = a_watch(terms=Terms(refused=True))

    assert quiet(watch, DECIDE_AT).state is State.ALARM


def test_911_can_be_sent_without_any_plan() -> None:
    """PL7, ES1."""
    assert then(an_alarm(a_watch(terms=NOTHING_AGREED)), 200, CALL_911).decided is not None


@pytest.mark.parametrize(
    "terms",
    [
        replace(PLAN, reach=Reach(text=True)),
        replace(PLAN, has_number=False),
        replace(PLAN, speaks=False),
    ],
)
def test_nobody_is_rung_who_did_not_agree_or_cannot_hear(terms: Terms) -> None:
    """PL3, CO14."""
    assert PLAN.may_ring
    assert not terms.may_ring


def test_911_anyway_is_no_default() -> None:
    """PL1."""
    assert Terms().emergency_after is None


def test_without_a_word_the_line_is_rung_back_not_texted() -> None:
    """PL4, CO9."""
    assert NOTHING_AGREED.if_dropped is IfDropped.RING


def test_what_is_said_is_what_the_watch_does() -> None:
    """PL5, WA8."""
    said = seconds_until_decide_now(120, 60)

    assert quiet(a_watch(), said - 1).state is not State.ALARM
    assert quiet(a_watch(), said).state is State.ALARM


@pytest.mark.parametrize("watch", [a_watch(), quiet(a_watch(), 130), an_alarm(), help_coming()])
def test_a_change_is_in_force_at_once_and_clears_nothing(watch: Watch) -> None:
    """PL6."""
    only_911 = replace(PLAN, steps=(Step(help=Help.EMERGENCY),))

    assert then(watch, 200, PlanChanged(terms=only_911)) == replace(watch, terms=only_911)


def test_taking_back_a_consent_is_a_change_like_any_other() -> None:
    """PL3, PL6."""
    watch = then(a_watch(), 10, PlanChanged(terms=replace(PLAN, reach=Reach())))

    assert not watch.terms.may_ring


@pytest.mark.parametrize("terms", [PLAN, NOTHING_AGREED, Terms(emergency_after=5, refused=True)])
def test_terms_are_kept_and_read_again(terms: Terms) -> None:
    assert Terms.from_values(json.loads(json.dumps(terms.as_values()))) == terms


@pytest.mark.parametrize("words", [WORDS, Words()])
def test_words_are_kept_and_read_again(words: Words) -> None:
    assert Words.from_values(json.loads(json.dumps(words.as_values()))) == words


def test_a_plan_of_another_version_is_still_readable() -> None:
    """I2."""
    terms, words = PLAN.as_values(), WORDS.as_values()
    del terms["speaks"], words["never"]
    terms["newer"] = terms["reach"]["newer"] = words["newer"] = words["helpers"][0]["newer"] = 1

    assert Terms.from_values(terms) == PLAN
    assert Words.from_values(words) == WORDS


def test_the_rules_hold_nobodys_words() -> None:
    """PL2, I8."""
    texts = [name for name, value in PLAN.as_values().items() if isinstance(value, str)]

    assert texts == ["if_dropped"]


def test_the_mental_health_choice_and_who_must_never_come_are_the_callers_words() -> None:
    """PL1, PL2."""
    assert (Words(never="my brother").never, Words(instead="9-8-8").instead) == (
        "my brother",
        "9-8-8",
    )


def test_one_who_cannot_speak_is_asked_in_writing_at_the_same_times() -> None:
    """CO14, PL3."""
    deaf = a_watch(channel=Channel.CHAT, terms=replace(PLAN, speaks=False))

    assert quiet(deaf, DECIDE_AT).state is State.ALARM
    assert then(quiet(deaf, DECIDE_AT), 200, CALL_911, REACHED).coming
