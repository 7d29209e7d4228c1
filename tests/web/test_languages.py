"""Whoever adds a folder adds a language."""

from pathlib import Path

import pytest
from django.test import Client

from stillhere.locale.catalogues import spoken
from stillhere.surroundings import WrongSurroundings, look_around


def put(folder: Path, language: str) -> None:
    (folder / language / "LC_MESSAGES").mkdir(parents=True)
    (folder / language / "LC_MESSAGES" / "django.po").touch()


def test_each_language_is_called_as_its_own_people_call_it(tmp_path: Path) -> None:
    for language in ("fr", "pt_BR", "iu", "qps"):
        put(tmp_path, language)

    names = dict(spoken([tmp_path]))

    assert names.pop("iu") not in {"", "iu"}
    assert names == {"en": "English", "fr": "Français", "pt-br": "Português (brasil)", "qps": "qps"}


def test_a_folder_without_a_language_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STILLHERE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("STILLHERE_LANGUAGES", str(tmp_path))

    with pytest.raises(WrongSurroundings, match="where no language is"):
        look_around()


def test_a_folder_of_ones_own_is_looked_at_after_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "iu")
    monkeypatch.setenv("STILLHERE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("STILLHERE_LANGUAGES", str(tmp_path))

    assert look_around().languages == (tmp_path,)


@pytest.mark.django_db
def test_the_switch_names_a_language_as_its_own_people_do() -> None:
    """Whoever cannot read this page finds their own."""
    page = Client(headers={"accept-language": "fr"}).get("/sign-in/").content.decode()

    assert ">English</button>" in page
    assert "Anglais" not in page
