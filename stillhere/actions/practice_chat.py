"""A chat that somebody plays by hand: each who practises has one of their own beside the phones.

It does what the caller's page does, through the same actions, and its connection can go.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import F

from stillhere.actions.contact import leave, open_contact
from stillhere.actions.messages import receive, tap_help, tap_okay
from stillhere.actions.thread import Said, thread
from stillhere.actions.watch import load as load_watch
from stillhere.care.caller_view import Shown, caller_sees
from stillhere.care.channel import Channel
from stillhere.care.watch_events import Left
from stillhere.records.models import Contact, PracticePhone
from stillhere.records.organisations import as_organisation, open_lines

CONTACT, ROUND, OFF = "contact", "round", "off"
NAME: Final = "Chat"


class NoChat(Exception):
    """There is no chat line for practice, or nothing is open that this could be done to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    said: list[Said]
    is_open: bool = False
    is_off: bool = False
    """Its connection is gone: nothing is seen here and nothing leaves, and nobody is told."""
    ask: int = 0
    """The latest question; 0 while nobody watches over them."""


def chat_of(operator: int, *, organisation: int) -> Chat | None:
    """None: no chat line for practice is there."""
    with as_organisation(organisation):
        if _line(organisation) is None:
            return None
        row = _row(operator, organisation)
        contact = _contact(row)
    if row is None or contact is None:
        return Chat(said=[])
    off = bool(row.state.get(OFF))
    said = [] if off else thread(contact.pk, organisation=organisation)
    return Chat(
        said=said,
        is_open=contact.ended_at is None,
        is_off=off,
        ask=_ask(contact, organisation),
    )


def say(operator: int, *, organisation: int, words: str, key: str, now: datetime) -> None:
    """The first words open it; after it is over the next ones open a new one. Raises `NoChat`."""
    row = _mine(operator, organisation)
    contact, key = _open(row, organisation), f"{row.pk}:{key}"
    if contact is not None:
        receive(contact, organisation=organisation, words=words, key=key, now=now)
        return
    number = row.state.get(ROUND, 0) + 1
    opened = open_contact(
        organisation=organisation,
        line_id=row.line_id,
        channel=Channel.CHAT,
        address=f"practice:{row.pk}:{number}",
        language=row.line.language,
        key=key,
        words=words,
        practice=True,
        now=now,
    )
    _keep(row, organisation, **{CONTACT: opened.contact_id, ROUND: number})


def okay(operator: int, *, organisation: int, ask: int, key: str, now: datetime) -> None:
    """Names the question that was on the screen, as the page does. Raises `NoChat`."""
    contact = _there(operator, organisation)
    tap_okay(contact, organisation=organisation, ask=ask, key=key, now=now)


def cry(operator: int, *, organisation: int, key: str, now: datetime) -> None:
    tap_help(_there(operator, organisation), organisation=organisation, key=key, now=now)


def go(operator: int, *, organisation: int, key: str, now: datetime) -> None:
    """The page's own way out."""
    contact = _there(operator, organisation)
    leave(contact, organisation=organisation, how=Left.EXIT, key=key, now=now)


def connection(operator: int, *, organisation: int, is_there: bool) -> None:
    """As a page without a signal: it only falls silent. Loaded again it is the same chat."""
    _keep(_mine(operator, organisation), organisation, **{OFF: not is_there})


def _there(operator: int, organisation: int) -> int:
    contact = _open(_mine(operator, organisation), organisation)
    if contact is None:
        raise NoChat
    return contact


def _open(row: PracticePhone, organisation: int) -> int | None:
    """Raises `NoChat` while the connection is gone: nothing leaves, now or later (WA4)."""
    if row.state.get(OFF):
        raise NoChat
    with as_organisation(organisation):
        contact = _contact(row)
    return contact.pk if contact is not None and contact.ended_at is None else None


def _mine(operator: int, organisation: int) -> PracticePhone:
    with as_organisation(organisation, writing=True):
        line = _line(organisation)
        if line is None:
            raise NoChat
        row, _ = PracticePhone.objects.select_related("line").get_or_create(
            line=line,
            number=_number(operator),
            defaults={"organisation_id": organisation, "name": NAME},
        )
        return row


def _row(operator: int, organisation: int) -> PracticePhone | None:
    ours = PracticePhone.objects.filter(organisation_id=organisation, number=_number(operator))
    return ours.order_by("pk").first()


def _contact(row: PracticePhone | None) -> Contact | None:
    kept = row.state.get(CONTACT) if row else None
    return Contact.objects.filter(pk=kept).first() if kept else None


def _ask(contact: Contact, organisation: int) -> int:
    if contact.watch_id is None:
        return 0
    with as_organisation(organisation):
        seen = caller_sees(load_watch(contact.watch_id).watch)
    return 0 if seen.shown is Shown.OVER else seen.ask


def _line(organisation: int) -> Any:
    """Inside `as_organisation`."""
    lines = open_lines(organisation).filter(practice=True, provider="webchat")
    return lines.order_by("pk").first()


def _number(operator: int) -> str:
    """No number: nobody can be rung in a chat, and no telephone company will ever dial this."""
    return f"chat {operator}"


def _keep(row: PracticePhone, organisation: int, **state: Any) -> None:
    with as_organisation(organisation, writing=True):
        fresh = PracticePhone.objects.select_for_update().get(pk=row.pk)
        PracticePhone.objects.filter(pk=row.pk).update(
            state={**fresh.state, **state}, version=F("version") + 1
        )
