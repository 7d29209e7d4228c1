"""
Puts small bugs into the rules of a watch, one at a time, and looks whether a test notices.

`python -m tools.mutants [--only WORD] [--workers 2]`. Those no test can notice, because they
change nothing, are listed with the reason in docs/mutants.toml. Red: fewer than nine in ten are
noticed, or one is not and nobody has written down why.
"""

import argparse
import os
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tools.mutant_runner import MutantRunner
from tools.mutating import Mutant, mutants_of
from tools.tree import HERE, files

RULES = (
    *("watch*.py", "escalation*.py", "sending_help.py", "tried.py", "call_told.py", "duties.py"),
    *("clocks.py", "pace.py", "second_look.py", "caller_view.py"),
    *("someone_down.py", "together.py", "to_end_life.py"),
)
CARE = Path("stillhere/care")
LEAST = 0.9
PROFILE = "STILLHERE_TEST_PROFILE"


def main() -> int:
    words = argparse.ArgumentParser(prog="mutants", description=__doc__)
    words.add_argument("--only", default="", help="those whose name has this word")
    words.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = words.parse_args()
    began = time.monotonic()
    mutants = [each for each in all_mutants() if asked.only in each.name]
    runner = run(mutants, workers=asked.workers)
    return tell(mutants, runner, took=time.monotonic() - began)


def all_mutants() -> list[Mutant]:
    return [mutant for path in rules() for mutant in mutants_of(path)]


def rules() -> list[Path]:
    return [path for path in files() if path.parent == CARE and _is_rule(path.name)]


def _is_rule(name: str) -> bool:
    return any(fnmatch(name, each) for each in RULES)


def run(mutants: Sequence[Mutant], *, workers: int) -> MutantRunner:
    runner = MutantRunner(mutants=mutants, workers=workers)
    os.environ[PROFILE] = "mutants"
    os.chdir(HERE)
    quiet = ["-q", "--capture=sys", "-p", "no:xdist", "-p", "no:cacheprovider"]
    pytest.main([*quiet, *tests_of_watches()], plugins=[runner])
    return runner


def tests_of_watches() -> list[str]:
    """The files of tests/care that speak of any of these rules at all."""
    found = (path for path in files() if path.match("tests/care/test_*.py"))
    meant = [f"care.{path.stem}" for path in rules()]
    said = ((path, (HERE / path).read_text(encoding="utf-8")) for path in found)
    return [str(path) for path, text in said if any(each in text for each in meant)]


def tell(mutants: Sequence[Mutant], runner: MutantRunner, *, took: float) -> int:
    if runner.red:
        print("Red without any mutant:", *runner.red, sep="\n  ")
        return 1
    lived = runner.survivors
    known = explained()
    new = [each for each in lived if each.name not in known]
    _tell(mutants, lived, "kind")
    _tell(mutants, lived, "module")
    for each in sorted(lived, key=lambda mutant: (mutant.module, mutant.line)):
        mark = "known  " if each.name in known else "LIVED  "
        print(f"{mark}{each.line:4} [{each.kind}] {each.name}")
    noticed = 1 - len(lived) / max(1, len(mutants))
    print(f"{len(runner.endless)} were noticed because a test did not end in time")
    print(f"{len(mutants)} mutants, {noticed:.1%} noticed, {len(new)} unexplained, {took:.0f} s")
    return 1 if noticed < LEAST or new else 0


def _tell(mutants: Sequence[Mutant], lived: Sequence[Mutant], what: str) -> None:
    """How many of each kind, or of each module, were noticed."""
    survived = Counter(getattr(each, what) for each in lived)
    for one, count in sorted(Counter(getattr(each, what) for each in mutants).items()):
        print(f"{one:<34}{count - survived[one]:5} noticed {survived[one]:4} lived")


def explained() -> set[str]:
    """Those that change nothing anybody could see, each with its reason."""
    path = HERE / "docs" / "mutants.toml"
    listed = tomllib.loads(path.read_text(encoding="utf-8"))["equivalent"] if path.exists() else []
    return {each["mutant"] for each in listed if each["why"]}


if __name__ == "__main__":
    sys.exit(main())
