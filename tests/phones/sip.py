"""What telephones write to each other (SIP, RFC 3261), as far as a test needs it."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

SHORT: Final = {
    "v": "via",
    "f": "from",
    "t": "to",
    "i": "call-id",
    "m": "contact",
    "l": "content-length",
    "c": "content-type",
}
TAG: Final = re.compile(r";tag=([^;\s]+)")
ADDRESS: Final = re.compile(r"<([^>]+)>")
SOUND_AT: Final = re.compile(r"c=IN IP4 (\S+)")
SOUND_PORT: Final = re.compile(r"m=audio (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    first: str
    headers: Mapping[str, str]
    via: tuple[str, ...]
    body: str

    @property
    def status(self) -> int:
        """0: it asks for something."""
        return int(self.first.split()[1]) if self.first.startswith("SIP/2.0") else 0

    @property
    def method(self) -> str:
        return self.headers["cseq"].split()[1]

    @property
    def turn(self) -> int:
        return int(self.headers["cseq"].split()[0])

    @property
    def dialled(self) -> str:
        return number(self.first.split()[1])

    def tag(self, header: str) -> str:
        found = TAG.search(self.headers[header])
        return found[1] if found else ""

    def address(self, header: str) -> str:
        found = ADDRESS.search(self.headers.get(header, ""))
        return found[1] if found else ""

    def sound_at(self) -> tuple[str, int] | None:
        where, port = SOUND_AT.search(self.body), SOUND_PORT.search(self.body)
        return (where[1], int(port[1])) if where and port else None


def number(address: str) -> str:
    return address.removeprefix("sip:").partition("@")[0]


def read(packet: bytes) -> Message:
    head, _, body = packet.decode(errors="replace").partition("\r\n\r\n")
    first, *lines = head.split("\r\n")
    headers: dict[str, str] = {}
    via: list[str] = []
    for line in lines:
        name, _, value = line.partition(":")
        name = SHORT.get(name.strip().lower(), name.strip().lower())
        if name == "via":
            via.append(value.strip())
        headers.setdefault(name, value.strip())
    return Message(first=first, headers=headers, via=tuple(via), body=body)


def new_word() -> str:
    return secrets.token_hex(8)


def written(first: str, headers: list[tuple[str, str]], body: str = "") -> bytes:
    kind = [("Content-Type", "application/sdp")] if body else []
    whole = [*headers, *kind, ("Content-Length", str(len(body)))]
    lines = "".join(f"{name}: {value}\r\n" for name, value in whole)
    return f"{first}\r\n{lines}\r\n{body}".encode()


def sound_offer(address: str, port: int) -> str:
    """µ-law alone, and keys as events (RFC 4733)."""
    return (
        f"v=0\r\no=- 1 1 IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\n"
        f"m=audio {port} RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\n"
        "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n"
    )


@dataclass(slots=True, kw_only=True)
class Talk:
    """What both sides of one call call it."""

    id: str = field(default_factory=new_word)
    ours: str
    theirs: str
    our_tag: str = field(default_factory=new_word)
    their_tag: str = ""
    target: str = ""
    """Where the next request goes: they say so themselves."""
    branch: str = field(default_factory=lambda: f"z9hG4bK{new_word()}")
    turn: int = 100
