"""Two at one phone or one page, for tests: one is watched, and somebody beside them as well."""

from datetime import datetime
from typing import Any

from stillhere.actions.beside import watch_beside
from stillhere.actions.watch import begin_watch, load, pass_time
from stillhere.care.channel import Channel
from stillhere.care.pace import Route
from stillhere.care.watch_state import Watch
from stillhere.records.models import Contact, Line, Operator
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import begins, row
from tests.somebody import acting


def alone(line: Line, operator: Operator, now: datetime, *, channel: Channel) -> int:
    """Somebody this operator watches."""
    contact = begins(line, now, channel=channel, key=f"{channel}-one")
    with as_organisation(line.organisation_id, writing=True):
        Contact.objects.filter(pk=contact).update(state="with_operator", operator=operator)
    begin_watch(
        contact,
        organisation=line.organisation_id,
        by=acting(operator),
        route=Route.SMOKED,
        with_sedative=False,
        now=now,
    )
    return contact


def joined(contact: int, operator: Operator, now: datetime, **how: Any) -> int:
    given: dict[str, Any] = {"called": "", "key": "beside", **how}
    return watch_beside(
        contact,
        organisation=operator.organisation_id,
        by=acting(operator),
        now=now,
        **given,
    )


def seen(contact: int, line: Line) -> Watch:
    with as_organisation(line.organisation_id):
        watch = Contact.objects.get(pk=contact).watch_id
        assert watch is not None
        return load(watch).watch


def go_quiet(line: Line, *contacts: int, now: datetime) -> None:
    watches = [row(each, line).watch_id or 0 for each in contacts]
    pass_time(line.organisation_id, watches, now=now)


def number_of(contact: int, line: Line) -> str:
    watch = seen(contact, line)
    return str(watch.digit(watch.ask))
