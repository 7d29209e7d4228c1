"""
The sound of each prompt: recorded by an organisation, made by a machine, or not there.

One file for each, the first before the second. Whatever is missing or cannot be played is not
spoken, and who waits hears that the line lives all the same.
"""

import wave
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

RATE: Final = 8_000
"""What a telephone carries, per second."""
SHORTEST, LONGEST = 0.3, 30.0
"""Seconds. A longer one keeps who waits from a person."""
FOLDER: Final = "prompts"
"""In the folder of our data, unless somebody says otherwise."""
RECORDED: Final = "recorded/{organisation}/{language}/{prompt}.wav"
WAITING: Final = "recorded/{organisation}/waiting.wav"
"""What they would like to be heard by who waits, instead of the soft tone: music, or the sea."""
SYNTHETIC: Final = "synthetic/{language}/{prompt}.wav"


class CannotPlay(ValueError):
    """A sentence that says what the file has to be."""


class From(StrEnum):
    RECORDED = "recorded"
    SYNTHETIC = "synthetic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    come_from: From | None = None
    """None: missing."""
    name: str = ""
    """In the folder, without its ending: as an exchange asks for it."""
    wrong: str = ""
    """Why a recording that is there is not played."""


@dataclass(frozen=True, slots=True)
class Recordings:
    folder: Path

    def find(self, prompt: str, *, organisation: str, language: str) -> Sound:
        """Read anew each time: whoever puts a file there need not start anything again."""
        named = {"organisation": organisation, "language": language, "prompt": prompt}
        recorded, synthetic = RECORDED.format(**named), SYNTHETIC.format(**named)
        return self._first(((From.RECORDED, recorded), (From.SYNTHETIC, synthetic)))

    def waiting(self, organisation: str) -> Sound:
        """Nothing of the kind is the soft tone."""
        return self._first(((From.RECORDED, WAITING.format(organisation=organisation)),))

    def _first(self, files: Sequence[tuple[From, str]]) -> Sound:
        wrong = ""
        for come_from, file in files:
            if not (self.folder / file).is_file():
                continue
            try:
                check(self.folder / file)
            except CannotPlay as sentence:
                wrong = wrong or str(sentence)
            else:
                return Sound(come_from=come_from, name=file.removesuffix(".wav"), wrong=wrong)
        return Sound(wrong=wrong)


def check(file: Path) -> None:
    """Raises `CannotPlay`, in the language that is active."""
    try:
        with wave.open(str(file), "rb") as sound:
            channels, width = sound.getnchannels(), sound.getsampwidth()
            rate, frames = sound.getframerate(), sound.getnframes()
    except (wave.Error, EOFError, OSError):
        raise CannotPlay(_("This is no WAV file that can be read.")) from None
    if (channels, width, rate) != (1, 2, RATE):
        has = {"channels": channels, "bits": width * 8, "rate": rate}
        raise CannotPlay(
            _(
                "It has %(channels)s channels, %(bits)s bits and %(rate)s Hz. Save it with one "
                "channel, 16 bits and 8000 Hz (PCM)."
            )
            % has
        )
    seconds = frames / rate
    if not SHORTEST <= seconds <= LONGEST:
        lasts = {"seconds": f"{seconds:.1f}"}
        raise CannotPlay(
            _("It lasts %(seconds)s seconds. It must last from 0.3 to 30 seconds.") % lasts
        )
