"""`stillhere simulate`: a whole service on a virtual clock, and whether everything stayed true."""

import argparse
import os
import sys
import tempfile
from typing import TYPE_CHECKING, Any

from stillhere.cli.begin import begin
from stillhere.cli.saying import answer
from stillhere.cli.wrong import Wrong

if TYPE_CHECKING:
    from stillhere.engine.simulation.plants import Plant

MOST_CONTACTS = 100_000
"""Of a whole run: days of a crisis line of a whole country."""


def simulate(asked: argparse.Namespace) -> int:
    _check(asked)
    with tempfile.TemporaryDirectory(prefix="stillhere-simulate-") as folder:
        _settle_in(folder)
        begin("engine")
        from stillhere.engine.simulation.report import lines  # noqa: PLC0415  # needs models

        plant = _plant(asked.plant)
        found = _run(asked, plant)
        answer(asked, found, *lines(found))
    return 1 if found["invariant_violations"] or found["none_of"] or plant else 0


def _run(asked: argparse.Namespace, plant: "Plant | None") -> dict[str, Any]:
    from stillhere.engine.simulation.load import ROUGH, USUAL, Load  # noqa: PLC0415  # as above
    from stillhere.engine.simulation.memory import in_memory  # noqa: PLC0415  # as above
    from stillhere.engine.simulation.plants import planted  # noqa: PLC0415  # as above
    from stillhere.engine.simulation.report import figures  # noqa: PLC0415  # as above
    from stillhere.engine.simulation.run import Run  # noqa: PLC0415  # as above

    load = Load(
        days=asked.days,
        contacts_per_day=asked.contacts_per_day,
        seed=asked.seed,
        chances=ROUGH if plant else USUAL,
    )
    with in_memory(), planted(plant):
        run = Run(load, told=_progress, until_broken=plant.caught_by if plant else "").go()
        found = figures(run)
    found["seconds"] = round(run.seconds, 1)
    if plant is not None:
        found["plant"] = _caught(plant, found)
    return found


def _caught(plant: "Plant", found: dict[str, Any]) -> dict[str, Any]:
    broken = {each["invariant"] for each in found["invariant_violations"]}
    caught = plant.caught_by in broken
    return {"name": plant.name, "bug": plant.bug, "by": plant.caught_by, "caught": caught}


def _settle_in(folder: str) -> None:
    """Records and keys of its own: an installation's are never opened, wherever they are."""
    for name in [name for name in os.environ if name.startswith("STILLHERE_")]:
        del os.environ[name]
    os.environ["STILLHERE_DATA"] = folder


def _plant(name: str | None) -> "Plant | None":
    from stillhere.engine.simulation.plants import PLANTS  # noqa: PLC0415  # needs models

    if name is None:
        return None
    if name not in PLANTS:
        there = "".join(f"\n  {each.name:30} {each.bug}" for each in PLANTS.values())
        raise Wrong(f"There is no planted bug {name!r}. There are:{there}")
    return PLANTS[name]


def _check(asked: argparse.Namespace) -> None:
    for name, value in (("--days", asked.days), ("--contacts-per-day", asked.contacts_per_day)):
        if not 0 < value <= MOST_CONTACTS:
            raise Wrong(f"{name} is a number above 0, like 30, not {value:g}.")
    if asked.days * asked.contacts_per_day > MOST_CONTACTS:
        raise Wrong(
            f"{asked.days * asked.contacts_per_day:g} contacts are more than one run holds "
            f"({MOST_CONTACTS}). Give fewer --days or --contacts-per-day."
        )


def _progress(share: float, contacts: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{share:4.0%}  {contacts} contacts ")
        sys.stderr.write("\n" if share >= 1 else "")
        sys.stderr.flush()
