"""A browser's ticket: a number nobody can guess, kept in a cookie that ends with the browser."""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from stillhere.actions.telling_apart import BESIDE
from stillhere.care.channel import Channel
from stillhere.public.front import FoundLine, find_line
from stillhere.records.digest import address_digests
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Contact
from stillhere.records.organisations import as_organisation

COOKIE: Final = "page"
"""A name that says nothing to whoever looks through this browser."""
BYTES: Final = 24
LEAST_KEY: Final = 20
"""Letters. A shorter key was not made by our form, and could be guessed."""
MOST_WAITING: Final = 200
"""Chats on one line that nobody has taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    line: str
    number: str

    @property
    def shown_as(self) -> str:
        """What is kept of it: from this nobody can make the ticket."""
        return sha256(self.number.encode()).hexdigest()

    def as_cookie(self) -> str:
        return f"{self.line}.{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """The contact this browser began, on the line it began it on."""

    contact: Contact
    line: FoundLine
    beside: tuple[Contact, ...] = ()
    """Others who are watched by this browser, each with a clock of their own (IN6)."""

    @property
    def organisation(self) -> int:
        return self.line.organisation


def new_ticket(line: str, *, form_key: str) -> Ticket:
    """Follows from the form's own random key, so that pressing twice begins one chat."""
    if len(form_key) < LEAST_KEY:
        return Ticket(line=line, number=secrets.token_urlsafe(BYTES))
    return Ticket(line=line, number=salted_hmac(COOKIE, form_key, algorithm="sha256").hexdigest())


def is_full(line: FoundLine) -> bool:
    """More wait on this line than anybody could answer: a flood, or a night for more people."""
    with as_organisation(line.organisation):
        waiting = Contact.objects.filter(
            organisation_id=line.organisation,
            line_id=line.id,
            channel=Channel.CHAT,
            operator=None,
            ended_at=None,
        )
        return waiting.count() >= MOST_WAITING


def ticket_of(request: HttpRequest) -> Ticket | None:
    line, dot, number = request.COOKIES.get(COOKIE, "").partition(".")
    return Ticket(line=line, number=number) if dot and number else None


def give(response: HttpResponse, ticket: Ticket) -> None:
    response.set_cookie(
        COOKIE,
        ticket.as_cookie(),
        httponly=True,
        secure=settings.SECURE,
        samesite="Strict",
    )


def chat_of(request: HttpRequest) -> Chat | None:
    """The newest contact of this browser, ended or not. A ticket opens its own and no other."""
    ticket = ticket_of(request)
    line = find_line(ticket.line) if ticket else None
    if ticket is None or line is None:
        return None
    mine_is = _mine(line.organisation, ticket)
    with as_organisation(line.organisation):
        mine = Contact.objects.filter(mine_is, organisation_id=line.organisation, channel="chat")
        contact = _theirs(mine)
        beside = _beside(contact, mine) if contact else ()
    return None if contact is None else Chat(contact=contact, line=line, beside=beside)


def _theirs(mine: QuerySet[Contact]) -> Contact | None:
    """Whoever began here; where that is over, whoever of those beside them is still watched."""
    began = mine.exclude(facts__has_key=BESIDE).order_by("-began_at", "-pk").first()
    if began is None or began.ended_at is None:
        return began
    still = mine.filter(facts__has_key=BESIDE, ended_at__isnull=True)
    return still.order_by("began_at", "pk").first() or began


def _beside(contact: Contact, mine: QuerySet[Contact]) -> tuple[Contact, ...]:
    others = mine.filter(facts__has_key=BESIDE, ended_at__isnull=True).exclude(pk=contact.pk)
    return tuple(others.order_by("began_at", "pk"))


def _mine(organisation: int, ticket: Ticket) -> Q:
    """Without the key folder a chat is still found: nobody may lose their way to say okay."""
    opened_by = Q(facts__opened_by=ticket.shown_as)
    try:
        return opened_by | Q(address_digest__in=address_digests(organisation, ticket.number))
    except CannotOpen:
        return opened_by
