"""What a question to one of several at a phone calls them: they know it is for them (IN6)."""

from typing import Final

from stillhere.actions.asks import machine_words
from stillhere.actions.greetings import Greeting
from stillhere.actions.other_line import other_line_of
from stillhere.actions.pausing import other_line_open
from stillhere.actions.prompts import prompt_words_in, spoken
from stillhere.actions.words import NOTICE, opened
from stillhere.care.beside import in_a_text
from stillhere.care.channel import Channel
from stillhere.care.harmless import telling
from stillhere.care.own_words import OwnWords
from stillhere.records.models import Contact, Message
from stillhere.records.prepared import Prepared
from stillhere.records.sealed import Sealer

MAY_BE_NAMED: Final = "may_be_named"
"""Beside the rules' facts: they agreed that what is written to the phone calls them so."""


def name_in_asks(contact: Contact, sealer: Sealer) -> str:
    """Empty where they agreed to none, it would tell, or it cannot be read: then their digit."""
    if contact.sealed_called is None or not contact.facts.get(MAY_BE_NAMED):
        return ""
    name = opened(sealer, "contact", "called", contact.sealed_called) or ""
    return "" if telling(name) else in_a_text(name)


def said_by_machine(message: Message, contact: Contact, sealer: Sealer, own: OwnWords) -> str:
    """The words of what the line itself sends them, made again whenever they are read.

    What tells them to go elsewhere names nobody who is paused. The other notice that names a
    number was owed while somebody answered there, and stays as it was said. On a call it is
    what they heard.
    """
    if heard := _spoken(message, contact):
        return heard
    elsewhere = other_line_open if message.reading == Greeting.PAUSED else other_line_of
    return machine_words(
        message.kind,
        message.reading,
        contact.language,
        line=contact.line.name,
        other_line=elsewhere(contact.line),
        called=name_in_asks(contact, sealer),
        first_digit=first_digit_of(contact),
        own=own,
    )


def _spoken(message: Message, contact: Contact) -> str:
    if message.kind != NOTICE or contact.channel != Channel.VOICE:
        return ""
    heard = spoken(message.reading, contact.language)
    return " ".join(prompt_words_in(language, prompt) for prompt, language in heard)


def first_digit_of(contact: Contact) -> int:
    """What the answers to them begin with; 0 where they have the phone to themself."""
    return int(contact.watch.clock.facts.get("first_digit", 0)) if contact.watch else 0


def not_named(contact_id: int) -> None:
    """Inside the transaction in which they are called otherwise: that name is not agreed yet."""
    facts = _FACTS.one(contact_id) or {}
    if facts.pop(MAY_BE_NAMED, None):
        Contact.objects.filter(pk=contact_id).update(facts=facts)


_FACTS: Final = Prepared(lambda pk: Contact.objects.filter(pk=pk).values_list("facts", flat=True))
