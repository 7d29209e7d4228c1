"""
What docs/ claims, and whether a test stands behind it. The format is in docs/README.md.

A claim is a promise, a hazard's control, an answer to a threat, or a fault to survive.
"""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.tree import HERE

DOCS = HERE / "docs"
PROMISE = re.compile(r"^(?P<number>\d+)\. (?P<words>.+)$")
TEST = re.compile(r"`(?P<test>tests/[^`]+::[^`]+)`")
LOGS = {"hazards": "hazard", "threats": "threat", "faults": "fault"}
NEEDED = {
    "hazard": {"id", "name", "before", "after", "control"},
    "threat": {"id", "who", "what", "answer"},
    "fault": {"id", "name"},
}
STANDS_ON = {"tests", "drill", "cannot", "not_yet"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    place: str
    """Where it is written: `promises.md 3`, `hazards.toml H1`."""
    tests: tuple[str, ...]
    faults: tuple[str, ...] = ()
    """What is wrong with how it is written."""


def claims(docs: Path = DOCS) -> list[Claim]:
    found = list(_promises((docs / "promises.md").read_text(encoding="utf-8")))
    for log, kind in LOGS.items():
        entries = tomllib.loads((docs / f"{log}.toml").read_text(encoding="utf-8"))
        found += [_entry(log, kind, entry) for entry in entries.get(kind, [])]
    return found


def faults(found: Iterable[Claim], existing: set[str]) -> Iterator[str]:
    for claim in found:
        yield from (f"{claim.place}: {fault}" for fault in claim.faults)
        for test in claim.tests:
            if test not in existing:
                yield f"{claim.place}: there is no {test}"


def not_run(found: Iterable[Claim], passed: set[str]) -> Iterator[str]:
    """A promise is kept by a test that ran and passed today, not by one that exists."""
    ran = {test.split("[")[0] for test in passed}
    for claim in found:
        for test in claim.tests:
            if test not in ran:
                yield f"{claim.place}: {test} did not run and pass"


def existing_tests(root: Path = HERE) -> set[str]:
    return {
        f"{path.relative_to(root).as_posix()}::{name}"
        for path in (root / "tests").rglob("test_*.py")
        for name in _names(ast.parse(path.read_text(encoding="utf-8")))
    }


def _names(tree: ast.AST, within: str = "") -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            yield from _names(node, f"{within}{node.name}::")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if node.name.startswith("test_"):
                yield f"{within}{node.name}"
        elif isinstance(node, ast.Assign) and not within:
            yield from _cases(node)


def _cases(node: ast.Assign) -> Iterator[str]:
    """`TestLadder = Ladder.TestCase`, the way Hypothesis hands over a machine of states."""
    for target in node.targets:
        if isinstance(target, ast.Name) and target.id.startswith("Test"):
            yield f"{target.id}::runTest"


def _promises(text: str) -> Iterator[Claim]:
    number, tests, said = 0, list[str](), 0
    for line in [*text.splitlines(), "0. the end"]:
        if begun := PROMISE.match(line):
            if said:
                yield _promise(said, number, tests)
            number, said, tests = number + 1, int(begun["number"]), []
        tests += TEST.findall(line)


def _promise(said: int, number: int, tests: list[str]) -> Claim:
    wrong = []
    if said != number:
        wrong.append(f"should be number {number}")
    if not tests:
        wrong.append("a promise without a test")
    return Claim(place=f"promises.md {said}", tests=tuple(tests), faults=tuple(wrong))


def _entry(log: str, kind: str, entry: dict[str, object]) -> Claim:
    wrong = [f"says no {name}" for name in sorted(NEEDED[kind] - entry.keys())]
    wrong += [f"{name}?" for name in sorted(entry.keys() - NEEDED[kind] - STANDS_ON)]
    tests = entry.get("tests", [])
    if not isinstance(tests, list):
        wrong.append("tests is a list")
        tests = []
    if not any(entry.get(ground) for ground in STANDS_ON):
        wrong.append(f"stands on nothing: {', '.join(sorted(STANDS_ON))}")
    return Claim(
        place=f"{log}.toml {entry.get('id', '?')}",
        tests=tuple(str(test) for test in tests),
        faults=tuple(wrong),
    )
