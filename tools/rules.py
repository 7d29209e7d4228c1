"""The rules of docs/care.md, and where the code and the tests speak of them."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.tree import HERE, files

NAME: Final = re.compile(r"\b(?:CO|IN|CD|PL|WA|ES|AF|SU|RO)\d{1,2}\b")
RULE: Final = re.compile(r"^\*\*(?P<name>[A-Z]{2}\d{1,2})\. (?P<title>[^*]+)\*\*$", re.MULTILINE)
FIGURE: Final = re.compile(r"(?P<figure>\d+(?: (?:s|min|h|days|years))?) \(`(?P<choice>\w+)`\)")
PAGE: Final = HERE / "docs" / "care.md"
GAPS: Final = HERE / "docs" / "decisions" / "known-gaps.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Where rules are named."""

    by_tests: frozenset[str]
    by_code: frozenset[str]


def rules(page: str) -> list[str]:
    return [found["name"] for found in RULE.finditer(page)]


def figures(page: str) -> list[tuple[str, str]]:
    """Each choice with the default the page gives it."""
    return [(found["choice"], found["figure"]) for found in FIGURE.finditer(page)]


def spoken() -> Spoken:
    paths = [path for path in files() if path.suffix == ".py"]
    tests = (path for path in paths if path.parts[0] == "tests" and path.match("test_*.py"))
    code = (path for path in paths if path.parts[0] == "stillhere")
    return Spoken(
        by_tests=frozenset(name for path in tests for name in carried(_read(path))),
        by_code=frozenset(name for path in code for name in NAME.findall(_read(path))),
    )


def carried(test_file: str) -> Iterator[str]:
    """Every rule named by a test that pytest collects."""
    for node in ast.walk(ast.parse(test_file)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield from NAME.findall(ast.get_docstring(node) or "")


def faults(names: Iterable[str], said: Spoken, *, not_yet: frozenset[str]) -> Iterator[str]:
    """What a reader of the page would believe and should not."""
    kept = set(names) - not_yet
    yield from (f"{name} has no test that carries its name" for name in kept - said.by_tests)
    yield from (f"{name} does not stand in stillhere/" for name in kept - said.by_code)
    strangers = (said.by_tests | said.by_code | not_yet) - set(names)
    yield from (f"{name} is no rule of docs/care.md" for name in strangers)


def _read(path: Path) -> str:
    return (HERE / path).read_text(encoding="utf-8")
