"""The keys that stay outside the database, so that a stolen database or backup tells nothing."""

import base64
import binascii
import os
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings

SEALING: Final = "sealing"
"""Wraps the key of every contact's sealed words."""
PEPPER: Final = "pepper"
"""Goes into every digest of a number, a code or an agreed word."""
KINDS: Final = (SEALING, PEPPER)
KEY_BYTES: Final = 32
LAST_VERSION: Final = 255  # a version is kept in one byte beside what it sealed


class CannotOpen(Exception):
    """These words cannot be read here. Show that; never stop a clock because of it.

    CannotOpen
    ├── KeyGone      a key is missing: from the key folder, or erased with the record
    └── NotOurWords  the words are not the ones that were sealed in this place
    """


class KeyGone(CannotOpen):
    """A key is missing, from the key folder or erased with the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The keys of one folder. Nothing is refused until a key is asked for: timers need none."""

    folder: Path
    _read: dict[tuple[str, int], bytes] = field(default_factory=dict, repr=False, compare=False)
    _newest: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, folder: Path) -> "Keys":
        """The same keys for the same folder as long as this process lives."""
        return _load(folder)

    def sealing(self, version: int = 0) -> tuple[int, bytes]:
        """Version and key; version 0 asks for the current one. Raises `KeyGone`."""
        return self._key(SEALING, version)

    def pepper(self, version: int = 0) -> tuple[int, bytes]:
        return self._key(PEPPER, version)

    def versions(self, kind: str) -> tuple[int, ...]:
        """Every version in the folder, the current one first."""
        names = (path.name for path in self.folder.glob(f"{kind}-*.key"))
        found = (name.removeprefix(f"{kind}-").removesuffix(".key") for name in names)
        numbers = {int(number) for number in found if number.isdecimal()}
        return tuple(sorted(numbers & set(range(1, LAST_VERSION + 1)), reverse=True))

    def faults(self) -> tuple[str, ...]:
        """A sentence for everything about this folder that somebody has to put right."""
        found = []
        for kind in KINDS:
            for version in self.versions(kind) or (1,):
                try:
                    read_key(self.path(kind, version))
                except KeyGone as gone:
                    found.append(str(gone))
                else:
                    found.extend(_open_to_others(self.path(kind, version)))
        return tuple(found)

    def path(self, kind: str, version: int) -> Path:
        return self.folder / f"{kind}-{version}.key"

    def _key(self, kind: str, version: int) -> tuple[int, bytes]:
        wanted = version or self._newest.get(kind) or next(iter(self.versions(kind)), 1)
        # A version made after this process started is read when it is first met.
        if (kind, wanted) not in self._read:
            self._read[kind, wanted] = read_key(self.path(kind, wanted))
        if not version:
            self._newest[kind] = wanted
        return wanted, self._read[kind, wanted]


@lru_cache(maxsize=64)
def _load(folder: Path) -> Keys:
    return Keys(folder=folder)


def keys_folder() -> Path:
    """`STILLHERE_KEYS`, or `keys` in the folder of this installation."""
    return Path(os.environ.get("STILLHERE_KEYS") or settings.AROUND.data / "keys")


def own_keys() -> Keys:
    return Keys.load(keys_folder())


def make_keys(folder: Path) -> tuple[Path, ...]:
    """Make the first key of each kind that has none; what exists is never touched.

    Not for a folder whose keys went missing while a database already holds sealed words: a
    new key opens none of them. Bring the old ones back from where they were copied to.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys = Keys.load(folder)
    wanting = (kind for kind in KINDS if not keys.versions(kind))
    return tuple(_make(keys.path(kind, 1)) for kind in wanting)


def add_key(folder: Path, kind: str) -> Path:
    """A new version. A running process goes on with the one it knows until it starts again."""
    keys = Keys.load(folder)
    newest = next(iter(keys.versions(kind)), 0)
    if newest >= LAST_VERSION:
        raise ValueError(f"There are {LAST_VERSION} versions of the {kind} key; no more fit.")
    return _make(keys.path(kind, newest + 1))


def read_key(path: Path) -> bytes:
    try:
        key = base64.b64decode(path.read_bytes().strip(), validate=True)
    except OSError as error:
        raise KeyGone(
            f"The key {path} cannot be read ({error.strerror}). Copy it back from where the keys "
            "are kept; on a new installation with nothing sealed yet, let stillhere make it."
        ) from None
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyGone(
            f"The key {path} is not {KEY_BYTES} bytes in base64, so it is damaged or cut short. "
            "Copy it back from where the keys are kept; do not make a new one in its place."
        )
    return key


def _open_to_others(path: Path) -> list[str]:
    # Told, not refused: an address that cannot be opened at four in the morning costs more.
    if path.stat().st_mode & 0o077:
        return [f"Other users of this machine can reach the key {path}. Run: chmod 600 {path}"]
    return []


def _make(path: Path) -> Path:
    """Whole or not at all, and on the disk before anything is sealed with it."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)  # refuses where another process was first
    except FileExistsError:
        return path
    finally:
        fresh.unlink()
    _settle(path.parent)
    return path


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
