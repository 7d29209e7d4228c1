"""A text from a number: whom it is for. A number never tells who holds the phone (CO8)."""

from datetime import datetime
from typing import Final

from stillhere.actions.carrier_words import introduce
from stillhere.actions.contact_row import load as load_contact
from stillhere.actions.opening import (
    alone_with,
    digests_of,
    first_time,
    line_of,
    open_in_transaction,
    opened_before,
    prepare,
)
from stillhere.actions.phone import NotANumber, phone
from stillhere.actions.reading import Known, keep_heard, known
from stillhere.actions.second_line import both
from stillhere.actions.shared import for_whom
from stillhere.actions.unattended import seal_place
from stillhere.actions.watch import Overtaken, until_not_overtaken
from stillhere.actions.words import WORDS, seal_heard, theirs
from stillhere.care.channel import Channel
from stillhere.care.messages import Read
from stillhere.care.plain import plain
from stillhere.records.models import Contact
from stillhere.records.organisations import as_organisation

BY_NUMBER: Final = (Channel.TEXT, Channel.VOICE)


def receive_on_line(
    line_id: int, *, organisation: int, address: str, words: str, key: str, now: datetime
) -> tuple[int, ...]:
    """The contacts it went to, or the one it began. `key`: the provider's own, once on a line.

    Nothing inbound is refused for how it is written. Raises `NoSuchLine`.
    """
    number, words = _number(address), plain(words)
    return until_not_overtaken(
        lambda: _receive(line_id, organisation, number, words=words, key=key, now=now)
    )


def _receive(
    line_id: int, organisation: int, number: str, *, words: str, key: str, now: datetime
) -> tuple[int, ...]:
    digests = digests_of(organisation, number)
    with as_organisation(organisation):
        lines = both(line_of(line_id, organisation))
        people = _people_at(lines, organisation, digests)
        facts = [known(contact_id) for contact_id in people]
    heard = {each.contact_id: _read(each, words, key, now) for each in facts}
    new = None if people else prepare(organisation, Channel.TEXT, number, words=words, key=key)
    with as_organisation(organisation, writing=True):
        line = line_of(line_id, organisation)
        alone_with(digests)
        if not first_time(line, key, now):
            return (opened_before(line, digests, key),)
        if _people_at(lines, organisation, digests) != people:
            raise Overtaken(line_id)
        if new is not None:
            row = open_in_transaction(new, line, language=line.language, key=key, now=now)
            return (row.pk,)
        read, shared = for_whom(facts, {each: found for each, (found, *_) in heard.items()})
        for each in facts:
            if each.contact_id in read:
                _, sealed, place = heard[each.contact_id]
                keep_heard(
                    each,
                    read[each.contact_id],
                    sealed=sealed,
                    place=place,
                    kind=WORDS,
                    key=theirs(key),
                    now=now,
                    shared=shared,
                )
        _introduce(facts, [found for found, *_ in heard.values()], now)
    return tuple(read)


def people_at_phone(contact_id: int) -> tuple[int, ...]:
    """Inside `as_organisation`: themself, and whoever else is reached by their number (CO8)."""
    row = load_contact(contact_id).row
    digests = (bytes(row.address_digest),) if row.address_digest else ()
    there = _people_at(both(row.line), row.organisation_id, digests)
    others = Contact.objects.filter(pk__in=there).exclude(pk=contact_id)
    if row.watch_id is not None:
        others = others.exclude(watch_id=row.watch_id)
    return tuple(sorted([contact_id, *others.values_list("pk", flat=True)]))


def _introduce(facts: list[Known], heard: list[Read], now: datetime) -> None:
    """Who asks who we are gets one text, however many people are at that number."""
    asks = [each.contact_id for each, found in zip(facts, heard, strict=True) if found.asks_who]
    first = Contact.objects.filter(pk__in=asks, channel=Channel.TEXT).order_by("pk").first()
    if first is not None:
        introduce(first, now)


def _read(
    known: Known, words: str, key: str, now: datetime
) -> tuple[Read, bytes | None, bytes | None]:
    """What it means to one of them, itself sealed, and the place in it, if they said yes."""
    found = known.read(words)
    sealed = seal_heard(known.sealer, words, key=theirs(key))
    return found, sealed, seal_place(known.sealer, found.place, now)


def _people_at(
    lines: tuple[int, ...], organisation: int, digests: tuple[bytes, ...]
) -> tuple[int, ...]:
    """One open contact for each watch, and each that has none; the one that texts first.

    `lines`: a line and its second company are one to whoever texts.
    """
    here = Contact.objects.filter(
        organisation_id=organisation,
        line_id__in=lines,
        address_digest__in=digests,
        channel__in=BY_NUMBER,
        ended_at__isnull=True,
    )
    found = here.values_list("pk", "watch_id", "channel").order_by("-began_at", "-pk")
    chosen: dict[tuple[str, int], int] = {}
    for pk, watch, _channel in sorted(found, key=lambda each: each[2] != Channel.TEXT):
        chosen.setdefault(("watch", watch) if watch else ("contact", pk), pk)
    return tuple(sorted(chosen.values()))


def _number(address: str) -> str:
    try:
        return str(phone(address))
    except NotANumber:
        return plain(
            address.strip()
        )  # a short code, a name: a person may stand behind it all the same
