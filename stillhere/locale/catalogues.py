"""The languages we speak: one folder each. Their words are made into what Django reads."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HERE = Path(__file__).parent
WRITTEN_IN: Final = "en"
"""What the code says by itself; it needs no folder."""


def spoken(folders: Iterable[Path]) -> list[tuple[str, str]]:
    """Each with its name in its own words. Whoever adds a folder adds a language."""
    found = {
        po.parent.parent.name for folder in folders for po in folder.glob("*/LC_MESSAGES/django.po")
    }
    return [(code, _own_name(code)) for code in (WRITTEN_IN, *map(_as_browsers_say, sorted(found)))]


def _as_browsers_say(folder: str) -> str:
    """pt_BR is pt-br to a browser."""
    return folder.replace("_", "-").lower()


def _own_name(code: str) -> str:
    try:
        name = Locale.parse(code, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        name = None
    return name.capitalize() if name else code


def compile_stale(folder: Path = HERE) -> list[Path]:
    """Compile what is missing or older than its source; say which. Safe to call from many."""
    stale = [po for po in sorted(folder.glob("*/LC_MESSAGES/*.po")) if _is_stale(po)]
    for po in stale:
        _compile(po)
    return stale


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


def _compile(po: Path) -> None:
    """Written beside and moved, so that nobody ever reads half a file."""
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parent.parent.name)
    handle, beside = tempfile.mkstemp(dir=po.parent, suffix=".mo.new")
    with os.fdopen(handle, "wb") as target:
        write_mo(target, catalogue)
    Path(beside).chmod(0o644)
    Path(beside).replace(po.with_suffix(".mo"))
