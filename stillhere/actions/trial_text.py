"""A test text of one line, to a number somebody types, and what came of it.

The number is sealed under a key of its own, which is destroyed after a day, and shown to nobody.
"""

import base64
import struct
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from stillhere.actions import ledger
from stillhere.actions.claimed import Claimed
from stillhere.actions.duty import owe
from stillhere.actions.line_keeping import must_keep_lines
from stillhere.actions.opening import digests_of, open_watches_at
from stillhere.actions.other_line import NoLineOfThatName
from stillhere.actions.phone import phone
from stillhere.care.duties import Kind, Lane
from stillhere.care.trial_text import DAY, must_be_able_to_try
from stillhere.records.models import Contact, Duty, Line, RecordKey
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import PreparedKey, Sealer, prepare_record_key
from stillhere.records.wake import wake

KEY_ID: Final = struct.Struct(">q")
LASTS: Final = timedelta(minutes=2)
"""After this nobody looks at the phone any more, and a test of before says nothing of now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    at: datetime
    state: str
    """As of a duty: owed, sent, delivered, failed, not_wanted."""
    how: str
    """Why it did not arrive."""


def send_trial(
    line: str, number: str, *, said_practice: bool, organisation: int, by: int, now: datetime
) -> None:
    """Owed at once, by this line and no other.

    Raises `NotANumber`, `CannotOpen`, `NoLineOfThatName`, `NotYours`, and as
    `must_be_able_to_try`.
    """
    to, key = str(phone(number)), prepare_record_key(organisation)
    sealed, digests = _sealed(key, to), digests_of(organisation, to)
    with as_organisation(organisation, writing=True):
        must_keep_lines(by)
        # All of them: of two who press at once the second finds the first one's test.
        ours = Line.objects.select_for_update().filter(organisation_id=organisation)
        rows = {row.slug: row for row in ours.order_by("pk")}
        if line not in rows:
            raise NoLineOfThatName(line)
        row = rows[line]
        must_be_able_to_try(
            practice=row.practice,
            said_practice=said_practice,
            never_to=_never_to(to, digests, organisation),
            before=_before(organisation, now),
            now=now,
        )
        key.save(now)
        RecordKey.objects.filter(pk=key.id, organisation_id=organisation).update(
            expires_at=now + DAY
        )
        owe(
            Kind.TRIAL_TEXT,
            organisation=organisation,
            key=f"trial:{key.id}",
            now=now,
            lane=Lane.CARE,
            not_after=now + LASTS,
            by_line=row.pk,
            sealed=sealed,
        )
        ledger.write(
            "LineTried", organisation=organisation, now=now, operator=by, kind=row.provider
        )
        transaction.on_commit(wake)


def number_of(claimed: Claimed) -> str | None:
    """None: somebody is with us from it by now. Raises `CannotOpen`."""
    with as_organisation(claimed.organisation):
        facts = Duty.objects.values_list("facts", flat=True).get(pk=claimed.id)
        whole = base64.b64decode(facts["sealed"])
        (key,) = KEY_ID.unpack_from(whole)
        sealer = Sealer(claimed.organisation, key)
    to = sealer.unseal("duty", "to", key, whole[KEY_ID.size :])
    digests = digests_of(claimed.organisation, to)
    with as_organisation(claimed.organisation):
        return None if _never_to(to, digests, claimed.organisation) else to


def last_trials(*, organisation: int, now: datetime) -> dict[int, Trial]:
    """By line, of the last day."""
    with as_organisation(organisation):
        return {
            int(row.facts["by_line"]): Trial(at=row.owed_at, state=row.state, how=row.reference)
            for row in _trials(organisation, now)
        }


def _trials(organisation: int, now: datetime) -> list[Duty]:
    ours = Duty.objects.filter(organisation_id=organisation, kind=Kind.TRIAL_TEXT)
    return list(ours.filter(owed_at__gt=now - DAY).order_by("owed_at", "pk"))


def _before(organisation: int, now: datetime) -> list[datetime]:
    return [row.owed_at for row in _trials(organisation, now)]


def _never_to(to: str, digests: tuple[bytes, ...], organisation: int) -> bool:
    """Inside `as_organisation`. Where nobody can tell, it counts as somebody who is with us."""
    if not digests or Line.objects.filter(organisation_id=organisation, number=to).exists():
        return True
    theirs = Contact.objects.filter(organisation_id=organisation, address_digest__in=digests)
    is_here = theirs.filter(ended_at__isnull=True).exists()
    return is_here or open_watches_at(organisation, digests).exists()


def _sealed(key: PreparedKey, to: str) -> str:
    sealed = key.sealer.seal("duty", "to", key.id, to)
    return base64.b64encode(KEY_ID.pack(key.id) + sealed).decode()
