"""Giving somebody four words by voice, to join or to choose a password anew; taking them back."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from stillhere.actions import ledger
from stillhere.actions.people import NoSuchColleague, both, colleague
from stillhere.care.access import Role
from stillhere.care.invitation import (
    BACK_LASTS,
    BITS,
    NEW_LASTS,
    heard,
    must_be_theirs_to_reset,
    said,
)
from stillhere.care.people import must_be_able_to_give, must_keep
from stillhere.records.digest import invitation_digests
from stillhere.records.models import Invitation, Operator
from stillhere.records.organisations import as_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the giver reads aloud, once."""

    words: str = field(repr=False)
    name: str
    ends_at: datetime


def invite(
    *, organisation: int, name: str, role: Role, language: str, spoken: str, by: int, now: datetime
) -> Given:
    """Somebody new. The same name and role again replaces the words of before.

    `language` is theirs; `spoken` is the language the words are said in. Raises `NotYoursToKeep`.
    """
    words, digest = _new_words(spoken)
    with as_organisation(organisation, writing=True):
        giver = _giver(by, organisation)
        must_be_able_to_give(colleague(giver), role)
        _forget(organisation, now, name=name, role=role, operator=None)
        _keep(giver, digest, now, NEW_LASTS, name=name, role=role, language=language, operator=None)
        ledger.write("Invited", organisation=organisation, now=now, operator=by, role=role)
    return Given(words=words, name=name, ends_at=now + NEW_LASTS)


def let_back_in(
    whom: int, *, organisation: int, without_factors: bool, spoken: str, by: int, now: datetime
) -> Given:
    """A colleague chooses a password anew. Nothing of theirs ends before the words are used.

    Raises `NotYoursToKeep`, `NotForOneself`, `NoSuchColleague`.
    """
    words, digest = _new_words(spoken)
    with as_organisation(organisation, writing=True):
        giver, row = both(whom, by=by, organisation=organisation)
        must_be_theirs_to_reset(giver, colleague(row))
        _forget(organisation, now, operator=whom)
        theirs = {"name": row.name, "role": row.role, "language": row.language, "operator": row}
        given = _giver(by, organisation)
        _keep(given, digest, now, BACK_LASTS, without_factors=without_factors, **theirs)
        ledger.write("LetBackIn", organisation=organisation, now=now, operator=by, about=whom)
    return Given(words=words, name=row.name, ends_at=now + BACK_LASTS)


def bring_back(whom: int, *, organisation: int, by: int, now: datetime) -> None:
    """Here again, and not yet able to sign in: that takes words of their own (`let_back_in`).

    Raises `NotYoursToKeep`, `NoSuchColleague`.
    """
    with as_organisation(organisation, writing=True):
        _theirs, row = both(whom, by=by, organisation=organisation)
        if row.is_active:
            return
        Operator.objects.filter(pk=whom).update(is_active=True)
        ledger.write("BroughtBack", organisation=organisation, now=now, operator=by, about=whom)


def open_invitations(*, organisation: int, now: datetime) -> list[Invitation]:
    """Those that still open something, the oldest first."""
    with as_organisation(organisation):
        ours = Invitation.objects.filter(organisation_id=organisation, ends_at__gt=now)
        return list(ours.select_related("made_by").order_by("made_at", "pk"))


def withdraw(invitation: int, *, organisation: int, by: int, now: datetime) -> None:
    """Gone already is gone. Raises `NotYoursToKeep` for the invitation of a role above."""
    with as_organisation(organisation, writing=True):
        giver = colleague(_giver(by, organisation))
        ours = Invitation.objects.filter(organisation_id=organisation).select_related("operator")
        found = ours.filter(pk=invitation).first()
        if found is None:
            return
        if found.operator is not None:
            must_keep(giver, colleague(found.operator))
        else:
            must_be_able_to_give(giver, Role(found.role))
        found.delete()
        ledger.write("InvitationWithdrawn", organisation=organisation, now=now, operator=by)


def _new_words(spoken: str) -> tuple[str, bytes]:
    words = said(secrets.randbits(BITS), spoken)
    return words, invitation_digests(heard(words))[0]


def _giver(by: int, organisation: int) -> Operator:
    giver = Operator.objects.filter(pk=by, organisation_id=organisation).first()
    if giver is None:
        raise NoSuchColleague
    return giver


def _keep(
    giver: Operator, digest: bytes, now: datetime, lasts: timedelta, **theirs: object
) -> None:
    Invitation.objects.create(
        organisation_id=giver.organisation_id,
        digest=digest,
        made_by=giver,
        made_at=now,
        ends_at=now + lasts,
        **theirs,
    )


def _forget(organisation: int, now: datetime, **which: object) -> None:
    """What these words replace, and whatever is over: no name is kept longer than it opens."""
    ours = Invitation.objects.filter(organisation_id=organisation)
    ours.filter(**which).delete()
    ours.filter(ends_at__lte=now).delete()
