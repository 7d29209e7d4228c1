"""An unpacked exchange: how it is started beside the libraries of this machine, not with them.

Its C library is newer than this machine's, so it starts through its own loader and finds its own
libraries. Nothing of it needs root, a container or another root folder.
"""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stillhere.lines.asterisk.laying import Program, module_names
from tools.system import NeedsYou

LOADERS = "ld-linux-*.so.*"
NEEDS = re.compile(r"=> (\S+) \(0x")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    root: Path

    def is_ready(self) -> bool:
        return self._mark.exists()

    def say_ready(self) -> None:
        self._mark.touch()

    def program(self) -> Program:
        return Program(
            command=(*self._loaded, str(self.root / "usr" / "sbin" / "asterisk")),
            modules=self._libraries / "asterisk" / "modules",
            share=self.root / "usr" / "share" / "asterisk",
        )

    def version(self) -> str:
        """Raises `NeedsYou` where it does not start at all."""
        done = _run(*self.program().command, "-V")
        if done.returncode:
            raise NeedsYou(f"What came does not start here: {done.stderr.strip()}")
        return done.stdout.strip()

    def opens(self) -> set[str]:
        """Every file it takes code from, from the root on."""
        modules = self.program().modules
        code = [self.root / "usr" / "sbin" / "asterisk", *map(modules.joinpath, module_names())]
        opened = {path for each in code for path in self._opened_by(each)} | {self._loader}
        return {str(path.resolve().relative_to(self.root.resolve())) for path in opened}

    def _opened_by(self, code: Path) -> Iterator[Path]:
        for found in NEEDS.finditer(_run(*self._loaded, "--list", str(code)).stdout):
            yield Path(found[1])

    @property
    def _loaded(self) -> tuple[str, ...]:
        return (str(self._loader), "--library-path", str(self._libraries))

    @property
    def _loader(self) -> Path:
        return next(self._libraries.glob(LOADERS))

    @property
    def _libraries(self) -> Path:
        return next((self.root / "usr" / "lib").glob("*-linux-gnu"))

    @property
    def _mark(self) -> Path:
        return self.root / "ready"


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
