"""Test runs in forks of one process that has already imported everything that is not ours.

What is ours is imported in the fork, from the tree the tests stand in: they may differ in it.
"""

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Final

NOT_OURS: Final = [
    "pytest",
    "pytest_django.plugin",
    "xdist.plugin",
    "anyio.pytest_plugin",
    "coverage",
    "hypothesis.strategies",
    "django.contrib.auth.hashers",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.template.defaulttags",
    "django.test.client",
    "django.urls",
    "psycopg",
    "structlog",
    "httpx",
]
"""What takes longest to import; what is missing here is imported in each fork, that is all."""
OURS: Final = ("stillhere", "tests", "tools")
ALREADY_IMPORTED: Final = "ignore::pytest.PytestAssertRewriteWarning"
"""The plugins are; pytest says so because it cannot explain their own assertions any more."""

_nursery = get_context("forkserver")
_nursery.set_forkserver_preload(NOT_OURS)


def run_tests(tree: Path, words: Sequence[str], *, around: Mapping[str, str], within: float) -> str:
    """What pytest said. `within`: seconds until a run that does not end is killed."""
    with tempfile.TemporaryDirectory(prefix="stillhere-nursery-") as folder:
        said = Path(folder) / "said"
        own = {**around, "TMPDIR": folder}
        child = _nursery.Process(target=_run, args=(tree, [*words], own, said))
        child.start()
        child.join(within)
        is_over = child.exitcode is not None
        child.kill()
        child.join()
        child.close()
        text = said.read_text(encoding="utf-8") if said.exists() else ""
    if not is_over:
        raise TimeoutError(f"not over after {within:.0f} s: {' '.join(words)}\n{text}")
    return text


def _run(tree: Path, words: list[str], around: dict[str, str], said: Path) -> None:
    with said.open("w", encoding="utf-8") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    _begin_anew(tree, around)
    import pytest  # noqa: PLC0415  # only here: whoever asks for a run may not need it

    sys.exit(pytest.main(["-W", ALREADY_IMPORTED, *words]))


def _begin_anew(tree: Path, around: dict[str, str]) -> None:
    """As `python -m pytest` would begin there."""
    os.chdir(tree)
    os.environ.clear()
    os.environ.update(around)
    tempfile.tempdir = None
    sys.dont_write_bytecode = (
        False  # compiling the same tree again for each run takes twice the time
    )
    sys.path[:] = [str(tree), *(path for path in sys.path if not _holds_ours(path))]
    for name in [name for name in sys.modules if name.split(".")[0] in OURS]:
        del sys.modules[name]


def _holds_ours(path: str) -> bool:
    return (Path(path) / "stillhere" / "__init__.py").exists()
