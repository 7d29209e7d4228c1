"""The lines of an organisation as a person looks after them: what each is, and whether it works.

No secret is ever part of it: whether there is one is all that anybody is shown.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max

from stillhere.actions import ledger
from stillhere.actions.carriers import left_lines
from stillhere.actions.claimed import FAILED_BY
from stillhere.actions.line_keeping import must_keep_lines
from stillhere.actions.line_secret import has_secret
from stillhere.actions.lines_down import SURE_AFTER
from stillhere.actions.other_line import NoLineOfThatName, other_line_of
from stillhere.actions.pausing import HELD_BACK, pause_of
from stillhere.actions.second_line import SECOND_LINE
from stillhere.care.harmless import telling
from stillhere.care.outgoing import Tells
from stillhere.care.pausing import Pause
from stillhere.records.models import Contact, Duty, Entry, Inbox, Line, Operator
from stillhere.records.organisations import as_organisation, open_lines

LONGEST_NAME: Final = 120
WHERE: Final = ("base_url", "countries")
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSeen:
    id: int
    slug: str
    name: str
    provider: str
    number: str
    language: str
    practice: bool
    other_line: str
    account: str
    """As the company calls it; empty: it has none."""
    where: dict[str, str]
    """Where the company is asked, and for which countries: whoever runs the machine says so."""
    has_secret: bool
    last_sent: datetime | None
    last_received: datetime | None
    failing_since: datetime | None
    """Something owed to somebody has failed on it, and has not left by any line since."""
    second: str
    """The slug of its second company's line; empty: it has none."""
    left_at: datetime | None
    """When a text last failed by it; until it is tried again texts go by the second."""
    name_tells: tuple[str, ...]
    address_tells: tuple[str, ...]
    pause: Pause | None
    """Who is new is told where else, since then (CO16)."""
    paused_by: str
    held_back: int
    """How many came meanwhile and were told so."""


def lines_seen(*, organisation: int, now: datetime | None = None) -> list[LineSeen]:
    """`now`: to see as well which company is left alone for a while."""
    left = _left(organisation, now) if now is not None else {}
    with as_organisation(organisation):
        ours = open_lines(organisation).order_by("practice", "pk")
        sent = _last_sent(organisation)
        received = dict(
            Inbox.objects.filter(organisation_id=organisation)
            .values_list("line")
            .annotate(last=Max("at"))
        )
        failing = _failing(organisation)
        names = dict(
            Operator.objects.filter(organisation_id=organisation).values_list("pk", "name")
        )
        return [
            LineSeen(
                id=line.pk,
                slug=line.slug,
                name=line.name,
                provider=line.provider,
                number=line.number,
                language=line.language,
                practice=line.practice,
                other_line=other_line_of(line),
                account=str(line.settings.get("account_sid", "")),
                where={n: line.settings[n] for n in WHERE if n in line.settings},
                has_secret=has_secret(line),
                last_sent=sent.get(line.pk),
                last_received=received.get(line.pk),
                failing_since=failing.get(line.pk),
                second=str(line.settings.get(SECOND_LINE, "")),
                left_at=left.get(line.pk),
                name_tells=telling(line.name),
                address_tells=telling(line.slug),
                pause=(pause := pause_of(line)),
                paused_by=names.get(pause.by, "") if pause else "",
                held_back=_held_back(line, pause) if pause else 0,
            )
            for line in ours
        ]


def rename_line(
    line: str, name: str, *, all_the_same: bool, organisation: int, by: int, now: datetime
) -> None:
    """What callers read on its page, and in a text where it does not tell.

    Raises `Tells` unless that is agreed to, `NotYours`, `NoLineOfThatName`.
    """
    told = telling(name)
    if told and not all_the_same:
        raise Tells(tuple(dict.fromkeys(told)))
    with as_organisation(organisation, writing=True):
        must_keep_lines(by)
        row = Line.objects.filter(organisation_id=organisation, slug=line).first()
        if row is None:
            raise NoLineOfThatName(line)
        row.name = name[:LONGEST_NAME]
        row.save(update_fields=["name"])
        ledger.write(
            "LineRenamed", organisation=organisation, now=now, operator=by, kind=row.provider
        )


def maybe_twice(*, organisation: int, now: datetime) -> int:
    """Texts of the last week that may have arrived twice: sent again, or by the second company."""
    with as_organisation(organisation):
        found = Entry.objects.filter(organisation_id=organisation, what="DutyMaybeTwice")
        return found.filter(at__gt=now - WEEK).count()


def _left(organisation: int, now: datetime) -> dict[int, datetime]:
    with as_organisation(organisation):
        ours = Line.objects.filter(organisation_id=organisation)
        two = list(ours.filter(settings__has_key=SECOND_LINE).values_list("pk", flat=True))
    return left_lines(organisation, two, now=now) if two else {}


def _last_sent(organisation: int) -> dict[int, datetime]:
    """By line; what a second company brought is its own."""
    out = Duty.objects.filter(organisation_id=organisation, state__in=("sent", "delivered"))
    out = out.filter(contact__isnull=False)
    last = out.filter(facts__by__isnull=True).values_list("contact__line").order_by()
    sent = dict(last.annotate(last=Max("ended_at")))
    around = out.filter(facts__by__isnull=False).order_by("ended_at")
    for by, at in around.values_list("facts__by", "ended_at"):
        if at is not None and (sent.get(by) or at) <= at:
            sent[by] = at
    return sent


def _held_back(line: Line, pause: Pause) -> int:
    opened = Entry.objects.filter(
        organisation_id=line.organisation_id, what="ContactOpened", at__gte=pause.at
    )
    theirs = Contact.objects.filter(line=line, began_at__gte=pause.at)
    return opened.filter(facts__how=HELD_BACK, contact_id__in=theirs.values("pk")).count()


def _failing(organisation: int) -> dict[int, datetime]:
    """By line: since when something that is still owed has failed on it."""
    owed = Duty.objects.filter(organisation_id=organisation, state="owed", tries__gte=SURE_AFTER)
    since: dict[int, datetime] = {}
    for at, facts in owed.order_by("-owed_at").values_list("owed_at", "facts"):
        for line in facts.get(FAILED_BY, ()):
            since[line] = at
    return since
