"""A walk through every address with what nobody's form would send: drawn by a seed from the URLconf
and from the names that our views read, so that a new page is walked without being named here.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from typing import Any, Final, Self

from django.core.signals import got_request_exception
from django.test import Client

from tests.web.addresses import Address, every_address, filled_with

HERE: Final = Path(__file__).resolve().parents[2] / "stillhere"
READ_BY_NAME: Final = re.compile(r'(?:POST|GET|form)\.(?:get|getlist)\(\s*"(\w+)"')
METHODS: Final = ("GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH")
NUMBERS: Final = (
    *map(str, range(8)),
    "999999",
    str(2**31),
    str(2**63 - 1),
    str(2**63),
    str(10**30),
    "-1",
    "%00",
    "%ff",
    "1.5",
)
WORDS: Final = (
    "front",
    "south",
    "no-such",
    "twilio",
    "kannel",
    "sms",
    "status",
    "text",
    "%00",
    "%ff%fe",
    "a" * 3000,
    "..",
)
VALUES: Final = (
    *("", " ", "\0", "a\0b", "😀", "\u202eabc\u2066", "x" * 10_000, "٣", "½", "0", "1", "-1"),
    *("9" * 30, "1e9", "nan", "yes", "on", "spoken", "emergency", "contact", "contact-1", "smoked"),
    *("2026-99-99", "14165550123", "+1416555012345678901", "about_to_use", "//evil.example", "fr"),
)
BROKEN: Final[tuple[tuple[str, bytes], ...]] = (
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="words"\r\n'),
    ("multipart/form-data", b"--\r\n"),
    ("multipart/form-data; boundary=x", b"--x--"),
    ("application/x-www-form-urlencoded", b"words=%ff%fe&key=%ED%A0%80&%00=%00&=&&"),
    ("application/x-www-form-urlencoded; charset=nonsense", b"words=a"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(300))),
    ("application/x-www-form-urlencoded", b"words=" + b"x" * 300_000),
    ("application/json", b'{"words": "\\ud800"'),
    ("", b"\xff\x00"),
)
HEADERS: Final[tuple[dict[str, str], ...]] = (
    {},
    {"Accept": "text/html"},
    {"X-Swap": "1"},
    {"Accept": "application/json", "X-Mark": "\u00ff"},
    {"Accept-Language": "xx;q=nonsense, " * 50},
)
COOKIES: Final = (
    "",
    "front.",
    ".x",
    "front." + "y" * 3000,
    "south.1",
    "front.\\000",
    "\\000.1",
    "\u00ff.1",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    method: str
    path: str
    content_type: str
    body: bytes | dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)
    cookie: str | None = None

    def take(self, client: Client) -> Any:
        if self.cookie is not None:
            client.cookies["page"] = self.cookie
        if isinstance(self.body, dict) and self.method == "POST":
            return client.post(self.path, self.body, headers=self.headers)
        body = self.body if isinstance(self.body, bytes) else b""
        type_ = self.content_type
        return client.generic(self.method, self.path, body, type_, headers=self.headers)

    def __str__(self) -> str:
        said = self.body if isinstance(self.body, dict) else (self.content_type, self.body[:60])
        return f"{self.method} {self.path[:120]} {str(said)[:300]} {self.headers}"


def drawn(seed: str, count: int) -> Iterator[Step]:
    """Every address as often as any other, whatever the count."""
    dice, addresses = Random(seed), every_address()  # noqa: S311  # a walk is to be walked again
    names = read_names()
    order: list[Address] = []
    for _ in range(count):
        order = order or dice.sample(addresses, len(addresses))
        yield _step(order.pop(), names, dice)


def all_of_them() -> Iterator[Step]:
    """Each address with each strange number, by each method, with each broken body."""
    bodies: list[tuple[str, bytes | dict[str, Any]]] = [("", {}), *BROKEN]
    for address in every_address():
        paths = {filled_with(address, partial(_any, number)) for number in NUMBERS}
        for path, method in product(sorted(paths), ("GET", "POST")):
            yield Step(method=method, path=path, content_type="", body={})
        for content_type, body in bodies:
            yield Step(method="POST", path=min(paths), content_type=content_type, body=body)


def _any(number: str, kind: str) -> str:
    return WORDS[NUMBERS.index(number) % len(WORDS)] if kind == "slug" else number


def read_names() -> list[str]:
    """Every name of a field that any view of ours reads."""
    sources = [path.read_text("utf-8") for path in HERE.rglob("*.py")]
    return sorted({name for source in sources for name in READ_BY_NAME.findall(source)})


@dataclass
class Listener:
    """What went wrong inside, which the page must not say."""

    heard: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        got_request_exception.connect(self._hear)
        return self

    def __exit__(self, *_wrong: object) -> None:
        got_request_exception.disconnect(self._hear)

    def _hear(self, **_rest: Any) -> None:
        self.heard.append(repr(sys.exc_info()[1]))


def _step(address: Address, names: list[str], dice: Random) -> Step:
    path = filled_with(address, lambda kind: dice.choice(WORDS if kind == "slug" else NUMBERS))
    if dice.random() < 0.3:
        path += f"?{dice.choice(names)}={dice.choice(('%00', '%ff', 'x' * 500, '//evil.example'))}"
    content_type, body = "", _form(names, dice)
    if dice.random() < 0.3:
        content_type, body = dice.choice(BROKEN)
    return Step(
        method=dice.choice(METHODS),
        path=path,
        content_type=content_type,
        body=body,
        headers=dice.choice(HEADERS),
        cookie=dice.choice(COOKIES) if dice.random() < 0.1 else None,
    )


def _form(names: list[str], dice: Random) -> Any:
    chosen = dice.sample(names, dice.randrange(0, 12))
    return {
        name: [dice.choice(VALUES) for _ in range(dice.choice((1, 1, 1, 2, 5)))] for name in chosen
    }
