"""Keyed fingerprints: found again by the same words, and by nothing else."""

import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillhere.records import digest, organisations
from stillhere.records import keys as key_files
from stillhere.records.digest import (
    InsideATransaction,
    address_digest,
    address_digests,
    code_digest,
    code_digests,
    is_word,
    word_bits,
    word_digest,
)
from stillhere.records.keys import add_key, make_keys

NUMBER = "+14165550123"
ANSWERS = ("carer=ma", "town=o", "day=7")


@pytest.fixture(autouse=True)
def _with_keys(keys: Path) -> None:
    """Every digest needs a pepper."""


def test_a_number_is_found_again_in_its_own_organisation_only() -> None:
    assert address_digest(1, NUMBER) == address_digest(1, NUMBER)
    assert address_digest(1, NUMBER) != address_digest(2, NUMBER)
    assert address_digest(1, NUMBER) != address_digest(1, "+14165550124")


def test_an_organisation_and_a_number_never_run_together() -> None:
    assert address_digest(1, "2345") != address_digest(12, "345")


def test_without_the_pepper_a_digest_cannot_be_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = address_digest(1, NUMBER)
    make_keys(tmp_path / "other")
    monkeypatch.setenv("STILLHERE_KEYS", str(tmp_path / "other"))

    assert address_digest(1, NUMBER) != before


def test_a_number_kept_under_an_older_pepper_is_still_looked_up(keys: Path) -> None:
    kept = address_digest(1, NUMBER)
    add_key(keys, "pepper")

    assert kept in address_digests(1, NUMBER)
    assert [each[0] for each in address_digests(1, NUMBER)] == [2, 1]


@pytest.mark.parametrize("typed", ["bluebird", " Blue Bird! ", "BLUE-BIRD", "Blüebird"])
def test_an_agreed_word_is_known_however_it_is_typed(typed: str) -> None:
    kept = word_digest(1, 99, "Bluebird")

    assert is_word(memoryview(kept), 1, 99, typed)


@pytest.mark.parametrize("typed", ["bluebirds", "my bluebird", "", "bluebir"])
def test_only_the_whole_message_is_the_word(typed: str) -> None:
    assert not is_word(word_digest(1, 99, "Bluebird"), 1, 99, typed)


def test_a_word_belongs_to_one_contact_of_one_organisation() -> None:
    kept = word_digest(1, 99, "bluebird")

    assert not is_word(kept, 1, 98, "bluebird")
    assert not is_word(kept, 2, 99, "bluebird")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="?!. -…👍", max_size=5), st.text(alphabet="?!. ", max_size=5))
def test_a_message_with_nothing_in_it_is_never_the_word(agreed: str, sent: str) -> None:
    assert word_digest(1, 99, agreed) != word_digest(1, 99, sent)
    assert not is_word(word_digest(1, 99, agreed), 1, 99, sent)


@pytest.mark.parametrize("none", [None, b""])
def test_where_no_word_was_agreed_nothing_is_the_word(none: bytes | None) -> None:
    assert not is_word(none, 1, 99, "bluebird")


def test_a_word_agreed_under_an_older_pepper_still_counts(keys: Path) -> None:
    kept = word_digest(1, 99, "bluebird")
    add_key(keys, "pepper")
    key_files._load.cache_clear()

    assert word_digest(1, 99, "bluebird") != kept
    assert is_word(kept, 1, 99, "bluebird")


@pytest.mark.usefixtures("quick_codes")
def test_the_same_answers_make_the_same_code() -> None:
    assert code_digest(1, ANSWERS) == code_digest(1, list(ANSWERS))
    assert code_digest(1, ANSWERS) != code_digest(2, ANSWERS)
    assert code_digest(1, ANSWERS) != code_digest(1, (*ANSWERS[:2], "day=8"))
    assert code_digest(1, ("ab", "c")) != code_digest(1, ("a", "bc"))


@pytest.mark.usefixtures("quick_codes")
def test_a_code_made_under_an_older_pepper_is_still_looked_up(keys: Path) -> None:
    kept = code_digest(1, ANSWERS)
    add_key(keys, "pepper")

    assert kept == code_digests(1, ANSWERS)[1]
    assert len(set(code_digests(1, ANSWERS))) == 2


def test_the_bits_for_words_are_thirty() -> None:
    assert word_bits(b"\x01" + b"\xff" * 32) == 2**30 - 1
    assert word_bits(b"\x01" + b"\x00" * 32) == 0


def test_a_slow_digest_is_refused_where_it_would_hold_others_up() -> None:
    token = organisations._current.set(1)
    try:
        with pytest.raises(InsideATransaction, match="before"):
            code_digest(1, ANSWERS)
    finally:
        organisations._current.reset(token)


def test_a_code_is_slow_enough_to_guess() -> None:
    began = time.perf_counter()
    code_digest(1, ANSWERS)

    assert time.perf_counter() - began > 0.02


def test_never_more_than_two_codes_are_made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = _Counted()
    monkeypatch.setattr(digest, "hash_secret_raw", counted)
    threads = [threading.Thread(target=code_digest, args=(1, ANSWERS)) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=10)

    assert counted.most == 2


class _Counted:
    """Stands in for Argon2: waits until two are in it, and remembers the most there ever were."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self._lock = threading.Lock()
        self._two = threading.Barrier(2)

    def __call__(self, **_: object) -> bytes:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self._two.wait(timeout=5)
        with self._lock:
            self.now -= 1
        return b""
