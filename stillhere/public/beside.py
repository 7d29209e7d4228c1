"""Several watched by one browser: how it stands with each, and whose button was pressed (IN6)."""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from operator import attrgetter

from django.http import HttpRequest

from stillhere.actions.asking_as import name_in_asks
from stillhere.actions.asks import person_words
from stillhere.actions.messages import Said, thread
from stillhere.actions.telling_apart import BESIDE
from stillhere.actions.watch import load
from stillhere.actions.words import sealer_of
from stillhere.care.caller_view import Shown, caller_sees
from stillhere.care.contact import ContactIsOver
from stillhere.care.watch_state import Watch
from stillhere.public.ticket import Chat
from stillhere.records.models import Contact
from stillhere.records.organisations import as_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenBeside:
    whose: int
    name: str
    shown: str
    """One of `care.caller_view.Shown`."""
    ask: int
    due: datetime | None
    at: datetime
    of_them: bool
    """They are down, and whoever is with them tells us of them (CO15)."""
    sound: bool

    @property
    def left(self) -> str:
        return left(self.due, self.at)


def left(due: datetime | None, at: datetime) -> str:
    if due is None:
        return ""
    seconds = max(0, round((due - at).total_seconds()))
    return f"{seconds // 60}:{seconds % 60:02}"


def beside_seen(chat: Chat, *, now: datetime) -> list[SeenBeside]:
    """Whoever is still watched, who is down before the rest.

    Nothing here says what is not said of anyone alone (WA5).
    """
    found = (_seen(each, now) for each in chat.beside)
    watched = [each for each in found if each is not None and each.shown != Shown.OVER]
    return sorted(watched, key=lambda each: not each.of_them)


def name_of(contact: Contact) -> str:
    """As the questions call them: by a name they agreed to, else by their digit."""
    with as_organisation(contact.organisation_id):
        sealer = sealer_of(contact)
        watch = load(contact.watch_id).watch if contact.watch_id is not None else None
    return _name(watch, name_in_asks(contact, sealer))


def said_here(chat: Chat) -> list[Said]:
    """Of everybody this browser carries, in order; what was said to several stands there once."""
    everybody = (chat.contact, *chat.beside)
    threads = [thread(each.pk, organisation=chat.organisation) for each in everybody]
    inbound: set[str] = set()
    found: list[Said] = []
    for said in sorted(chain.from_iterable(threads), key=attrgetter("at", "id")):
        if not said.inbound or said.key not in inbound:
            found.append(said)
        if said.inbound:
            inbound.add(said.key)
    return found


def whose(request: HttpRequest, chat: Chat) -> int:
    """The contact a button names. A button of somebody who is gone is nobody else's.

    Raises `ContactIsOver`.
    """
    said = request.POST.get("whose", "")
    if not said and BESIDE not in chat.contact.facts:
        return chat.contact.pk  # a page from before there were several
    for each in (chat.contact, *chat.beside):
        if said == str(each.pk):
            return each.pk
    raise ContactIsOver


def _seen(contact: Contact, now: datetime) -> SeenBeside | None:
    if contact.watch_id is None:
        return None
    with as_organisation(contact.organisation_id):
        sealer = sealer_of(contact)
        watch = load(contact.watch_id).watch
    view = caller_sees(watch)
    return SeenBeside(
        whose=contact.pk,
        name=_name(watch, name_in_asks(contact, sealer)),
        shown=view.shown,
        ask=view.ask,
        due=view.due,
        at=now,
        of_them=view.of_them,
        sound=watch.terms.reach.sound and not watch.duress,
    )


def _name(watch: Watch | None, agreed: str) -> str:
    return agreed or person_words(watch.first_digit if watch and watch.first_digit else 1)
