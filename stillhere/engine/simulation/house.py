"""The organisation that is simulated: one line, the people who answer it, those on call."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from stillhere.actions.founding import found_organisation
from stillhere.actions.numbers import keep_operator_number, put_on_call
from stillhere.care.access import Role
from stillhere.care.watch_state import Actor
from stillhere.engine.simulation.staffing import SHIFTS, wanted
from stillhere.records.keys import keys_folder, make_keys
from stillhere.records.models import Line, Operator
from stillhere.records.organisations import as_organisation

ON_CALL: Final = 2
TEAMS: Final = 2
"""Of each shift, so that nobody works every day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    id: int
    supervises: bool
    on_call: bool
    number: str
    shift: int | None
    """The hour at which theirs begins; None: on call alone."""
    team: int = 0

    @property
    def actor(self) -> Actor:
        return Actor(id=self.id, supervises=self.supervises)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    organisation: int
    line: int
    people: tuple[Colleague, ...]


def found(contacts_per_day: float, now: datetime) -> House:
    make_keys(keys_folder())
    organisation = found_organisation(
        slug="simulated", name="Simulated line", language="en", time_zone="America/Toronto", now=now
    )
    with as_organisation(organisation, writing=True):
        # A practice line, because its telephone company is invented; the policy is as shipped.
        line = Line.objects.create(
            organisation_id=organisation,
            slug="simulated",
            name="Simulated line",
            provider="simulated",
            number="+14165550100",
            practice=True,
        )
    people = [
        _take_on(organisation, shift=shift, team=team, place=place, now=now)
        for team in range(TEAMS)
        for shift in SHIFTS
        for place in range(wanted(contacts_per_day, shift))
    ]
    people += [
        _take_on(organisation, shift=None, team=0, place=place, now=now) for place in range(ON_CALL)
    ]
    return House(organisation=organisation, line=line.pk, people=tuple(people))


def caller_number(person: int) -> str:
    """Invented for ever: 555-01xx in every area code there could be."""
    return f"+1{200 + person // 100 % 790}55501{person % 100:02}"


def _take_on(
    organisation: int, *, shift: int | None, team: int, place: int, now: datetime
) -> Colleague:
    """The first of each shift supervises; whoever is on call does as well."""
    supervises = place == 0 or shift is None
    name = f"on-call-{place}" if shift is None else f"{shift:02}h-{team}-{place}"
    with as_organisation(organisation, writing=True):
        operator = Operator.objects.create(
            organisation_id=organisation,
            username=name,
            name=name,
            role=Role.SUPERVISOR if supervises else Role.OPERATOR,
            speaks=["en", "fr"],
            password="!",  # noqa: S106  # nobody signs in here
        )
    number = f"+1990555{'01'}{operator.pk % 100:02}"
    keep_operator_number(operator.pk, number, organisation=organisation, now=now)
    if shift is None:
        put_on_call(operator.pk, organisation=organisation, on_call=True)
    return Colleague(
        id=operator.pk,
        supervises=supervises,
        on_call=shift is None,
        number=number,
        shift=shift,
        team=team,
    )
