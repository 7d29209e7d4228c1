"""
The bugs we keep, to see that the tests catch them: what each is, and that it still fits the code.

Alone it is a step of the quick gate: whoever moves a line that a bug stands on hears of it now.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.promises import existing_tests
from tools.tree import HERE

FOLDER = HERE / "tests" / "planted"
HEADER = re.compile(r"^# (bug|test|database|mutant): (.+)$", re.MULTILINE)
CHANGED = re.compile(r"^\+\+\+ b/(.+)$", re.MULTILINE)
EVERY_DAY = "tests/care/"
"""Quick enough for every day; the others are planted by `make test-long`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bug:
    patch: Path
    sentence: str
    test: str
    database: str
    mutant: str
    """Its kind in `tools/mutating.py`, where it stands for all of that kind."""

    @property
    def changes(self) -> list[str]:
        """The files it stands in."""
        return CHANGED.findall(self.patch.read_text(encoding="utf-8"))

    @property
    def for_every_day(self) -> bool:
        return self.test.startswith(EVERY_DAY) and self.database == "sqlite"


def read_bug(patch: Path) -> Bug:
    said = dict(HEADER.findall(patch.read_text(encoding="utf-8").split("\ndiff ")[0]))
    return Bug(
        patch=patch,
        sentence=said["bug"],
        test=said["test"],
        database=said.get("database", "sqlite"),
        mutant=said.get("mutant", ""),
    )


def bugs(folder: Path = FOLDER) -> list[Bug]:
    return [read_bug(patch) for patch in sorted(folder.glob("*.patch"))]


def fits(bug: Bug, tree: Path, *how: str) -> bool:
    """Puts the bug into `tree`; with `--check` only asks whether it could, with `--reverse`
    takes it out again.
    """
    apply = ["git", "apply", "--quiet", "--whitespace=nowarn", "-C1", *how, str(bug.patch)]
    alone = {**os.environ, "GIT_CEILING_DIRECTORIES": str(tree.parent)}
    return subprocess.run(apply, cwd=tree, env=alone, check=False).returncode == 0


def faults(found: list[Bug], tree: Path = HERE) -> Iterator[str]:
    tests = existing_tests(tree)
    for bug in found:
        if bug.test.split("[")[0] not in tests:
            yield f"{bug.patch.name}: there is no {bug.test}"
        if not bug.sentence.endswith("."):
            yield f"{bug.patch.name}: is not told in a sentence"
        if not fits(bug, tree, "--check"):
            yield f"{bug.patch.name}: does not fit the code any more; plant it anew"


def main() -> int:
    wrong = list(faults(bugs()))
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
