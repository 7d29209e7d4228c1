"""Brings an exchange: the locked version first, the current one with a warning, once.

What is here already is used again. Two at once wait for each other.
"""

import fcntl
import hashlib
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tools.phones.debian import Apt, NotThere, architecture, holds, unpack
from tools.phones.lock import LOCK, Package, digest_of, package_in, read_lock, write_lock
from tools.phones.unpacked import Tree
from tools.system import NeedsYou
from tools.tree import HERE

PLACE = HERE / "var" / "phones"
PACKAGES = PLACE / "packages"
WANTED = (
    "asterisk",
    "asterisk-modules",
    "asterisk-core-sounds-en-gsm",
    "asterisk-moh-opsound-gsm",
)
LOCKED_FOR = "amd64"
NOT_NEEDED = ("doc", "man", "locale", "info", "lintian", "bug")


def bring() -> Tree:
    """Raises `NeedsYou` with one sentence on what is missing."""
    packages = read_lock()
    tree = Tree(root=PLACE / _short(LOCK.read_bytes()))
    with _alone():
        if not tree.is_ready():
            _bring(tree, packages)
    return tree


def choose_again() -> Tree:
    """The versions Debian has today, into `phones.lock`: those that the exchange really opens."""
    with _alone():
        if architecture() != LOCKED_FOR:
            raise NeedsYou(f"The lock is made on {LOCKED_FOR}.")
        whole = Tree(root=PLACE / "whole")
        files = _resolved(_apt())
        _unpack(whole, list(files.values()))
        opened = whole.opens()
        needed = [each for each in files if _is_needed(each, files[each], opened)]
        write_lock(_package(each, files[each]) for each in needed)
        shutil.rmtree(whole.root)
        shutil.rmtree(PACKAGES)
    print(f"{len(needed)} of {len(files)} packages are needed; phones.lock names them.")
    return bring()


def _bring(tree: Tree, packages: list[Package]) -> None:
    print("Asking Debian for its list of packages …", flush=True)
    apt = _apt()
    print(f"Bringing an exchange into {tree.root.relative_to(HERE)}; nothing is installed …")
    files = _locked(apt, packages) or list(_resolved(apt).values())
    _unpack(tree, files)
    shutil.rmtree(PACKAGES)


def _locked(apt: Apt, packages: list[Package]) -> list[Path]:
    """Nothing where the mirror, or this kind of machine, has other versions."""
    if apt.architecture != LOCKED_FOR:
        _warn(f"phones.lock is for {LOCKED_FOR}")
        return []
    try:
        files = apt.download([each.wanted for each in packages], PACKAGES)
    except NotThere:
        _warn("Debian has newer ones than phones.lock; `python -m tools.phones lock` renews it")
        return []
    for each in packages:
        if digest_of(files[each.wanted]) != each.digest:
            raise NeedsYou(f"{each.name} is not the file that phones.lock names; do not use it.")
    return list(files.values())


def _resolved(apt: Apt) -> Mapping[str, Path]:
    wanted = apt.resolve(WANTED)
    print(f"Bringing {len(wanted)} packages …", flush=True)
    try:
        return apt.download(wanted, PACKAGES)
    except NotThere:
        raise NeedsYou("apt-get could not bring them. Is the network there? Try again.") from None


def _unpack(tree: Tree, files: list[Path]) -> None:
    print(f"Unpacking {len(files)} packages …", flush=True)
    shutil.rmtree(tree.root, ignore_errors=True)
    coming = tree.root.with_suffix(".coming")
    shutil.rmtree(coming, ignore_errors=True)
    unpack(files, coming)
    for name in NOT_NEEDED:
        shutil.rmtree(coming / "usr" / "share" / name, ignore_errors=True)
    coming.rename(tree.root)
    tree.version()  # it starts, or says why not
    tree.say_ready()


def _apt() -> Apt:
    apt = Apt(folder=PLACE / "apt", architecture=architecture())
    apt.ask_for_lists()
    return apt


def _is_needed(wanted: str, file: Path, opened: set[str]) -> bool:
    return wanted.partition("=")[0] in WANTED or not opened.isdisjoint(holds(file))


def _package(wanted: str, file: Path) -> Package:
    name, _, version = wanted.partition("=")
    return package_in(file, name=name, version=version)


def _warn(why: str) -> None:
    print(f"WARNING: {why}. Taking the current versions.", file=sys.stderr, flush=True)


def _short(what: bytes) -> str:
    return hashlib.sha256(what).hexdigest()[:12]


@contextmanager
def _alone() -> Iterator[None]:
    PLACE.mkdir(parents=True, exist_ok=True)
    with (PLACE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
