"""What a phone said of where it is goes with the watch: its key, and every page that showed it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from stillhere.actions.messages import receive_place, thread
from stillhere.actions.shred import shred_expired
from stillhere.actions.thread import Said
from stillhere.care.contact import ContactIsOver
from stillhere.care.refused import DoesNotFit
from stillhere.care.watch_state import State
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Entry, Message, Operator, RecordKey
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import Sealer
from stillhere.records.steady import HandedOver, clock
from tests.public.asking import HERE, IN_WORDS, address, close, end, said, state
from tests.somebody import acting

pytestmark = pytest.mark.both


@pytest.fixture
def sent(texting_watch: int, texter: int, ana: Operator, browser: Client) -> bytes:
    """What the database held of it, as somebody may have copied it before."""
    browser.post(address(texter, ana), {"words": "blue lot", **HERE})
    return _kept(ana)


def test_it_goes_with_the_watch_and_not_with_the_words(
    texting_watch: int, texter: int, ana: Operator, sent: bytes
) -> None:
    """IN2, AF1: who closes the watch need do nothing more, and a copy of the row opens nothing."""
    close(texting_watch, texter, ana, stays=True)

    with pytest.raises(CannotOpen):
        _open(sent, ana)
    assert _kept(ana) == b""
    assert said(texter, ana) == [""]
    assert "hi" in [each.words for each in thread(texter, organisation=ana.organisation_id)]


def test_it_goes_with_a_contact_that_was_never_watched(
    texter: int, ana: Operator, browser: Client
) -> None:
    browser.post(address(texter, ana), HERE)
    before = _kept(ana)
    end(texter, ana)

    with pytest.raises(CannotOpen):
        _open(before, ana)
    assert said(texter, ana) == [""]


def test_while_the_watch_is_open_it_is_there_for_whoever_holds_it(
    texter: int, ana: Operator, sent: bytes, time: HandedOver
) -> None:
    time.wait(3 * 24 * 3600)
    shred_expired(ana.organisation_id, now=clock.now())

    assert said(texter, ana) == [f"blue lot\n{IN_WORDS}"]
    assert _open(sent, ana)


def test_the_shredder_sweeps_up_after_whoever_stopped_in_between(
    texting_watch: int, texter: int, ana: Operator, sent: bytes
) -> None:
    close(texting_watch, texter, ana)
    shred_expired(ana.organisation_id, now=clock.now())

    with as_organisation(ana.organisation_id):
        assert not RecordKey.objects.filter(pk=_key(sent)).exists()


def test_a_place_that_slipped_in_goes_with_the_words_at_the_latest(
    texting_watch: int, texter: int, ana: Operator, sent: bytes, time: HandedOver
) -> None:
    """Kept in the very moment in which the contact ended."""
    with as_organisation(ana.organisation_id):
        key = RecordKey.objects.get(pk=_key(sent))
    close(texting_watch, texter, ana)
    with as_organisation(ana.organisation_id, writing=True):
        Message.objects.filter(kind="place").update(sealed_words=sent)
        RecordKey.objects.filter(pk=key.pk).update(wrapped=key.wrapped, expires_at=None)
    time.wait(int(timedelta(days=2).total_seconds()))
    shred_expired(ana.organisation_id, now=clock.now())

    with pytest.raises(CannotOpen):
        _open(sent, ana)


def test_a_place_that_is_gone_is_called_erased_and_its_erasing_is_written_down(
    texting_watch: int, texter: int, ana: Operator, sent: bytes
) -> None:
    close(texting_watch, texter, ana, stays=True)

    (shown,) = _shown(texter, ana)
    assert (shown.gone, shown.words) == (True, "")
    with as_organisation(ana.organisation_id):
        entry = Entry.objects.get(what="PlaceErased")
    assert (entry.contact_id, entry.facts) == (texter, {})


def test_what_comes_in_the_moment_of_closing_is_not_kept(
    texting_watch: int, texter: int, ana: Operator
) -> None:
    close(texting_watch, texter, ana, stays=True)

    with pytest.raises(ContactIsOver):
        receive_place(
            texter, organisation=ana.organisation_id, words="blue lot", key="late", now=clock.now()
        )
    assert said(texter, ana) == []


def test_after_the_watch_nobody_asks_where_they_are(
    texting_watch: int, texter: int, ana: Operator
) -> None:
    """A link that would not work is not sent."""
    close(texting_watch, texter, ana, stays=True)

    with pytest.raises(DoesNotFit):
        address(texter, ana)


def test_where_no_key_can_be_had_a_cry_beside_a_place_is_heard_all_the_same(
    texting_watch: int, texter: int, ana: Operator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """WA5."""
    monkeypatch.setenv("STILLHERE_KEYS", str(tmp_path))
    receive_place(
        texter, organisation=ana.organisation_id, words="help", key="cry", now=clock.now()
    )

    assert state(texting_watch, ana).state is State.ALARM
    (shown,) = _shown(texter, ana)
    assert (shown.readable, shown.gone) == (False, False)


def _shown(contact: int, by: Operator) -> list[Said]:
    found = thread(contact, organisation=by.organisation_id, by=acting(by))
    return [each for each in found if each.kind == "place"]


def _kept(by: Operator) -> bytes:
    with as_organisation(by.organisation_id):
        message = Message.objects.get(kind="place")
    return bytes(message.sealed_words or b"")


def _key(sealed: bytes) -> int:
    return int.from_bytes(sealed[:8], "big")


def _open(sealed: bytes, by: Operator) -> str:
    with as_organisation(by.organisation_id):
        message = Message.objects.get(kind="place")
        sealer = Sealer(by.organisation_id, _key(sealed))
    row = f"{_key(sealed)}:{message.key}"
    return sealer.unseal("message", "words", row, sealed[8:])
