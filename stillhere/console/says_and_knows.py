"""What this line says and knows in its own words: looked at and signed (IN4, IN7, CO13)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from stillhere.actions.chosen import ChosenMeanwhile, Subject
from stillhere.actions.says_and_knows import sign_says_and_knows
from stillhere.care.access import SIGNS, Page, roles_for
from stillhere.care.says_and_knows import NAMES, NOTHING_SET_UP, SaysAndKnows
from stillhere.console.says_and_knows_form import LABELS, SaysAndKnowsForm
from stillhere.console.signing import (
    history,
    kept_of,
    put_in_force,
    standing,
    with_the_one_before,
)
from stillhere.records.models import Chosen
from stillhere.web.gate import open_to


@open_to(*roles_for(Page.POLICIES))
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return _show(request)


@open_to(*SIGNS)
@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    form = SaysAndKnowsForm(request.POST)
    if not form.is_valid():
        return _show(request, form=form, status=422)
    try:
        return put_in_force(
            request, sign_says_and_knows, form.said, back_to="console:says_and_knows"
        )
    except ChosenMeanwhile as other:
        return _show(request, form=form, meanwhile=other.newest, status=409)


def _show(
    request: HttpRequest,
    *,
    form: SaysAndKnowsForm | None = None,
    meanwhile: Chosen | None = None,
    status: int = 200,
) -> HttpResponse:
    kept = kept_of(request, Subject.SAYS_AND_KNOWS)
    now = _read(kept[0]) if kept else NOTHING_SET_UP
    form = form or SaysAndKnowsForm.of(now)
    here = {
        **standing(request, kept, meanwhile=meanwhile),
        "form": form,
        "parts": form.parts(now),
        "versions": history(kept, _changes(kept)),
    }
    return render(request, "console/settings/says_and_knows.html", here, status=status)


def _read(row: Chosen) -> SaysAndKnows:
    return SaysAndKnows.from_values(row.values)


def _changes(kept: list[Chosen]) -> list[list[str]]:
    """By name, of the one before; the words stand above, or stood."""
    read = [_read(row) for row in kept]
    return [
        [str(LABELS[name]) for name in NAMES if getattr(old, name) != getattr(new, name)]
        for old, new in with_the_one_before(read, NOTHING_SET_UP)
    ]
