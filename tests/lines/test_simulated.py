"""The practice telephone company passes what every line must pass."""

from datetime import datetime

import pytest

from stillhere.lines.providers import line_for
from stillhere.records.models import Line, PracticeDelivery
from stillhere.records.organisations import as_organisation
from tests.lines.conformance import PhoneLine
from tests.somebody import CALLER_NUMBER


class PracticeBench:
    reachable = CALLER_NUMBER
    unusable = "555 0123 ext"

    def __init__(self, line: Line) -> None:
        self._record = line
        self.line = line_for(line)

    def received(self, key: str) -> int:
        with as_organisation(self._record.organisation_id):
            return PracticeDelivery.objects.filter(key=key, inbound=False).count()

    def block(self) -> None:
        self._weather(refuses=[CALLER_NUMBER])

    def begin_outage(self, until: datetime) -> None:
        self._weather(outage_until=until.isoformat())

    def stop_answering(self) -> None:
        self._weather(unanswered=1, seed=7)

    def answer_again(self) -> None:
        self._weather(unanswered=0)

    def _weather(self, **settings: object) -> None:
        with as_organisation(self._record.organisation_id, writing=True):
            self._record.settings = {**self._record.settings, **settings}
            self._record.save(update_fields=["settings"])


@pytest.fixture
def bench(practice_line: Line, phone: int) -> PracticeBench:
    return PracticeBench(practice_line)


@pytest.mark.both
class TestSimulated(PhoneLine):
    pass
