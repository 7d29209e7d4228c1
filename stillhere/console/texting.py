"""Writing a text: how much of it is left while one types, and what is said of one that is more."""

from typing import Any

from django.utils.translation import gettext as _

from stillhere.care.harmless import REVEALING, telling
from stillhere.care.outgoing import MOST_PARTS, Tells, TooManyTexts, plainer
from stillhere.care.text_size import (
    JOINED_PLAIN,
    JOINED_WIDE,
    ONE_PLAIN,
    ONE_WIDE,
    PLAIN,
    TWO_PLACES,
    size,
)


def why_not(wrong: Tells | TooManyTexts) -> str:
    if isinstance(wrong, Tells):
        return _(
            "Not sent: whoever holds the phone would read “%(words)s”. Write it another way, or "
            "tick that it goes all the same."
        ) % {"words": ", ".join(wrong.words)}
    if wrong.texts > MOST_PARTS:
        return _("Not sent: it is too long for texts. Shorten it, or send the beginning first.")
    return _(
        "Not sent: it does not fit one text. Shorten it, or tick that it goes in %(texts)s "
        "numbered ones."
    ) % {"texts": wrong.texts}


def told(words: str) -> str:
    """A sentence that names what tells, before it is sent; empty where nothing does."""
    named = ", ".join(dict.fromkeys(telling(plainer(words))))
    return named and _("Whoever holds the phone would read: {words}.").format(words=named)


def texting_shown(unsent: str) -> dict[str, Any]:
    """What the page needs to count as we do, and what was typed and has not left."""
    counted = size(plainer(unsent))
    return {
        "unsent": unsent,
        "texts_said": texts_said(counted.segments, counted.left),
        "plain": "".join(sorted(PLAIN)),
        "two_places": "".join(sorted(TWO_PLACES)),
        "room": f"{ONE_PLAIN},{JOINED_PLAIN},{ONE_WIDE},{JOINED_WIDE}",
        "revealing": ",".join(sorted(REVEALING)),
    }


def texts_said(texts: int, left: int) -> str:
    if texts == 1:
        return _("One text, room for {left} more.").format(left=left)
    return _("{texts} texts: they may come late, or not all.").format(texts=texts)
