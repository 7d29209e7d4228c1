"""Makes the one file of others' code that the telephone in a browser needs, the same each time.

`python -m tools.vendor_jssip` brings what `PINNED` names with npm, in a folder that is thrown
away, and writes the file with its licences and its hash. Only who changes a version runs it:
everybody else uses the file as it is (docs/decisions/telephone-in-the-browser.md).
"""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

PINNED: Final = {
    "jssip": "3.13.8",
    "debug": "4.4.3",
    "ms": "2.1.3",
    "events": "3.3.0",
    "sdp-transform": "2.15.0",
}
"""What goes into the file; and what puts it together:"""
BUILDER: Final = ("esbuild", "0.28.2")
HERE: Final = Path(__file__).parent.parent / "stillhere/console/static/console/vendor"
FILE: Final = HERE / f"jssip-{PINNED['jssip']}.js"
LICENCES: Final = HERE / "LICENCES.txt"
HASH: Final = HERE / "jssip.sha256"


def main() -> int:
    with tempfile.TemporaryDirectory() as made_in:
        _bring(Path(made_in))
        FILE.write_bytes(_built(Path(made_in)))
        LICENCES.write_text(_licences(Path(made_in) / "node_modules"), encoding="utf-8")
    HASH.write_text(f"{digest()}  {FILE.name}\n", encoding="utf-8")
    sys.stdout.write(f"{digest()}  {FILE.name}\n")
    return 0


def digest() -> str:
    return hashlib.sha256(FILE.read_bytes()).hexdigest()


def _bring(folder: Path) -> None:
    """No script of a package runs, and no list of where they came from is kept."""
    (folder / "package.json").write_text("{}", encoding="utf-8")
    named = [f"{name}@{version}" for name, version in [*PINNED.items(), BUILDER]]
    options = ["--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(["npm", "install", *options, *named], cwd=folder, check=True)


def _built(folder: Path) -> bytes:
    (folder / "in.js").write_text('export { default } from "jssip";\n', encoding="utf-8")
    options = ["--bundle", "--format=esm", "--minify", "--target=es2022", "--legal-comments=none"]
    subprocess.run(
        ["node_modules/.bin/esbuild", "in.js", *options, "--outfile=out.js", "--log-level=warning"],
        cwd=folder,
        check=True,
    )
    return (folder / "out.js").read_bytes()


def _licences(modules: Path) -> str:
    """Each may be given on only with these words."""
    parts = []
    for name, version in PINNED.items():
        [words] = [p for p in (modules / name).iterdir() if p.stem.lower() == "license"]
        parts.append(f"{name} {version}\n\n{words.read_text(encoding='utf-8').strip()}\n")
    return "\n----\n\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
