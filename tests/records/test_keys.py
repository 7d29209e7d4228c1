"""The keys outside the database."""

from pathlib import Path

import pytest

from stillhere.records.keys import KeyGone, Keys, add_key, make_keys, own_keys


def test_keys_are_made_once_and_only_for_their_owner(tmp_path: Path) -> None:
    made = make_keys(tmp_path)
    before = [path.read_bytes() for path in made]

    assert [path.name for path in made] == ["sealing-1.key", "pepper-1.key"]
    assert [path.stat().st_mode & 0o777 for path in made] == [0o600, 0o600]
    assert make_keys(tmp_path) == ()
    assert [path.read_bytes() for path in made] == before


def test_making_a_key_leaves_nothing_else_behind(tmp_path: Path) -> None:
    make_keys(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["pepper-1.key", "sealing-1.key"]


def test_the_key_folder_is_closed_to_others(tmp_path: Path) -> None:
    make_keys(tmp_path / "keys")

    assert (tmp_path / "keys").stat().st_mode & 0o077 == 0


def test_a_missing_key_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KeyGone, match=r"sealing-1\.key cannot be read .* Copy it back"):
        Keys.load(tmp_path / "nowhere").sealing()


def test_a_missing_sealing_key_leaves_the_pepper_usable(tmp_path: Path) -> None:
    make_keys(tmp_path)
    (tmp_path / "sealing-1.key").unlink()

    assert Keys.load(tmp_path).pepper()[0] == 1


@pytest.mark.parametrize("content", [b"", b"c2hvcnQ=\n", b"not base64 at all!", b"\xff" * 44])
def test_a_damaged_key_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pepper-1.key").write_bytes(content)

    with pytest.raises(KeyGone, match=r"damaged or cut short. Copy it back"):
        Keys.load(tmp_path).pepper()


def test_a_key_that_others_can_read_still_opens_and_is_told(tmp_path: Path) -> None:
    make_keys(tmp_path)
    (tmp_path / "sealing-1.key").chmod(0o640)

    (told,) = Keys.load(tmp_path).faults()

    assert Keys.load(tmp_path).sealing()[0] == 1
    assert told.endswith(f"Run: chmod 600 {tmp_path}/sealing-1.key")


def test_good_keys_have_no_faults(tmp_path: Path) -> None:
    make_keys(tmp_path)

    assert Keys.load(tmp_path).faults() == ()


def test_every_missing_key_is_a_fault(tmp_path: Path) -> None:
    assert len(Keys.load(tmp_path).faults()) == 2


def test_the_highest_version_is_current(tmp_path: Path) -> None:
    make_keys(tmp_path)
    for _ in range(9):
        add_key(tmp_path, "sealing")

    assert Keys.load(tmp_path).sealing()[0] == 10


def test_a_version_made_later_can_be_opened_by_a_running_process(tmp_path: Path) -> None:
    make_keys(tmp_path)
    keys = Keys.load(tmp_path)
    first = keys.sealing()
    add_key(tmp_path, "sealing")

    assert keys.sealing(2)[1] != first[1]
    assert keys.sealing() == first


def test_keys_never_print_themselves(tmp_path: Path) -> None:
    make_keys(tmp_path)
    keys = Keys.load(tmp_path)
    secret = keys.sealing()[1]

    assert str(secret) not in repr(keys)


def test_the_environment_says_where_the_keys_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STILLHERE_KEYS", str(tmp_path))

    assert own_keys().folder == tmp_path
