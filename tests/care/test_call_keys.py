"""What a key of the telephone means while nobody is with them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from stillhere.care.call_keys import (
    TRUTH_TAKES,
    Meaning,
    Pressed,
    SaysYes,
    SpeaksWith,
    WantsCallBack,
    meaning,
)
from stillhere.care.contact_state import Contact, State
from stillhere.care.watch_events import CheckedIn, HelpAsked
from stillhere.care.watch_state import Watch
from tests.care.test_unattended_call import on_a_call, rang
from tests.care.watching import at


def means(
    key: str, contact: Contact, *, watch: Watch | None = None, seconds: float = 100, **more: Any
) -> Meaning | None:
    told = {"offered_at": None, "now": at(seconds)} | more
    return meaning(Pressed(key=key, at=at(seconds)), contact, watch=watch, **told)


@pytest.mark.parametrize(("key", "language"), [("2", "fr"), ("3", "en")])
def test_one_key_chooses_a_language_while_they_wait(key: str, language: str) -> None:
    """CO3."""
    assert means(key, rang()) == SpeaksWith(language)


def test_one_key_asks_for_a_call_back() -> None:
    """CO4."""
    assert means("4", rang()) == WantsCallBack()


@pytest.mark.parametrize("key", ["0", "1", "5", "9", "#", "*"])
def test_any_other_key_means_nothing_while_they_wait(key: str) -> None:
    """WA12: without an offer there is no yes."""
    assert means(key, rang(), offered_at=at(0)) is None


def test_a_yes_is_one_only_once_the_truth_has_been_said() -> None:
    """WA12."""
    contact = replace(rang(), unattended_offered=True)

    assert means("1", contact) is None
    assert means("1", contact, offered_at=at(100) - TRUTH_TAKES / 2) is None
    assert means("1", contact, offered_at=at(100) - TRUTH_TAKES) == SaysYes()
    assert means("5", contact, offered_at=at(0)) is None


def test_with_a_person_a_key_means_nothing() -> None:
    """WA12: that person asks."""
    held = replace(rang(), state=State.WITH_OPERATOR, operator=1, watched=True)
    watch = replace(on_a_call(), unattended=False)

    assert {means(key, held, watch=watch) for key in "0123456789"} == {None}
    assert means("1", replace(held, state=State.WAITING), watch=watch) is None


def test_in_a_watch_without_a_person_key_1_is_okay_and_key_0_a_cry_for_help() -> None:
    """WA5, WA12."""
    watch, contact = on_a_call(), replace(rang(), state=State.WITH_OPERATOR, watched=True)

    assert means("1", contact, watch=watch) == CheckedIn(ask=watch.ask)
    assert means("0", contact, watch=watch) == HelpAsked()
    assert means("2", contact, watch=watch) == SpeaksWith("fr")
    assert means("4", contact, watch=watch) is None


def test_what_they_pressed_a_while_ago_is_no_answer_and_a_cry_for_help_all_the_same() -> None:
    """WA4, WA5."""
    watch, contact = on_a_call(), replace(rang(), watched=True)
    late = at(100) + timedelta(seconds=11)

    assert means("1", contact, watch=watch, now=late) is None
    assert means("0", contact, watch=watch, now=late) == HelpAsked()


def test_under_duress_the_keys_go_on_meaning_what_they_did() -> None:
    """WA5: whoever stands beside them notices nothing."""
    watch = replace(on_a_call(), unattended=False, seems_unattended=True, duress=True)

    assert means("1", replace(rang(), watched=True), watch=watch) == CheckedIn(ask=watch.ask)
