"""Consoles that fell silent and contacts nobody moved on: their time passes too."""

from datetime import datetime

from stillhere.actions.contact import time_passes
from stillhere.actions.roster import lose_console
from stillhere.actions.trouble import What
from stillhere.engine.claimer import Claimer, one_by_one
from stillhere.records.narrow import DueConsole, DueContact
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

    def turn(self) -> float:
        now = clock.claim()
        if self.tick(now):
            return 0
        return min(self.consoles.nap(now), self.contacts.nap(now))

    def tick(self, now: datetime) -> int:
        return self.consoles.tick(now) + self.contacts.tick(now)


def _lose_console(organisation: int, operator: int, now: datetime) -> None:
    lose_console(operator, organisation=organisation, now=now)


def _time_passes(organisation: int, contact: int, now: datetime) -> None:
    time_passes(contact, organisation=organisation, now=now)
