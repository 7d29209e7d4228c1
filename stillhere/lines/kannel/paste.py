"""What belongs into Kannel's own configuration, ready to be pasted, so that nobody composes it."""

from typing import Final

from stillhere.lines.kannel.account import shown_by
from stillhere.lines.kannel.asking import hook

CONFIGURATION: Final = """\
group = sendsms-user
username = {user}
password = {password}
max-messages = 10
concatenation = true
user-allow-ip = "127.0.0.1"

group = sms-service
keyword = default
catch-all = true
max-messages = 0
omit-empty = true
concatenation = true
send-sender = true
post-url = "{sms}?id=%I&coding=%c&charset=%C"
"""
"""Words and numbers travel in the body and in headers. Where Kannel runs elsewhere, our address
stands in `user-allow-ip`; with several lines on one Kannel, each service names its smsc-id in
`accepted-smsc`. `http-request-retry` and `http-queue-delay` belong into the group smsbox."""


def configuration(slug: str, *, user: str, password: str) -> str:
    """It holds both secrets: told once, to who runs the machine."""
    sms = hook(shown_by(password, slug), slug, "sms")
    return CONFIGURATION.format(user=user, password=password, sms=sms)
