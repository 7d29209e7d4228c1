"""A line at full stretch: as many people watched over as operators may hold."""

import os
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import DatabaseError, connection

from stillhere.actions.contact import take_contact
from stillhere.actions.policy import keep_policy
from stillhere.actions.roster import beat, come_on
from stillhere.actions.watch import begin_watch
from stillhere.care.pace import Route
from stillhere.care.policy import Policy
from stillhere.records.models import DueContact, Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from tests.somebody import acting, an_operator

WATCHES: Final = int(os.environ.get("STILLHERE_TEST_WATCHES", "50"))
SLOWER: Final = max(1, WATCHES // 50)
"""As often as fifty people say that they are okay, so often do three hundred."""
HURRIED: Final = Policy(
    pace_quick=8 * SLOWER,
    pace_slow=8 * SLOWER,
    second_look=2 * SLOWER,
    decide_now=4 * SLOWER,
    ring_supervisor=8 * SLOWER,
    ring_again=4 * SLOWER,
    unheld=5,
    text_watches=5,
)
ANSWERS: Final = 5.0 * SLOWER
"""Seconds between two answers of one caller."""
BEATS: Final = 3.0


@dataclass(slots=True)
class Shift:
    organisation: Organisation
    operators: list[Operator] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def begin(self, now: datetime) -> Line:
        id = self.organisation.pk
        with as_organisation(id, writing=True):
            keep_policy(HURRIED, organisation=id, practice=True, signed_by="", now=now)
            line = Line.objects.create(
                organisation_id=id, slug="front", name="Front", provider="webchat", practice=True
            )
        self.operators = [
            an_operator(self.organisation, f"operator-{number}")
            for number in range(-(-WATCHES // HURRIED.text_watches))
        ]
        for operator in self.operators:
            come_on(operator.pk, organisation=id, key=_key(operator), sound_heard=True, now=now)
        self._thread = threading.Thread(target=self._sit)
        self._thread.start()
        return line

    def watch_everybody(self) -> None:
        """Whoever waits is taken and watched over, five by each."""
        waiting = DueContact.objects.order_by("pk").values_list("pk", flat=True)
        for place, contact in enumerate(list(waiting)):
            by = acting(self.operators[place % len(self.operators)])
            id, now = self.organisation.pk, clock.now()
            take_contact(contact, organisation=id, by=by, now=now)
            begin_watch(
                contact, organisation=id, by=by, route=Route.SMOKED, with_sedative=False, now=now
            )

    def end(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _sit(self) -> None:
        id = self.organisation.pk
        while not self._stop.wait(BEATS):
            for operator in self.operators:
                with suppress(DatabaseError):  # a browser beats again as well
                    beat(operator.pk, organisation=id, key=_key(operator), now=clock.now())
        connection.close()


def _key(operator: Operator) -> str:
    return f"tab of {operator.username}"
