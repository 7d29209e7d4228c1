"""The parts of the whole gate, in order: which tests, in how many seconds, beside what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tools.tree import HERE

EVERY_DAY = "not browser and not faults and not long and not phones"
OTHERS = "shape, promises, planted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    name: str
    seconds: int
    """The budget. A part that passes it by a quarter shows its slowest tests."""
    folders: Sequence[str]
    only: str = EVERY_DAY
    database: str = "sqlite"
    workers: int = 2
    """0: nothing runs beside it, because it measures time or starts many processes."""

    may_be_empty: bool = False
    covers: str = ""
    """Code of which these tests must go every way there is, at every branch. To look which they
    go takes as long again, so those that try much more are a part of their own.
    """

    def arguments(self) -> list[str]:
        there = [f"tests/{name}" for name in self.folders if (HERE / "tests" / name).exists()]
        # What was killed and how late it got is told in every run, not only in a red one.
        figures = ["-rP"] if "faults" in self.folders else []
        workers = ["-n", str(self.workers), "--dist=worksteal"] if self.workers else []
        return [*there, "-m", self.only, f"--database={self.database}", *workers, *figures]

    def has_tests(self) -> bool:
        return any(self._modules())

    def _modules(self) -> Iterator[object]:
        for name in self.folders:
            place = HERE / "tests" / name
            yield from place.rglob("test_*.py") if place.is_dir() else [place] * place.exists()


PAGES = ("web", "console", "public", "partners", "reports", "outreach", "journeys")
HEART = ("records", "actions", "engine")
HOUSE = (
    "test_shape.py",
    "test_promises.py",
    "test_databases.py",
    "test_gate.py",
    "test_phones_brought.py",
)

EVERYDAY = (
    Part(name="the house", seconds=20, folders=HOUSE, workers=0),
    Part(name="planted bugs", seconds=45, folders=("test_planted.py",)),
    Part(
        name="care",
        seconds=45,
        folders=("care",),
        only=f"{EVERY_DAY} and not wide",
        covers="stillhere/care",
    ),
    Part(name="care, tried widely", seconds=30, folders=("care",), only=f"{EVERY_DAY} and wide"),
    Part(name="records, actions, engine", seconds=90, folders=HEART),
    Part(
        name="the same on PostgreSQL",
        seconds=120,
        folders=("",),
        only=f"both and {EVERY_DAY}",
        database="postgresql",
    ),
    Part(name="lines", seconds=45, folders=("lines",)),
    Part(name="pages", seconds=90, folders=PAGES),
    Part(name="security", seconds=60, folders=("security",)),
    Part(name="simulation", seconds=90, folders=("simulation",)),
    Part(name="browser", seconds=160, folders=("browser",), only="not long"),
    Part(name="faults", seconds=150, folders=("faults",), only="not long", workers=0),
)
LONG = (
    Part(name="what is marked long", seconds=900, folders=("",), only="long and not browser"),
    # A browser brings an event loop into its process: nobody else works there.
    Part(name="what is long in a browser", seconds=900, folders=("browser",), only="long"),
    Part(
        name="browser, faults on PostgreSQL",
        seconds=600,
        folders=("browser", "faults"),
        only="both",
        database="postgresql",
        workers=0,
        may_be_empty=True,
    ),
)
# An exchange counts seconds as people do: nothing runs beside it.
PHONES = (Part(name="real telephones", seconds=240, folders=("phones",), only="phones", workers=0),)


def folders_without_a_part() -> list[str]:
    """A test that belongs nowhere would never run."""
    known = {name for part in (*EVERYDAY, *PHONES) for name in part.folders}
    return sorted(
        path.name
        for path in (HERE / "tests").iterdir()
        if path.name not in known and (_holds_tests(path.name) or path.match("test_*.py"))
    )


def _holds_tests(name: str) -> bool:
    return any((HERE / "tests" / name).rglob("test_*.py"))
