"""Prompts spoken by a machine, until people have recorded them: understandable, and no more."""

import shutil
import subprocess
import tempfile
import wave
from array import array
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Final

from stillhere.actions.recordings import RATE, check

PROGRAM: Final = "espeak-ng"
VOICES: Final[Mapping[str, str]] = {"en": "en-us", "fr": "fr-fr"}
WORDS_PER_MINUTE: Final = "140"
TAKES_AT_MOST: Final = 60
LOUDEST: Final = 23_000
"""Of 32,767: as loud as a person, and nothing is cut off."""


class CannotSpeak(Exception):
    """A sentence that says what is missing, and how to bring it."""


def speak(words: str, *, language: str, to: Path) -> None:
    """A file that a telephone can play, whole or not there at all. Raises `CannotSpeak`."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise CannotSpeak(
            f"The program {PROGRAM} is not here. Install it, like: sudo apt-get install {PROGRAM}"
        )
    voice = VOICES.get(language)
    if voice is None:
        raise CannotSpeak(f"There is no voice for the language {language!r} here. Record it.")
    _make_folder(to.parent)
    with tempfile.TemporaryDirectory(dir=to.parent) as folder:
        said, new = Path(folder) / "said.wav", Path(folder) / "new.wav"
        words_of = [program, "-v", voice, "-s", WORDS_PER_MINUTE, "-w", str(said), "--stdin"]
        done = subprocess.run(  # noqa: S603  # a program by its name, no words of anybody in it
            words_of, input=words.encode(), capture_output=True, timeout=TAKES_AT_MOST, check=False
        )
        if done.returncode or not said.is_file():
            raise CannotSpeak(f"{PROGRAM} could not say it: {done.stderr.decode()[-200:].strip()}")
        _as_a_telephone_carries_it(said, new)
        check(new)
        new.chmod(0o644)
        new.replace(to)


def _make_folder(folder: Path) -> None:
    """An exchange that runs as somebody else reads it as well: there is nothing secret in it."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        each.chmod(0o755)


def _as_a_telephone_carries_it(said: Path, new: Path) -> None:
    with wave.open(str(said), "rb") as sound:
        rate, frames = sound.getframerate(), sound.readframes(sound.getnframes())
    samples = array("h", frames)
    carried = array("h", _as_loud_as_a_person(list(resampled(samples, rate, RATE))))
    with wave.open(str(new), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(carried.tobytes())


def resampled(samples: "array[int]", rate: int, to: int) -> Iterator[float]:
    """Each the mean of what it stands for, so that no high tone comes out as a low one."""
    sums = [0, *accumulate(samples)]

    def up_to(at: float) -> float:
        whole = min(int(at), len(samples) - 1)
        return sums[whole] + (at - whole) * samples[whole]

    step = rate / to
    for each in range(int(len(samples) / step)):
        yield (up_to((each + 1) * step) - up_to(each * step)) / step


def _as_loud_as_a_person(samples: list[float]) -> Iterator[int]:
    loudest = max(map(abs, samples), default=0) or 1
    return (round(each / loudest * LOUDEST) for each in samples)
