"""Where each role belongs: the page it lands on, and the way to every page that is its own."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

from stillhere.care.access import Page, Role, may_open

OWN_ACCOUNT: Final = "/home"
LANDS: Final[dict[Role, str]] = {
    Role.OPERATOR: "/console/",
    Role.SUPERVISOR: "/console/",  # where they take their place on shift; the wall rings nobody
    Role.COORDINATOR: OWN_ACCOUNT,
    Role.EVALUATOR: OWN_ACCOUNT,
    Role.ADMINISTRATOR: "/console/settings/",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    name: Any
    address: str
    opened_by: frozenset[Page]
    """Any one of them is enough."""


PLACES: Final = (
    Place(
        name=pgettext_lazy("the page of who needs somebody now", "Board"),
        address="/console/",
        opened_by=frozenset({Page.BOARD}),
    ),
    Place(
        name=pgettext_lazy("a supervisor's screen", "Wall"),
        address="/console/wall/",
        opened_by=frozenset({Page.WALL}),
    ),
    Place(
        name=pgettext_lazy("everybody who works here", "Team"),
        address="/console/settings/people/",
        opened_by=frozenset({Page.PEOPLE}),
    ),
    Place(
        name=pgettext_lazy("everything that can be set up", "Settings"),
        address="/console/settings/",
        opened_by=frozenset({Page.POLICIES, Page.SETTINGS}),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    name: Any
    address: str
    is_here: bool


def ways(request: HttpRequest, role: Role) -> list[Way]:
    """The bar's own links: only what this role may open."""
    return [
        Way(name=place.name, address=place.address, is_here=request.path == place.address)
        for place in PLACES
        if any(may_open(role, page) for page in place.opened_by)
    ]
