"""
Makes a checkout ready: `.venv`, what Python needs, and what the system must bring.

Runs on a bare Python, before anything is installed, and is quick when nothing is missing.
"""

import argparse
import fcntl
import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tools.system import FOR_TESTS, Need, NeedsYou, bring

HERE = Path(__file__).resolve().parent.parent
VENV = HERE / ".venv"
PYTHON = str(VENV / "bin" / "python")
DOOR = """\
#!/bin/sh
# stillhere on the command line, whichever folder it is called from.
here=$(dirname "$(readlink -f "$0")")
exec "$here/python" -P -c 'import sys; sys.argv[0] = "stillhere"
from stillhere.cli import main
sys.exit(main())' "$@"
"""
VENV_ITSELF = Need(
    package="python3-venv",
    purpose="a folder of our own for Python's packages",
    present=lambda: _runs(sys.executable, "-c", "import ensurepip, venv"),
)


def main() -> int:
    words = argparse.ArgumentParser(prog="prepare", description=__doc__)
    words.add_argument("what", choices=["demo", "check", "test"], help="for what it must be ready")
    what: str = words.parse_args().what
    began = time.monotonic()
    with (HERE / "Makefile").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two at once would write into each other's .venv
        try:
            prepare(what)
        except NeedsYou as need:
            print(need, file=sys.stderr)
            return 2
    print(f"Ready ({time.monotonic() - began:.1f} s).")
    return 0


def prepare(what: str) -> None:
    """Only the tests need more from the system than Python."""
    make_venv()
    bring_wheels("app" if what == "demo" else "dev")
    hang_the_door()
    subprocess.run([PYTHON, "-m", "tools.translations", "compile"], cwd=HERE, check=True)
    if what == "test":
        bring(FOR_TESTS)


def make_venv() -> None:
    if _runs(PYTHON, "-m", "pip", "--version"):
        return
    bring([VENV_ITSELF])
    print("Making .venv …", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True, stdin=subprocess.DEVNULL)


def bring_wheels(part: str) -> None:
    """Everything in `dev` holds everything in `app`, at the same versions."""
    if _already(part) or (part == "app" and _already("dev")):
        return
    lock = HERE / "requirements" / f"{part}.txt"
    print(f"Installing what requirements/{part}.txt names …", flush=True)
    pip = [PYTHON, "-m", "pip", "-qq", "--no-input", "--disable-pip-version-check"]
    exact = ["--require-hashes", "--only-binary", ":all:"]
    done = subprocess.run(
        [*pip, "install", *exact, "-r", str(lock)], stdin=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise NeedsYou("pip could not bring them. Is the network there? Then try again.")
    _stamp(part).write_text(_wanted(part))


def hang_the_door() -> None:
    """`.venv/bin/stillhere`, and the way to the code for anything that runs in `.venv`."""
    door = VENV / "bin" / "stillhere"
    door.write_text(DOOR)
    door.chmod(0o755)
    asked = [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    (Path(packages) / "stillhere.pth").write_text(f"{HERE}\n")


def _already(part: str) -> bool:
    return _stamp(part).exists() and _stamp(part).read_text() == _wanted(part)


def _stamp(part: str) -> Path:
    return VENV / f"brought-{part}"


def _wanted(part: str) -> str:
    locks = [HERE / "requirements" / f"{name}.txt" for name in ("app", part)]
    return hashlib.sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()


def _runs(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(main())
