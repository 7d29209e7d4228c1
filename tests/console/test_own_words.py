"""What the line sends, on its page: shipped or in own words, counted, refused with what to do."""

from typing import Any

import pytest

from stillhere.care.access import Role
from stillhere.care.own_words import LANGUAGES, Text
from stillhere.console.message_words import GROUPS, NAMES, WHEN
from stillhere.console.messages_form import as_shipped, name_of
from stillhere.records.models import Organisation
from tests.console.desk import Desk, text_of
from tests.console.test_policies import somebody

PAGE, SIGN = "/console/settings/messages/", "/console/settings/messages/sign"


def written(*, seen: int = 0, **said: str) -> dict[str, Any]:
    empty = {name_of(text, language): "" for text in Text for language in LANGUAGES}
    return {"seen": seen} | empty | {name.replace("__", "."): w for name, w in said.items()}


def test_every_text_stands_there_with_when_it_leaves_and_what_we_ship(sam: Desk) -> None:
    """IN2."""
    page = text_of(sam.see(PAGE))

    assert "Nobody has written anything else" in page
    for text in Text:
        assert str(NAMES[text]) in page
        assert str(WHEN[text]) in page
        assert all(as_shipped(text, language) in page for language in LANGUAGES)


def test_what_promises_stands_there_and_cannot_be_changed(sam: Desk) -> None:
    """ES6, WA12."""
    page = sam.see(PAGE)

    assert "We cannot promise to turn them back." in page
    assert "it cannot call 911." in page
    assert 'name="help_coming' not in page
    assert 'name="offer' not in page


def test_own_words_are_counted_with_the_longest_that_may_stand_in_them(sam: Desk) -> None:
    """IN2."""
    sam.press(SIGN, **written(ask__en="All good? Send {digit}."))

    page = sam.see(PAGE)

    left = 160 - len("All good? Send 9.")
    assert f"One text, room for {left} more." in page
    assert "Version 1 is in force, signed by Sam" in text_of(page)
    assert "How are you?, In English: All good? Send {digit}." in text_of(page)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Still using? Send {digit}.", "Whoever holds the phone would read “using”."),
        ("All good?", "Put {digit} in it"),
        ("All good? Send {digit}. " + "a" * 200, "more than one text takes. Shorten it"),
        ("All good? Send {digit} or 0.", "Take 0 out"),
        ("All good? Send {digit}{digit}.", "Keep {digit} once and take it out everywhere else."),
        ("All good? Send x{digit}.", "Put a blank before and after {digit}"),
        ("All good {name}? Send {digit}.", "nothing to put in place of {name} here"),
    ],
)
def test_what_cannot_be_sent_says_why_names_the_text_and_keeps_what_was_typed(
    words: str, said: str, sam: Desk
) -> None:
    """IN2, WA4."""
    page = sam.press(SIGN, **written(ask__en=words, greeting__fr="Bonjour."))

    assert sam.status == 422
    assert said in page
    assert '<a href="#text-ask.en">How are you?, In English</a>' in page
    assert words in page
    assert "Bonjour." in page
    assert "There is no version yet" in page


def test_signs_that_keyboards_put_in_are_made_plain(sam: Desk) -> None:
    """IN2: one of them would more than halve the room."""
    sam.press(SIGN, **written(greeting__fr="  Bonjour\r\nc’est  nous… "))

    assert ">\nBonjour c'est nous...</textarea>" in sam.see(PAGE)


def test_two_editors_lose_nothing(organisation: Organisation, sam: Desk) -> None:
    sam.press(SIGN, **written(greeting__en="Hi there."))
    lee = somebody(organisation, "administrator", "lee")

    page = lee.press(SIGN, **written(greeting__en="Hello you."))

    assert lee.status == 409
    assert "Sam signed version 1 at" in page
    assert "Hello you.</textarea>" in page
    assert '<span class="own-words__said" lang="en">Hi there.</span>' in page


@pytest.mark.parametrize(
    ("role", "sees", "signs"),
    [(Role.OPERATOR, 404, 404), (Role.COORDINATOR, 200, 404), (Role.EVALUATOR, 404, 404)],
)
def test_only_a_few_look_and_fewer_sign(
    organisation: Organisation, role: Role, sees: int, signs: int
) -> None:
    desk = somebody(organisation, role, "kim")

    page = desk.see(PAGE)
    seen = desk.status
    desk.press(SIGN, **written())

    assert (seen, desk.status) == (sees, signs)
    assert "<textarea" not in page


def test_another_organisation_says_its_own(sam: Desk, stranger: Desk) -> None:
    """I12."""
    sam.press(SIGN, **written(greeting__en="Hi there."))
    lee = somebody(stranger.operator.organisation, "administrator", "lee")

    assert "Hi there." not in lee.see(PAGE)


def test_every_text_stands_on_the_page_once() -> None:
    """IN2."""
    assert sorted(text for texts in GROUPS.values() for text in texts) == sorted(Text)
    assert NAMES.keys() == WHEN.keys() == set(Text)
