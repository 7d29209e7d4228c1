"""Turns the written translations into the form Django reads, whenever they have changed."""

import os
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HERE = Path(__file__).parent


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
