"""Python looks for what nobody needs any more; here that is seldom worth a look."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

EVERY: Final = 50_000
"""New objects between two looks. Usually it is 700, and a run makes millions."""


@contextmanager
def little_is_thrown_away() -> Iterator[None]:
    """What was there before a run outlives it, and is not looked at during it."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(EVERY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
