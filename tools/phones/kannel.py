"""Kannel for tests: unpacked beside the project, installed nowhere, never run as anything but us.

Its package and what that needs come by the system's own apt, which knows the mirror and checks
what it brings.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.phones.bringing import PLACE
from tools.system import NeedsYou

FOLDER: Final = PLACE / "kannel"
PACKAGE: Final = "kannel"
PROGRAMS: Final = ("bearerbox", "smsbox")
WANTED: Final = re.compile(r"^Inst (\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    root: Path

    def program(self, name: str) -> Path:
        return self.root / "usr" / "sbin" / name

    @property
    def environment(self) -> dict[str, str]:
        libraries = sorted({str(each.parent) for each in self.root.glob("**/lib/*/*.so.*")})
        return {"LD_LIBRARY_PATH": ":".join(libraries)}


def unpacked() -> Unpacked:
    """What the system has, or what `bring` unpacked. Raises `NeedsYou`."""
    for root in (Path("/"), FOLDER):
        if all((root / "usr" / "sbin" / name).exists() for name in PROGRAMS):
            return Unpacked(root=root)
    raise NeedsYou("Kannel is not here. `make test-phones` unpacks it.")


def bring() -> Unpacked:
    """Raises `NeedsYou` where this system has no apt, or apt has no Kannel."""
    try:
        return unpacked()
    except NeedsYou:
        pass
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise NeedsYou("Kannel comes as a package of Debian: install bearerbox and smsbox.")
    archives = FOLDER.parent / "archives"
    archives.mkdir(parents=True, exist_ok=True)
    asked = ["apt-get", "install", "--simulate", "--no-install-recommends", PACKAGE]
    packages = WANTED.findall(_say(asked, archives))
    _say(["apt-get", "download", *packages], archives)
    for archive in sorted(archives.glob("*.deb")):
        _say(["dpkg-deb", "--extract", str(archive), str(FOLDER)], archives)
    shutil.rmtree(archives)
    return unpacked()


def _say(words: list[str], here: Path) -> str:
    done = subprocess.run(
        words,
        cwd=here,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise NeedsYou(f"`{' '.join(words[:2])}` failed: {' '.join(last)}. Try: apt-get update")
    return done.stdout


if __name__ == "__main__":
    try:
        print(f"Kannel: {bring().root}")
    except NeedsYou as need:
        sys.exit(str(need))
