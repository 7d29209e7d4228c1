"""An organisation's own versions of a guide, who approved which, and what operators read (SU1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from django.core.exceptions import ObjectDoesNotExist

from stillhere.actions import ledger
from stillhere.actions.signing import keep_version, signer
from stillhere.care import guide_values
from stillhere.care.drafts import CARDS, SHIPPED, shipped
from stillhere.care.guides import Card, NoSuchCard, Version, to_show
from stillhere.care.support import Guide
from stillhere.records.models import GuideApproval, GuideVersion
from stillhere.records.organisations import as_organisation

BIGGEST: Final = 2**31 - 1
"""What a column of whole numbers holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    version: Version
    written_by: str = ""
    written_at: datetime | None = None
    signed_by: str = ""


class WrittenMeanwhile(Exception):
    """Somebody saved another version since this one was looked at."""

    def __init__(self, newest: Kept) -> None:
        super().__init__(newest.version.number)
        self.newest = newest


class ApprovedMeanwhile(Exception):
    """This version is approved already, under another name, which stays."""

    def __init__(self, kept: Kept) -> None:
        super().__init__(kept.version.number)
        self.kept = kept


def versions(guide: Guide, *, organisation: int) -> list[Kept]:
    """The newest first; the draft we ship is the last."""
    with as_organisation(organisation):
        return _versions(guide, organisation)


def read_by_operators(*, organisation: int) -> dict[Guide, Version]:
    """In the order in which they stand beside the conversation."""
    with as_organisation(organisation):
        rows = GuideVersion.objects.filter(organisation_id=organisation, guide__in=list(CARDS))
        own = [_kept(row).version for row in rows.select_related("approval")]
    by_guide = {guide: [each for each in own if each.guide == guide] for guide in CARDS}
    return {guide: to_show(each) or shipped(guide) for guide, each in by_guide.items()}


def version_of(guide: Guide, number: int, *, organisation: int) -> Version:
    """Inside `as_organisation`. Raises `NoSuchCard` where the organisation has no such version."""
    if number == SHIPPED:
        return shipped(guide)
    return _found(guide, number, organisation).version


def write_version(
    guide: Guide, cards: Iterable[Card], *, organisation: int, seen: int, by: int, now: datetime
) -> Version:
    """A new version, and a draft again. The same again is one version.

    `seen`: the number of the newest they had before them. Raises `NotYours`, `WrittenMeanwhile`.
    """
    as_kept = guide_values.from_values(guide_values.as_values(cards))
    act = partial(_write, guide, as_kept, seen=seen, by=by, now=now)
    return keep_version(act, organisation=organisation)


def approve_version(
    guide: Guide, number: int, *, lead: str, organisation: int, by: int, now: datetime
) -> Version:
    """`lead`: the clinical lead's name, as it is said. Once; the first name stays.

    Raises `NeedsAName`, `NotWritten`, `LeavesOut`, `NotYours`, `NoSuchCard`, `WrittenMeanwhile`
    where there is a newer one to read, and `ApprovedMeanwhile`.
    """
    act = partial(_approve, guide, number, lead=lead, by=by, now=now)
    return keep_version(act, organisation=organisation)


def _write(
    guide: Guide,
    cards: tuple[Card, ...],
    organisation: int,
    *,
    seen: int,
    by: int,
    now: datetime,
) -> Version:
    writer = signer(by)
    newest = _versions(guide, organisation)[0]
    if newest.version.number != seen:
        if newest.version.cards == cards and newest.written_by == writer.name:
            return newest.version  # a button pressed twice
        raise WrittenMeanwhile(newest)
    row = GuideVersion.objects.create(
        organisation_id=organisation,
        guide=guide,
        number=seen + 1,
        cards=guide_values.as_values(cards),
        written_by=writer.name,
        written_at=now,
    )
    _write_down("GuideWritten", row, by=by, now=now)
    return newest.version.rewritten(cards, number=row.number)


def _approve(
    guide: Guide, number: int, organisation: int, *, lead: str, by: int, now: datetime
) -> Version:
    name = signer(by).name
    kept = _found(guide, number, organisation)
    if kept.version.approved_by:
        if kept.version.approved_by == lead.strip():
            return kept.version  # a button pressed twice
        raise ApprovedMeanwhile(kept)
    newest = _versions(guide, organisation)[0]
    if newest.version.number != number:
        raise WrittenMeanwhile(newest)
    approved = kept.version.approve(by=lead, now=now)
    row = GuideVersion.objects.get(organisation_id=organisation, guide=guide, number=number)
    GuideApproval.objects.create(
        organisation_id=organisation,
        version=row,
        approved_by=approved.approved_by,
        signed_by=name,
        signed_at=now,
    )
    _write_down("GuideApproved", row, by=by, now=now)
    return approved


def _versions(guide: Guide, organisation: int) -> list[Kept]:
    rows = GuideVersion.objects.filter(organisation_id=organisation, guide=guide)
    own = [_kept(row) for row in rows.select_related("approval").order_by("-number")]
    return [*own, Kept(version=shipped(guide))]


def _found(guide: Guide, number: int, organisation: int) -> Kept:
    numbered = GuideVersion.objects.filter(organisation_id=organisation, guide=guide)
    row = numbered.filter(number=number).first() if 0 < number <= BIGGEST else None
    if row is None:
        raise NoSuchCard
    return _kept(row)


def _kept(row: GuideVersion) -> Kept:
    version = Version(
        guide=Guide(row.guide), number=row.number, cards=guide_values.from_values(row.cards)
    )
    try:
        approval = row.approval
    except ObjectDoesNotExist:
        return Kept(version=version, written_by=row.written_by, written_at=row.written_at)
    return Kept(
        version=Version(
            guide=version.guide,
            number=version.number,
            cards=version.cards,
            approved_by=approval.approved_by,
            approved_at=approval.signed_at,
        ),
        written_by=row.written_by,
        written_at=row.written_at,
        signed_by=approval.signed_by,
    )


def _write_down(what: str, row: GuideVersion, *, by: int, now: datetime) -> None:
    ledger.write(
        what,
        organisation=row.organisation_id,
        now=now,
        operator=by,
        kind=row.guide,
        number=row.number,
    )
