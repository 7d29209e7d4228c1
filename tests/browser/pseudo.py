"""A language nobody speaks: longer than English, and marked, so that it shows what is not its own.

Written as anybody would add a language: one folder with the sentences in it.
"""

import re
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from tools.translations import said

CODE = "qps"
"""ISO 639-2 keeps qaa to qtz for private use."""
OPENS, CLOSES = "⟦", "⟧"
ACCENTED = str.maketrans("aeiouycnAEIOUYCN", "áéíóúýçñÁÉÍÓÚÝÇÑ")
KEPT = re.compile(r"(%\(\w+\)[a-z]|%[sd%]|\{\w*\}|<[^>]+>|&\w+;)")
LONGER = 0.4
"""As much as French and German sentences grow out of English ones."""


def write_pseudo(folder: Path) -> None:
    path = folder / CODE / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    catalogue = Catalog(locale=CODE, fuzzy=False, charset="utf-8")
    for message in said():
        if message.id:
            catalogue.add(message.id, _in_pseudo(message), context=message.context)
    with path.open("wb") as file:
        write_po(file, catalogue)


def _in_pseudo(message: Message) -> str | tuple[str, ...]:
    if isinstance(message.id, tuple):
        return tuple(pseudo(each) for each in message.id)
    return pseudo(str(message.id))


def pseudo(words: str) -> str:
    """What is put in stays as it is."""
    parts = KEPT.split(words)
    told = "".join(each if at % 2 else each.translate(ACCENTED) for at, each in enumerate(parts))
    more = " ·" * (1 + int(len(words) * LONGER / 2))
    return f"{OPENS}{told}{more}{CLOSES}"
