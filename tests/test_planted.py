"""A checker that has not been seen to catch a planted bug does not count.

Each patch in `tests/planted/` is put into a copy of the project, and the test it names must fail
there by its own assertion. The everyday gate plants the ones in care.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from tools.nursery import run_tests
from tools.planted import Bug, bugs, fits
from tools.recorder import Outcome, read
from tools.tree import HERE, files

NOT_FOR_THEM = ("STILLHERE_", "PYTEST_")
TOO_LONG = 180  # seconds; a bug may also be an endless loop
BUGS = bugs()
_seconds = count(1_000_000_000)
PLANTED = [
    pytest.param(bug, id=bug.patch.stem, marks=[] if bug.for_every_day else [pytest.mark.long])
    for bug in BUGS
]


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, one for each worker: compiled once, a bug put in and taken out."""
    folder = tmp_path_factory.mktemp("project") / "tree"
    for path in files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / path, folder / path)
    return folder


@contextmanager
def planted(bug: Bug, tree: Path) -> Iterator[None]:
    assert fits(bug, tree), f"{bug.patch.name} does not fit the code any more"
    _say_it_changed(bug, tree)
    try:
        yield
    finally:
        fits(bug, tree, "--reverse")
        _say_it_changed(bug, tree)


def _say_it_changed(bug: Bug, tree: Path) -> None:
    """Python takes what is as long and as old, to the second, for what it has compiled."""
    for name in bug.changes:
        os.utime(tree / name, (next(_seconds),) * 2)


def outcomes(tree: Path, tests: Iterable[str], database: str) -> list[Outcome]:
    record = tree.parent / f"{tree.name}-{database}"
    record.unlink(missing_ok=True)
    around = {k: v for k, v in os.environ.items() if not k.startswith(NOT_FOR_THEM)}
    own = {"STILLHERE_TEST_RECORD": str(record), "STILLHERE_TEST_PROFILE": "planted"}
    words = ["-q", "-p", "no:cacheprovider", "--tb=line", f"--database={database}"]
    said = run_tests(
        tree,
        [*words, *sorted(set(tests))],
        around={**around, **own},
        within=TOO_LONG,
    )
    sys.stdout.write(said)
    return list(read(record))


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_caught(bug: Bug, tree: Path) -> None:
    with planted(bug, tree):
        endings = [outcome.ending for outcome in outcomes(tree, [bug.test], bug.database)]

    assert "failed" in endings, f"not caught by {bug.test}: {bug.sentence}"
    assert set(endings) <= {"failed", "passed"}


def test_nobody_runs_what_was_compiled_before_a_bug_or_with_it(tree: Path) -> None:
    bug = BUGS[0]
    [file, *_] = [tree / name for name in bug.changes]
    with planted(bug, tree):
        harmed = file.stat().st_mtime
    healed = file.stat().st_mtime

    assert len({(HERE / file.relative_to(tree)).stat().st_mtime, harmed, healed}) == 3
    assert int(harmed) != int(healed), "Python looks at whole seconds"


def _is_in_browser(bug: Bug) -> bool:
    return bug.test.startswith("tests/browser/")


def all_pass_unharmed(kept: list[Bug], tree: Path) -> bool:
    """A browser's event loop stays in its process: what runs in one has a process of its own."""
    found: list[Outcome] = []
    for database, in_browser in {(bug.database, _is_in_browser(bug)) for bug in kept}:
        named = [b.test for b in kept if (b.database, _is_in_browser(b)) == (database, in_browser)]
        found += outcomes(tree, named, database)
    ran = {outcome.test.split("[")[0] for outcome in found}
    passed = all(outcome.ending == "passed" for outcome in found)
    return passed and ran == {bug.test.split("[")[0] for bug in kept}


def test_the_same_tests_pass_without_their_bugs(tree: Path) -> None:
    assert all_pass_unharmed([bug for bug in BUGS if bug.for_every_day], tree)


@pytest.mark.long
def test_the_long_tests_pass_without_their_bugs(tree: Path) -> None:
    assert all_pass_unharmed([bug for bug in BUGS if not bug.for_every_day], tree)
