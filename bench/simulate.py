"""How many times the bare database a simulated service costs: `python -m bench.simulate`.

The same days are simulated by the product and then once more by SQLite alone, which is given
every statement the product made, word for word, on a copy of the same empty database. Both in
the same minute on the same machine, so that their ratio says more than seconds do.
"""

import argparse
import json
import os
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

LOOP: Final = 5_000_000
"""Turns of a loop that does nothing: how fast this machine is just now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    simulated: float
    bare: float
    """User CPU seconds."""
    wall: float
    loop: float
    events: int
    statements: int


def main() -> int:
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="stillhere-bench-") as folder:
        _settle_in(folder)
        said = _statements(asked)
        rounds = [_round(asked, said) for _ in range(asked.rounds)]
    print(json.dumps(_figures(asked, rounds), indent=2))
    return 0


def _asked() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="bench.simulate", description=__doc__)
    words.add_argument("--days", type=float, default=2)
    words.add_argument("--contacts-per-day", type=float, default=17)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--rounds", type=int, default=3)
    return words.parse_args()


def _settle_in(folder: str) -> None:
    """Before anything of Django is imported: nobody's records are ever near this."""
    for name in [name for name in os.environ if name.startswith("STILLHERE_")]:
        del os.environ[name]
    os.environ["STILLHERE_DATA"] = folder
    from stillhere.cli.begin import begin  # noqa: PLC0415  # needs the surroundings above

    begin("engine")


def _statements(asked: argparse.Namespace) -> list[str]:
    """Every one, with its values in it; what only a trigger did is done by the trigger again."""
    said: list[str] = []
    _simulate(asked, said.append)
    return [each for each in said if not each.startswith("--")]


def _round(asked: argparse.Namespace, said: list[str]) -> Round:
    loop, _ = _spent(_loop)
    began = time.perf_counter()
    simulated, events = _spent(lambda: _simulate(asked, None))
    wall = time.perf_counter() - began
    bare, _ = _spent(lambda: _bare(said))
    return Round(
        simulated=simulated,
        bare=bare,
        wall=wall,
        loop=loop,
        events=events,
        statements=len(said),
    )


def _simulate(asked: argparse.Namespace, heard: Callable[[str], None] | None) -> int:
    """How many events."""
    from django.db import connection  # noqa: PLC0415  # needs settings

    from stillhere.engine.simulation.load import Load  # noqa: PLC0415  # needs models
    from stillhere.engine.simulation.memory import in_memory  # noqa: PLC0415  # as above
    from stillhere.engine.simulation.run import Run  # noqa: PLC0415  # as above

    load = Load(days=asked.days, contacts_per_day=asked.contacts_per_day, seed=asked.seed)
    with in_memory():
        connection.connection.set_trace_callback(heard)
        return Run(load).go().scene.tally.events


def _bare(said: list[str]) -> None:
    from stillhere.engine.simulation.memory import empty  # noqa: PLC0415  # needs settings

    database = sqlite3.connect(":memory:", isolation_level=None)
    empty().backup(database)
    for each in said:
        database.execute(each).fetchall()
    database.close()


def _loop() -> None:
    for _ in range(LOOP):
        pass


def _spent(act: Callable[[], Any]) -> tuple[float, Any]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    found = act()
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime - before, found


def _figures(asked: argparse.Namespace, rounds: list[Round]) -> dict[str, Any]:
    simulated = [each.simulated for each in rounds]
    bare = [each.bare for each in rounds]
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "days": asked.days,
        "contacts_per_day": asked.contacts_per_day,
        "seed": asked.seed,
        "events": rounds[0].events,
        "statements": rounds[0].statements,
        "simulated_user_s": _spread(simulated),
        "bare_user_s": _spread(bare),
        "times_the_bare": _spread(
            [s / max(b, 0.001) for s, b in zip(simulated, bare, strict=True)]
        ),
        "simulated_wall_s": _spread([each.wall for each in rounds]),
        "loop_user_s": _spread([each.loop for each in rounds]),
        "load": round(os.getloadavg()[0], 1),
    }


def _spread(values: list[float]) -> dict[str, float]:
    found = {"median": statistics.median(values), "min": min(values), "max": max(values)}
    return {name: round(value, 2) for name, value in found.items()}


if __name__ == "__main__":
    raise SystemExit(main())
