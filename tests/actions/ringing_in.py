"""Somebody on the telephone, for tests: what `answer` would see and do, and who is on shift."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from stillhere.actions.call import caller_rang, heard, keep_up
from stillhere.actions.call_row import load
from stillhere.actions.contact_row import load as load_contact
from stillhere.care import call_events as happened
from stillhere.care.call_state import Call, Role, Standing
from stillhere.care.contact_state import Contact
from stillhere.records.models import Console, Line, Operator
from stillhere.records.organisations import as_organisation
from tests.somebody import CALLER_NUMBER


def on_shift(operator: Operator, *, now: datetime) -> Operator:
    with as_organisation(operator.organisation_id, writing=True):
        Console.objects.create(
            organisation_id=operator.organisation_id,
            operator=operator,
            state="on",
            beat_at=now,
            due_at=now + timedelta(days=1),
            sound_heard_at=now,
        )
    return operator


@dataclass(slots=True)
class Phone:
    """One call, as it is kept; `passes` and the events are what `answer` would do and see."""

    line: Line
    now: datetime
    id: int = 0

    def rings(self, number: str = CALLER_NUMBER, *, key: str = "1764590400.1") -> int | None:
        rang = caller_rang(
            organisation=self.line.organisation_id,
            line_id=self.line.pk,
            key=key,
            number=number,
            language="en",
            now=self.now,
        )
        self.id = rang or self.id
        self.keeps_up()
        return rang

    def keeps_up(self) -> Call:
        return keep_up(self.id, organisation=self.line.organisation_id, now=self.now)

    def hears(self, *events: happened.Event, seconds: float = 1) -> Call:
        self.now += timedelta(seconds=seconds)
        heard(self.id, events, organisation=self.line.organisation_id, now=self.now)
        return self.keeps_up()

    def picks_up(self, operator: Operator) -> Call:
        leg = self.call().of_operator(operator.pk)
        assert leg is not None
        return self.hears(happened.LegPlaced(key=leg.key), happened.LegAnswered(key=leg.key))

    def drops(self, seconds: float = 30) -> Call:
        (leg,) = self.call().alive(Role.CALLER)
        return self.hears(happened.LegEnded(key=leg.key), seconds=seconds)

    def call(self) -> Call:
        with as_organisation(self.line.organisation_id):
            return load(self.id).call

    @property
    def contact_id(self) -> int:
        with as_organisation(self.line.organisation_id):
            return load(self.id).row.contact_id

    def contact(self) -> Contact:
        contact = self.contact_id
        with as_organisation(self.line.organisation_id):
            return load_contact(contact).contact

    def rung(self) -> list[int | None]:
        """Whose phone rings, or is up, in the order they were rung."""
        return [leg.who for leg in self.call().legs if self._is_operators(leg.key)]

    def _is_operators(self, key: str) -> bool:
        leg = self.call().leg(key)
        going = (Standing.LEAVING, Standing.GONE)
        return leg is not None and leg.role is Role.OPERATOR and leg.standing not in going
