"""Where telephones come from: a locked file or none, and one sentence where they cannot be had."""

from pathlib import Path

import pytest

from tools.phones import bringing, debian
from tools.phones.__main__ import main
from tools.phones.debian import Apt, NotThere
from tools.phones.lock import Package, digest_of, read_lock, write_lock
from tools.phones.unpacked import Tree
from tools.system import NeedsYou


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bringing, "PLACE", tmp_path)
    monkeypatch.setattr(bringing, "PACKAGES", tmp_path / "packages")
    return tmp_path


def an_apt(place: Path, architecture: str = "amd64") -> Apt:
    return Apt(folder=place / "apt", architecture=architecture)


def test_the_lock_names_the_exchange_and_what_it_opens() -> None:
    locked = {package.name: package for package in read_lock()}

    assert set(bringing.WANTED) <= set(locked)
    assert all(len(package.digest) == 64 for package in locked.values())
    assert locked["asterisk"].version.startswith("1:22.")


def test_what_is_locked_is_read_as_it_was_written(tmp_path: Path) -> None:
    packages = [Package(name=name, version="1:2~3-4", digest="a" * 64) for name in ("b", "a")]
    write_lock(packages, tmp_path / "lock")

    assert read_lock(tmp_path / "lock") == sorted(packages)


def test_a_file_that_is_not_the_locked_one_is_not_used(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = place / "asterisk.deb"
    other.write_bytes(b"other")
    monkeypatch.setattr(Apt, "download", lambda *_: {"asterisk=1": other})
    package = Package(name="asterisk", version="1", digest="0" * 64)

    with pytest.raises(NeedsYou, match="asterisk is not the file"):
        bringing._locked(an_apt(place), [package])


def test_the_locked_file_is_used(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = place / "asterisk.deb"
    ours.write_bytes(b"ours")
    monkeypatch.setattr(Apt, "download", lambda *_: {"asterisk=1": ours})
    package = Package(name="asterisk", version="1", digest=digest_of(ours))

    assert bringing._locked(an_apt(place), [package]) == [ours]


def test_a_version_that_is_gone_is_warned_about(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone(*_: object) -> dict[str, Path]:
        raise NotThere

    monkeypatch.setattr(Apt, "download", gone)

    assert bringing._locked(an_apt(place), read_lock()) == []
    assert "WARNING: Debian has newer ones" in capsys.readouterr().err


def test_another_kind_of_machine_is_warned_about(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bringing._locked(an_apt(place, "arm64"), read_lock()) == []
    assert "WARNING: phones.lock is for amd64" in capsys.readouterr().err


def test_what_is_here_is_not_brought_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tree, "is_ready", lambda _: True)
    monkeypatch.setattr(bringing, "_bring", lambda *_: pytest.fail("brought again"))

    assert bringing.bring().root.parent == place


@pytest.mark.parametrize(
    ("asked", "mirror"),
    [
        ("http://there.example/debian-security/\nhttp://there.example/debian/\n", 1),
        ("http://there.example/archive/debian/20250520T000000Z/\n", 0),
    ],
)
def test_the_mirror_is_the_one_this_machine_asks_for_debian(
    asked: str, mirror: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(debian, "_said", lambda *_: asked.strip())

    assert debian.mirror() == asked.splitlines()[mirror]


def test_a_machine_that_asks_no_mirror_hears_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(debian, "_said", lambda *_: "http://there.example/ubuntu/")

    with pytest.raises(NeedsYou, match="asks no mirror of Debian"):
        debian.mirror()


def test_without_apt_it_fails_with_one_sentence(
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.argv", ["phones"])
    monkeypatch.setattr("shutil.which", lambda _: None)

    assert main() == 2
    assert capsys.readouterr().err == (
        "There are no telephones to test with. "
        "There is no apt-get here: this needs a machine with Debian.\n"
    )


def test_without_debians_keys_it_says_what_to_paste(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(debian, "KEYS", place / "nowhere")

    with pytest.raises(NeedsYou, match="apt-get install -y debian-archive-keyring"):
        debian.architecture()
