"""The languages we speak: one folder each. Their words are made into what Django reads."""

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HERE = Path(__file__).parent
WRITTEN_IN: Final = "en"
"""What the code says by itself; it needs no folder."""
TEXTED: Final = "stillhere/actions/"
"""What is said here leaves as a text, whose alphabet has no unbroken space."""
UNBROKEN: Final = (
    (re.compile(r"[ \u00a0\u202f]+([:;?!»])"), "\u00a0\\1"),
    (re.compile(r"«[ \u00a0\u202f]*"), "«\u00a0"),
    (re.compile(r"([^\W\d_])([;?!])(?=\s|$)"), "\\1\u00a0\\2"),
    (re.compile(r"(?<=[^\s\u00a0])»"), "\u00a0»"),
)


def spoken(folders: Iterable[Path]) -> list[tuple[str, str]]:
    """Each with its name in its own words. Whoever adds a folder adds a language."""
    found = {
        po.parent.parent.name for folder in folders for po in folder.glob("*/LC_MESSAGES/django.po")
    }
    return [
        (code, _own_name(code))
        for code in dict.fromkeys((WRITTEN_IN, *map(_as_browsers_say, sorted(found))))
    ]


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


def held_together(words: str) -> str:
    """French, with each sign held to its word by one space that no line breaks at."""
    for sign, held in UNBROKEN:
        words = sign.sub(held, words)
    return words


def held(message: Message) -> Any:
    """What it says in French, as it is read; what leaves as a text is left alone."""
    said_in = message.string
    if not message.id or any(file.startswith(TEXTED) for file, _line in message.locations):
        return said_in
    if isinstance(said_in, str):
        return held_together(said_in)
    return tuple(map(held_together, said_in or ()))


def is_french(language: str) -> bool:
    return language.partition("_")[0] == "fr"


def _is_stale(po: Path) -> bool:
    """Also where this file has learned since to make something else of the same words."""
    mo = po.with_suffix(".mo")
    made_from = max(each.stat().st_mtime_ns for each in (po, Path(__file__)))
    return not mo.exists() or mo.stat().st_mtime_ns < made_from


def _compile(po: Path) -> None:
    """Written beside and moved, so that nobody ever reads half a file."""
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parent.parent.name)
    if is_french(po.parent.parent.name):
        for message in catalogue:
            message.string = held(message)
    handle, beside = tempfile.mkstemp(dir=po.parent, suffix=".mo.new")
    with os.fdopen(handle, "wb") as target:
        write_mo(target, catalogue)
    Path(beside).chmod(0o644)
    Path(beside).replace(po.with_suffix(".mo"))
