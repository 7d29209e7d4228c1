"""The line: what Kannel took leaves once; what it may have taken is handed over again, and counted.

Kannel cannot be asked what became of a key. A double text is accepted rather than none, and the
receipt says that there may be two.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import httpx

from stillhere.actions import sent_text
from stillhere.actions.trouble import What, over_of, tell_of
from stillhere.lines.asking import the_client
from stillhere.lines.companies import WrongAccount
from stillhere.lines.kannel.account import Account, account_of
from stillhere.lines.kannel.asking import hand_over
from stillhere.lines.kannel.refusals import NotUs, refusal
from stillhere.lines.line import (
    Capabilities,
    LineCannot,
    LineError,
    NotNow,
    OutcomeUnknown,
    Progress,
    Receipt,
)
from stillhere.lines.numbers import is_elsewhere, number
from stillhere.records import journal
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Line as LineRecord
from stillhere.records.steady import clock

CAPABILITIES: Final = Capabilities(texts=True, reports=True, finds=False)
TAKEN: Final = "taken"
"""Kannel has no name of its own for what it takes; that it has it is all there is to keep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kannel:
    record: LineRecord
    client: httpx.Client = field(default_factory=the_client, repr=False)
    capabilities: Capabilities = CAPABILITIES

    def text(self, to: str, body: str, *, key: str, now: datetime) -> Receipt:
        to = number(to)
        account = self._account()
        if is_elsewhere(to, account.countries):
            raise LineCannot("This line sends no texts to such a number; ring them by hand.")
        ours = self.record.organisation_id
        before = sent_text.begin_to_send(self.record.pk, organisation=ours, key=key, now=now)
        if before:  # its own answer said so, or a report that came meanwhile
            return Receipt(key=key, progress=Progress.ACCEPTED)
        self._send(account, to, body, key, first=before is None)
        sent_text.taken(self.record.pk, organisation=ours, key=key, reference=TAKEN)
        return Receipt(key=key, progress=Progress.ACCEPTED, maybe_twice=before is not None)

    def ring(self, to: str, say: str, *, key: str, now: datetime) -> Receipt:
        del to, say, key, now
        raise LineCannot("This line sends texts and cannot ring; ring them by hand.")

    def find(self, key: str) -> Receipt | None:
        """It cannot be asked. None says as much, and `capabilities.finds` says why."""
        del key
        return None

    def _account(self) -> Account:
        try:
            return account_of(self.record)
        except (WrongAccount, CannotOpen) as wrong:
            self._not_us(wrong)
            raise NotNow("This line does not know how to reach its gateway.") from None

    def _send(self, account: Account, to: str, body: str, key: str, *, first: bool) -> None:
        try:
            self._hand_over(account, to, body, key)
        except OutcomeUnknown:
            raise
        except LineError:
            if first:  # else an earlier one may still be on its way
                ours = self.record.organisation_id
                sent_text.not_taken(self.record.pk, organisation=ours, key=key)
            raise

    def _hand_over(self, account: Account, to: str, body: str, key: str) -> None:
        slug = self.record.slug
        answer = hand_over(account, slug=slug, to=to, body=body, key=key, client=self.client)
        wrong = refusal(answer)
        if isinstance(wrong, NotUs):
            self._not_us(wrong)
        elif not isinstance(wrong, NotNow | OutcomeUnknown):
            over_of(What.LINE_REFUSED, organisation=self.record.organisation_id, line=slug)
        if wrong is not None:
            raise wrong

    def _not_us(self, wrong: Exception) -> None:
        whose, line = self.record.organisation_id, self.record.slug
        if tell_of(What.LINE_REFUSED, organisation=whose, line=line, now=clock.now()):
            journal.cry(What.LINE_REFUSED, wrong, line=line)
