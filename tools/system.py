"""What the system must bring: named all at once, and installed where we may."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from tools import programs

CLUSTER_NOTE = "/etc/postgresql-common/createcluster.d/stillhere.conf"


class NeedsYou(Exception):
    """Only a person with more rights than we have can go on from here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    package: str
    purpose: str
    present: Callable[[], bool]


FOR_TESTS = (
    Need(
        package="postgresql",
        purpose="the tests on PostgreSQL, in a server of their own",
        present=lambda: programs.postgresql() is not None,
    ),
    Need(
        package="chromium",
        purpose="the tests in a browser",
        present=lambda: programs.chromium() is not None,
    ),
    Need(
        package="xvfb",
        purpose="a window of that browser with a tab that is really hidden",
        present=lambda: programs.xvfb() is not None,
    ),
    Need(
        package="fonts-dejavu-core",
        purpose="the letters in that browser",
        present=programs.a_font_with_accents,
    ),
)


def bring(needs: Sequence[Need]) -> None:
    """Install what is missing, or raise NeedsYou with the one line to paste."""
    missing = [need for need in needs if not need.present()]
    if not missing:
        return
    print("Missing from this system:", flush=True)
    for need in missing:
        print(f"  {need.package:20} for {need.purpose}", flush=True)
    packages = [need.package for need in missing]
    leave = _leave_to_install()
    if leave is None:
        raise NeedsYou(_line_to_paste(packages))
    _install(leave, packages)
    still = [need.package for need in missing if not need.present()]
    if still:
        raise NeedsYou(f"Installed, and still not found: {' '.join(still)}.")


def _leave_to_install() -> list[str] | None:
    """What to write before a command that needs root; None where we may not."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _quiet(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def _line_to_paste(packages: Sequence[str]) -> str:
    if shutil.which("apt-get") is None:
        return f"There is no apt-get here. Install, your system's way: {' '.join(packages)}"
    line = f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
    return f"Paste this line, then try again:\n  {line}"


def _install(leave: list[str], packages: Sequence[str]) -> None:
    apt = [*leave, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    apt += ["-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]
    print("Asking the system for its list of packages …", flush=True)
    subprocess.run([*apt, "update"], stdin=subprocess.DEVNULL, check=False)
    print(f"Installing {' '.join(packages)} …", flush=True)
    command = [*apt, "install", "-y", "--no-install-recommends", *packages]
    with _without_a_cluster(leave, wanted="postgresql" in packages):
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    if done.returncode:
        raise NeedsYou(f"apt-get could not install them. {_line_to_paste(packages)}")


@contextmanager
def _without_a_cluster(leave: list[str], *, wanted: bool) -> Iterator[None]:
    """Debian starts a server with a database of its own; we want the programs alone."""
    if not wanted:
        yield
        return
    folder, name = os.path.split(CLUSTER_NOTE)
    write = f'mkdir -p "{folder}" && echo "create_main_cluster = false" > "{folder}/{name}"'
    subprocess.run([*leave, "sh", "-c", write], check=True)
    try:
        yield
    finally:
        subprocess.run([*leave, "rm", "-f", CLUSTER_NOTE], check=False)


def _quiet(command: list[str]) -> bool:
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode == 0
