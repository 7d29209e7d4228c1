"""
A way to somebody is lost, or is back: their watch hears of it, and the operator reads it.

Without a watch one text counts as well: whoever a paused line holds back has nothing else.
"""

from datetime import datetime
from typing import Final

from stillhere.actions import contact_row
from stillhere.actions.greetings import Greeting
from stillhere.actions.watch import happen_in_transaction, load
from stillhere.care.channel import Channel
from stillhere.care.channel_events import ChannelBack, ChannelLost
from stillhere.care.contact_events import NotTold
from stillhere.care.duties import Kind
from stillhere.care.refused import Refused
from stillhere.records.models import Contact, Duty
from stillhere.records.prepared import Prepared

OTHER: Final = {Channel.TEXT: Channel.CHAT, Channel.CHAT: Channel.TEXT}


def lost(watch_id: int, channel: Channel, *, stopped: bool = False) -> ChannelLost:
    """With where else they are in writing with us now, if anywhere (CO10)."""
    return ChannelLost(channel=channel, stopped=stopped, other=_other_way(watch_id, channel))


def _other_way(watch_id: int, channel: Channel) -> Channel | None:
    other = OTHER.get(channel)
    here = Contact.objects.filter(watch_id=watch_id, channel=other, ended_at__isnull=True)
    gone = [each.facts.get("gone") for each in here]
    return other if None in gone else None


def did_not_reach(duty: Duty, now: datetime) -> None:
    """Inside the caller's transaction: what cannot reach them is a way lost (WA10)."""
    found = _watched(duty)
    if found is not None:
        watch_id, channel = found
        event = lost(watch_id, channel)
        _happen(watch_id, event, duty, now, key=f"lost:{duty.pk}")


def met_if_not_told(duty: Duty, now: datetime) -> None:
    """Inside the caller's transaction, of a duty to a contact that failed, in whatever way: who
    could not be told that the line is paused, and where else, waits like anybody (CO16).
    """
    if duty.facts.get("notice") != Greeting.PAUSED or duty.contact_id is None:
        return
    loaded = contact_row.load(duty.contact_id)
    if loaded.contact.is_open and loaded.contact.held_back:
        key = f"not_told:{duty.pk}"
        contact_row.happen_in_transaction(loaded.row.pk, NotTold(), now=now, key=key, loaded=loaded)


def reached_again(duty: Duty, now: datetime) -> None:
    """Inside the caller's transaction: a text is on their phone, later than the last that failed.

    Delivered is not answered (ES7): it clears nothing.
    """
    found = _watched(duty)
    if found is None or duty.kind != Kind.TEXT_CALLER:
        return
    watch_id, channel = found
    newer = Duty.objects.filter(contact=duty.contact, kind=duty.kind, pk__gt=duty.pk)
    if channel in load(watch_id).watch.lost and not newer.filter(state="failed").exists():
        event = ChannelBack(channel=channel)
        _happen(watch_id, event, duty, now, key=f"back:{duty.pk}")


def _watched(duty: Duty) -> tuple[int, Channel] | None:
    contact = _CONTACT.one(duty.contact_id)
    if contact is None or contact.watch_id is None:
        return None
    written = Channel.CHAT if contact.channel == Channel.CHAT else Channel.TEXT
    return contact.watch_id, Channel.VOICE if duty.kind == Kind.RING_CALLER else written


def _happen(
    watch_id: int, event: ChannelLost | ChannelBack, duty: Duty, now: datetime, *, key: str
) -> None:
    try:
        happen_in_transaction(watch_id, event, organisation=duty.organisation_id, now=now, key=key)
    except Refused:
        return  # the watch is over


_CONTACT: Final = Prepared(lambda pk: Contact.objects.filter(pk=pk))
