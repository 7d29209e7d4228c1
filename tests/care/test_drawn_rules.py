"""The drawn pages say what the code says, and a page left behind is found."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from stillhere.care import contact
from stillhere.care.policy import CHOICES
from stillhere.care.watch import TRANSITIONS
from tools.draw_rules import pages, stale


def test_the_drawn_rules_are_those_that_run() -> None:
    assert list(stale()) == []


@pytest.mark.parametrize("name", pages())
def test_a_page_that_was_left_behind_is_found(name: str, tmp_path: Path) -> None:
    for each, page in pages().items():
        (tmp_path / each).parent.mkdir(exist_ok=True)
        (tmp_path / each).write_text(page, encoding="utf-8")
    (tmp_path / name).write_text("as it was", encoding="utf-8")

    assert list(stale(tmp_path)) == [name]


def test_a_page_that_is_not_there_is_found(tmp_path: Path) -> None:
    assert list(stale(tmp_path)) == list(pages())


def test_every_choice_is_drawn() -> None:
    drawn = pages()

    assert all(f"`{name}` |" in drawn["rules/policy.md"] for name in CHOICES)
    assert all(f"`{name}` |" in drawn["care.md"] for name in CHOICES)


@pytest.mark.parametrize(
    ("page", "transitions"),
    [("rules/states.md", TRANSITIONS), ("rules/contact.md", contact.TRANSITIONS)],
)
def test_every_handler_is_drawn(page: str, transitions: Mapping[Any, Callable[..., Any]]) -> None:
    handlers = {handler.__name__ for handler in transitions.values()} - {"impossible"}

    assert all(f"`{name}`" in pages()[page] for name in handlers)


def test_a_default_is_called_a_default() -> None:
    drawn = pages()

    assert "a default, not advice" in drawn["rules/policy.md"]
    assert "defaults, not advice" in drawn["rules/ladder.md"]
