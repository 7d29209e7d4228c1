"""The page of what the telephone says: every sentence, and whether there is a voice for it."""

from pathlib import Path
from typing import Any

import pytest

from stillhere.actions.prompts import Prompt
from stillhere.console.spoken_words import GROUPS, NAMES, WHEN
from tests.console.desk import Desk, text_of
from tests.lines.test_prompts import a_sound

PAGE = "/console/settings/spoken/"


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.PROMPTS = tmp_path
    return tmp_path


def test_every_sentence_stands_on_the_page_with_its_file(sam: Desk, folder: Path) -> None:
    page = text_of(sam.see(PAGE))

    assert {each for _, group in GROUPS for each in group} == set(Prompt) == {*NAMES} == {*WHEN}
    assert all(f"recorded/north/fr/{prompt}.wav" in page for prompt in Prompt)
    assert f"{2 * len(Prompt)} missing" in page
    assert "stillhere prompts" in page


def test_what_is_recorded_made_or_wrong_is_told_apart(sam: Desk, folder: Path) -> None:
    a_sound(folder / "recorded/north/en/greeting.wav")
    a_sound(folder / "synthetic/fr/greeting.wav")
    a_sound(folder / "recorded/north/fr/language.wav", rate=44_100)

    page = text_of(sam.see(PAGE))

    assert f"1 recorded 1 synthetic {2 * len(Prompt) - 2} missing" in page
    assert "A recording below cannot be played." in page
    assert "44100 Hz" in page


def test_their_own_sound_while_waiting_is_theirs_to_give(sam: Desk, folder: Path) -> None:
    """CO4."""
    assert "a short, low tone every five seconds" in text_of(sam.see(PAGE))
    a_sound(folder / "recorded/north/waiting.wav", channels=2)
    assert "It has 2 channels" in text_of(sam.see(PAGE))
    a_sound(folder / "recorded/north/waiting.wav")

    assert "Whoever waits hears your own sound" in text_of(sam.see(PAGE))


def test_in_french_as_well(sam: Desk, folder: Path) -> None:
    sam.browser.post("/language", {"language": "fr"})
    a_sound(folder / "recorded/north/fr/language.wav", rate=44_100)

    page = text_of(sam.see(PAGE))

    assert "Dit au téléphone" in page
    assert "Enregistrez-le avec un canal" in page


def test_who_answers_callers_has_nothing_to_set_up_there(ana: Desk) -> None:
    ana.see(PAGE)

    assert ana.status == 404
