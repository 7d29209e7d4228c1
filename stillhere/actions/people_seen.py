"""Everybody who works here, as those see them who keep the accounts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from allauth.mfa.models import Authenticator

from stillhere.actions.people import NoSuchColleague
from stillhere.care.access import Role
from stillhere.care.roster import Presence
from stillhere.records.models import Console, Contact, Operator, WatchClock
from stillhere.records.organisations import as_organisation

ON_SHIFT: Final = (Presence.ON, Presence.BREAK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: int
    name: str
    username: str
    role: Role
    language: str
    speaks: tuple[str, ...]
    skills: tuple[str, ...]
    on_call: bool
    has_number: bool
    is_active: bool
    on_now: bool
    last_on: datetime | None
    """When they last came on shift; None: never, however often they practised."""
    second_factor: bool
    has_password: bool
    """False: nobody gave them a way in yet, or they were taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """Somebody who must be handed over before a colleague is taken out."""

    contact: int
    watched: bool
    since: datetime


def everybody(*, organisation: int) -> list[Person]:
    """Who is here first, each by name."""
    with as_organisation(organisation):
        rows = list(Operator.objects.filter(organisation_id=organisation).order_by("name", "pk"))
        consoles = {each.operator_id: each for each in Console.objects.filter(operator__in=rows)}
    factors = _with_a_second_factor([row.pk for row in rows])
    found = [_person(row, consoles.get(row.pk), factors) for row in rows]
    return sorted(found, key=lambda person: not person.is_active)


def one(operator: int, *, organisation: int) -> Person:
    """Raises `NoSuchColleague`."""
    for person in everybody(organisation=organisation):
        if person.id == operator:
            return person
    raise NoSuchColleague


def in_hand(operator: int, *, organisation: int) -> list[InHand]:
    """Whom somebody has, by when it began: with a watch, or only in conversation."""
    with as_organisation(organisation):
        clocks = WatchClock.objects.filter(organisation_id=organisation, holder_id=operator)
        real = clocks.filter(watch__contact__facts__learner__isnull=True).exclude(state="closed")
        held = [each.watch for each in real.select_related("watch")]
        open_ = Contact.objects.filter(organisation_id=organisation, ended_at__isnull=True)
        theirs = open_.filter(operator_id=operator, facts__learner__isnull=True)
        talking = theirs.exclude(watch__in=held)
        found = [InHand(contact=w.contact_id, watched=True, since=w.began_at) for w in held]
        found += [InHand(contact=c.pk, watched=False, since=c.began_at) for c in talking]
    return sorted(found, key=lambda each: (each.since, each.contact))


def _person(row: Operator, console: Console | None, factors: set[int]) -> Person:
    return Person(
        id=row.pk,
        name=row.name,
        username=row.username,
        role=Role(row.role),
        language=row.language,
        speaks=tuple(row.speaks),
        skills=tuple(row.skills),
        on_call=row.on_call,
        has_number=bool(row.sealed_number),
        is_active=row.is_active,
        on_now=row.is_active and console is not None and console.state in ON_SHIFT,
        last_on=console.sound_heard_at if console else None,
        second_factor=row.pk in factors,
        has_password=row.has_usable_password(),
    )


def _with_a_second_factor(operators: list[int]) -> set[int]:
    """Recovery codes alone are none."""
    kept = Authenticator.objects.filter(user_id__in=operators)
    kinds = kept.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return set(kinds.values_list("user_id", flat=True))
