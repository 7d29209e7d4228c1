"""A demo of its own, in a folder that goes with it: for whoever wants to look at every page."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tools.tree import HERE

ENDS_WITHIN = 20
"""Seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    address: str
    logins: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Name and password of the first who has each role."""


@contextmanager
def a_demo(**around: str) -> Iterator[Demo]:
    """`around`: further names of the environment, like STILLHERE_LANGUAGES."""
    with tempfile.TemporaryDirectory(prefix="stillhere-demo-") as folder:
        known = {name: value for name, value in os.environ.items() if "STILLHERE" not in name}
        known["DJANGO_SETTINGS_MODULE"] = "stillhere.settings"  # a test that asks has its own
        with subprocess.Popen(
            [sys.executable, "-m", "stillhere.cli", "demo"],
            cwd=HERE,
            env={**known, "STILLHERE_DATA": folder, "STILLHERE_PARENT": str(os.getpid()), **around},
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                yield _read(process, Path(folder))
            finally:
                process.terminate()
                process.wait(ENDS_WITHIN)


def _read(process: subprocess.Popen[str], folder: Path) -> Demo:
    """Logins are said last; the one who supervises stands at the end."""
    assert process.stdout is not None
    address = ""
    logins: dict[str, tuple[str, str]] = {}
    for line in process.stdout:
        if found := re.search(r"operators +(http://[^/]+)", line):
            address = found[1]
        if found := re.fullmatch(r"  (\S+) +(\S+)  (\w+)\n", line):
            logins.setdefault(found[3], (found[1], found[2]))
        if "supervisor" in logins:
            return Demo(address=address, logins=logins)
    journal = folder / "journal.log"
    raise RuntimeError(journal.read_text() if journal.exists() else "the demo said nothing")
