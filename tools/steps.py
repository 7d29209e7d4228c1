"""One step of the gate: a command, what it may take, and what it said."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tools.tree import HERE

PYTHON = sys.executable
BIN = HERE / ".venv" / "bin"
ARROWS = "from importlinter.cli import lint_imports_command as main; main()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    name: str
    command: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    step: Step
    seconds: float
    code: int
    said: str

    @property
    def green(self) -> bool:
        return self.code == 0


STATIC = (
    Step(name="types", command=[PYTHON, "-m", "mypy"]),
    Step(name="layout", command=[str(BIN / "ruff"), "format", "--check", "."]),
    Step(name="habits", command=[str(BIN / "ruff"), "check", "--output-format=concise", "."]),
    Step(name="arrows", command=[PYTHON, "-c", ARROWS, "--no-logo"]),
    Step(name="templates", command=[PYTHON, "-m", "djlint", "--lint", "--quiet", "stillhere"]),
    Step(name="words", command=[PYTHON, "-m", "tools.translations", "check"]),
    Step(name="drawn rules", command=[PYTHON, "-m", "tools.draw_rules", "--check"]),
    Step(name="planted bugs", command=[PYTHON, "-m", "tools.planted"]),
)


def run_two_at_a_time(steps: Sequence[Step]) -> list[Done]:
    with ThreadPoolExecutor(2) as two:
        return [_tell(done) for done in two.map(run, steps)]


def run(step: Step) -> Done:
    began = time.monotonic()
    finished = subprocess.run(
        step.command,
        cwd=HERE,
        env={**os.environ, "COLUMNS": "120"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return Done(
        step=step,
        seconds=time.monotonic() - began,
        code=finished.returncode,
        said=finished.stdout.strip(),
    )


def _tell(done: Done) -> Done:
    print(
        f"{'ok ' if done.green else 'RED'} {done.step.name:<12} {done.seconds:6.1f} s", flush=True
    )
    if not done.green:
        print(done.said, flush=True)
    return done
