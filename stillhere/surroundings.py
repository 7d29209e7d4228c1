"""
Where this installation lives: read once from the environment, before anything else.

Every value has a default that works on one small machine. A wrong value is
told in a sentence that says what to do.
"""

import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

BROWSERS_RING_AT: Final = re.compile(
    r"(wss://[A-Za-z0-9.-]+|ws://(localhost|127(\.\d{1,3}){3}))(:\d{1,5})?(/[A-Za-z0-9/_-]*)?"
)


class WrongSurroundings(Exception):
    """The environment asks for something that cannot work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    data: Path
    """Folder for the database file, the keys and the logs."""
    database_url: str
    """Empty for SQLite in `data`; else postgresql://role:password@host/name."""
    public_url: str
    """What people type: scheme, host and port, without a closing slash."""
    secret_key: str
    languages: tuple[Path, ...] = ()
    """Folders of further languages, each as `stillhere/locale` is."""

    @property
    def on_postgresql(self) -> bool:
        return bool(self.database_url)


def look_around(*, role: str = "web") -> Surroundings:
    """`role` is web, engine or owner; each may have a database login of its own."""
    data = Path(os.environ.get("STILLHERE_DATA") or "var").expanduser().resolve()
    data.mkdir(parents=True, exist_ok=True)
    port = os.environ.get("PORT") or "8000"
    own_url = os.environ.get(f"STILLHERE_{role.upper()}_DATABASE_URL", "")
    return Surroundings(
        data=data,
        database_url=own_url or os.environ.get("STILLHERE_DATABASE_URL", ""),
        public_url=(os.environ.get("STILLHERE_PUBLIC_URL") or f"http://127.0.0.1:{port}").rstrip(
            "/"
        ),
        secret_key=os.environ.get("STILLHERE_SECRET_KEY", "") or _kept_secret(data),
        languages=tuple(_languages(os.environ.get("STILLHERE_LANGUAGES", ""))),
    )


def browsers_ring_at(written: str) -> str:
    """It goes into a header as it is, so nothing else may stand in it."""
    if written and not BROWSERS_RING_AT.fullmatch(written):
        raise WrongSurroundings(
            "STILLHERE_TELEPHONES is where browsers reach the exchange, like "
            "wss://calls.example.org/ws; without TLS (ws://) on this machine alone, like "
            "ws://127.0.0.1:8088/ws."
        )
    return written


def database(around: Surroundings) -> dict[str, object]:
    """Django's description of the database."""
    if not around.on_postgresql:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": around.data / "stillhere.sqlite3",
            "OPTIONS": {
                "timeout": 5,  # seconds a writer waits for another
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                    "PRAGMA secure_delete=ON;"  # an erased key leaves no trace in the file
                ),
            },
        }
    url = urlsplit(around.database_url)
    if url.scheme not in {"postgres", "postgresql"}:
        message = (
            "STILLHERE_DATABASE_URL must begin with postgresql:// "
            f"(it begins with {url.scheme}://). Leave it empty to use SQLite."
        )
        raise WrongSurroundings(message)
    socket = dict(part.split("=", 1) for part in url.query.split("&") if "=" in part)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(socket.get("host", url.hostname or "")),
        "PORT": str(url.port or socket.get("port", "")),
        "OPTIONS": {"connect_timeout": 5},
    }


def _languages(named: str) -> Iterator[Path]:
    if not named:
        return
    folder = Path(named).expanduser().resolve()
    if not any(folder.glob("*/LC_MESSAGES/django.po")):
        message = (
            f"STILLHERE_LANGUAGES names {folder}, where no language is. "
            "Put its words there as <language>/LC_MESSAGES/django.po, or leave the name empty."
        )
        raise WrongSurroundings(message)
    yield folder


def _kept_secret(data: Path) -> str:
    """A key for signing cookies, made once and readable by the owner alone."""
    kept = data / "secret.key"
    try:
        handle = os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return kept.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return kept.read_text().strip()
