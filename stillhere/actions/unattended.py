"""A caller says yes to a watch without a person: from then a machine asks, and rings one (WA12)."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from stillhere.actions import contact_row, cover
from stillhere.actions.alone import Alone
from stillhere.actions.contact_row import Loaded
from stillhere.actions.duty import owe
from stillhere.actions.plan import seal_words
from stillhere.actions.watch import begin_watch
from stillhere.actions.words import keep_notice
from stillhere.care import contact_events as happened
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Need
from stillhere.care.duties import Kind, Lane
from stillhere.care.pace import Route
from stillhere.care.plan import NOTHING_AGREED, Reach, Terms, Words
from stillhere.care.refused import NotOffered, NotYours
from stillhere.records.keys import CannotOpen
from stillhere.records.models import PlanVersion
from stillhere.records.sealed import Sealer

MOST_PLACE: Final = 500
"""Letters: an address, the way in, a landmark. The whole of it stays in the thread."""
USED: Final = frozenset({Need.HAS_USED, Need.USING_NOW})


def seal_place(sealer: Sealer, place: str, now: datetime) -> bytes | None:
    """Outside any transaction; for a plan made at `now`. None: no place, or no key to seal it."""
    if not place:
        return None
    try:
        return seal_words(sealer, Words(place=place[:MOST_PLACE]), now)
    except CannotOpen:
        return None


def begin_alone(contact_id: int, *, place: bytes | None, now: datetime, key: str) -> bool:
    """Inside the transaction of their yes. False: it was not offered, or is offered no more."""
    loaded = contact_row.load(contact_id)
    policy = loaded.contact.policy
    yes = cover.holder_now(loaded.row.organisation_id, now=now, policy=policy)
    agreed = happened.UnattendedAgreed(holder=yes.by if yes else None)
    try:
        contact_row.happen_in_transaction(contact_id, agreed, now=now, key=key)
    except (NotOffered, NotYours):
        # Whoever had said yes cannot be counted on any more: that is said at once.
        again = contact_row.time_passed(loaded, now)
        contact_row.happen_in_transaction(contact_id, again, now=now)
        return False
    _keep_place(loaded, place, now)
    begin_watch(
        contact_id,
        organisation=loaded.row.organisation_id,
        by=None,
        route=Route.UNKNOWN if loaded.contact.need in USED else None,
        with_sedative=False,
        now=now,
        yes=yes,
    )
    _say(loaded, _what_is_so(loaded, place), now)
    return True


def _what_is_so(loaded: Loaded, place: bytes | None) -> Alone:
    if place is not None:
        return Alone.BEGUN
    return Alone.WITHOUT_PLACE if loaded.contact.has_number else Alone.HERE_ONLY


def decline(contact_id: int, *, now: datetime, key: str) -> None:
    """Inside the transaction of their no."""
    event = happened.UnattendedDeclined()
    contact_row.happen_in_transaction(contact_id, event, now=now, key=key)


def _keep_place(loaded: Loaded, place: bytes | None, now: datetime) -> None:
    """Their plan until a person makes a better one with them: nobody but us may be told of it."""
    row = loaded.row
    number = PlanVersion.objects.filter(contact=row).count() + 1
    PlanVersion.objects.create(
        organisation_id=row.organisation_id,
        contact=row,
        number=number,
        terms=_terms(loaded, place_given=place is not None).as_values(),
        sealed_words=place,
        made_at=now,
    )


def _terms(loaded: Loaded, *, place_given: bool) -> Terms:
    by_number = loaded.contact.has_number and loaded.row.channel != Channel.CHAT
    reach = Reach(ring=by_number, text=loaded.row.channel != Channel.VOICE)
    return replace(NOTHING_AGREED, reach=reach, has_number=by_number, place_given=place_given)


def _say(loaded: Loaded, notice: Alone, now: datetime) -> None:
    row = loaded.row
    key = f"{notice}:c{row.pk}:{int(now.timestamp() * 1000)}"
    message = keep_notice(row, reading=notice, key=key, now=now)
    if row.channel == Channel.VOICE:
        return  # it is spoken to them
    owe(
        Kind.TEXT_CALLER,
        organisation=row.organisation_id,
        key=key,
        now=now,
        lane=Lane.LIFE,
        contact=row.pk,
        not_after=now + loaded.contact.policy.seconds("pace_quick"),
        message=message.pk,
        notice=notice,
    )
