"""What a duty comes to when it is done: which words to which address, over which of our lines."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from stillhere.actions.asking_as import said_by_machine
from stillhere.actions.asks import (
    all_clear_words,
    nobody_on_words,
    on_call_words,
    outcome_due_words,
    ring_words,
    trial_words,
)
from stillhere.actions.claimed import Claimed
from stillhere.actions.cover import only_practices
from stillhere.actions.numbers import caller_address, caller_number, operator_number
from stillhere.actions.outcome_due import OUTCOME
from stillhere.actions.own_words import own_words
from stillhere.actions.trial_text import number_of
from stillhere.actions.words import sealer_of, words_of
from stillhere.care.channel import Channel
from stillhere.care.cover import Says
from stillhere.care.duties import RINGS, Kind
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Contact, Line, Message, Operator, Watch
from stillhere.records.organisations import as_organisation
from stillhere.records.prepared import Prepared

NOBODY: Final = "+"
"""Stands for a line with numbers, and is the number of nobody."""


class Nowhere(Exception):
    """A duty to somebody who is not there, or whom we have no way to reach."""


class NotDialled(Exception):
    """What they came by is no number: nothing of ours reaches it, and it is not a chat either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    rings: bool
    to: str = field(repr=False)
    words: str = field(repr=False)
    lines: tuple[Line, ...]
    """Ours, the one they came by first. Practice never leaves by a line for real callers."""


def parcel(claimed: Claimed) -> Parcel:
    """Opens what is sealed, outside any writing transaction.

    Raises `CannotOpen`, `Nowhere`, `NotDialled`.
    """
    to, words = _PARTS[claimed.kind](claimed)
    return Parcel(rings=claimed.kind in RINGS, to=to, words=words, lines=_lines(claimed))


def _text_caller(claimed: Claimed) -> tuple[str, str]:
    contact = _contact(claimed)
    with as_organisation(claimed.organisation):
        message = _MESSAGE.one(claimed.message)
    words = _words(message, contact) if message else ""
    if not words:
        raise Nowhere("There is nothing to say.")
    address = caller_address(contact)
    return (address if contact.channel == Channel.CHAT else _dialled(address)), words


def _words(message: Message, contact: Contact) -> str:
    with as_organisation(contact.organisation_id):
        sealer = sealer_of(contact)
        own = own_words(contact.organisation_id).at(message.at)
    if message.sealed_words is None:
        return said_by_machine(message, contact, sealer, own)
    words = words_of(message, sealer)
    if words is None:
        raise CannotOpen("What was to be said cannot be read here.")
    return words


def _ring_caller(claimed: Claimed) -> tuple[str, str]:
    contact = _contact(claimed)
    number = caller_number(contact)
    if not number:
        raise Nowhere("They gave no number that can ring.")
    return _dialled(number), ring_words(to_caller=True, language=contact.language)


def _dialled(address: str) -> str:
    """A short code would be taken for the number of a chat, and its text for sent (WA10)."""
    if not address.startswith("+"):
        raise NotDialled("This is no number that can be dialled.")
    return address


def _seek_receipt(claimed: Claimed) -> tuple[str, str]:
    """Nobody is reached by it: the line that had the text is asked what became of it."""
    del claimed
    return NOBODY, ""


def _ring_person(claimed: Claimed) -> tuple[str, str]:
    number, language = _colleague(claimed)
    if claimed.says in set(Says):
        return number, on_call_words(claimed.says, language)
    return number, ring_words(to_caller=False, language=language)


def _text_person(claimed: Claimed) -> tuple[str, str]:
    number, language = _colleague(claimed)
    with as_organisation(claimed.organisation):
        own = own_words(claimed.organisation).newest
    if claimed.says == Says.COVER:
        return number, nobody_on_words(language, own)
    if claimed.says == OUTCOME:
        return number, outcome_due_words(language, own)
    return number, all_clear_words(language, own)


def _trial_text(claimed: Claimed) -> tuple[str, str]:
    to = number_of(claimed)
    if to is None:
        raise Nowhere("Somebody is with us from there.")
    return to, trial_words(_lines(claimed)[0].language)


def _colleague(claimed: Claimed) -> tuple[str, str]:
    with as_organisation(claimed.organisation):
        operator = _OPERATOR.one(claimed.operator)
    if operator is None or not operator.sealed_number:
        raise Nowhere("This colleague has no number any more.")
    return operator_number(operator.pk, organisation=claimed.organisation), operator.language


def _contact(claimed: Claimed) -> Contact:
    with as_organisation(claimed.organisation):
        contact = _CONTACT.one(claimed.contact)
    if contact is None:
        raise Nowhere("This contact is gone.")
    return contact


def _lines(claimed: Claimed) -> tuple[Line, ...]:
    with as_organisation(claimed.organisation):
        if claimed.kind is Kind.TRIAL_TEXT:
            return tuple(x for x in _LINES.all(claimed.organisation) if x.pk == claimed.by_line)
        where = _LINE_OF_CONTACT.one(claimed.contact)
        if claimed.contact is None:
            where = _LINE_OF_WATCH.one(claimed.watch)
        first, practice = where or (0, _only_practices(claimed))
        first = claimed.by_line or first  # only the line that had it knows what became of it
        ours = [each for each in _LINES.all(claimed.organisation) if each.practice == practice]
        return tuple(sorted(ours, key=lambda line: line.pk != first))


def _only_practices(claimed: Claimed) -> bool:
    """For what is about the whole line and nobody's contact: the lines for real callers first."""
    if claimed.says != Says.COVER:
        raise Nowhere("Nobody knows by which line.")
    return only_practices(claimed.organisation)


_CONTACT: Final = Prepared(
    lambda pk: Contact.objects.filter(pk=pk).select_related("line", "watch__clock")
)
_OPERATOR: Final = Prepared(lambda pk: Operator.objects.filter(pk=pk, is_active=True))
_MESSAGE: Final = Prepared(lambda pk: Message.objects.filter(pk=pk))
_LINE_OF_CONTACT: Final = Prepared(
    lambda pk: Contact.objects.filter(pk=pk).values_list("line_id", "practice")
)
_LINE_OF_WATCH: Final = Prepared(
    lambda pk: Watch.objects.filter(pk=pk).values_list("line_id", "practice")
)
_LINES: Final = Prepared(
    lambda organisation: Line.objects.filter(organisation_id=organisation).order_by("pk")
)
_PARTS: Final[dict[Kind, Callable[[Claimed], tuple[str, str]]]] = {
    Kind.TEXT_CALLER: _text_caller,
    Kind.RING_CALLER: _ring_caller,
    Kind.RING_PERSON: _ring_person,
    Kind.TEXT_PERSON: _text_person,
    Kind.SEEK_RECEIPT: _seek_receipt,
    Kind.TRIAL_TEXT: _trial_text,
}
