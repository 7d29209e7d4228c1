"""Linking the ledger into a chain, after the fact: who changes an entry breaks every later link.

An action only inserts its entry. The scribe comes behind and links what is safely past: no
transaction that is still running can bring an earlier entry. Hashes cover the stored values,
so erasing somebody's sealed words keeps the chain whole.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.db.models import Min, QuerySet

from stillhere.records.models import Entry, EntryLink
from stillhere.records.narrow import UnlinkedEntry
from stillhere.records.organisations import as_organisation

BEGINNING: Final = bytes(32)
BATCH: Final = 100
"""Links written in one transaction: on SQLite it holds everybody up for a few milliseconds."""
SLACK: Final = 10_000
"""Entries a transaction may be slower than its neighbours before only a whole look finds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    links: int
    head: bytes = BEGINNING
    broken_at: int | None = None
    """The first link that does not hold, by its number."""

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def link(organisation: int, *, whole: bool = False) -> int:
    """How many entries were linked. Only for who leads: a second scribe fails, changing nothing.

    `whole` looks through all that was ever written, for what came very late.
    """
    with as_organisation(organisation):
        last = _last(organisation)
        past = _unlinked(organisation, last, whole=whole).filter(past=True)
        ids = list(past.order_by("entry_id").values_list("entry_id", flat=True)[:BATCH])
        entries = list(Entry.objects.filter(pk__in=ids).order_by("pk"))
    links = list(_chain(organisation, last, entries))
    if links:
        with as_organisation(organisation, writing=True):
            EntryLink.objects.bulk_create(links)
    return len(links)


def oldest_unlinked(organisation: int) -> datetime | None:
    with as_organisation(organisation):
        waiting = _unlinked(organisation, _last(organisation))
        oldest: datetime | None = waiting.aggregate(oldest=Min("at"))["oldest"]
    return oldest


def verify(organisation: int) -> Verdict:
    """Walk the whole chain: every link follows the one before and covers its entry as it is."""
    with as_organisation(organisation):
        links = EntryLink.objects.filter(organisation_id=organisation).select_related("entry")
        return _walk(links.order_by("seq").iterator(chunk_size=500))


def hash_of(entry: Entry, previous: bytes) -> bytes:
    return hashlib.sha256(previous + _canonical(entry)).digest()


def _walk(links: Iterable[EntryLink]) -> Verdict:
    head, seq = BEGINNING, 0
    for seq, each in enumerate(links, start=1):
        found = (each.seq, bytes(each.previous), bytes(each.hash))
        wanted = (seq, head, hash_of(each.entry, head))
        if found != wanted:
            return Verdict(links=seq - 1, head=head, broken_at=seq)
        head = wanted[2]
    return Verdict(links=seq, head=head)


def _last(organisation: int) -> EntryLink | None:
    links = EntryLink.objects.filter(organisation_id=organisation).select_related("entry")
    return links.order_by("-seq").first()


def _chain(organisation: int, last: EntryLink | None, entries: list[Entry]) -> Iterator[EntryLink]:
    previous, done = (bytes(last.hash), last.seq) if last else (BEGINNING, 0)
    for seq, entry in enumerate(entries, start=done + 1):
        head = hash_of(entry, previous)
        yield EntryLink(
            organisation_id=organisation, seq=seq, entry=entry, previous=previous, hash=head
        )
        previous = head


def _unlinked(
    organisation: int, last: EntryLink | None, *, whole: bool = False
) -> QuerySet[UnlinkedEntry]:
    beyond = 0 if whole or last is None else last.entry_id - SLACK
    return UnlinkedEntry.objects.filter(organisation_id=organisation, entry_id__gt=beyond)


def _canonical(entry: Entry) -> bytes:
    values: list[Any] = [
        entry.pk,
        entry.organisation_id,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.what,
        entry.contact_id,
        entry.watch_id,
        entry.operator_id,
        entry.facts,
        entry.key,
    ]
    spelled = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return spelled.encode()
