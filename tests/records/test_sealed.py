"""What is sealed opens in its own place, with its own key, and nowhere else."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillhere.records import keys as key_files
from stillhere.records.keys import KeyGone, add_key
from stillhere.records.sealed import (
    NotOurWords,
    OpenKey,
    Place,
    Sealer,
    open_key,
    open_sealer,
    prepare_record_key,
    rewrap,
    seal,
    unseal,
)

KEY = OpenKey(bytes(range(32)))
PLACE = Place(table="plan", column="words", row=42, organisation=7)
ELSEWHERE = [
    replace(PLACE, table="planwords", column=""),
    replace(PLACE, column="called"),
    replace(PLACE, row=43),
    replace(PLACE, row=4, organisation=27),
    replace(PLACE, organisation=8),
]


@given(st.text())
def test_sealed_words_come_back_whole(words: str) -> None:
    assert unseal(KEY, seal(KEY, words, place=PLACE), place=PLACE) == words


@pytest.mark.parametrize("other", ELSEWHERE, ids=str)
def test_sealed_words_open_in_no_other_place(other: Place) -> None:
    sealed = seal(KEY, "12 Example Street", place=PLACE)

    with pytest.raises(NotOurWords):
        unseal(KEY, sealed, place=other)


@given(st.data())
def test_no_byte_can_be_changed_unseen(data: st.DataObject) -> None:
    sealed = bytearray(seal(KEY, "12 Example Street", place=PLACE))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))

    with pytest.raises(NotOurWords):
        unseal(KEY, bytes(sealed), place=PLACE)


@pytest.mark.parametrize("torn", [b"", b"\x01", b"\x01" + bytes(12), b"\x01" + bytes(20)])
def test_torn_words_are_told_as_such(torn: bytes) -> None:
    with pytest.raises(NotOurWords):
        unseal(KEY, torn, place=PLACE)


def test_a_length_tells_nothing_below_sixty_bytes() -> None:
    lengths = {len(seal(KEY, "x" * count, place=PLACE)) for count in range(61)}

    assert len(lengths) == 1


def test_the_same_words_never_look_the_same_twice() -> None:
    assert seal(KEY, "Sam", place=PLACE) != seal(KEY, "Sam", place=PLACE)


def test_an_error_and_a_key_never_print_what_they_hold() -> None:
    with pytest.raises(NotOurWords) as caught:
        unseal(KEY, b"12 Example Street", place=PLACE)

    assert "Example" not in str(caught.value)
    assert repr(KEY) == "OpenKey()"


def test_a_prepared_key_seals_before_it_is_saved(keys: Path) -> None:
    prepared = prepare_record_key(7)
    sealed = prepared.sealer.seal("contact", "called", prepared.id, "Sam")

    opened = open_sealer(prepared.id, memoryview(prepared.wrapped), 7)

    assert opened.unseal("contact", "called", prepared.id, memoryview(sealed)) == "Sam"
    assert "wrapped" not in repr(prepared)


def test_one_record_never_opens_with_the_key_of_another(keys: Path) -> None:
    one, other = prepare_record_key(7), prepare_record_key(7)
    sealed = one.sealer.seal("contact", "called", one.id, "Sam")

    with pytest.raises(NotOurWords):
        other.sealer.unseal("contact", "called", one.id, sealed)


def test_a_rotated_key_opens_what_the_old_one_sealed(keys: Path) -> None:
    prepared = prepare_record_key(7)
    sealed = prepared.sealer.seal("contact", "called", prepared.id, "Sam")
    add_key(keys, "sealing")
    again = _wrapped_as_by_a_new_process(prepared.wrapped)

    assert (prepared.wrapped[0], again[0]) == (1, 2)
    assert open_sealer(prepared.id, again, 7).unseal("contact", "called", prepared.id, sealed)


def _wrapped_as_by_a_new_process(wrapped: bytes) -> bytes:
    key_files._load.cache_clear()
    return rewrap(wrapped)


def test_an_erased_key_says_so_when_words_are_asked_for() -> None:
    sealer = Sealer(7, None)

    with pytest.raises(KeyGone, match="erased"):
        sealer.unseal("contact", "called", 1, b"")


def test_the_wrong_key_file_says_so(keys: Path) -> None:
    prepared = prepare_record_key(7)
    foreign = bytes([1]) + bytes(len(prepared.wrapped) - 1)

    with pytest.raises(KeyGone, match="Copy the right one back"):
        open_key(foreign)


def test_preparing_without_the_sealing_key_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STILLHERE_KEYS", str(tmp_path / "gone"))

    with pytest.raises(KeyGone):
        prepare_record_key(7)
