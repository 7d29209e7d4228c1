"""Everything said in a contact, opened for who may read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from stillhere.actions.access import must
from stillhere.actions.asking_as import said_by_machine
from stillhere.actions.contact_row import load
from stillhere.actions.own_words import own_words
from stillhere.actions.place_sent import is_gone, place_in, place_sealer
from stillhere.actions.words import PLACE, WORDS, sealer_of, words_of
from stillhere.care.access import may_read_words
from stillhere.care.own_words import OwnWords
from stillhere.care.watch_state import Actor
from stillhere.records.models import Contact, Message
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import Sealer

LINK: Final = "here:"
"""How the key begins of a message with a link; then comes its ticket's fingerprint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    id: int
    contact_id: int
    at: datetime
    inbound: bool
    kind: str
    """words, ask, notice, tap, help."""
    by: str | None
    """The operator's name; None for the caller and for the line itself."""
    operator_id: int | None
    words: str
    """Empty for a tap; also where they cannot be read here, and then `readable` is False."""
    readable: bool
    ask: int | None
    reading: str
    state: str
    """kept, sent, delivered, failed, not_wanted."""
    key: str = ""
    """The same in each contact that one message went to."""
    gone: bool = False
    """Where they were, erased when their watch closed."""

    @property
    def is_link(self) -> bool:
        """It asks a phone where it is; whoever reads the talk must not open it."""
        return not self.inbound and self.key.startswith(LINK)


def thread(contact_id: int, *, organisation: int, by: Actor | None = None) -> list[Said]:
    """In order. For `by`, with what the same person said in other contacts of their watch.

    Without `by` it is the caller's own page, which shows this contact alone (CO8).
    Raises `NotYours`, `NoSuchContact`.
    """
    with as_organisation(organisation):
        row = (load(contact_id) if by is None else must(may_read_words, contact_id, by)).row
        wanted = Q(contact_id=row.pk)
        if by is not None and row.watch_id is not None:
            wanted |= Q(contact__watch_id=row.watch_id)
        found = Message.objects.filter(wanted, organisation_id=organisation)
        found = found.select_related("contact__line", "contact__watch__clock", "operator")
        messages = list(found.order_by("at", "pk"))
        contacts = {message.contact_id: message.contact for message in messages}
        sealers = {pk: sealer_of(contact) for pk, contact in contacts.items()}
        places = {each.pk: place_sealer(each) for each in messages if each.kind == PLACE}
        own = own_words(organisation)
    sealing = {each.pk: places.get(each.pk, sealers[each.contact_id]) for each in messages}
    return [
        _said(each, contacts[each.contact_id], sealing[each.pk], own.at(each.at))
        for each in messages
    ]


def _said(message: Message, contact: Contact, sealer: Sealer, own: OwnWords) -> Said:
    words = place_in(message, sealer) if message.kind == PLACE else words_of(message, sealer)
    machine = "" if message.inbound else said_by_machine(message, contact, sealer, own)
    return Said(
        id=message.pk,
        contact_id=message.contact_id,
        at=message.at,
        inbound=message.inbound,
        kind=message.kind,
        by=message.operator.name if message.operator else None,
        operator_id=message.operator_id,
        words=machine or words or "",
        readable=words is not None and _is_whole(message),
        ask=message.ask,
        reading=message.reading,
        state=message.state,
        key=message.key,
        gone=is_gone(message),
    )


def _is_whole(message: Message) -> bool:
    """A person's words without any kept could not be sealed when they came, or were erased."""
    return message.kind not in (WORDS, PLACE) or message.sealed_words is not None
