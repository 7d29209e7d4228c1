"""The company comes to us: its posts, signed by its own package as it would sign them."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client
from twilio.request_validator import RequestValidator

from tests.lines.company import OURS, SID, TOKEN
from tests.somebody import CALLER_NUMBER

PUBLIC = "https://line.example"
FORM = "application/x-www-form-urlencoded"


def a_text(words: str, *, sid: str = "SM" + "0" * 32, **more: str) -> dict[str, str]:
    said = {"From": CALLER_NUMBER, "To": OURS, "Body": words, "NumMedia": "0"}
    return {"MessageSid": sid, "AccountSid": SID, **said, **more}


def a_report(status: str, *, sid: str = "SM" + "1" * 32, code: str = "") -> dict[str, str]:
    said = {"From": OURS, "To": CALLER_NUMBER, "MessageStatus": status}
    return {"MessageSid": sid, "AccountSid": SID, **said, **({"ErrorCode": code} if code else {})}


def bring(
    fields: Mapping[str, str],
    *,
    to: str = "/lines/texts/twilio/sms",
    token: str = TOKEN,
    signed_for: str = "",
) -> HttpResponse:
    signature = RequestValidator(token).compute_signature(
        signed_for or f"{PUBLIC}{to}", dict(fields)
    )
    return post(to, urlencode(fields).encode(), signature)


def post(to: str, body: bytes, signature: str, *, kind: str = FORM) -> HttpResponse:
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    headers = {"X-Twilio-Signature": signature} if signature else {}
    return browser.post(to, body, content_type=kind, headers=headers)  # type: ignore[return-value]  # a test's answer is one
