"""What an operator says: sealed, kept and owed to the caller by whatever way they have."""

from datetime import datetime

from django.db import transaction

from stillhere.actions import contact_row, ledger
from stillhere.actions.access import must
from stillhere.actions.contact_row import Loaded
from stillhere.actions.duty import owe
from stillhere.actions.reading import plan_of
from stillhere.actions.watch import until_not_overtaken
from stillhere.actions.words import MOST_SAID, ours, seal_in, sealer_of
from stillhere.care import contact_events as happened
from stillhere.care.access import may_speak
from stillhere.care.channel import Channel
from stillhere.care.contact import ContactIsOver
from stillhere.care.duties import WORDS_LAST, Kind, Lane
from stillhere.care.intake import TooLong
from stillhere.care.outgoing import NOTHING_SAID, Agreed, as_texts
from stillhere.care.plan import Terms
from stillhere.care.refused import DoesNotFit
from stillhere.care.watch_state import Actor
from stillhere.records.models import Message, PlaceTold
from stillhere.records.organisations import as_organisation
from stillhere.records.prepared_writing import put_in
from stillhere.records.wake import wake


def say(  # one message with all that is said of it
    contact_id: int,
    *,
    organisation: int,
    by: Actor,
    words: str,
    key: str,
    now: datetime,
    agreed: Agreed = NOTHING_SAID,
) -> int:
    """The (first) message's id; the same `key` twice is one message.

    Raises `NotYours`, `TooLong`, `ContactIsOver`, `CannotKeep`, and `DoesNotFit` for a call
    whose caller has not agreed to texts (CO9, PL3); of what leaves as a text `Tells` and
    `TooManyTexts`, unless that is `agreed` to.
    """
    words, key = words.strip(), ours(key)
    if len(words) > MOST_SAID:
        raise TooLong(MOST_SAID)
    with as_organisation(organisation):
        row = must(may_speak, contact_id, by).row
        sealer = sealer_of(row)
    bodies = (words,) if row.channel == Channel.CHAT else as_texts(words, agreed)
    keys = [key, *(ours(f"{key}:{n}") for n in range(2, len(bodies) + 1))]
    parts = [
        (part, seal_in(sealer, "message", "words", body, key=part))
        for part, body in zip(keys, bodies, strict=True)
    ]

    def act() -> int:
        with as_organisation(organisation, writing=True):
            loaded = must(may_speak, contact_id, by)
            said = Message.objects.filter(contact_id=contact_id, key=key).first()
            if said is not None:
                return said.pk
            return min(_keep_said(loaded, by, sealed, part, now) for part, sealed in parts)

    return until_not_overtaken(act)


def keep_for_texting(
    contact_id: int,
    *,
    organisation: int,
    by: Actor,
    words: str,
    key: str,
    now: datetime,
    place: int | None = None,
) -> int:
    """One text of the line's own making, at a person's press; the same `key` twice is one.

    `place`: of which it tells, so that it can be asked later whether it helped (SU2).
    Raises as `say` does.
    """
    with as_organisation(organisation):
        sealer = sealer_of(must(may_speak, contact_id, by).row)
    sealed = seal_in(sealer, "message", "words", words, key=key)

    def act() -> int:
        with as_organisation(organisation, writing=True):
            loaded = must(may_speak, contact_id, by)
            said = Message.objects.filter(contact_id=contact_id, key=key).first()
            return said.pk if said else _keep_said(loaded, by, sealed, key, now, place=place)

    return until_not_overtaken(act)


def _keep_said(
    loaded: Loaded,
    by: Actor,
    sealed: bytes,
    key: str,
    now: datetime,
    *,
    place: int | None = None,
) -> int:
    row = loaded.row
    if not loaded.contact.is_open:
        raise ContactIsOver
    if row.channel == Channel.VOICE and not agreed_to_texts(loaded):
        raise DoesNotFit("who rang us is spoken to, unless they agreed to texts")
    message = Message(
        organisation_id=row.organisation_id,
        contact=row,
        at=now,
        inbound=False,
        operator_id=by.id,
        sealed_words=sealed,
        key=key,
    )
    put_in(message)
    if place is not None:
        PlaceTold.objects.create(
            organisation_id=row.organisation_id, contact=row, message=message, place=place, at=now
        )
    _owe_words(loaded, message, by, now, place=place)
    transaction.on_commit(wake)
    return message.pk


def _owe_words(
    loaded: Loaded, message: Message, by: Actor, now: datetime, *, place: int | None
) -> None:
    row = loaded.row
    owe(
        Kind.TEXT_CALLER,
        organisation=row.organisation_id,
        key=f"say:{message.pk}",
        now=now,
        lane=Lane.CARE,
        contact=row.pk,
        not_after=now + WORDS_LAST,
        message=message.pk,
    )
    ledger.write(
        "WordsSaid" if place is None else "PlaceTold",
        organisation=row.organisation_id,
        now=now,
        contact=row.pk,
        watch=row.watch_id,
        operator=by.id,
        number=place,
    )
    if not loaded.contact.watched and not loaded.contact.is_waiting:
        contact_row.happen_in_transaction(row.pk, happened.WordsSaid(by=by), now=now, by=by.id)


def agreed_to_texts(loaded: Loaded) -> bool:
    """In their plan (PL3). Inside `as_organisation`."""
    plan = plan_of(loaded)
    return plan is not None and Terms.from_values(plan.terms).reach.text
