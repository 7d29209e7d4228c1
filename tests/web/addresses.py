"""Every address of the site, with something in each place that wants a value."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

PLACES = {"int": "1", "slug": "front", "str": "x", "uuid": "0" * 32, "path": "x"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    path: str
    view: Callable[..., Any]

    @property
    def roles(self) -> object:
        return getattr(self.view, "open_to", None)


def every_address() -> list[Address]:
    return sorted(_walk(get_resolver().url_patterns, "/"), key=lambda each: each.path)


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[Address]:
    for each in patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, path)
        else:
            yield Address(path=re.sub(r"<(\w+):\w+>", _filled, path), view=each.callback)


def _filled(place: re.Match[str]) -> str:
    return PLACES[place[1]]
