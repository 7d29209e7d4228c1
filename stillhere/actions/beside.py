"""
Somebody beside a caller is watched as well, by the same phone or browser (IN6, CO15).

They have a contact and a watch of their own: a clock, a plan, a pace and a word. Nothing of the
first person is theirs but the way to reach them, and what an operator takes over for them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from stillhere.actions import ledger
from stillhere.actions.access import must
from stillhere.actions.asking_as import MAY_BE_NAMED
from stillhere.actions.contact_row import POLICY, as_rules_see, columns
from stillhere.actions.exercise import LEARNER, learner_of
from stillhere.actions.opening import OPENED_BY, alone_with, first_time
from stillhere.actions.policy import as_policy, policy_in_force
from stillhere.actions.seats import people_with
from stillhere.actions.shared import people_by
from stillhere.actions.telling_apart import BESIDE
from stillhere.actions.watch import (
    begin_watch,
    happen_in_transaction,
    load,
    until_not_overtaken,
)
from stillhere.actions.words import CannotKeep, ours, seal_in, sealer_of
from stillhere.care.access import may_open_plan
from stillhere.care.beside import begin_beside
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Need
from stillhere.care.contact_unattended import WRITTEN
from stillhere.care.refused import OutOfRange
from stillhere.care.roster import HandsFull
from stillhere.care.together import MOST
from stillhere.care.together_events import SharesPhone
from stillhere.care.watch_state import Actor
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Contact
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import PreparedKey, Sealer, prepare_record_key
from stillhere.records.wake import wake

SECOND: Final = 2
LONGEST_CALLED: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """What is secret of them, sealed under a key of their own before the transaction."""

    key: PreparedKey | None = None
    address: bytes | None = None
    called: bytes | None = None


def watch_beside(
    contact_id: int,
    *,
    organisation: int,
    by: Actor,
    called: str,
    down: bool = False,
    key: str,
    now: datetime,
) -> int:
    """Their contact; its watch runs from this moment. The same `key` twice is one person.

    `called`: a harmless name or word for them, which may stand in what is written; may be empty.
    `down`: the caller answers for them, and it is an alarm at once (CO15). Raises `NotYours`,
    `HandsFull` (WA13, never for who is down) and `OutOfRange`.
    """
    with as_organisation(organisation):
        asked = must(may_open_plan, contact_id, by).row
        sealer = sealer_of(asked)
    prepared = _prepare(sealer, asked, called.strip()[:LONGEST_CALLED])

    def act() -> int:
        with as_organisation(organisation, writing=True):
            first = must(may_open_plan, contact_id, by).row
            alone_with((bytes(first.address_digest),) if first.address_digest else ())
            if not first_time(first.line, ours(key), now):
                return Contact.objects.get(facts__opened_by=ours(key), line=first.line).pk
            _must_fit(first, by, down=down)
            row = _keep(first, prepared, by, down=down, key=ours(key), now=now)
            _begin(row, first, by, down=down, now=now)
        return row.pk

    return until_not_overtaken(act)


def beside(row: Contact) -> tuple[Contact, ...]:
    """Inside `as_organisation`: the others whom this phone or browser carries, in order."""
    others = [each for each in people_by(row.pk) if each != row.pk]
    found = Contact.objects.select_related("watch__clock").in_bulk(others)
    return tuple(found[each] for each in others)


def _begin(row: Contact, first: Contact, by: Actor, *, down: bool, now: datetime) -> None:
    organisation = row.organisation_id
    watch = begin_watch(
        row.pk,
        organisation=organisation,
        by=by,
        route=None,
        with_sedative=False,
        answered_for=down,
        now=now,
    )
    _name_by_digit(watch, organisation, now)
    ledger.write(
        "WatchBeside",
        organisation=organisation,
        now=now,
        contact=row.pk,
        watch=watch,
        operator=by.id,
        beside=first.pk,
        answered_for=down or None,
    )
    transaction.on_commit(wake)


def _name_by_digit(watch: int, organisation: int, now: datetime) -> None:
    """Also where whoever's phone it is is not watched yet: they are two, and the first has 1."""
    if not load(watch).watch.first_digit:
        shares = SharesPhone(digit=SECOND)
        happen_in_transaction(watch, shares, organisation=organisation, now=now)


def _prepare(sealer: Sealer, first: Contact, called: str) -> _Prepared:
    """Without the sealing key a person is watched all the same, and no words of theirs are kept."""
    try:
        key = prepare_record_key(first.organisation_id)
        return _Prepared(
            key=key,
            address=_address(sealer, first, key),
            called=seal_in(key.sealer, "contact", "called", called) if called else None,
        )
    except (CannotOpen, CannotKeep):
        return _Prepared()


def _address(sealer: Sealer, first: Contact, key: PreparedKey) -> bytes | None:
    """The same number, under their own key: erasing one of them erases nothing of the other."""
    if first.channel == Channel.CHAT or first.sealed_address is None:
        return None
    whose = first.record_key or 0
    number = sealer.unseal("contact", "address", whose, first.sealed_address)
    return key.sealer.seal("contact", "address", key.id, number)


def _must_fit(first: Contact, by: Actor, *, down: bool) -> None:
    here = people_by(first.pk)
    if len(here) >= MOST:
        raise OutOfRange("people", 1, MOST)
    if down or first.channel not in WRITTEN:
        return
    with_them = people_with(first.organisation_id)
    most = as_rules_see(first).policy.text_watches
    if sum(with_them[by.id, each] for each in WRITTEN) >= most:
        raise HandsFull(most)


def _keep(
    first: Contact, prepared: _Prepared, by: Actor, *, down: bool, key: str, now: datetime
) -> Contact:
    policy = policy_in_force(organisation=first.organisation_id, practice=first.practice, now=now)
    contact = begin_beside(
        now,
        policy=as_policy(policy),
        channel=Channel(first.channel),
        has_number=bool(first.facts.get("has_number")),
        need=Need.SOMEONE_DOWN if down else Need.UNKNOWN,
        by=by,
    )
    whose = first.facts.get(BESIDE, first.pk)
    facts: dict[str, Any] = {POLICY: policy.pk, OPENED_BY: key, BESIDE: whose}
    learner = learner_of(first.facts)
    if learner is not None:
        facts[LEARNER] = learner  # as invented as whom they are beside
    if prepared.called is not None:
        facts[MAY_BE_NAMED] = True
    return Contact.objects.create(
        organisation_id=first.organisation_id,
        line_id=first.line_id,
        practice=first.practice,
        channel=first.channel,
        language=first.language,
        address_digest=first.address_digest,
        sealed_address=prepared.address,
        record_key=prepared.key.save(now) if prepared.key else None,
        sealed_called=prepared.called,
        began_at=now,
        **columns(contact, **facts),
    )
