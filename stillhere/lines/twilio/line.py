"""The line: a text leaves once, and what may have left is asked for before it leaves again.

The company keeps no key of ours. So what is about to leave is written down first; where no answer
comes, its own list of texts to that number is read, and one with the same words that began no
earlier and is known to be nothing else is ours. What that cannot tell stands in
docs/decisions/texts-by-twilio.md.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import quote

import httpx
from django.conf import settings

from stillhere.actions import sent_text
from stillhere.actions.sent_text import Sent
from stillhere.actions.trouble import What, over_of, tell_of
from stillhere.lines.asking import the_client
from stillhere.lines.companies import WrongAccount
from stillhere.lines.line import (
    Capabilities,
    LineCannot,
    LineError,
    NotNow,
    NotThisOne,
    OutcomeUnknown,
    Progress,
    Receipt,
)
from stillhere.lines.numbers import is_elsewhere, number
from stillhere.lines.twilio.account import Account, account_of
from stillhere.lines.twilio.asking import Answer, ask
from stillhere.lines.twilio.refusals import NotUs, refusal
from stillhere.records import journal
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Line as LineRecord
from stillhere.records.steady import clock

CAPABILITIES: Final = Capabilities(texts=True, reports=True, finds=True)
CLOCKS_DIFFER: Final = timedelta(minutes=1)
"""The company writes its own times, in whole seconds."""
SETTLES: Final = timedelta(seconds=10)
"""The company may still take what it was given, or another of us may still be giving it."""
ASKED_FOR: Final = timedelta(minutes=1)
"""Then a company that cannot say what it has is given the text again: rather twice than never."""
LOOKED_AT: Final = "50"
"""Texts to one number, the newest first."""
SID: Final = re.compile(r"[!-~]{1,64}")
"""What a company may call a text, so that it can be kept and asked for."""
BECAME: Final = {
    "delivered": Progress.DELIVERED,
    "read": Progress.DELIVERED,
    "failed": Progress.FAILED,
    "undelivered": Progress.FAILED,
    "canceled": Progress.FAILED,
}
"""Whatever else it says of a text, the company has it, and no more is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twilio:
    record: LineRecord
    client: httpx.Client = field(default_factory=the_client, repr=False)
    capabilities: Capabilities = CAPABILITIES

    def text(self, to: str, body: str, *, key: str, now: datetime) -> Receipt:
        """Asks first where an earlier try under this key may have left."""
        to = number(to)
        account = self._account()
        if is_elsewhere(to, account.countries):
            raise LineCannot("This line sends no texts to such a number; ring them by hand.")
        before = self._look(account, key)
        if before is not None:
            return before
        sent_text.about_to_send(
            self.record.pk,
            organisation=self.record.organisation_id,
            key=key,
            to=to,
            words=body,
            sealer=account.sealer,
            now=min(now, clock.surely()),  # never later than the company's own time for it
        )
        return self._send(account, to, body, key)

    def ring(self, to: str, say: str, *, key: str, now: datetime) -> Receipt:
        del to, say, key, now
        raise LineCannot("This line sends texts and cannot ring yet; ring them by hand.")

    def find(self, key: str) -> Receipt | None:
        """Asks the company anew: its own report of what became of a text may have been lost."""
        account = self._account()
        found = self._look(account, key)
        if found is None or found.progress is not Progress.ACCEPTED:
            return found
        try:
            answer = ask(account, "GET", account.message(found.reference), client=self.client)
        except LineError:
            return found  # that it has the text is known all the same
        return found if refusal(answer) else replace(found, progress=_became(answer.said))

    def _account(self) -> Account:
        try:
            return account_of(self.record)
        except (WrongAccount, CannotOpen) as wrong:
            self._not_us(wrong)
            raise NotNow("This line does not know how to reach its company.") from None

    def _send(self, account: Account, to: str, body: str, key: str) -> Receipt:
        words = {"To": to, "From": account.number, "Body": body, **_report_to(self.record, key)}
        try:
            answer = self._ask(account, "POST", account.messages, data=words)
        except OutcomeUnknown:
            raise
        except LineError:
            self._forget(key)
            raise
        sid = _sid(answer.said)
        if not sid:
            raise OutcomeUnknown("The company did not say what it made of it.")
        return self._found(key, sid, Progress.ACCEPTED)

    def _look(self, account: Account, key: str) -> Receipt | None:
        ours, sealer = self.record.organisation_id, account.sealer
        try:
            sent = sent_text.sent(self.record.pk, organisation=ours, key=key, sealer=sealer)
        except CannotOpen:
            raise NotNow("What was to be said cannot be read here.") from None
        if sent is None:
            return None
        if sent.reference:
            return Receipt(key=key, progress=Progress.ACCEPTED, reference=sent.reference)
        theirs = self._listed(account, sent)
        if theirs is None and clock.now() - sent.at < SETTLES:
            raise OutcomeUnknown("It has only just left, and may be taken yet.")
        if theirs is None:
            self._forget(key)
            return None
        return self._found(key, str(theirs["sid"]), _became(theirs))

    def _listed(self, account: Account, sent: Sent) -> Mapping[str, Any] | None:
        texts = self._list(account, sent.to)
        if texts is None and clock.now() - sent.at < ASKED_FOR:
            raise OutcomeUnknown("The company did not say what it has.")
        since = sent.at - CLOCKS_DIFFER
        others = sent_text.references_since(
            self.record.pk, organisation=self.record.organisation_id, since=since - CLOCKS_DIFFER
        )
        ours = [each for each in texts or () if _is_it(each, sent, since)]
        return next((each for each in reversed(ours) if each["sid"] not in others), None)

    def _list(self, account: Account, to: str) -> list[Any] | None:
        """None: this company has no such list, or not for us."""
        asked = {"To": to, "From": account.number, "PageSize": LOOKED_AT}
        try:
            answer = self._ask(account, "GET", account.messages, params=asked)
        except (NotUs, NotThisOne):
            return None
        texts = answer.said.get("messages")
        return texts if isinstance(texts, list) else None

    def _ask(self, account: Account, method: str, where: str, **what: Mapping[str, str]) -> Answer:
        answer = ask(account, method, where, client=self.client, **what)
        wrong = refusal(answer)
        if isinstance(wrong, NotUs):
            self._not_us(wrong)
        elif not isinstance(wrong, NotNow | OutcomeUnknown):
            whose = self.record.organisation_id
            over_of(What.LINE_REFUSED, organisation=whose, line=self.record.slug)
        if wrong is not None:
            raise wrong
        return answer

    def _found(self, key: str, sid: str, progress: Progress) -> Receipt:
        organisation = self.record.organisation_id
        sent_text.taken(self.record.pk, organisation=organisation, key=key, reference=sid)
        return Receipt(key=key, progress=progress, reference=sid)

    def _forget(self, key: str) -> None:
        sent_text.not_taken(self.record.pk, organisation=self.record.organisation_id, key=key)

    def _not_us(self, wrong: Exception) -> None:
        whose, line = self.record.organisation_id, self.record.slug
        if tell_of(What.LINE_REFUSED, organisation=whose, line=line, now=clock.now()):
            journal.cry(What.LINE_REFUSED, wrong, line=line)


def _became(text: Mapping[str, Any]) -> Progress:
    return BECAME.get(str(text.get("status")), Progress.ACCEPTED)


def _sid(said: Mapping[str, Any]) -> str:
    sid = said.get("sid")
    return sid if isinstance(sid, str) and SID.fullmatch(sid) else ""


def _is_it(each: object, sent: Sent, since: datetime) -> bool:
    """A company may put words of its own before ours while an account is being tried."""
    if not isinstance(each, dict) or not _sid(each):
        return False
    outbound = str(each.get("direction", "outbound")).startswith("outbound")
    same = str(each.get("body", "")).endswith(sent.words)
    made = _time(str(each.get("date_created", "")))
    return outbound and same and made is not None and made >= since


def _time(written: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(written)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _report_to(line: LineRecord, key: str) -> dict[str, str]:
    """Where it tells us what became of it. It refuses an address only this machine knows."""
    if not settings.PUBLIC_URL.startswith("https://"):
        return {}
    where = f"{settings.PUBLIC_URL}/lines/{line.slug}/twilio/status?key={quote(key, safe='')}"
    return {"StatusCallback": where}
