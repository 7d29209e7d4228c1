"""One thing that somebody has to see to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    what: str
    fix: str
    unsafe: bool = False
    """False: something is only missing, or not yet decided."""


Look = Callable[[], Iterator[Finding]]
