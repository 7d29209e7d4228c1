"""
Keeps every sentence people read in both languages.

`update` writes new sentences into the French file, `check` says what is not yet said well,
`compile` makes what Django reads. Python and Babel only: no system package.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from stillhere.locale.catalogues import compile_stale, held, is_french

HERE = Path(__file__).resolve().parent.parent
SOURCES = HERE / "stillhere"
# One folder each; what we write in is English, and needs none.
LANGUAGES = sorted(each.parent.name for each in (SOURCES / "locale").glob("*/LC_MESSAGES"))
NOTE = (
    "# The words of stillhere in another language.\n"
    "# Written by the project; not yet read by a native speaker.\n"
    "# Kept in step by `make fmt`; checked by `make check`.\n"
    "#"
)
SHOWN = 20  # sentences at a time; the file itself shows the rest
# Header lines that would differ at every writing, or that hold nobody's address.
SAYS_NOTHING = (
    '"Project-Id-Version',
    '"Report-Msgid-Bugs-To',
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Last-Translator',
    '"Language-Team',
    '"Generated-By',
)
PLACE = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
KEYWORDS = {
    "_": None,
    "later": None,  # gettext_lazy, where a module needs gettext too
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_choice": (5,),  # why a policy has a value; shown to whoever signs it
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def main() -> int:
    words = argparse.ArgumentParser(prog="translations", description=__doc__)
    words.add_argument("what", choices=["update", "check", "compile"])
    what = words.parse_args().what
    if what == "compile":
        compile_stale()
        return 0
    if what == "update":
        for language in LANGUAGES:
            update(language)
        compile_stale()
        return 0
    wrong = [line for language in LANGUAGES for line in faults(language)]
    for line in wrong[:SHOWN]:
        print(line)
    if len(wrong) > SHOWN:
        print(f"… and {len(wrong) - SHOWN} more")
    return 1 if wrong else 0


def update(language: str) -> None:
    """New sentences come in without a translation, sentences nobody says any more go, and in French
    every sign is held to its word.
    """
    catalogue = read(language)
    catalogue.update(said(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.header_comment = NOTE
    if is_french(language):
        for message in catalogue:
            message.string = held(message)
    _path(language).parent.mkdir(parents=True, exist_ok=True)
    written = BytesIO()
    write_po(written, catalogue, width=100, sort_by_file=True, include_lineno=False)
    lines = written.getvalue().decode().splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith(SAYS_NOTHING))
    _path(language).write_text(kept, encoding="utf-8")


def faults(language: str) -> Iterator[str]:
    """What a person reading in this language would stumble over."""
    catalogue, wanted = read(language), said()
    for message in wanted:
        if message.id and _find(catalogue, message) is None:
            yield f"{language}: not in the file yet (`make fmt` brings it): {_words(message)}"
    for message in catalogue:
        if message.id:
            yield from (f"{language}: {fault}" for fault in _faults_of(message, wanted, catalogue))
    for message in catalogue.obsolete.values():
        yield f"{language}: nobody says this any more (`make fmt` removes it): {_words(message)}"


def _faults_of(message: Message, wanted: Catalog, catalogue: Catalog) -> Iterator[str]:
    if _find(wanted, message) is None:
        yield f"nobody says this any more (`make fmt` removes it): {_words(message)}"
        return
    if message.fuzzy:
        yield f"marked as unsure: {_words(message)}"
    said_in = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    if not all(said_in):
        yield f"not yet translated: {_words(message)}"
        return
    for wrong in message.check(catalogue):
        yield f"{wrong}: {_words(message)}"
    if is_french(str(catalogue.locale)) and held(message) != message.string:
        yield f"a sign stands without its no-break space (`make fmt` puts it): {_words(message)}"
    wanted_ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    if _places(wanted_ids[-1]) != _places(said_in[-1] or ""):
        yield f"says another name, number or time than the English: {_words(message)}"


def read(language: str) -> Catalog:
    if not _path(language).exists():
        return Catalog(locale=language, fuzzy=False, charset="utf-8")
    with _path(language).open("rb") as file:
        return read_po(file, locale=language)


def said() -> Catalog:
    """Every sentence in the code and the templates, and where it stands."""
    catalogue = Catalog(fuzzy=False)
    for path in sorted(SOURCES.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "tests" in path.parts:
            continue
        where = path.relative_to(HERE).as_posix()
        comments = ["Translators:"]
        for line, words, notes, context in extract(
            "python", BytesIO(_source(path).encode()), KEYWORDS, comments
        ):
            catalogue.add(words, None, [(where, line)], auto_comments=notes, context=context)
    return catalogue


def _source(path: Path) -> str:
    """A template becomes something that reads like Python, with only its sentences left."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    like_python = templatize(text, origin=str(path))
    return "\n".join(line.lstrip() for line in like_python.splitlines())


def _find(catalogue: Catalog, message: Message) -> Message | None:
    return catalogue.get(message.id, message.context)


def _places(words: str) -> set[str]:
    """What will be put in; a singular may leave out its number, so only the last form counts."""
    return set(PLACE.findall(words.replace("%%", "")))


def _words(message: Message) -> str:
    first = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    return repr(first)


def _path(language: str) -> Path:
    return SOURCES / "locale" / language / "LC_MESSAGES" / "django.po"


if __name__ == "__main__":
    settings.configure(USE_I18N=False)  # `templatize` asks whether blocks are trimmed
    sys.exit(main())
