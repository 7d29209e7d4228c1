"""A link by text that asks a phone where it is: for one use, for a while, and only with a yes.

The ticket in it is a secret; what is kept of it is a fingerprint. What the phone sends goes with
the watch (`place_sent`). It is no answer, and it is never put into the plan by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from stillhere.actions import contact_row
from stillhere.actions.access import must
from stillhere.actions.contact_row import Loaded
from stillhere.actions.frozen_policy import policy_of
from stillhere.actions.messages import receive_place
from stillhere.actions.saying import keep_for_texting
from stillhere.actions.thread import LINK
from stillhere.actions.watch import load as load_watch
from stillhere.actions.words import theirs
from stillhere.care.access import may_speak
from stillhere.care.asked_place import still_works
from stillhere.care.channel import Channel
from stillhere.care.outgoing import as_texts
from stillhere.care.refused import DoesNotFit, Refused
from stillhere.care.text_size import size
from stillhere.care.watch_state import Actor
from stillhere.records.models import Contact, Message
from stillhere.records.organisations import as_organisation

TICKET: Final = "a link that asks a phone where it is"
DIGITS: Final = 32
"""Hexadecimal digits of a ticket: nobody guesses one while it works."""
SHOWN: Final = 48
"""Hexadecimal digits of the fingerprint: what the key of a message has room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    contact_id: int
    key: str
    """Of what is sent back, so that it is sent once."""


def ask_place(
    contact_id: int,
    *,
    organisation: int,
    by: Actor,
    link: Callable[[str], str],
    key: str,
    now: datetime,
) -> int:
    """The same `key` twice is one text. `link`: the address for a ticket.

    Raises as `say` does, `Tells` where the address does, and `DoesNotFit` in a chat, after the
    watch, and under duress: nothing changes on their side (WA5).
    """
    with as_organisation(organisation):
        loaded = must(may_speak, contact_id, by)
        _must_fit(loaded)
        minutes = int(_lasts(loaded).total_seconds() // 60)
    ticket = _ticket(contact_id, key)
    with override(loaded.row.language):
        words = _words(link(ticket), minutes)
    return keep_for_texting(
        contact_id, organisation=organisation, by=by, words=words, key=_key(ticket), now=now
    )


def asked_by(ticket: str, *, organisation: int, now: datetime) -> Asked | None:
    """None for a stranger's, a used one, a late one, and one whose contact or watch is over."""
    contact_id = _contact_in(ticket)
    with as_organisation(organisation):
        ours = Message.objects.filter(contact_id=contact_id, organisation_id=organisation)
        message = ours.filter(key=_key(ticket), inbound=False).first()
        if message is None:
            return None
        asked = Asked(contact_id=contact_id, key=f"{LINK}{message.pk}")
        loaded = contact_row.load(contact_id)
        is_over = not loaded.contact.is_open or loaded.contact.settled
        used = ours.filter(key=theirs(asked.key)).exists()
        if is_over or used or not still_works(message.at, now, lasts=_lasts(loaded)):
            return None
    return asked


def send_place(
    ticket: str, words: str, *, measured: str = "", organisation: int, now: datetime
) -> bool:
    """Once. False where it does not work (any more), and then nothing is kept."""
    asked = asked_by(ticket, organisation=organisation, now=now)
    if asked is None:
        return False
    try:
        heard = receive_place(
            asked.contact_id,
            organisation=organisation,
            words=words,
            measured=measured,
            key=asked.key,
            now=now,
        )
    except Refused:
        return False  # it was over in this very moment
    return heard.is_new


def may_be_asked(row: Contact, *, agreed_to_texts: bool) -> bool:
    """A phone that texts, or one that rang us and whose owner agreed to texts (PL3)."""
    return row.channel == Channel.TEXT or (row.channel == Channel.VOICE and agreed_to_texts)


def _must_fit(loaded: Loaded) -> None:
    if loaded.row.channel == Channel.CHAT:
        raise DoesNotFit("a link is for a phone that gets texts")
    if loaded.contact.settled:
        raise DoesNotFit("their watch is closed: where they are is asked for no more")
    watch = loaded.row.watch_id
    if watch is not None and load_watch(watch).watch.duress:
        raise DoesNotFit("under duress nothing changes on the caller's side")


def _lasts(loaded: Loaded) -> timedelta:
    return policy_of(loaded).seconds("place_link")


def _words(link: str, minutes: int) -> str:
    whole = _("Tap here to say where you are: %(link)s It works once, for %(minutes)s minutes.") % {
        "link": link,
        "minutes": minutes,
    }
    (words,) = as_texts(whole if size(whole).segments == 1 else link)
    return words


def _ticket(contact_id: int, key: str) -> str:
    """By the secret of this installation, so that who reads the records cannot make it."""
    secret = salted_hmac(TICKET, f"{contact_id} {key}", algorithm="sha256").hexdigest()
    return f"{contact_id:x}-{secret[:DIGITS]}"


def _key(ticket: str) -> str:
    return f"{LINK}{sha256(ticket.encode(errors='replace')).hexdigest()[:SHOWN]}"


def _contact_in(ticket: str) -> int:
    try:
        return int(ticket.partition("-")[0][:12], 16)
    except ValueError:
        return 0
