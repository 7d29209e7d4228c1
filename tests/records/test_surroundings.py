"""Where an installation lives: what is set to nothing is not set."""

from pathlib import Path

import pytest

from stillhere.surroundings import look_around


def test_a_folder_and_a_port_set_to_nothing_are_not_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("STILLHERE_DATA", "PORT", "STILLHERE_PUBLIC_URL"):
        monkeypatch.setenv(name, "")

    around = look_around()

    assert around.data == tmp_path / "var"
    assert around.public_url == "http://127.0.0.1:8000"
