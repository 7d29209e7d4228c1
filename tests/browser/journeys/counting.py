"""What a stage of a contact costs an operator: acts, and seconds."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

MOST: Final = {
    "take a contact": 1,
    "everything asked, to the watch": 12,
    "nothing asked, to the watch": 2,
    "start a watch": 1,
    "answered": 1,
    "send help": 1,
}
"""Acts: a press, a key, a hold, or one question answered. Everything else is only counted."""


@dataclass(slots=True)
class Stage:
    name: str
    acts: int = 0
    seconds: float = 0

    def __str__(self) -> str:
        most = f" of {MOST[self.name]}" if self.name in MOST else ""
        return f"{self.name}: {self.acts}{most} acts, {self.seconds:.1f} s"


@dataclass(slots=True)
class Count:
    stages: list[Stage] = field(default_factory=list)
    _open: list[Stage] = field(default_factory=list)

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """One may stand in another; an act in it counts in both."""
        stage = Stage(name)
        self.stages.append(stage)
        self._open.append(stage)
        began = time.monotonic()
        yield
        stage.seconds = time.monotonic() - began
        self._open.remove(stage)

    def one_more(self) -> None:
        for each in self._open:
            each.acts += 1

    @property
    def too_many(self) -> list[str]:
        return [str(each) for each in self.stages if each.acts > MOST.get(each.name, each.acts)]

    def __str__(self) -> str:
        return "\n".join(map(str, self.stages))
