"""The house keeps its shape: the same story in every layer, a pure core, words with care."""

import ast
import importlib
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from stillhere.care.journey import BESIDE, STAGES
from tools.tree import HERE, files

OURS = [path for path in files() if path.suffix == ".py" and path.name != "0001_initial.py"]
CARE = [path for path in OURS if path.parts[:2] == ("stillhere", "care")]
LAYERS = ("care", "records", "actions")
WORDS_LIVE_IN = {".py", ".html", ".txt", ".md", ".toml", ".po", ".js", ".css", ".svg", ".sh"}
TEXTS = [p for p in files() if p.suffix in WORDS_LIVE_IN and p.parts[0] != "requirements"]

SAYS_NOTHING = {"utils", "helpers", "helper", "manager", "managers", "common", "misc", "base"}
LONGEST_FILE, LONGEST_FUNCTION = 400, 50
CARE_MAY_IMPORT = {
    "__future__",
    "collections",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
    "hashlib",
    "hmac",
    "itertools",
    "math",
    "operator",
    "re",
    "types",
    "typing",
    "unicodedata",
    "zoneinfo",
}
ASKS_THE_CLOCK = {"now", "today", "utcnow"}
# Written so that this file does not hold them either. A glossary may name what we do not say.
REDUCES_A_PERSON = re.compile(
    r"\b(add[i]cts?|ab[u]sers?|jun[k]ies?|overdo[s]ers?|(drug|substance) ab[u]se|clean[ ]time"
    r"|toxic[o]manes?|drog[u]ée?s?)\b",
    re.IGNORECASE,
)
A_MACHINE = re.compile(r"(?<![\w.])/(root|work|home/(?!me/)\w+|Users/(?!me/)\w+)/")


def trees(paths: list[Path]) -> Iterator[tuple[Path, ast.AST]]:
    for path in paths:
        yield path, ast.parse((HERE / path).read_text(encoding="utf-8"), filename=str(path))


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{path}:{number} {found.group()}"
        for path in paths
        for number, line in enumerate((HERE / path).read_text(encoding="utf-8").splitlines(), 1)
        if (found := pattern.search(line))
    ]


@pytest.mark.parametrize("package", ["care"])
def test_the_story_is_told_in_order(package: str) -> None:
    told = importlib.import_module(f"stillhere.{package}").__doc__ or ""

    assert re.findall(r"^    (\w+) ", told, re.MULTILINE) == [*STAGES, *BESIDE]


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_has_the_same_name_in_every_layer(stage: str) -> None:
    homes = [layer for layer in LAYERS if Path("stillhere", layer, f"{stage}.py") in OURS]

    assert homes[:1] == ["care"]
    assert len(homes) > 1


def test_care_never_asks_the_clock() -> None:
    asked = [
        f"{path}:{node.lineno}"
        for path, tree in trees(CARE)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ASKS_THE_CLOCK
    ]

    assert asked == []


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def test_care_is_pure() -> None:
    foreign = {
        f"{path} imports {name}"
        for path, tree in trees(CARE)
        for name in imports(tree)
        if name.split(".")[0] not in CARE_MAY_IMPORT and not name.startswith("stillhere.care")
    }

    assert foreign == set()


def test_every_name_says_something() -> None:
    assert [str(path) for path in OURS if path.stem in SAYS_NOTHING] == []


def test_every_module_says_why_it_exists() -> None:
    silent = [
        str(path)
        for path, tree in trees(OURS)
        if isinstance(tree, ast.Module) and tree.body and not ast.get_docstring(tree)
    ]

    assert silent == []


def test_no_file_is_too_long_to_read() -> None:
    lengths = {path: len((HERE / path).read_text(encoding="utf-8").splitlines()) for path in OURS}

    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_too_long_to_hold_in_mind() -> None:
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in trees(OURS)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    ]

    assert long == []


def test_no_word_reduces_a_person() -> None:
    assert lines_with(REDUCES_A_PERSON, [p for p in TEXTS if p.stem != "glossary"]) == []


def test_nothing_names_a_folder_of_somebodys_machine() -> None:
    assert lines_with(A_MACHINE, TEXTS) == []


def test_the_locks_name_no_place_to_fetch_from() -> None:
    locks = [path for path in files() if path.parts[0] == "requirements"]

    assert lines_with(re.compile(r"^\s*(-[if]\b|--(?!hash=)\S+)|://"), locks) == []


@pytest.mark.django_db
def test_the_tables_are_as_the_records_say() -> None:
    said = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=said, skip_checks=True)

    assert "No changes detected" in said.getvalue()
