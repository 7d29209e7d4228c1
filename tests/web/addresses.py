"""Every address of the site, with something in each place that wants a value."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

PLACE = re.compile(r"<(\w+):\w+>")
PLACES = {"int": "1", "slug": "front", "str": "x", "uuid": "0" * 32, "path": "x"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    path: str
    pattern: str
    """As the URLconf has it, with its places."""
    view: Callable[..., Any]

    @property
    def roles(self) -> object:
        return getattr(self.view, "open_to", None)


def every_address() -> list[Address]:
    return sorted(_walk(get_resolver().url_patterns, "/"), key=lambda each: each.path)


def filled_with(address: Address, value: Callable[[str], str]) -> str:
    """`value` is given the kind of each place: int, slug, str …"""
    return re.sub(PLACE, lambda place: value(place[1]), address.pattern)


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[Address]:
    for each in patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, path)
        else:
            filled = re.sub(PLACE, _filled, path)
            yield Address(path=filled, pattern=path, view=each.callback)


def _filled(place: re.Match[str]) -> str:
    return PLACES[place[1]]
