"""What can be asked of an exchange and its carriers without ringing anybody."""

import secrets
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Final
from urllib.parse import quote, urlsplit

import httpx
from cryptography import x509

from stillhere.lines.asterisk.asking import Door
from stillhere.lines.asterisk.laying import Carrier

PATIENCE: Final = 2.0
"""Seconds."""
SIP: Final = 5060
OPTIONS: Final = (
    "OPTIONS sip:{host} SIP/2.0\r\nVia: SIP/2.0/UDP {ours};branch=z9hG4bK{word};rport\r\n"
    "Max-Forwards: 70\r\nFrom: <sip:check@{ours}>;tag={word}\r\nTo: <sip:{host}>\r\n"
    "Call-ID: {word}\r\nCSeq: 1 OPTIONS\r\nContact: <sip:check@{ours}>\r\n"
    "Content-Length: 0\r\n\r\n"
)


class Said(Enum):
    YES = auto()
    NO = auto()
    NOTHING = auto()
    """No answer came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    said: Said
    version: str = ""


def version(door: Door) -> Answered:
    """`NO`: it runs, and does not take our password."""
    asked = _get(door, "asterisk/info")
    if asked is None:
        return Answered(said=Said.NOTHING)
    if not asked.is_success:
        return Answered(said=Said.NO)
    return Answered(said=Said.YES, version=str(asked.json().get("system", {}).get("version", "")))


def is_listened_to(door: Door) -> bool:
    """A controller is connected: without one, calls go to whoever is on call."""
    asked = _get(door, f"applications/{quote(door.app, safe='')}")
    return asked is not None and asked.is_success


def knows(door: Door, carrier: Carrier) -> bool:
    """It was laid with this carrier."""
    asked = _get(door, f"endpoints/PJSIP/{quote(carrier.name, safe='')}")
    return asked is not None and asked.is_success


def answers(carrier: Carrier) -> bool:
    """To OPTIONS, from whatever port is free. Many answer nobody they do not know."""
    host, _, port = (
        carrier.host.partition(":")
        if carrier.host.count(":") == 1
        else (carrier.host.strip("[]"), "", "")
    )
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        out.settimeout(PATIENCE)
        out.connect((host, int(port or SIP)))
        ours = "{}:{}".format(*out.getsockname()[:2])
        word = secrets.token_hex(8)
        out.send(OPTIONS.format(host=carrier.host, ours=ours, word=word).encode())
        return out.recv(2048).startswith(b"SIP/2.0 ")
    return False


def certificate_ends(url: str) -> datetime | None:
    """When the certificate it shows is over, whoever signed it. None: no TLS there."""
    address = urlsplit(url)
    try:
        shown = ssl.get_server_certificate(
            (address.hostname or "", address.port or 443), timeout=PATIENCE
        )
    except OSError:
        return None
    return x509.load_pem_x509_certificate(shown.encode()).not_valid_after_utc


def _get(door: Door, where: str) -> httpx.Response | None:
    try:
        return httpx.get(
            f"{door.url}/ari/{where}",
            auth=(door.user, door.password),
            timeout=PATIENCE,
            trust_env=False,
        )
    except httpx.HTTPError:
        return None
