"""What docs/care.md says, a test and the code carry by name; what is not kept yet says why."""

import re
from itertools import pairwise

import pytest

from stillhere.care.policy import CHOICES
from tools.draw_rules import amount
from tools.rules import GAPS, NAME, PAGE, Spoken, carried, faults, figures, rules, spoken

NOT_YET = frozenset(
    {
        "SU2",
        "SU3",
        "RO1",
        "RO2",
    }
)
"""Decided and tested clause by clause in the core; their tables and pages come later.

Whoever brings one into force takes it out of here.
"""

CARE = PAGE.read_text(encoding="utf-8")
NONE: frozenset[str] = frozenset()


def test_every_rule_is_carried_by_a_test_and_by_the_code() -> None:
    assert list(faults(rules(CARE), spoken(), not_yet=NOT_YET)) == []


@pytest.mark.parametrize("rule", sorted(NOT_YET))
def test_a_rule_not_kept_yet_says_why(rule: str) -> None:
    reasons = GAPS.read_text(encoding="utf-8")

    assert rule in NAME.findall(reasons)


def test_the_rules_are_numbered_without_gaps() -> None:
    names = [re.fullmatch(r"([A-Z]+)(\d+)", name) for name in rules(CARE)]
    numbered = [(name[1], int(name[2])) for name in names if name]

    assert len(numbered) == 72
    assert all(b == (a[0], a[1] + 1) or b[1] == 1 for a, b in pairwise(numbered))
    assert len(set(numbered)) == 72


@pytest.mark.parametrize(("choice", "figure"), figures(CARE))
def test_every_default_on_the_page_is_the_one_in_the_code(choice: str, figure: str) -> None:
    assert amount(CHOICES[choice], CHOICES[choice].default) == figure


def test_a_rule_without_a_test_is_found() -> None:
    said = Spoken(by_tests=NONE, by_code=frozenset({"WA6"}))

    assert list(faults(["WA6"], said, not_yet=NONE)) == ["WA6 has no test that carries its name"]


def test_a_rule_the_code_does_not_know_is_found() -> None:
    said = Spoken(by_tests=frozenset({"WA6"}), by_code=NONE)

    assert list(faults(["WA6"], said, not_yet=NONE)) == ["WA6 does not stand in stillhere/"]


def test_a_rule_that_does_not_exist_is_found() -> None:
    said = Spoken(by_tests=frozenset({"WA99"}), by_code=NONE)

    assert list(faults([], said, not_yet=NONE)) == ["WA99 is no rule of docs/care.md"]


def test_only_a_test_carries_a_rule() -> None:
    helper = 'def help():\n    """WA1."""\ndef test_it():\n    """WA2."""\n'

    assert list(carried(helper)) == ["WA2"]
