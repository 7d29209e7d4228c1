"""Who has the port that somebody wanted: told, so that nobody has to look for it."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

LISTENING: Final = "0A"
TABLES: Final = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))


def who_holds(port: int) -> str:
    """Its name and process, as far as this machine tells us."""
    sockets = {f"socket:[{inode}]" for inode in _inodes(port)}
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if any(_target(link) in sockets for link in (process / "fd").iterdir()):
                name = (process / "comm").read_text().strip()
                return f"{name} (process {process.name})"
    return "another program"


def _inodes(port: int) -> Iterator[str]:
    for table in TABLES:
        if not table.exists():
            continue
        for line in table.read_text().splitlines()[1:]:
            _, local, _, state, *_, inode = line.split()[:10]
            if state == LISTENING and int(local.rsplit(":", 1)[1], 16) == port:
                yield inode


def _target(link: Path) -> str:
    with suppress(OSError):
        return str(link.readlink())
    return ""
