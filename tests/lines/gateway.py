"""A Kannel of ours, without a network: it takes texts as the real one does, and can be anything."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import parse_qs, urlsplit

import httpx

from stillhere.actions.founding import open_line
from stillhere.lines.asking import new_client
from stillhere.lines.kannel.line import Kannel
from stillhere.records.models import Line, Organisation
from stillhere.records.organisations import as_organisation
from tests.lines.company import OURS

USER, PASSWORD = "stillhere", "c3" * 12
BASE: Final = "http://127.0.0.1:13013"
TOOK: Final = (202, "0: Accepted for delivery")
KEPT: Final = (202, "3: Queued for later delivery")
NOBODY: Final = (400, "Not routable. Do not try again.")
LISTED: Final = (400, "Number(s) has/have been denied by white- and/or black-lists.")
BUSY: Final = (503, "Temporal failure, try again later.")
UNKNOWN: Final = (403, "Authorization failed for sendsms")
"""As Kannel 1.4.5 says it."""


@dataclass(kw_only=True)
class Text:
    to: str
    words: str
    coding: str
    report_to: str

    @property
    def key(self) -> str:
        return parse_qs(urlsplit(self.report_to).query)["key"][0]


@dataclass(kw_only=True)
class Gateway:
    now: datetime
    known: set[str]
    texts: list[Text] = field(default_factory=list)
    asked: list[httpx.Request] = field(default_factory=list)
    says: Callable[["Gateway"], tuple[int, str] | None] = lambda _here: None
    """Instead of taking anything."""
    loses: Callable[[int], bool | None] = lambda _count: None
    """For each text it is given: False and True lose the answer, True after taking it."""
    given: int = 0

    def client(self) -> httpx.Client:
        return new_client(httpx.MockTransport(self._handle))

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        assert str(request.url) == f"{BASE}/cgi-bin/sendsms"
        said = request.headers
        instead = self.says(self)
        if instead is not None:
            return _answer(*instead)
        if (said["X-Kannel-Username"], said["X-Kannel-Password"]) != (USER, PASSWORD):
            return _answer(*UNKNOWN)
        self.given += 1
        lost = self.loses(self.given)
        if lost is False:
            raise httpx.ReadTimeout("never had it", request=request)
        if said["X-Kannel-To"] not in self.known:
            return _answer(*NOBODY)
        self._keep(request)
        if lost is True:
            raise httpx.ReadTimeout("had it", request=request)
        return _answer(*TOOK)

    def _keep(self, request: httpx.Request) -> None:
        said = request.headers
        assert (request.method, said["X-Kannel-From"]) == ("POST", OURS)
        assert said["Content-Type"] == "text/plain; charset=UTF-8"
        text = Text(
            to=said["X-Kannel-To"],
            words=request.content.decode(),
            coding=said["X-Kannel-Coding"],
            report_to=said["X-Kannel-DLR-URL"],
        )
        self.texts.append(text)


def a_kannel_line(
    organisation: Organisation, *, slug: str = "sms", number: str = OURS, now: datetime
) -> Line:
    pk = open_line(
        organisation=organisation.pk,
        slug=slug,
        name="Text line",
        provider="kannel",
        number=number,
        language="en",
        practice=False,
        settings={"account_sid": USER, "base_url": BASE},
        secret=PASSWORD,
        now=now,
    )
    with as_organisation(organisation.pk):
        return Line.objects.get(pk=pk)


def line_through(record: Line, gateway: Gateway) -> Kannel:
    return Kannel(record=record, client=gateway.client())


def _answer(status: int, said: str) -> httpx.Response:
    return httpx.Response(status, text=said)
