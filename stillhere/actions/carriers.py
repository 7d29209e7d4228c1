"""What came of texts by each of a line's two companies, and a text's turn by the second (WA10).

Nothing in memory is trusted: it all stands with the duties, so that any node finds the same.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F

from stillhere.actions import ledger
from stillhere.actions.claimed import BY, DOWN_BY, FAILED_AT, FAILED_BY, LOST_BY, UNHEARD_BY
from stillhere.actions.second_line import both
from stillhere.care.carriers import LOOKED_BACK, Tried, has_another_turn, left_at
from stillhere.care.channel import Channel
from stillhere.care.duties import Kind
from stillhere.records.models import Contact, Duty, Message
from stillhere.records.organisations import as_organisation
from stillhere.records.wake import wake

NOT_HEARD_OF: Final = "no_receipt"
OF_THE_COMPANY: Final = frozenset({NOT_HEARD_OF, "undelivered", "unreachable", "filtered"})
"""How a text failed that may be the company's fault. What is wrong with a number is not."""
NOBODY: Final = 0
"""No company has it just now."""


def left_lines(organisation: int, lines: Sequence[int], *, now: datetime) -> dict[int, datetime]:
    """Those by which nothing goes for now, and when each last failed."""
    with as_organisation(organisation):
        texts = Duty.objects.filter(
            organisation_id=organisation, kind=Kind.TEXT_CALLER, owed_at__gt=now - LOOKED_BACK
        )
        texts = texts.exclude(contact__channel=Channel.CHAT).select_related("contact")
        tried = [each for text in texts for each in _tried(text)]
    found = {line: left_at(line, tried, now) for line in lines}
    return {line: at for line, at in found.items() if at is not None}


def is_of_before(row: Duty, line: int | None) -> bool:
    """News from the company that had this text first, after the other was given it.

    A report may be faster than our own record of who has it.
    """
    by = row.facts.get(BY)
    if line is None or by is None:
        return False
    if by == NOBODY:
        return line in row.facts.get(LOST_BY, ())
    return bool(by != line)


def has_gone_to_the_other(row: Duty, *, now: datetime, how: str, by_line: int | None) -> bool:
    """Inside the caller's transaction: a text that did not arrive is owed by the second company.

    Whether it is still wanted is looked at when it is taken in hand, as always.
    `by_line`: who says so of itself, also before it is written down that it has it.
    """
    by, second = _by_and_second(row, by_line)
    lost_by = [*row.facts.get(LOST_BY, ()), by]
    in_time = row.not_after is None or now <= row.not_after
    if not in_time or not has_another_turn(second, lost_by=lost_by, how=how):
        return False
    facts = {**row.facts, BY: NOBODY, LOST_BY: lost_by, FAILED_AT: now.isoformat()}
    for what in (FAILED_BY, DOWN_BY):
        facts[what] = [*row.facts.get(what, ()), by]
    if how == NOT_HEARD_OF:
        facts[UNHEARD_BY] = [*row.facts.get(UNHEARD_BY, ()), by]
    same = Duty.objects.filter(pk=row.pk, state__in=("owed", "sent"))
    # One more try: whoever has it in hand just now, with the first company, has it no longer.
    if not same.update(
        state="owed", not_before=now, leased_until=None, tries=F("tries") + 1, facts=facts
    ):
        return False
    _tell(row, how, now)
    return True


def _by_and_second(row: Duty, by_line: int | None) -> tuple[int, int | None]:
    """The company that had it, and the one that has not."""
    if row.kind != Kind.TEXT_CALLER:
        return NOBODY, None
    contact = Contact.objects.select_related("line").filter(pk=row.contact_id or 0).first()
    if contact is None or contact.channel == Channel.CHAT:
        return NOBODY, None
    lines = both(contact.line)
    by = by_line or int(row.facts.get(BY) or contact.line_id)
    return by, next((line for line in lines if line != by), None)


def _tell(row: Duty, how: str, now: datetime) -> None:
    message = row.facts.get("message")
    if message is not None:
        Message.objects.filter(pk=message).update(state="kept")
    ledger.write(
        "DutyByOtherCompany",
        organisation=row.organisation_id,
        now=now,
        contact=row.contact_id,
        watch=row.watch_id,
        kind=row.kind,
        how=how,
    )
    Contact.objects.filter(pk=row.contact_id or 0).update(version=F("version") + 1)
    transaction.on_commit(wake)


def _tried(text: Duty) -> Iterator[Tried]:
    facts, who = text.facts, text.contact_id
    failed_at = datetime.fromisoformat(facts[FAILED_AT]) if FAILED_AT in facts else text.owed_at
    for line in dict.fromkeys(facts.get(DOWN_BY, ())):
        yield Tried(line=line, person=who, at=failed_at, arrived=False)
    own = text.contact.line_id if text.contact is not None else NOBODY
    by, at = int(facts.get(BY) or own), text.ended_at or text.owed_at
    if text.state == "delivered":
        yield Tried(line=by, person=who, at=at, arrived=True)
    elif text.state == "failed" and text.reference in OF_THE_COMPANY:
        yield Tried(line=by, person=who, at=at, arrived=False)
