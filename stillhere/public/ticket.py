"""A browser's ticket: a number nobody can guess, kept in a cookie that ends with the browser."""

import secrets
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from stillhere.public.front import FoundLine, find_line
from stillhere.records.digest import address_digests
from stillhere.records.models import Contact
from stillhere.records.organisations import as_organisation

COOKIE: Final = "page"
"""A name that says nothing to whoever looks through this browser."""
BYTES: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    line: str
    number: str

    def as_cookie(self) -> str:
        return f"{self.line}.{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """The contact this browser began, on the line it began it on."""

    contact: Contact
    line: FoundLine

    @property
    def organisation(self) -> int:
        return self.line.organisation


def new_ticket(line: str) -> Ticket:
    return Ticket(line=line, number=secrets.token_urlsafe(BYTES))


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
    digests = address_digests(line.organisation, ticket.number)
    with as_organisation(line.organisation):
        mine = Contact.objects.filter(
            organisation_id=line.organisation, channel="chat", address_digest__in=digests
        )
        contact = mine.order_by("-began_at", "-pk").first()
    return None if contact is None else Chat(contact=contact, line=line)
