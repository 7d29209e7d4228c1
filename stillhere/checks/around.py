"""The machine and its surroundings: folder, keys, addresses."""

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from stillhere.checks.finding import Finding, Look

MOUNTS: Final = Path("/proc/mounts")
NETWORK: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "9p", "ncpfs", "lustre"}
    | {"fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone", "fuse.ceph"}
)
ROOM: Final = 500_000_000
"""Bytes: months of a small line, and what SQLite needs to tidy up."""
NEAR: Final = frozenset({"127.0.0.1", "localhost", "::1"})


def network_folder(path: Path, mounts: Path = MOUNTS) -> str:
    """The kind of network file system this folder is on; empty where it is none."""
    if not mounts.exists():
        return ""
    kinds = {line.split()[1]: line.split()[2] for line in mounts.read_text().splitlines()}
    above = [str(path), *map(str, path.parents)]
    kind = next((kinds[each] for each in above if each in kinds), "")
    return kind if kind in NETWORK else ""


def folder() -> Iterator[Finding]:
    data: Path = settings.AROUND.data
    kind = network_folder(data)
    if kind and connection.vendor == "sqlite":
        yield Finding(
            what=f"{data} is on a network file system ({kind}), where SQLite loses what it kept.",
            fix="Set STILLHERE_DATA to a folder on a disk of this machine.",
            unsafe=True,
        )
    if not os.access(data, os.W_OK):
        yield Finding(
            what=f"{data} cannot be written to.", fix=f"Run: chown -R $USER {data}", unsafe=True
        )
    for private in (data / "stillhere.sqlite3", data / "secret.key"):
        if private.exists() and private.stat().st_mode & 0o007:
            yield Finding(
                what=f"Every user of this machine can read {private}.",
                fix=f"Run: chmod o-rwx {private}",
                unsafe=True,
            )
    if shutil.disk_usage(data).free < ROOM:
        yield Finding(
            what=f"The disk of {data} has less than {ROOM // 1_000_000} MB left.",
            fix="Make room, or set STILLHERE_DATA to a larger disk.",
            unsafe=True,
        )


def keys() -> Iterator[Finding]:
    from stillhere.records.keys import own_keys  # noqa: PLC0415  # needs Django set up

    for fault in own_keys().faults():
        yield Finding(what=fault, fix="As it says; docs/runbook.md tells more.", unsafe=True)


def public_address() -> Iterator[Finding]:
    address = urlsplit(settings.PUBLIC_URL)
    if address.scheme != "https" and address.hostname not in NEAR:
        yield Finding(
            what=f"People type {settings.PUBLIC_URL}: anyone on their network can read along.",
            fix="Put a proxy with TLS in front and set STILLHERE_PUBLIC_URL to https://…",
            unsafe=True,
        )
    if address.hostname in NEAR:
        yield Finding(
            what="Only this machine knows the public address.",
            fix="Set STILLHERE_PUBLIC_URL to what people type, like https://line.example",
        )


def outside() -> Iterator[Finding]:
    if not os.environ.get("STILLHERE_HEARTBEAT_URL"):
        yield Finding(
            what="Nobody outside is called when this whole machine stops.",
            fix="Set STILLHERE_HEARTBEAT_URL to a monitor that calls a person after 90 s.",
        )


AROUND: Final[Sequence[Look]] = (folder, keys, public_address, outside)
