"""What an inbound message means: known before the transaction, still true within it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from stillhere.actions import contact_row
from stillhere.actions.carrier_words import is_stopped
from stillhere.actions.channels import lost
from stillhere.actions.contact_row import Loaded
from stillhere.actions.place_sent import Kept, SealedPlace
from stillhere.actions.plan_row import newest_plan
from stillhere.actions.unattended import begin_alone, decline
from stillhere.actions.watch import Overtaken, happen_in_transaction, load
from stillhere.actions.words import SAME_MESSAGE, sealer_of
from stillhere.care import contact_events
from stillhere.care.beside import asked_by
from stillhere.care.channel import Channel
from stillhere.care.channel_events import ChannelBack
from stillhere.care.contact import ContactIsOver
from stillhere.care.messages import Read, Reading, answer_to_offer, read, starts_again
from stillhere.care.watch_events import CheckedIn, Event, HelpAsked, WordsReceived
from stillhere.care.watch_state import Watch
from stillhere.records.digest import is_word
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Contact, Message, PlanVersion
from stillhere.records.prepared_writing import Change, put_in_once
from stillhere.records.sealed import Sealer
from stillhere.records.wake import wake

LATE: Final = "late"
"""As a `Message.reading`: the digit of an older ask. Shown, and changes nothing (WA4)."""
SAYS_SO: Final = frozenset({Reading.CARRIER_STOP, Reading.CARRIER_START, Reading.INFO})
"""Shown as what it is to whoever reads it."""
CARRIERS: Final = frozenset({Reading.CARRIER_STOP, Reading.INFO})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What became of an inbound message. The same again the second time (I7)."""

    message_id: int
    reading: str
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is read of a contact before its words are read and sealed."""

    contact_id: int
    organisation: int
    sealer: Sealer
    plan_id: int | None
    word_key: int
    """Under which the agreed words were digested: of the contact whose plan it is."""
    ok_digest: bytes | None
    duress_digest: bytes | None
    may_be_stopped: bool
    """A carrier stands between: "stop" is heard by it and not only by us."""
    stopped: bool = False
    """They sent a stop, and no start since."""
    offered: bool = False
    """They were told what a watch without a person is, and may say yes (WA12)."""
    of_several: bool = False
    """Others are watched by the same phone or browser: an answer says whose it is (IN6)."""

    def is_ok_word(self, word: str) -> bool:
        return self._is(self.ok_digest, word)

    def is_duress_word(self, word: str) -> bool:
        return self._is(self.duress_digest, word)

    def _is(self, digest: bytes | None, word: str) -> bool:
        try:
            return is_word(digest, self.organisation, self.word_key, word)
        except CannotOpen:
            return False  # without the key nothing is taken for an answer

    def read(self, words: str) -> Read:
        found = read(
            words,
            is_ok_word=self.is_ok_word,
            is_duress_word=self.is_duress_word,
            of_several=self.of_several,
        )
        if found.reading in CARRIERS and not self.may_be_stopped:
            return Read(reading=Reading.WORDS)
        if found.reading is not Reading.WORDS:
            return found
        if self.offered:
            return answer_to_offer(words) or found
        if self.stopped and starts_again(words):
            return Read(reading=Reading.CARRIER_START)
        return found


def known(contact_id: int) -> Known:
    """Inside `as_organisation`. Raises `NoSuchContact` and `ContactIsOver`."""
    loaded = contact_row.load(contact_id)
    if not loaded.contact.is_open:
        raise ContactIsOver
    row = loaded.row
    whose = row.watch.contact if row.watch is not None else row
    plan = plan_of(loaded)
    return Known(
        contact_id=contact_id,
        organisation=row.organisation_id,
        sealer=sealer_of(row),
        plan_id=plan.pk if plan else None,
        word_key=whose.record_key or whose.pk,
        ok_digest=_bytes(plan.ok_digest) if plan else None,
        duress_digest=_bytes(plan.duress_digest) if plan else None,
        may_be_stopped=row.channel != Channel.CHAT,
        stopped=row.channel != Channel.CHAT and is_stopped(contact_id),
        offered=loaded.contact.unattended_offered,
        of_several=row.watch is not None and bool(row.watch.clock.facts.get("first_digit")),
    )


def keep_heard(
    known: Known,
    found: Read,
    *,
    sealed: Kept,
    kind: str,
    key: str,
    now: datetime,
    ask: int | None = None,
    shared: bool = False,
    place: bytes | None = None,
) -> Heard:
    """Inside the writing transaction: the message, and what it does, once for each `key`.

    `ask`: the one a tap names. `shared`: the same message came to several people at one
    address. Then nobody is cleared by it: whose answer it was, no number can tell (CO8).
    """
    new = Message(
        contact_id=known.contact_id,
        key=key,
        organisation_id=known.organisation,
        at=now,
        inbound=True,
        kind=kind,
        sealed_words=sealed.words if isinstance(sealed, SealedPlace) else sealed,
        ask=ask,
    )
    message, is_new = put_in_once(new, lambda: SAME_MESSAGE.one(known.contact_id, key))
    if is_new:
        _keep_own_key(sealed, known, now)
        effect = _Effect(found=found, known=known, shared=shared, place=place, now=now, key=key)
        message.reading = _take_effect(effect, ask=ask)
        _READ.make(message.pk, reading=message.reading)
        transaction.on_commit(wake)
    return Heard(message_id=message.pk, reading=message.reading, is_new=is_new)


def _keep_own_key(sealed: Kept, known: Known, now: datetime) -> None:
    """Raises `ContactIsOver` where their watch closed in this very moment: it would outlive it."""
    if not isinstance(sealed, SealedPlace):
        return
    if contact_row.load(known.contact_id).contact.settled:
        raise ContactIsOver
    sealed.key.save(now)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Effect:
    """One message on its way to what it changes."""

    found: Read
    known: Known
    shared: bool
    place: bytes | None
    now: datetime
    key: str


def _take_effect(effect: _Effect, *, ask: int | None) -> str:
    known, now = effect.known, effect.now
    loaded = _still_as(known)
    if not loaded.contact.watched or loaded.row.watch_id is None:
        return _before_a_watch(effect)
    event, reading = _event(effect, loaded.row, ask=ask)
    happen_in_transaction(
        loaded.row.watch_id, event, organisation=known.organisation, now=now, key=effect.key
    )
    if loaded.contact.gone is not None:
        contact_row.happen_in_transaction(known.contact_id, contact_events.CallerSpoke(), now=now)
    return reading


def _still_as(known: Known) -> Loaded:
    """Raises `Overtaken` where it ended, or where the words were read by an older plan."""
    loaded = contact_row.load(known.contact_id)
    plan = plan_of(loaded)
    if not loaded.contact.is_open or (plan.pk if plan else None) != known.plan_id:
        raise Overtaken(known.contact_id)
    return loaded


def _event(effect: _Effect, row: Contact, *, ask: int | None) -> tuple[Event, str]:
    found, shared, watch_id = effect.found, effect.shared, row.watch_id or 0
    watch = load(watch_id).watch
    by_text = Channel.TEXT if row.channel == Channel.VOICE else Channel(row.channel)
    match found.reading:
        case Reading.HELP:
            return HelpAsked(), Reading.HELP
        case Reading.DURESS:
            return HelpAsked(duress=True), Reading.DURESS
        case Reading.CARRIER_STOP:
            return lost(watch_id, by_text, stopped=True), Reading.CARRIER_STOP
        case Reading.CARRIER_START:
            return ChannelBack(channel=by_text, started=True), Reading.CARRIER_START
        case Reading.INFO:
            return WordsReceived(), Reading.INFO
        case Reading.ANSWER if watch.answered_for:
            return WordsReceived(), Reading.WORDS  # a digit says nothing of who is down (CO15)
        case Reading.ANSWER if not shared:
            return _answer(found, watch, ask)
        case Reading.ANSWER | Reading.WORDS | Reading.CALL_BACK | Reading.YES | Reading.NO:
            return WordsReceived(), Reading.WORDS


def _answer(found: Read, watch: Watch, ask: int | None) -> tuple[Event, str]:
    """A tap names its ask, a digit tells it; one that was never asked is only a number."""
    ask = asked_by(found.digit, watch) if ask is None else ask
    if ask is None:
        return WordsReceived(), Reading.WORDS
    answered = CheckedIn(ask=ask, with_word=found.with_word)
    return answered, Reading.ANSWER if ask == watch.ask else LATE


def _before_a_watch(effect: _Effect) -> str:
    found, contact, now = effect.found, effect.known.contact_id, effect.now
    if found.reading in (Reading.YES, Reading.NO) and not effect.shared:
        return _answered_offer(effect)
    cried = found.reading in (Reading.HELP, Reading.DURESS)
    if found.reading is Reading.CALL_BACK and not effect.shared and _waits(effect.known):
        asked = contact_events.CallBackAsked()
        contact_row.happen_in_transaction(contact, asked, now=now, key=effect.key)
        return Reading.CALL_BACK
    event = contact_events.HelpAsked() if cried else contact_events.CallerSpoke()
    if cried or not effect.shared:
        contact_row.happen_in_transaction(contact, event, now=now, key=effect.key)
    return found.reading if cried or found.reading in SAYS_SO else Reading.WORDS


def _answered_offer(effect: _Effect) -> str:
    """Whoever answers is there; a yes that comes too late begins nothing, and they are told."""
    contact, now, key = effect.known.contact_id, effect.now, effect.key
    contact_row.happen_in_transaction(contact, contact_events.CallerSpoke(), now=now)
    if effect.found.reading is Reading.NO:
        decline(contact, now=now, key=key)
        return Reading.NO
    begun = begin_alone(contact, place=effect.place, now=now, key=key)
    return Reading.YES if begun else Reading.WORDS


def _waits(known: Known) -> bool:
    return contact_row.load(known.contact_id).contact.is_waiting


def plan_of(loaded: Loaded) -> PlanVersion | None:
    row = loaded.row
    owner = row.watch.contact_id if row.watch is not None else row.pk
    return newest_plan(owner)


def _bytes(digest: bytes | memoryview | None) -> bytes | None:
    return None if digest is None else bytes(digest)


_READ: Final = Change(lambda pk: Message.objects.filter(pk=pk), "reading")
