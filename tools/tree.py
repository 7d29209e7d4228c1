"""The files that are the project, as they stand now, committed or not."""

import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
NOT_OURS = {".git", ".venv", "var", "build", "__pycache__"}


def files() -> list[Path]:
    """Relative to the project's folder; without git, everything that is not plainly made."""
    if (HERE / ".git").exists():
        asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        said = subprocess.run(asked, cwd=HERE, check=True, capture_output=True, text=True).stdout
        found = {Path(name) for name in said.split("\0") if name}
    else:
        found = {path.relative_to(HERE) for path in HERE.rglob("*") if not _made(path)}
    return sorted(path for path in found if (HERE / path).is_file())


def _made(path: Path) -> bool:
    parts = path.relative_to(HERE).parts
    return path.suffix in {".pyc", ".mo"} or any(
        part in NOT_OURS or part.endswith(("_cache", ".egg-info")) for part in parts
    )
