"""
The whole gate: every tool, every test, on both databases, in a browser, with killed processes.

Each part has a budget. No retries and no skips: either would hide what a person may meet.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tools.parts import EVERYDAY, LONG, PHONES, Part, folders_without_a_part
from tools.promises import claims, not_run
from tools.recorder import Outcome, read
from tools.steps import PYTHON, STATIC, run_two_at_a_time
from tools.tree import HERE

WHOLE = 14 * 60  # seconds, on two cores
HUNG = 6  # times its budget, before a part is stopped
NO_TESTS = 5  # as pytest says it
HANGS = 124  # as the command `timeout` says it
PATIENCE = 1.25  # times its budget, before a part shows its slowest tests


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    part: Part
    seconds: float
    code: int
    outcomes: Sequence[Outcome]
    missed: str = ""
    """Branches nothing went by, as coverage tells them."""

    @property
    def faults(self) -> list[str]:
        named = [f"{o.ending}: {o.test}" for o in self.outcomes if o.ending != "passed"]
        if self.missed:
            named.append(f"not every branch of {self.part.covers} is met")
        if self.code == NO_TESTS and self.part.may_be_empty:
            return []
        if not self.outcomes and self.code == 0:
            named.append("no test ran")
        if self.code and not named:
            named.append(f"pytest ended with {self.code}")
        return named


def main() -> int:
    words = argparse.ArgumentParser(prog="suite", description=__doc__)
    words.add_argument("--long", action="store_true", help="what is too slow for every day")
    words.add_argument("--phones", action="store_true", help="real telephones alone")
    chosen = words.parse_args()
    every_day = not (chosen.long or chosen.phones)
    parts = PHONES if chosen.phones else LONG if chosen.long else EVERYDAY
    began = time.monotonic()
    tools = [
        done.step.name for done in run_two_at_a_time(STATIC if every_day else ()) if not done.green
    ]
    ran = [run(part) for part in parts if part.has_tests() or absent(part)]
    broken = list(unkept(ran)) if every_day else []
    tell_times(ran, took=time.monotonic() - began, whole=WHOLE if every_day else None)
    return tell_result(ran, [*(f"{name}: red" for name in tools), *broken])


def absent(part: Part) -> bool:
    print(f"\n== {part.name}: nothing here yet", flush=True)
    return False


def run(part: Part) -> Ran:
    print(f"\n== {part.name} (budget {part.seconds} s)", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="stillhere-suite-") as folder:
        record = Path(folder) / "outcomes"
        code = run_pytest(part, record)
        outcomes = list(read(record))
        missed = missed_branches(Path(folder)) if part.covers else ""
    seconds = time.monotonic() - began
    return Ran(part=part, seconds=seconds, code=code, outcomes=outcomes, missed=missed)


def run_pytest(part: Part, record: Path) -> int:
    code = ended(
        [PYTHON, "-m", *covering(part), "pytest", "-q", *telling(part), *part.arguments()],
        around={**covered_in(record.parent), "STILLHERE_TEST_RECORD": str(record)},
        within=part.seconds * HUNG,
    )
    if code == HANGS:
        print(f"\nStopped: {part.name} took {HUNG} times its budget, so something hangs.")
    return code


def ended(command: Sequence[str], *, around: Mapping[str, str], within: float) -> int:
    """Its code. Whatever it has started ends with it: a worker left over slows what follows."""
    with subprocess.Popen(
        command, cwd=HERE, env=around, stdin=subprocess.DEVNULL, process_group=0
    ) as process:
        try:
            return process.wait(within)
        except subprocess.TimeoutExpired:
            return HANGS
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def telling(part: Part) -> list[str]:
    """
    Where it hangs is told shortly before the part is stopped.

    Not earlier: who still runs may be ended by it (Python reads its frames while they change).
    """
    return ["--tb=short", f"--override-ini=faulthandler_timeout={part.seconds * (HUNG - 1)}"]


def covering(part: Part) -> list[str]:
    return ["coverage", "run", "--branch", f"--source={part.covers}", "-m"] if part.covers else []


def covered_in(folder: Path) -> dict[str, str]:
    # Python's own tracer is several times as slow as coverage's in C.
    return {**os.environ, "COVERAGE_FILE": str(folder / "covered"), "COVERAGE_CORE": "ctrace"}


def missed_branches(folder: Path) -> str:
    """What coverage tells of the branches that no test went by; nothing where there are none."""
    _coverage(folder, "combine", "--quiet")
    said = _coverage(folder, "report", "--fail-under=100", "--precision=2")
    if said.returncode == 0:
        return ""
    print(said.stdout + said.stderr)
    return said.stdout or "coverage found nothing"


def _coverage(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PYTHON, "-m", "coverage", *words],
        cwd=HERE,
        env=covered_in(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def unkept(ran: Sequence[Ran]) -> list[str]:
    """What docs/ promises on tests that nobody saw pass today, and tests outside every part."""
    passed = {o.test for part in ran for o in part.outcomes if o.ending == "passed"}
    homeless = [f"tests/{name} belongs to no part of the gate" for name in folders_without_a_part()]
    return [*not_run(claims(), passed), *homeless]


def tell_times(ran: Sequence[Ran], *, took: float, whole: float | None) -> None:
    print()
    for part in ran:
        over = part.seconds > part.part.seconds
        count = f"{len(part.outcomes):5} tests {part.seconds:6.1f} s of {part.part.seconds:4} s"
        print(f"{part.part.name:<26} {count}{'  over its budget' if over else ''}")
        if part.seconds > part.part.seconds * PATIENCE:
            tell_slowest(part.outcomes)
    limit = f" of {whole:.0f} s{' OVER THE BUDGET' if took > whole else ''}" if whole else ""
    print(f"{'everything':<26} {took:19.1f} s{limit}")


def tell_slowest(outcomes: Sequence[Outcome]) -> None:
    for outcome in sorted(outcomes, key=lambda outcome: -outcome.seconds)[:10]:
        print(f"    {outcome.seconds:7.2f} s  {outcome.test}")


def tell_result(ran: Sequence[Ran], broken: Sequence[str]) -> int:
    faults = [f"{part.part.name}: {fault}" for part in ran for fault in part.faults]
    for fault in [*faults, *broken]:
        print(f"RED  {fault}")
    endings = [outcome.ending for part in ran for outcome in part.outcomes]
    passed = endings.count("passed")
    failed = len(endings) - passed
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not faults and not broken else 1


if __name__ == "__main__":
    sys.exit(main())
