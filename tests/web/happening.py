"""What happens on a line while consoles look: somebody writes, is taken, is watched."""

from itertools import count

from stillhere.actions import contact as contacts
from stillhere.actions.opening import open_contact
from stillhere.actions.roster import come_on
from stillhere.actions.watch import begin_watch
from stillhere.care.channel import Channel
from stillhere.care.pace import Route
from stillhere.records.models import Line, Operator
from stillhere.records.steady import clock
from tests.somebody import acting

_callers = count(1)


def on(operator: Operator) -> Operator:
    """On shift, at a console that is named like its operator."""
    come_on(
        operator.pk,
        organisation=operator.organisation_id,
        key=operator.username,
        sound_heard=True,
        now=clock.now(),
    )
    return operator


def writes(line: Line) -> int:
    """Somebody new in the chat, whom nobody has yet."""
    number = next(_callers)
    return open_contact(
        organisation=line.organisation_id,
        line_id=line.pk,
        channel=Channel.CHAT,
        address=f"ticket {number}",
        language="en",
        key=f"first {number}",
        now=clock.now(),
    ).contact_id


def takes(operator: Operator, contact: int) -> None:
    contacts.take_contact(
        contact, organisation=operator.organisation_id, by=acting(operator), now=clock.now()
    )


def begins(operator: Operator, contact: int) -> int:
    """Smoking, so that the first check-in comes in two minutes."""
    return begin_watch(
        contact,
        organisation=operator.organisation_id,
        by=acting(operator),
        route=Route.SMOKED,
        with_sedative=False,
        now=clock.now(),
    )


def watched(line: Line, operator: Operator) -> int:
    contact = writes(line)
    takes(operator, contact)
    return begins(operator, contact)
