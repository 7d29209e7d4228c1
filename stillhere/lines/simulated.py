"""A telephone company of our own: for trying, showing, learning and breaking things on purpose."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from stillhere.actions.carrier import Counter, hand_in, whereabouts
from stillhere.lines.line import (
    Blocked,
    Capabilities,
    NoSuchNumber,
    NotNow,
    OutcomeUnknown,
    Progress,
    Receipt,
)
from stillhere.lines.numbers import number

CAPABILITIES: Final = Capabilities(texts=True, rings=True, reports=True, finds=True)
PROGRESS: Final = {
    "accepted": Progress.ACCEPTED,
    "lost": Progress.ACCEPTED,  # nobody can know, and so nobody is told
    "ringing": Progress.DELIVERED,
    "delivered": Progress.DELIVERED,
    "answered": Progress.ANSWERED,
    "proved": Progress.ANSWERED,
    "hung_up": Progress.ANSWERED,
    "unanswered": Progress.FAILED,
    "undelivered": Progress.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    line: int
    organisation: int
    capabilities: Capabilities = CAPABILITIES

    def text(self, to: str, body: str, *, key: str, now: datetime) -> Receipt:
        return self._hand_in(to, "text", body, key=key, now=now)

    def ring(self, to: str, say: str, *, key: str, now: datetime) -> Receipt:
        return self._hand_in(to, "ring", say, key=key, now=now)

    def find(self, key: str) -> Receipt | None:
        state = whereabouts(self.line, organisation=self.organisation, key=key)
        return None if state is None else Receipt(key=key, progress=PROGRESS[state])

    def _hand_in(self, to: str, kind: str, body: str, *, key: str, now: datetime) -> Receipt:
        said = hand_in(
            self.line,
            organisation=self.organisation,
            number=number(to),
            kind=kind,
            body=body,
            key=key,
            now=now,
        )
        match said:
            case Counter.TAKEN:
                return Receipt(key=key, progress=Progress.ACCEPTED)
            case Counter.NOBODY:
                raise NoSuchNumber("No practice phone has this number.")
            case Counter.BLOCKED:
                raise Blocked("This practice phone takes no texts from us any more.")
            case Counter.DOWN:
                raise NotNow("The practice telephone company is having an outage.")
            case Counter.SILENT:
                raise OutcomeUnknown("The practice telephone company did not answer.")
