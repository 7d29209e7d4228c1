"""Changing who works here and as what; taking somebody out, who is then out everywhere at once."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from stillhere.actions import ledger
from stillhere.actions.abilities import keep_abilities
from stillhere.actions.exercise import put_away_if_it_can
from stillhere.actions.leaving import held_by
from stillhere.actions.numbers import SealedNumber, put_number, sealed_number
from stillhere.actions.screens import withdraw_all_of
from stillhere.care.access import Page, Role, answers, may_open
from stillhere.care.people import (
    Colleague,
    must_be_able_to_give,
    must_be_reachable,
    must_keep,
    must_leave_an_administrator,
)
from stillhere.care.roster import Presence, StillHolding
from stillhere.records.models import Console, Invitation, Operator
from stillhere.records.organisations import as_organisation
from stillhere.records.wake import wake


class NoSuchColleague(Exception):
    """Nobody of this organisation; whether of another one is not said."""


def colleague(operator: Operator) -> Colleague:
    """Somebody, as the rules about accounts see them."""
    return Colleague(
        id=operator.pk,
        role=Role(operator.role),
        is_active=operator.is_active,
        can_sign_in=operator.has_usable_password(),
    )


def change_role(whom: int, *, organisation: int, role: Role, by: int, now: datetime) -> None:
    """Raises `NotYoursToKeep`, `LastAdministrator`, `StillHolding`, `NoSuchColleague`."""
    with as_organisation(organisation, writing=True):
        theirs, row = both(whom, by=by, organisation=organisation)
        must_be_able_to_give(theirs, role)
        if row.role == role:
            return
        _must_be_dispensable(row, organisation)
        changed: dict[str, Any] = {"role": role}
        if not answers(role):
            _must_have_nobody(row, organisation, now)
            _falls_silent(row, organisation, now)
            changed["on_call"] = False
        if not may_open(role, Page.SCREENS):
            withdraw_all_of(whom, organisation=organisation, by=by, now=now)
        Operator.objects.filter(pk=whom).update(**changed)
        ledger.write(
            "RoleChanged", organisation=organisation, now=now, operator=by, about=whom, role=role
        )
        transaction.on_commit(wake)


def take_out(whom: int, *, organisation: int, by: int, now: datetime) -> None:
    """No sign-in of theirs works from now, here or anywhere, nor after they are brought back.

    Their number is erased, and a television of theirs goes dark. Whoever is with them must be
    handed over first. Raises as `change_role`.
    """
    nobodys = make_password(None)
    with as_organisation(organisation, writing=True):
        _theirs, row = both(whom, by=by, organisation=organisation)
        if not row.is_active:
            return
        _must_be_dispensable(row, organisation)
        _must_have_nobody(row, organisation, now)
        _falls_silent(row, organisation, now)
        put_number(whom, SealedNumber(), now)
        withdraw_all_of(whom, organisation=organisation, by=by, now=now)
        Invitation.objects.filter(organisation_id=organisation, operator_id=whom).delete()
        # A new password ends every sign-in: one of before must not live again with the account.
        gone = {"is_active": False, "password": nobodys, "on_call": False}
        Operator.objects.filter(pk=whom).update(**gone)
        ledger.write("TakenOut", organisation=organisation, now=now, operator=by, about=whom)
        transaction.on_commit(wake)


def keep_what_they_can(
    whom: int,
    *,
    organisation: int,
    speaks: Collection[str],
    skills: Collection[str],
    by: int,
    now: datetime,
) -> None:
    """Raises `NotYoursToKeep`, `NoSuchColleague`, and `CannotFound` for a language or a skill."""
    with as_organisation(organisation, writing=True):
        _theirs, row = both(whom, by=by, organisation=organisation)
        said = {"speaks": speaks, "skills": skills}
        keep_abilities(row.username, organisation=organisation, now=now, by=by, **said)


def keep_on_call(
    whom: int, *, organisation: int, on_call: bool, number: str | None, by: int, now: datetime
) -> None:
    """`number`: None leaves it, empty erases it.

    Raises `NotANumber`, `CannotOpen`, `NotYoursToKeep`, `NotReachable`, `NoSuchColleague`.
    """
    kept = None if number is None else sealed_number(number, organisation=organisation)
    with as_organisation(organisation, writing=True):
        _theirs, row = both(whom, by=by, organisation=organisation)
        if on_call:
            number_after = row.sealed_number if kept is None else kept.sealed
            must_be_reachable(Role(row.role), has_number=bool(number_after))
        if kept is not None:
            put_number(whom, kept, now)
        Operator.objects.filter(pk=whom).update(on_call=on_call)
        ledger.write("OnCallKept", organisation=organisation, now=now, operator=by, about=whom)


def both(whom: int, *, by: int, organisation: int) -> tuple[Colleague, Operator]:
    """Inside `as_organisation`: who acts, as they are now, and the account they act on.

    Everybody's account is locked, so that of two who take each other out one comes too late.
    Raises `NotYoursToKeep`, `NoSuchColleague`.
    """
    ours = Operator.objects.select_for_update(no_key=True).filter(organisation_id=organisation)
    rows = {row.pk: row for row in ours.order_by("pk")}
    if whom not in rows or by not in rows:
        raise NoSuchColleague
    must_keep(colleague(rows[by]), colleague(rows[whom]))
    return colleague(rows[by]), rows[whom]


def _must_be_dispensable(row: Operator, organisation: int) -> None:
    if row.role == Role.ADMINISTRATOR:
        everybody = Operator.objects.filter(organisation_id=organisation)
        must_leave_an_administrator(map(colleague, everybody), without=row.pk)


def _must_have_nobody(row: Operator, organisation: int, now: datetime) -> None:
    """Nobody real: what they practise is put away."""
    put_away_if_it_can(row.pk, organisation=organisation, now=now)
    if held := held_by(row.pk, organisation):
        raise StillHolding(held)


def _falls_silent(row: Operator, organisation: int, now: datetime) -> None:
    """Their console counts as silent at once: the engine gives up whatever it had (WA11, WA13)."""
    theirs = Console.objects.filter(operator_id=row.pk, organisation_id=organisation)
    theirs.exclude(state=Presence.AWAY).update(due_at=now, key="")
