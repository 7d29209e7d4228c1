"""Where this machine keeps the programs that pip cannot bring."""

import os
import shutil
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
FONTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


def postgresql() -> Path | None:
    """The folder with `initdb` and `postgres`, the newest where there are several."""
    debian = [found.parent for found in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if debian:
        return max(debian, key=lambda folder: int("0" + folder.parent.name.split(".")[0]))
    on_path = shutil.which("initdb")
    if on_path is None or not (Path(on_path).resolve().parent / "postgres").exists():
        return None
    return Path(on_path).resolve().parent


def chromium() -> str | None:
    """A browser that answers to Chromium's switches; `CHROMIUM` decides where it is set."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return shutil.which(chosen)
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def xvfb() -> str | None:
    """A screen that is nowhere to be seen."""
    return shutil.which("Xvfb")


def chromium_switches() -> list[str]:
    """What Chromium needs to start here, and nothing that a person's browser would not have."""
    switches = ["--disable-dev-shm-usage"]  # a container's /dev/shm is too small for a page
    if os.geteuid() == 0:
        switches.append("--no-sandbox")  # Chromium refuses its sandbox to root
    return switches


def a_font_with_accents() -> bool:
    return any(any(folder.rglob("DejaVuSans.ttf")) for folder in FONTS if folder.exists())
