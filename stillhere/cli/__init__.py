"""`stillhere` on the command line: everything an administrator does, each with an example."""

import sys
from collections.abc import Sequence

from stillhere.cli.words import parser
from stillhere.cli.wrong import Wrong
from stillhere.surroundings import WrongSurroundings


def main(words: Sequence[str] | None = None) -> int:
    """0 done, 1 found something unsafe, 2 asked for something that cannot be."""
    try:
        asked = parser().parse_args(words)
        return int(asked.act(asked))
    except (Wrong, WrongSurroundings) as wrong:
        sys.stderr.write(f"stillhere: {wrong}\n")
        return 2
    except BrokenPipeError:
        return 0  # whoever read us has read enough
