"""Reaching the line, for tests: somebody texts, opens a chat or rings; operators come on."""

from datetime import datetime, timedelta
from typing import Any

from stillhere.actions.contact import load, open_contact, take_contact, time_passes
from stillhere.actions.messages import receive_on_line
from stillhere.actions.plan import keep_plan
from stillhere.actions.roster import come_on
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Contact as CareContact
from stillhere.care.contact_state import Need
from stillhere.care.plan import Reach, Terms, Words
from stillhere.records.models import Contact, Duty, Entry, Line, Message, Operator
from stillhere.records.organisations import as_organisation
from tests.somebody import CALLER_NUMBER, acting

OTHER_NUMBER = "+14165550188"


def later(now: datetime, seconds: float) -> datetime:
    return now + timedelta(seconds=seconds)


def on(operator: Operator, now: datetime, *, key: str = "tab") -> Operator:
    come_on(operator.pk, organisation=operator.organisation_id, key=key, sound_heard=True, now=now)
    return operator


def begins(
    line: Line,
    now: datetime,
    *,
    channel: Channel = Channel.TEXT,
    address: str = CALLER_NUMBER,
    key: str = "first",
    words: str = "",
    need: Need = Need.UNKNOWN,
) -> int:
    return open_contact(
        organisation=line.organisation_id,
        line_id=line.pk,
        channel=channel,
        address=address,
        language="en",
        key=key,
        words=words,
        need=need,
        now=now,
    ).contact_id


def texts(
    line: Line, words: str, now: datetime, *, key: str, address: str = CALLER_NUMBER
) -> tuple[int, ...]:
    return receive_on_line(
        line.pk,
        organisation=line.organisation_id,
        address=address,
        words=words,
        key=key,
        now=now,
    )


def takes(operator: Operator, contact: int, now: datetime) -> None:
    take_contact(contact, organisation=operator.organisation_id, by=acting(operator), now=now)


def time_goes(contact: int, line: Line, now: datetime) -> CareContact:
    return time_passes(contact, organisation=line.organisation_id, now=now).contact


def agreed(
    contact: int, operator: Operator, now: datetime, *, ok_word: str = "", duress_word: str = ""
) -> None:
    keep_plan(
        contact,
        organisation=operator.organisation_id,
        terms=Terms(reach=Reach(text=True), read_back=True),
        words=Words(place="Blue lot", ok_word=ok_word, duress_word=duress_word),
        by=acting(operator),
        now=now,
    )


def as_seen(contact: int, line: Line) -> CareContact:
    with as_organisation(line.organisation_id):
        return load(contact).contact


def row(contact: int, line: Line) -> Contact:
    with as_organisation(line.organisation_id):
        return Contact.objects.get(pk=contact)


def messages(line: Line, **which: Any) -> list[Message]:
    with as_organisation(line.organisation_id):
        return list(Message.objects.filter(**which).order_by("pk"))


def duties(line: Line, **which: Any) -> list[Duty]:
    with as_organisation(line.organisation_id):
        return list(Duty.objects.filter(**which).order_by("pk"))


def entries(line: Line, **which: Any) -> list[Entry]:
    with as_organisation(line.organisation_id):
        return list(Entry.objects.filter(**which).order_by("pk"))
