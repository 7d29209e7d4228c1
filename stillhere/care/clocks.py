"""Many clocks in one frozen value; `due` is always the earliest of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self


@dataclass(frozen=True, slots=True)
class Clocks:
    """Clock name to due time. Starting or stopping one never touches another."""

    running: tuple[tuple[str, datetime], ...] = ()

    @classmethod
    def of(cls, clocks: Mapping[str, datetime]) -> Self:
        return cls(tuple(sorted(clocks.items())))

    @property
    def due(self) -> datetime | None:
        return min((due for _, due in self.running), default=None)

    def get(self, name: str) -> datetime | None:
        return dict(self.running).get(name)

    def start(self, name: str, due: datetime) -> Self:
        return self.of({**dict(self.running), name: due})

    def stop(self, *names: str) -> Self:
        return type(self)(tuple(pair for pair in self.running if pair[0] not in names))

    def bring_forward(self, name: str, due: datetime) -> Self:
        """Start the clock, or make it ring earlier; never later."""
        already = self.get(name)
        return self.start(name, due if already is None else min(already, due))

    def first_ready(self, now: datetime) -> tuple[str, datetime] | None:
        """The clock that fell due first, if any has."""
        ready = [(due, name) for name, due in self.running if due <= now]
        if not ready:
            return None
        due, name = min(ready)
        return name, due

    def __contains__(self, name: str) -> bool:
        return name in dict(self.running)

    def __iter__(self) -> Iterator[tuple[str, datetime]]:
        return iter(self.running)
