"""Packages of Debian's newest suite, on a machine that has another one, which is left as it is.

apt works in a folder of ours, with its own lists and no idea of what is installed. Where it asks
is read from this machine's own settings, and written down nowhere that is kept.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.system import NeedsYou

SUITE = "sid"
"""The only one of Debian's with Asterisk 22, which is supported until 2028."""
KEYS = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
MIRROR = re.compile(r"/debian/?$|/archive/debian/\w+/?$")
"""Of what this machine asks: the packages themselves, not the security updates."""
MARKED = re.compile(r"^Inst (\S+) \((\S+) ")


class NotThere(Exception):
    """The mirror has no such version any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apt:
    folder: Path
    architecture: str

    def ask_for_lists(self) -> None:
        sources = self.folder / "sources.list"
        for part in ("lists/partial", "cache/archives/partial"):
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        (self.folder / "status").touch()
        sources.write_text(f"deb [signed-by={KEYS}] {mirror()} {SUITE} main\n")
        if self._run("update", "-o", "APT::Update::Error-Mode=any").returncode:
            raise NeedsYou("apt-get cannot read Debian's list of packages. Is the network there?")

    def resolve(self, names: Sequence[str]) -> list[str]:
        """These and all they depend on, as `name=version`."""
        done = self._run("-s", "install", *names)
        if done.returncode:
            raise NeedsYou(f"Debian has no way to bring them now:\n{done.stderr.strip()}")
        found = map(MARKED.match, done.stdout.splitlines())
        return [f"{each[1]}={each[2]}" for each in found if each]

    def download(self, wanted: Sequence[str], into: Path) -> dict[str, Path]:
        """The file of each `name=version`. Raises `NotThere`."""
        into.mkdir(parents=True, exist_ok=True)
        if self._run("download", *wanted, where=into).returncode:
            raise NotThere
        return {each: _file_of(each, into) for each in wanted}

    def _run(self, *words: str, where: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["apt-get", "-q", *self._ours(), *words],
            cwd=where,
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def _ours(self) -> list[str]:
        """On the command line, because nothing else outweighs every file of this machine."""
        here = self.folder.resolve()
        settings = {
            "Dir::State::lists": here / "lists",
            "Dir::State::status": here / "status",
            "Dir::State::extended_states": here / "extended",
            "Dir::Cache": here / "cache",
            "Dir::Etc::sourcelist": here / "sources.list",
            "Dir::Etc::sourceparts": "/dev/null",
            "Dir::Etc::preferences": "/dev/null",
            "Dir::Etc::preferencesparts": "/dev/null",
            "APT::Architecture": self.architecture,
            "APT::Architectures": self.architecture,
            "APT::Install-Recommends": "false",
            "APT::Sandbox::User": "",
            "Acquire::Languages": "none",
            "Acquire::Retries": "3",
        }
        return [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]


def architecture() -> str:
    """Raises `NeedsYou`, in one sentence, where this machine cannot bring Debian's packages."""
    for program in ("apt-get", "dpkg-deb", "dpkg"):
        if shutil.which(program) is None:
            raise NeedsYou(f"There is no {program} here: this needs a machine with Debian.")
    if not KEYS.exists():
        raise NeedsYou(
            "Debian's keys are missing. Paste this line, then try again:\n"
            "  sudo apt-get install -y debian-archive-keyring"
        )
    return _said("dpkg", "--print-architecture")


def mirror() -> str:
    """The first that this machine's apt asks for Debian itself."""
    asked = _said("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages")
    found = [line for line in asked.splitlines() if MIRROR.search(line)]
    if not found:
        raise NeedsYou("apt of this machine asks no mirror of Debian; give it one.")
    return found[0]


def unpack(files: Sequence[Path], into: Path) -> None:
    """The files alone: none of a package's scripts runs."""
    for file in files:
        subprocess.run(["dpkg-deb", "-x", file, into], check=True, stdin=subprocess.DEVNULL)


def holds(file: Path) -> set[str]:
    """Every path that a package would put somewhere, from the root on."""
    listed = _said("dpkg-deb", "--contents", str(file)).splitlines()
    return {line.split(maxsplit=5)[5].partition(" -> ")[0].removeprefix("./") for line in listed}


def _file_of(wanted: str, folder: Path) -> Path:
    """In a name of a file apt writes a colon in a version as %3a."""
    name, _, version = wanted.partition("=")
    return next(folder.glob(f"{name}_{version.replace(':', '%3a')}_*.deb"))


def _said(*words: str) -> str:
    return subprocess.run(
        words, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL
    ).stdout.strip()
