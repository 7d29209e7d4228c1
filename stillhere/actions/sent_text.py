"""Remembering what was handed to a company that keeps no key of ours (I7).

Written and committed before a text leaves; a process that dies in between finds it, and asks.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from stillhere.records.models import SentText
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import Sealer

KEPT: Final = timedelta(days=1)
"""Longer than any text is tried again; numbers are kept for as short as can be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    at: datetime
    reference: str
    """Empty while nobody knows whether it was taken."""
    to: str = field(default="", repr=False)
    words: str = field(default="", repr=False)


def about_to_send(
    line: int,
    *,
    organisation: int,
    key: str,
    to: str,
    words: str,
    sealer: Sealer,
    now: datetime,
) -> None:
    """Raises `CannotOpen`."""
    label = json.dumps({"to": to, "words": words})
    sealed = sealer.seal("senttext", "sealed", key, label)
    with as_organisation(organisation, writing=True):
        SentText.objects.update_or_create(
            line_id=line,
            key=key,
            defaults={"organisation_id": organisation, "at": now, "sealed": sealed},
        )


def begin_to_send(line: int, *, organisation: int, key: str, now: datetime) -> str | None:
    """Written before it leaves, for a company that cannot be asked afterwards.

    None: it is the first try. Else what came of the one before, empty where nobody knows.
    """
    with as_organisation(organisation, writing=True):
        row, is_new = SentText.objects.get_or_create(
            line_id=line, key=key, defaults={"organisation_id": organisation, "at": now}
        )
    return None if is_new else row.reference


def taken(line: int, *, organisation: int, key: str, reference: str) -> None:
    """The company has it. What it was and to whom is not needed any more."""
    with as_organisation(organisation, writing=True):
        is_taken(line, key=key, reference=reference)


def is_taken(line: int, *, key: str, reference: str) -> None:
    """Inside the caller's transaction. Of two names for one text the first stays."""
    unknown = SentText.objects.filter(line_id=line, key=key, reference="")
    unknown.update(reference=reference[:64], sealed=None)


def key_of(line: int, reference: str) -> str:
    """Inside the caller's transaction. Empty: none of ours, or of longer ago than we keep."""
    found = SentText.objects.filter(line_id=line, reference=reference)
    return found.values_list("key", flat=True).first() or ""


def not_taken(line: int, *, organisation: int, key: str) -> None:
    """The company surely does not have it: it may be sent as if for the first time."""
    with as_organisation(organisation, writing=True):
        SentText.objects.filter(line_id=line, key=key, reference="").delete()


def sent(line: int, *, organisation: int, key: str, sealer: Sealer) -> Sent | None:
    """None: nothing was ever handed over under this key. Raises `CannotOpen`."""
    with as_organisation(organisation):
        row = SentText.objects.filter(line_id=line, key=key).first()
    if row is None:
        return None
    if row.reference or row.sealed is None:
        return Sent(at=row.at, reference=row.reference)
    label = json.loads(sealer.unseal("senttext", "sealed", key, row.sealed))
    return Sent(at=row.at, reference="", to=label["to"], words=label["words"])


def references_since(line: int, *, organisation: int, since: datetime) -> frozenset[str]:
    """Those that are known to be something else."""
    with as_organisation(organisation):
        known = SentText.objects.filter(line_id=line, at__gte=since).exclude(reference="")
        return frozenset(known.values_list("reference", flat=True))


def forget_old(organisation: int, *, now: datetime) -> int:
    """Looks before it locks: on most lines there is nothing to forget."""
    old = SentText.objects.filter(organisation_id=organisation, at__lt=now - KEPT)
    with as_organisation(organisation):
        if not old.exists():
            return 0
    with as_organisation(organisation, writing=True):
        forgotten, _ = old.delete()
    return forgotten
