"""What a page's script will ask for, said at once: otherwise each import is one more wait."""

import re
from functools import cache
from posixpath import dirname, join, normpath
from typing import Final

from stillhere.web.style_inside import file_of

IMPORT: Final = re.compile(r'^import [^"]*"(\.[^"]+)";', re.MULTILINE)


@cache
def needed_by(script: str) -> list[str]:
    """The script and all it imports, each once, as names of static files."""
    found, left = [script], [script]
    while left:
        name = left.pop()
        for imported in IMPORT.findall(file_of(name).read_text("utf-8")):
            other = normpath(join(dirname(name), imported))
            if other not in found:
                found.append(other)
                left.append(other)
    return found
