"""The drawn pages say what the code says, and a page left behind is found."""

from pathlib import Path

import pytest

from stillhere.care.policy import CHOICES
from stillhere.care.watch import TRANSITIONS
from tools.draw_rules import pages, stale


def test_the_drawn_rules_are_those_that_run() -> None:
    assert list(stale()) == []


@pytest.mark.parametrize("name", pages())
def test_a_page_that_was_left_behind_is_found(name: str, tmp_path: Path) -> None:
    for each, page in pages().items():
        (tmp_path / each).write_text(page, encoding="utf-8")
    (tmp_path / name).write_text("as it was", encoding="utf-8")

    assert list(stale(tmp_path)) == [name]


def test_a_page_that_is_not_there_is_found(tmp_path: Path) -> None:
    assert list(stale(tmp_path)) == list(pages())


def test_every_handler_and_every_choice_is_drawn() -> None:
    drawn = pages()

    assert all(f"`{name}` |" in drawn["policy.md"] for name in CHOICES)
    handlers = {handler.__name__ for handler in TRANSITIONS.values()} - {"impossible"}
    assert all(f"`{name}`" in drawn["states.md"] for name in handlers)


def test_a_default_is_called_a_default() -> None:
    drawn = pages()

    assert "a default, not advice" in drawn["policy.md"]
    assert "defaults, not advice" in drawn["ladder.md"]
