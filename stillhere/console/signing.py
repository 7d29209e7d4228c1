"""What every page shows that puts a name under something in the organisation's own words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from stillhere.actions import chosen
from stillhere.actions.chosen import Kind
from stillhere.care.access import Role, answers, may_sign
from stillhere.console.asking import whole_number
from stillhere.records.models import Chosen
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from stillhere.web.gate import operator_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    number: int
    signed_by: str
    at: datetime
    lines: list[str]
    """What it says, or what it changed, for the list of them all."""


def history(kept: Iterable[Chosen], lines: Iterable[list[str]]) -> list[Version]:
    """`lines`: one list for each version, in the same order."""
    return [
        Version(number=row.number, signed_by=row.signed_by, at=row.signed_at, lines=said)
        for row, said in zip(kept, lines, strict=True)
    ]


def kept_of(request: HttpRequest, kind: Kind) -> list[Chosen]:
    """The version in force first."""
    organisation = operator_of(request).organisation_id
    with as_organisation(organisation):
        return list(chosen.versions(kind, organisation=organisation))


def standing(
    request: HttpRequest, kept: list[Chosen], *, meanwhile: Chosen | None = None
) -> dict[str, Any]:
    role = Role(operator_of(request).role)
    return {
        "live": answers(role),
        "may_sign": may_sign(role),
        "newest": kept[0] if kept else None,
        "seen": kept[0].number if kept else 0,
        "meanwhile": meanwhile,
    }


def put_in_force(
    request: HttpRequest, sign: Callable[..., Chosen], what: Any, *, back_to: str
) -> HttpResponse:
    """Under the name of whoever pressed. Raises what `sign` raises."""
    operator = operator_of(request)
    sign(
        what,
        organisation=operator.organisation_id,
        seen=whole_number(request.POST.get("seen")) or 0,
        by=operator.pk,
        now=clock.now(),
    )
    words = _("Signed, and in force for whatever begins from now on.")
    messages.add_message(request, messages.SUCCESS, words, "calm")
    return HttpResponseRedirect(reverse(back_to), status=303)
