"""What the telephone says: every sentence, its sound, and what happens where there is none."""

import subprocess
import wave
from array import array
from pathlib import Path
from typing import Any

import pytest

from stillhere.actions.prompts import LANGUAGES, Prompt, prompt_words_in
from stillhere.actions.recordings import From, Recordings, Sound
from stillhere.care.harmless import telling
from stillhere.lines.asterisk.steering import SOUND
from stillhere.lines.speech import CannotSpeak, resampled, speak

RECORDED, MADE = "recorded/north/fr/greeting", "synthetic/fr/greeting"


def a_sound(file: Path, *, rate: int = 8_000, channels: int = 1, seconds: float = 1.0) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(bytes(2 * channels * round(rate * seconds)))


def found(folder: Path) -> Sound:
    return Recordings(folder).find("greeting", organisation="north", language="fr")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prompt", Prompt)
def test_every_sentence_is_there_in_each_language_and_tells_nobody(
    prompt: Prompt, language: str
) -> None:
    """CO4, IN2: somebody else may hear it, and nobody is told how long it will take."""
    words = prompt_words_in(language, prompt)

    assert words
    assert telling(words) == ()
    assert not any(unit in words for unit in ("minute", "second", "heure", "hour"))
    assert SOUND.fullmatch(prompt)


def test_every_sentence_is_said_once() -> None:
    for language in LANGUAGES:
        assert len({prompt_words_in(language, each) for each in Prompt}) == len(Prompt)


def test_the_other_language_is_offered_in_that_language() -> None:
    """CO3: one bilingual sentence, and a key for each language."""
    assert prompt_words_in("fr", Prompt.LANGUAGE) == "Pour le français, faites le 2."
    assert prompt_words_in("en", Prompt.LANGUAGE) == "For English, press 3."


def test_a_recording_is_taken_before_what_a_machine_said(tmp_path: Path) -> None:
    a_sound(tmp_path / f"{MADE}.wav")
    assert found(tmp_path) == Sound(come_from=From.SYNTHETIC, name=MADE)
    a_sound(tmp_path / f"{RECORDED}.wav")

    assert found(tmp_path) == Sound(come_from=From.RECORDED, name=RECORDED)


def test_another_organisations_voice_is_never_taken(tmp_path: Path) -> None:
    a_sound(tmp_path / "recorded/south/fr/greeting.wav")

    assert found(tmp_path) == Sound()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"rate": 44_100}, "It has 1 channels, 16 bits and 44100 Hz. Save it with one channel"),
        ({"channels": 2}, "It has 2 channels"),
        ({"seconds": 0.1}, "It lasts 0.1 seconds. It must last from 0.3 to 30 seconds."),
        ({"seconds": 31}, "It lasts 31.0 seconds."),
    ],
)
def test_a_recording_that_cannot_be_played_is_passed_over_and_named(
    tmp_path: Path, wrong: dict[str, Any], said: str
) -> None:
    a_sound(tmp_path / f"{RECORDED}.wav", **wrong)
    assert found(tmp_path).come_from is None
    a_sound(tmp_path / f"{MADE}.wav")

    assert found(tmp_path).name == MADE
    assert found(tmp_path).wrong.startswith(said)


def test_what_is_no_sound_at_all_is_named(tmp_path: Path) -> None:
    file = tmp_path / f"{RECORDED}.wav"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"ID3 a song")

    assert found(tmp_path) == Sound(wrong="This is no WAV file that can be read.")


def test_without_the_program_one_sentence_says_how_to_bring_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _program: None)

    with pytest.raises(CannotSpeak, match="apt-get install espeak-ng"):
        speak("Hello.", language="en", to=tmp_path / "hello.wav")
    assert list(tmp_path.iterdir()) == []


def test_what_the_machine_says_is_made_for_a_telephone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole or not at all: nobody is played half a sentence."""

    def says(words: list[str], **_how: Any) -> "subprocess.CompletedProcess[bytes]":
        a_sound(Path(words[words.index("-w") + 1]), rate=22_050, seconds=2)
        return subprocess.CompletedProcess(words, 0, b"", b"")

    monkeypatch.setattr("shutil.which", lambda program: program)
    monkeypatch.setattr("subprocess.run", says)
    speak("Bonjour.", language="fr", to=tmp_path / f"{MADE}.wav")

    assert found(tmp_path) == Sound(come_from=From.SYNTHETIC, name=MADE)
    assert [each.name for each in (tmp_path / MADE).parent.iterdir()] == ["greeting.wav"]


def test_a_high_tone_does_not_come_out_as_a_low_one() -> None:
    high = array("h", [30_000, -30_000] * 11_025)
    steady = array("h", [1_000] * 22_050)

    assert max(map(abs, resampled(high, 22_050, 8_000))) < 12_000
    assert {round(each) for each in resampled(steady, 22_050, 8_000)} == {1_000}
