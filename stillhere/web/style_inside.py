"""Styles that stand inside a caller's page, so that a slow phone asks once and then sees it.

The files are the ones everybody has; nothing is copied by hand. The policy in the headers lets in
these texts and no other, by their hashes.
"""

import base64
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parents[1]
COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
SHEETS: Final[dict[str, tuple[str, ...]]] = {
    "frame": (
        "web/css/tokens.css",
        "web/css/page.css",
        "web/css/button.css",
        "web/css/card.css",
        "web/css/field.css",
        "web/css/fold.css",
        "web/css/notice.css",
        "public/css/quiet.css",
    ),
    "night": ("web/css/night.css",),
    "thread": ("web/css/thread.css",),
    "wallet": ("outreach/css/wallet.css",),
}
"""By the name a page asks for: the files, in their order."""


@cache
def text_of(name: str) -> str:
    """Read once: what a page carries and what its header lets in never part while we run."""
    whole = "\n".join(file_of(sheet).read_text("utf-8") for sheet in SHEETS[name])
    lines = (line.strip() for line in COMMENT.sub("", whole).splitlines())
    return "\n".join(line for line in lines if line)


def hashes() -> list[str]:
    """As a content security policy writes them."""
    return [_hash(text_of(name)) for name in SHEETS]


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def file_of(name: str) -> Path:
    """Of a static file of ours; its name begins with its package's."""
    return HERE / name.partition("/")[0] / "static" / name
