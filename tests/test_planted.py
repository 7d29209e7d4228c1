"""A checker that has not been seen to catch a planted bug does not count.

Each patch in `tests/planted/` is put into a copy of the project, and the test it names must fail
there by its own assertion. The everyday gate plants the ones in care.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools.planted import Bug, bugs, fits
from tools.recorder import Outcome, read
from tools.tree import HERE, files

# Among them the wish for no bytecode: compiling the copy again for each bug takes twice the time.
NOT_FOR_THEM = ("STILLHERE_", "PYTEST_", "PYTHONDONTWRITEBYTECODE")
TOO_LONG = 180  # seconds; a bug may also be an endless loop
BUGS = bugs()
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
    try:
        yield
    finally:
        fits(bug, tree, "--reverse")


def outcomes(tree: Path, tests: Iterable[str], database: str) -> list[Outcome]:
    record = tree.parent / f"{tree.name}-{database}"
    around = {k: v for k, v in os.environ.items() if not k.startswith(NOT_FOR_THEM)}
    pytest_here = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=line"]
    subprocess.run(
        [*pytest_here, f"--database={database}", *sorted(set(tests))],
        cwd=tree,
        env={**around, "STILLHERE_TEST_RECORD": str(record)},
        stdin=subprocess.DEVNULL,
        timeout=TOO_LONG,
        check=False,
    )
    return list(read(record))


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_caught(bug: Bug, tree: Path) -> None:
    with planted(bug, tree):
        endings = [outcome.ending for outcome in outcomes(tree, [bug.test], bug.database)]

    assert "failed" in endings, f"not caught by {bug.test}: {bug.sentence}"
    assert set(endings) <= {"failed", "passed"}


def all_pass_unharmed(kept: list[Bug], tree: Path) -> bool:
    found: list[Outcome] = []
    for database in {bug.database for bug in kept}:
        named = [bug.test for bug in kept if bug.database == database]
        found += outcomes(tree, named, database)
    ran = {outcome.test.split("[")[0] for outcome in found}
    passed = all(outcome.ending == "passed" for outcome in found)
    return passed and ran == {bug.test.split("[")[0] for bug in kept}


def test_the_same_tests_pass_without_their_bugs(tree: Path) -> None:
    assert all_pass_unharmed([bug for bug in BUGS if bug.for_every_day], tree)


@pytest.mark.long
def test_the_long_tests_pass_without_their_bugs(tree: Path) -> None:
    assert all_pass_unharmed([bug for bug in BUGS if not bug.for_every_day], tree)
