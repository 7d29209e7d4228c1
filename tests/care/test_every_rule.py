"""A rule of care has a name, and at least one test carries it in its docstring."""

import ast
import re
from collections.abc import Iterator

import pytest

from tools.tree import HERE, files

NAME = re.compile(r"\b(?:CO|IN|CD|PL|WA|ES|AF|SU|RO)\d{1,2}\b")
KEPT = {
    "CO": (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14),
    "IN": (1, 2, 3),
    "PL": (1, 2, 3, 4, 5, 6, 7, 8),
    "WA": (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16),
    "ES": (1, 2, 5, 6, 7, 8, 9),
    "AF": (2,),
}
"""What this version keeps. The other rules come with what they are about."""


def carried() -> Iterator[str]:
    """Every rule named by a test that pytest collects."""
    for path in files():
        if path.parts[0] == "tests" and path.match("test_*.py"):
            tree = ast.parse((HERE / path).read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                    yield from NAME.findall(ast.get_docstring(node) or "")


CARRIED = frozenset(carried())


@pytest.mark.parametrize("rule", [f"{kind}{k}" for kind, numbers in KEPT.items() for k in numbers])
def test_every_rule_we_keep_has_a_test_with_its_name(rule: str) -> None:
    assert rule in CARRIED
