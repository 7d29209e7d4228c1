"""A telephone company of ours that speaks like Twilio, without a network: it can be anything."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import parse_qs, urlsplit

import httpx

from stillhere.actions.founding import open_line
from stillhere.lines.asking import new_client
from stillhere.lines.twilio.line import Twilio
from stillhere.records.models import Line, Organisation
from stillhere.records.organisations import as_organisation

SID, TOKEN = "AC" + "a1" * 16, "b2" * 16
OURS = "+14165550100"
REFUSES = {21211: 400, 21610: 400, 20003: 401}


@dataclass(kw_only=True)
class Text:
    sid: str
    to: str
    body: str
    at: datetime
    key: str = ""
    status: str = "queued"


@dataclass(kw_only=True)
class Company:
    now: datetime
    known: set[str]
    texts: list[Text] = field(default_factory=list)
    asked: list[httpx.Request] = field(default_factory=list)
    refuses: int = 0
    """Its own number of an error, for every text."""
    answers: Callable[["Company"], httpx.Response | None] = lambda _company: None
    """Instead of doing anything."""
    loses: Callable[[int], bool | None] = lambda _count: None
    """For each text it is given: False and True lose the answer, True after taking it."""
    lists: httpx.Response | None = None
    """Instead of the list of its texts."""
    given: int = 0

    def client(self) -> httpx.Client:
        return new_client(httpx.MockTransport(self._handle))

    @property
    def posts(self) -> int:
        return sum(request.method == "POST" for request in self.asked)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        assert request.url.path.startswith(f"/2010-04-01/Accounts/{SID}/Messages")
        instead = self.answers(self)
        if instead is not None:
            return instead
        if request.headers["Authorization"] != httpx.BasicAuth(SID, TOKEN)._auth_header:
            return refusal(20003)
        if request.method == "POST":
            return self._take(request)
        if request.url.path.endswith("/Messages.json"):
            return self.lists or self._list(request)
        sid = request.url.path.rsplit("/", 1)[1].removesuffix(".json")
        there = [_shown(text) for text in self.texts if text.sid == sid]
        return httpx.Response(200, json=there[0]) if there else refusal(20404, 404)

    def _take(self, request: httpx.Request) -> httpx.Response:
        said = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
        self.given += 1
        lost = self.loses(self.given)
        if lost is False:
            raise httpx.ReadTimeout("never had it", request=request)
        if self.refuses or said["To"] not in self.known:
            return refusal(self.refuses or 21211)
        text = self._keep(said)
        if lost is True:
            raise httpx.ReadTimeout("had it", request=request)
        return httpx.Response(201, json=_shown(text))

    def _keep(self, said: dict[str, str]) -> Text:
        assert said["From"] == OURS
        query = parse_qs(urlsplit(said.get("StatusCallback", "")).query)
        text = Text(
            sid=f"SM{len(self.texts) + 1:032x}",
            to=said["To"],
            body=said["Body"],
            at=self.now,
            key="".join(query.get("key", [])),
        )
        self.texts.append(text)
        return text

    def _list(self, request: httpx.Request) -> httpx.Response:
        asked = request.url.params
        there = [each for each in self.texts if each.to == asked["To"]]
        assert asked["From"] == OURS
        shown = [_shown(each) for each in reversed(there)][: int(asked["PageSize"])]
        return httpx.Response(200, json={"messages": shown})


def refusal(code: int, status: int = 0) -> httpx.Response:
    """With the number in its words, as companies do: nothing of it may get further."""
    said = {"code": code, "message": "The number +14165550123 cannot be texted."}
    return httpx.Response(status or REFUSES.get(code, 400), json=said)


def a_twilio_line(organisation: Organisation, *, slug: str = "texts", now: datetime) -> Line:
    pk = open_line(
        organisation=organisation.pk,
        slug=slug,
        name="Text line",
        provider="twilio",
        number=OURS,
        language="en",
        practice=False,
        settings={"account_sid": SID},
        secret=TOKEN,
        now=now,
    )
    with as_organisation(organisation.pk):
        return Line.objects.get(pk=pk)


def line_of(record: Line, company: Company) -> Twilio:
    return Twilio(record=record, client=company.client())


def _shown(text: Text) -> dict[str, object]:
    return {
        "sid": text.sid,
        "to": text.to,
        "from": OURS,
        "body": text.body,
        "status": text.status,
        "direction": "outbound-api",
        "date_created": format_datetime(text.at),
        "error_code": None,
    }
