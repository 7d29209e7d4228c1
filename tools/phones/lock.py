"""`phones.lock`: each package of the exchange, its version and the digest of its file."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tools.tree import HERE

LOCK = HERE / "phones.lock"
HEAD = "# Written by `python -m tools.phones lock`: package, version, SHA-256 of its file.\n"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Package:
    name: str
    version: str
    digest: str

    @property
    def wanted(self) -> str:
        """As apt-get is asked for it."""
        return f"{self.name}={self.version}"


def read_lock(path: Path = LOCK) -> list[Package]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_read(line) for line in lines if line and not line.startswith("#")]


def write_lock(packages: Iterable[Package], path: Path = LOCK) -> None:
    lines = (f"{each.name} {each.version} {each.digest}\n" for each in sorted(packages))
    path.write_text(HEAD + "".join(lines), encoding="utf-8")


def package_in(file: Path, *, name: str, version: str) -> Package:
    return Package(name=name, version=version, digest=digest_of(file))


def digest_of(file: Path) -> str:
    with file.open("rb") as there:
        return hashlib.file_digest(there, "sha256").hexdigest()


def _read(line: str) -> Package:
    name, version, digest = line.split()
    return Package(name=name, version=version, digest=digest)
