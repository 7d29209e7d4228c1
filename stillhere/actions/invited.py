"""Using an invitation: four words open once, and what they open is decided at that moment."""

from dataclasses import dataclass, field
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError

from stillhere.actions import ledger
from stillhere.actions.founding import NameTaken, must_be_free, put_down
from stillhere.actions.people import colleague
from stillhere.care import invitation as rules
from stillhere.care.access import Role
from stillhere.care.invitation import NotAnInvitation, heard, must_open
from stillhere.records.digest import invitation_digests
from stillhere.records.models import Invitation, Operator
from stillhere.records.organisations import as_organisation
from stillhere.records.signing_in import as_invitation


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is told to whoever said the right words; nothing of it to anybody else."""

    name: str
    language: str
    is_new: bool
    username: str
    """Whoever comes back signs in by it; empty for somebody new, who chooses one."""
    organisation: int = field(repr=False)
    id: int = field(repr=False)


def found_by(words: str, *, now: datetime) -> Found:
    """Raises `NotAnInvitation`, always in the same words, whatever is wrong."""
    where = _where(heard(words))
    with as_organisation(where.organisation_id):
        row = _still_open(where.pk, now)
        return Found(
            name=row.name,
            language=row.language,
            is_new=row.operator is None,
            username=row.operator.username if row.operator else "",
            organisation=row.organisation_id,
            id=row.pk,
        )


def use(words: str, *, username: str, password: str, now: datetime) -> str:
    """The name they sign in by. A password is hashed before the transaction: slow on purpose.

    Whoever comes back is signed out everywhere else by it, and keeps whoever is with them.
    Raises `NotAnInvitation` and, for somebody new, `NameTaken`.
    """
    found = found_by(words, now=now)
    digest = make_password(password)
    if found.is_new:
        must_be_free(username)
    try:
        with as_organisation(found.organisation, writing=True):
            row = _still_open(found.id, now)
            if Invitation.objects.filter(pk=row.pk).delete()[0] != 1:
                raise NotAnInvitation  # somebody was a moment quicker
            return _in(row, username, digest, now)
    except IntegrityError:
        raise NameTaken(username) from None


def _in(row: Invitation, username: str, digest: str, now: datetime) -> str:
    if row.operator is None:
        return _new(row, username, digest, now)
    Operator.objects.filter(pk=row.operator.pk).update(password=digest)
    if row.without_factors:
        Authenticator.objects.filter(user_id=row.operator.pk).delete()
    ledger.write(
        "CameBackIn",
        organisation=row.organisation_id,
        now=now,
        operator=row.operator_id,
        about=row.made_by_id,
        how="without_factors" if row.without_factors else None,
    )
    return row.operator.username


def _new(row: Invitation, username: str, digest: str, now: datetime) -> str:
    operator = Operator(
        organisation_id=row.organisation_id,
        username=username.lower(),
        name=row.name,
        role=row.role,
        language=row.language,
        speaks=[row.language],
        password=digest,
    )
    put_down(operator, now=now, by=row.made_by_id)
    return operator.username


def _where(words: str) -> Invitation:
    """Before the organisation is known, one row is seen: the one whose words were said."""
    for digest in invitation_digests(words) if words else ():
        with as_invitation(digest):
            found = Invitation.objects.filter(digest=digest).first()
        if found is not None:
            return found
    raise NotAnInvitation


def _still_open(id: int, now: datetime) -> Invitation:
    """Inside `as_organisation`: with everything that may have changed since it was made."""
    row = Invitation.objects.filter(pk=id).select_related("made_by", "operator").first()
    if row is None:
        raise NotAnInvitation
    must_open(
        rules.Invitation(role=Role(row.role), ends_at=row.ends_at, for_colleague=row.operator_id),
        giver=colleague(row.made_by),
        whom=colleague(row.operator) if row.operator else None,
        now=now,
    )
    return row
