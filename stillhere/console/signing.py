"""What every page shows that puts a name under a version of what an organisation chose."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, Protocol, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from stillhere.actions import chosen
from stillhere.actions.chosen import Subject
from stillhere.care.access import Role, answers, may_sign
from stillhere.console.asking import whole_number
from stillhere.records.models import Chosen
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from stillhere.web.gate import operator_of

T = TypeVar("T")


class Signed(Protocol):
    """A version: of the policy, or of what is chosen in own words."""

    @property
    def number(self) -> int: ...
    @property
    def signed_by(self) -> str: ...
    @property
    def in_force_since(self) -> datetime: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    number: int
    signed_by: str
    at: datetime
    lines: list[str]
    """What it says, or what it changed, for the list of them all."""


def history(kept: Iterable[Signed], lines: Iterable[list[str]]) -> list[Version]:
    """`lines`: one list for each version, in the same order."""
    return [
        Version(number=row.number, signed_by=row.signed_by, at=row.in_force_since, lines=said)
        for row, said in zip(kept, lines, strict=True)
    ]


def with_the_one_before(read: Sequence[T], shipped: T) -> Iterator[tuple[T, T]]:
    """Old and new, the newest first; the first of all changed something of what we ship."""
    return ((old, new) for new, old in pairwise([*read, shipped]))


def kept_of(request: HttpRequest, kind: Subject) -> list[Chosen]:
    """The version in force first."""
    organisation = operator_of(request).organisation_id
    with as_organisation(organisation):
        return list(chosen.versions(kind, organisation=organisation))


def standing(
    request: HttpRequest, kept: Sequence[Signed], *, meanwhile: Signed | None = None
) -> dict[str, Any]:
    role = Role(operator_of(request).role)
    return {
        "live": answers(role),
        "may_sign": may_sign(role),
        "newest": kept[0] if kept else None,
        "seen": kept[0].number if kept else 0,
        "meanwhile": meanwhile,
    }


def pressed_by(request: HttpRequest) -> dict[str, Any]:
    """Whose press it is, where, and when: for whatever keeps it."""
    operator = operator_of(request)
    return {"organisation": operator.organisation_id, "by": operator.pk, "now": clock.now()}


def put_in_force(
    request: HttpRequest, sign: Callable[..., object], what: Any, *, back_to: str
) -> HttpResponse:
    """Under the name of whoever pressed. Raises what `sign` raises."""
    sign(what, seen=whole_number(request.POST.get("seen")) or 0, **pressed_by(request))
    words = _("Signed, and in force for whatever begins from now on.")
    messages.add_message(request, messages.SUCCESS, words, "calm")
    return HttpResponseRedirect(reverse(back_to), status=303)
