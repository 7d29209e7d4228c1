"""Somebody reaches us: what is secret is sealed first, then one transaction begins the contact."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import QuerySet

from stillhere.actions import ledger
from stillhere.actions.carrier_words import introduce
from stillhere.actions.contact_duties import no_longer_wanted, owe_for_contact
from stillhere.actions.contact_row import POLICY, columns
from stillhere.actions.exercise import LEARNER
from stillhere.actions.pausing import HELD_BACK, pause_of
from stillhere.actions.phone import phone
from stillhere.actions.policy import as_policy, policy_in_force
from stillhere.actions.rings_again import who_had
from stillhere.actions.seats import free_for
from stillhere.actions.second_line import both
from stillhere.actions.words import seal_heard, theirs
from stillhere.care import contact as rules
from stillhere.care import contact_events as happened
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Decision, Need, Owe
from stillhere.care.duties import Kind
from stillhere.care.messages import ASKS_WHO, Reading, read
from stillhere.care.policy import Policy as CarePolicy
from stillhere.records.digest import address_digests
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Contact, Inbox, Line, Message, WatchClock
from stillhere.records.organisations import as_organisation
from stillhere.records.prepared import Prepared as Question
from stillhere.records.prepared_writing import put_in, put_in_once
from stillhere.records.sealed import PreparedKey, prepare_record_key
from stillhere.records.wake import wake

OPENED_BY: Final = "opened_by"
"""Beside the rules' facts: the key of what began this contact, to know it again."""


_AT_ONCE: Final[dict[Reading, happened.Event]] = {
    Reading.HELP: happened.HelpAsked(),
    Reading.DURESS: happened.HelpAsked(),
    Reading.CALL_BACK: happened.CallBackAsked(),
}


class NoSuchLine(Exception):
    """There is none, or it is another organisation's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    contact_id: int
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Everything about a new contact that must not be made inside a transaction."""

    channel: Channel
    digests: tuple[bytes, ...]
    """Under every pepper still kept, the current one first."""
    key: PreparedKey | None
    """None where the sealing key is missing: then a person is kept, and no words of theirs."""
    sealed_address: bytes | None
    sealed_words: bytes | None
    said: Reading | None
    has_number: bool


def open_contact(
    *,
    organisation: int,
    line_id: int,
    channel: Channel,
    address: str,
    language: str,
    key: str,
    now: datetime,
    words: str = "",
    need: Need = Need.UNKNOWN,
    practice: bool = False,
    asked_for: int | None = None,
) -> Opened:
    """A person is waiting from now. The same `key` on the same line gives the same contact.

    `address`: a number, or for a chat the browser's ticket. Raises `NotANumber`, `NoSuchLine`.
    """
    if channel is not Channel.CHAT:
        address = str(phone(address))
    prepared = prepare(organisation, channel, address, words=words, key=key)
    with as_organisation(organisation, writing=True):
        line = line_of(line_id, organisation)
        alone_with(prepared.digests)
        if not first_time(line, key, now):
            return Opened(contact_id=opened_before(line, prepared.digests, key), is_new=False)
        row = open_in_transaction(
            prepared,
            line,
            language=language,
            key=key,
            now=now,
            need=need,
            practice=practice,
            asked_for=asked_for,
        )
    return Opened(contact_id=row.pk, is_new=True)


def prepare(organisation: int, channel: Channel, address: str, *, words: str, key: str) -> Prepared:
    """Outside any transaction. `address`: a ticket, or a number in E.164 where it is one."""
    record, sealed_address, sealed_words = None, None, None
    by_number = channel is not Channel.CHAT
    try:
        record = prepare_record_key(organisation)
        if by_number:
            sealed_address = record.sealer.seal("contact", "address", record.id, address)
        if words:
            sealed_words = seal_heard(record.sealer, words, key=theirs(key))
    except CannotOpen:
        record, sealed_address, sealed_words = None, None, None
    return Prepared(
        channel=channel,
        digests=digests_of(organisation, address),
        has_number=by_number and address.startswith("+"),
        key=record,
        sealed_address=sealed_address,
        sealed_words=sealed_words,
        said=_reading(words) if words else None,
    )


def digests_of(organisation: int, address: str) -> tuple[bytes, ...]:
    """Nothing where the pepper is missing: then nobody is recognised, and everybody answered."""
    try:
        return address_digests(organisation, address)
    except CannotOpen:
        return ()


def open_in_transaction(
    prepared: Prepared,
    line: Line,
    *,
    language: str,
    key: str,
    now: datetime,
    need: Need = Need.UNKNOWN,
    practice: bool = False,
    asked_for: int | None = None,
    learner: int | None = None,
) -> Contact:
    """`learner`: it is an exercise, and theirs alone: it is offered to nobody."""
    organisation, practice = line.organisation_id, practice or line.practice
    policy = policy_in_force(organisation=organisation, practice=practice, now=now)
    values = as_policy(policy)
    everybody = _free_now(prepared, line, language, values, now=now, asked_for=asked_for)
    free = everybody if learner is None else ()
    # Who cries for help, or asks to be rung back, is met at once; an exercise waits for nobody.
    calm = learner is None and prepared.said not in _AT_ONCE
    decision = rules.begin(
        now,
        policy=values,
        channel=prepared.channel,
        free=free,
        need=need,
        has_number=prepared.has_number,
        coming_back=open_watches_at(organisation, prepared.digests).exists(),
        asked_for=asked_for,
        paused=calm and pause_of(line) is not None,
    )
    decision = _heard_at_once(prepared, decision, now)
    beside: dict[str, Any] = {POLICY: policy.pk, OPENED_BY: key}
    if learner is not None:
        beside[LEARNER] = learner
    kept = columns(decision.contact, **beside)
    row = _keep_new(prepared, line, now, language=language, practice=practice, **kept)
    held_back = decision.contact.held_back
    _write_down(row, prepared, key, need, now, how=HELD_BACK if held_back else None)
    _came_back(row, prepared.digests, now)
    owed = decision.owed
    if prepared.channel is Channel.TEXT and prepared.said in ASKS_WHO and not held_back:
        owed = tuple(each for each in owed if each is not Owe.GREET)
        introduce(row, now)  # one text is enough, and this one has our name
    owe_for_contact(row=row, after=decision.contact, owed=owed, now=now)
    transaction.on_commit(wake)
    return row


def _free_now(
    prepared: Prepared,
    line: Line,
    language: str,
    policy: CarePolicy,
    *,
    now: datetime,
    asked_for: int | None,
) -> tuple[int, ...]:
    """Who had them on the telephone a moment ago comes first (CO9)."""
    organisation = line.organisation_id
    free = free_for(
        organisation,
        channel=prepared.channel,
        language=language,
        policy=policy,
        now=now,
        asked_for=asked_for,
    )
    by_voice = prepared.channel is Channel.VOICE
    had = who_had(organisation, prepared.digests, now) if by_voice else ()
    return tuple(dict.fromkeys((*had, *free)))


def _heard_at_once(prepared: Prepared, decision: Decision, now: datetime) -> Decision:
    event = _AT_ONCE.get(prepared.said) if prepared.said else None
    if event is None:
        return decision
    heard = rules.decide(decision.contact, event, now)
    return Decision(contact=heard.contact, owed=decision.owed + heard.owed)


def _keep_new(
    prepared: Prepared, line: Line, now: datetime, *, language: str, practice: bool, **rest: Any
) -> Contact:
    row = Contact(
        organisation_id=line.organisation_id,
        line=line,
        practice=practice,
        channel=prepared.channel,
        language=language,
        address_digest=prepared.digests[0] if prepared.digests else b"",
        sealed_address=prepared.sealed_address,
        record_key=prepared.key.save(now) if prepared.key else None,
        began_at=now,
        **rest,
    )
    put_in(row)
    return row


def first_time(line: Line, key: str, now: datetime) -> bool:
    """Inside the transaction of the effect: False for what has had its effect already (I7)."""
    new = Inbox(line=line, key=key, organisation_id=line.organisation_id, at=now)
    _, is_new = put_in_once(new, lambda: _HEARD.one(line.pk, key))
    return is_new


def alone_with(digests: tuple[bytes, ...]) -> None:
    """Until the end of the transaction nobody else opens or finds a contact of this address.

    Two texts in one second begin one contact. SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql" and digests:
        number = int.from_bytes(digests[-1][1:9], "big", signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def line_of(line_id: int, organisation: int) -> Line:
    line = _LINE.one(line_id, organisation)
    if line is None:
        raise NoSuchLine(line_id)
    return line


def open_watches_at(organisation: int, digests: tuple[bytes, ...]) -> QuerySet[WatchClock]:
    """Watches of somebody at this address. It never identifies anyone (CO8)."""
    there = WatchClock.objects.filter(
        organisation_id=organisation, watch__contacts__address_digest__in=digests
    )
    return there.exclude(state="closed").distinct()


def _reading(words: str) -> Reading:
    """No word is agreed yet: only a cry for help can be told from the rest."""
    return read(words, is_ok_word=_never, is_duress_word=_never).reading


def _never(_word: str) -> bool:
    return False


def opened_before(line: Line, digests: tuple[bytes, ...], key: str) -> int:
    ours = Contact.objects.filter(organisation_id=line.organisation_id, line_id__in=both(line))
    same = ours.filter(address_digest__in=digests, facts__opened_by=key).first()
    # A wrong number keeps no digest; a text that went into an open contact opened none.
    same = same or ours.filter(facts__opened_by=key).first()
    same = same or ours.filter(messages__key=theirs(key)).first()
    if same is None:
        raise LookupError("a key was seen before, and what it began is nowhere")
    return same.pk


def _write_down(
    row: Contact, prepared: Prepared, key: str, need: Need, now: datetime, *, how: str | None
) -> None:
    ledger.write(
        "ContactOpened",
        organisation=row.organisation_id,
        now=now,
        contact=row.pk,
        key=key,
        channel=row.channel,
        need=need,
        after=row.state,
        policy=row.facts[POLICY],
        how=how,
    )
    if prepared.said is not None:
        Message.objects.create(
            organisation_id=row.organisation_id,
            contact=row,
            at=now,
            inbound=True,
            sealed_words=prepared.sealed_words,
            reading=prepared.said,
            key=theirs(key),
        )


def _came_back(row: Contact, digests: tuple[bytes, ...], now: datetime) -> None:
    """The caller ringing in always beats our ringing out (CO9)."""
    earlier = Contact.objects.filter(
        organisation_id=row.organisation_id, address_digest__in=digests, ended_at__isnull=True
    )
    for contact_id in earlier.exclude(pk=row.pk).values_list("pk", flat=True):
        no_longer_wanted(contact_id, now, Kind.RING_CALLER)


_LINE: Final = Question(
    lambda pk, organisation: Line.objects.filter(pk=pk, organisation_id=organisation)
)
_HEARD: Final = Question(lambda line, key: Inbox.objects.filter(line_id=line, key=key))
