"""Keys of a test's own, in a folder of its own."""

from pathlib import Path

import pytest

from stillhere.records.keys import make_keys


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "keys"
    make_keys(folder)
    monkeypatch.setenv("STILLHERE_KEYS", str(folder))
    return folder
