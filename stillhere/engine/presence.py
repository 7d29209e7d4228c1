"""Consoles that fell silent, contacts nobody moved on, outcomes nobody found out: time passes."""

from datetime import datetime

from stillhere.actions.contact import time_passes
from stillhere.actions.outcome_due import outcome_due
from stillhere.actions.roster import lose_console
from stillhere.actions.trouble import What
from stillhere.engine.claimer import Claimer, one_by_one
from stillhere.records.narrow import DueConsole, DueContact, DueOutcome
from stillhere.records.steady import clock


class Presence:
    """Consoles first: a watch whose holder is gone has to be offered to others."""

    name = "presence"

    def __init__(self) -> None:
        self.consoles = Claimer(
            rows=DueConsole.objects.all,
            id="operator_id",
            act=one_by_one(_lose_console),
            trouble=What.CONSOLE_STUCK,
        )
        self.contacts = Claimer(
            rows=DueContact.objects.all,
            id="contact_id",
            act=one_by_one(_time_passes),
            trouble=What.CONTACT_STUCK,
        )
        self.outcomes = Claimer(
            rows=DueOutcome.objects.all,
            id="outcome_id",
            act=one_by_one(_outcome_due),
            trouble=What.OUTCOME_STUCK,
        )

    def turn(self) -> float:
        now = clock.claim()
        if self.tick(now):
            return 0
        return min(each.nap(now) for each in (self.consoles, self.contacts, self.outcomes))

    def tick(self, now: datetime) -> int:
        heard = self.consoles.tick(now) + self.contacts.tick(now)
        return heard + self.outcomes.tick(now)


def _lose_console(organisation: int, operator: int, now: datetime) -> None:
    lose_console(operator, organisation=organisation, now=now)


def _outcome_due(organisation: int, outcome: int, now: datetime) -> None:
    outcome_due(outcome, organisation=organisation, now=now)


def _time_passes(organisation: int, contact: int, now: datetime) -> None:
    time_passes(contact, organisation=organisation, now=now)
