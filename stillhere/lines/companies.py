"""Where a telephone company may be asked: on a host that whoever runs the machine names, alone.

Only an administrator with a shell says where; and only to a host they also name in the environment
of the processes, over TLS. So no record, however changed, sends a text or the token anywhere else.
"""

import os
import re
from typing import Any, Final
from urllib.parse import urlsplit

from stillhere.lines.numbers import unknown_countries

TWILIO: Final = "https://api.twilio.com"
HOSTS: Final = "STILLHERE_PROVIDER_HOSTS"
"""Comma between them: companies and gateways beside Twilio itself."""
THIS_MACHINE: Final = frozenset({"127.0.0.1", "localhost", "::1"})
"""Without TLS only here, for trying and for a gateway on the same machine."""
HERE: Final = "CA,US"
"""A default: whoever texts from elsewhere is seen on the board, and is to be rung."""
E164: Final = re.compile(r"\+[1-9]\d{6,14}")


class WrongAccount(ValueError):
    """A setting of this line that cannot be, in a sentence."""


def countries(settings: dict[str, Any]) -> frozenset[str]:
    named = str(settings.get("countries") or HERE).upper().split(",")
    return frozenset(each.strip() for each in named)


def must_be_countries(settings: dict[str, Any]) -> None:
    """Raises `WrongAccount`."""
    unknown = unknown_countries(countries(settings))
    if unknown:
        raise WrongAccount(f"{', '.join(sorted(unknown))} is no country. Like CA,US")


def own_number(number: str) -> str:
    """Raises `WrongAccount`."""
    if not E164.fullmatch(number):
        raise WrongAccount("This line has no number of its own in the form +1…")
    return number


def checked_base(base: str, like: str) -> str:
    """`like`: how one looks, for whoever mistyped it. Raises `WrongAccount`."""
    try:
        address = urlsplit(base)
        host = address.hostname or ""
        port = address.port
    except ValueError:
        raise WrongAccount(f"The base URL is no address. Like {like}") from None
    if host not in allowed_hosts():
        raise WrongAccount(
            f"The base URL names {host!r}, where nothing of ours goes. If it is your company's, "
            f"add it to {HOSTS} for every process."
        )
    if address.scheme != "https" and not (address.scheme == "http" and host in THIS_MACHINE):
        raise WrongAccount("The base URL must begin with https:// so that nobody reads along.")
    if address.username or address.password or address.query or address.fragment:
        raise WrongAccount(f"The base URL is scheme, host and path alone. Like {like}")
    where = f"[{host}]" if ":" in host else host
    return f"{address.scheme}://{where}{f':{port}' if port else ''}{address.path.rstrip('/')}"


def allowed_hosts() -> frozenset[str]:
    named = os.environ.get(HOSTS, "").lower().split(",")
    return frozenset({urlsplit(TWILIO).hostname or "", *(each.strip() for each in named)} - {""})
