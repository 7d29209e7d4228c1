"""Places that help: the organisation's own list, kept up to date by people, by name (SU2)."""

from datetime import date
from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stillhere.actions import directory
from stillhere.actions.directory import Listed, NoSuchPlace, PlaceChangedMeanwhile
from stillhere.care.access import SIGNS, Page, Role, answers, may_sign, roles_for
from stillhere.care.sample_places import SAMPLES
from stillhere.console.asking import whole_number
from stillhere.console.directory_form import PlaceForm
from stillhere.console.directory_shown import place_shown
from stillhere.console.signing import pressed_by
from stillhere.console.texting import texting_shown
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of

reads = open_to(*roles_for(Page.POLICIES))
signs = open_to(*SIGNS)


@reads
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    organisation, now = operator_of(request).organisation_id, clock.now()
    here = {
        **_who(request),
        "places": [
            (place_shown(each.place, now=now), each)
            for each in sorted(
                directory.directory(organisation=organisation),
                key=lambda each: (each.place.name.casefold(), each.place.id),
            )
        ],
        "samples": [place_shown(each, now=now) for each in SAMPLES],
    }
    return render(request, "console/settings/places.html", here)


@signs
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    zone = timezone.get_current_timezone_name()
    form = PlaceForm(today=_today(), zone=zone, initial={"time_zone": zone})
    return _write(request, form)


@reads
@require_safe
def one(request: HttpRequest, place_id: int) -> HttpResponse:
    kept = _found(request, place_id)
    return _write(request, PlaceForm.of(kept.place, today=_today()), kept=kept)


@signs
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    key = request.POST.get("key", "")[:64]
    if not key:
        raise Http404
    form = PlaceForm(request.POST, today=_today(), zone=timezone.get_current_timezone_name())
    if not form.is_valid():
        return _write(request, form, status=422)
    directory.add_place(form.place(id=0), key=key, **pressed_by(request))
    return _back(request, _("Added. Operators see it from their next look on."))


@signs
@require_POST
def change(request: HttpRequest, place_id: int) -> HttpResponse:
    """A wrong answer, or a colleague who was first: what was typed stands there still."""
    kept = _found(request, place_id)
    form = PlaceForm(request.POST, today=_today(), zone=kept.place.zone.key)
    if not form.is_valid():
        return _write(request, form, kept=kept, status=422)
    try:
        directory.change_place(form.place(id=place_id), seen=_seen(request), **pressed_by(request))
    except PlaceChangedMeanwhile as other:
        return _write(request, form, kept=other.now, meanwhile=True, status=409)
    except NoSuchPlace:
        raise Http404 from None
    return _back(request, _("Kept. Operators see it from their next look on."))


@signs
@require_POST
def looked_at(request: HttpRequest, place_id: int) -> HttpResponse:
    try:
        directory.looked_at(place_id, seen=_seen(request), **pressed_by(request))
    except PlaceChangedMeanwhile:
        words = _("Somebody changed this meanwhile. Read it again before you say that it is right.")
        return _back(request, words, tag="care")
    except NoSuchPlace:
        raise Http404 from None
    return _back(request, _("Kept as checked today."))


@signs
@require_POST
def take_out(request: HttpRequest, place_id: int) -> HttpResponse:
    try:
        directory.take_out(place_id, **pressed_by(request))
    except NoSuchPlace:
        return _back(request, _("It is not on the list any more."), tag="care")
    return _back(request, _("Taken out. Nobody is told of it any more."))


def _write(
    request: HttpRequest,
    form: PlaceForm,
    *,
    kept: Listed | None = None,
    meanwhile: bool = False,
    status: int = 200,
) -> HttpResponse:
    here: dict[str, Any] = {
        **_who(request),
        "form": form,
        "kept": kept,
        "seen": whole_number(request.POST.get("seen")),
        "meanwhile": meanwhile,
        "key": request.POST.get("key") or token_hex(12),
        "shown": kept and place_shown(kept.place, now=clock.now()),
        "texting": texting_shown(""),
    }
    if kept is not None and (meanwhile or here["seen"] is None):
        here["seen"] = kept.version
    return render(request, "console/settings/place.html", here, status=status)


def _who(request: HttpRequest) -> dict[str, Any]:
    role = Role(operator_of(request).role)
    return {"live": answers(role), "may_sign": may_sign(role)}


def _found(request: HttpRequest, place_id: int) -> Listed:
    """Raises `Http404`: of another organisation's places there is nothing to know."""
    try:
        return directory.find_place(place_id, organisation=operator_of(request).organisation_id)
    except NoSuchPlace:
        raise Http404 from None


def _seen(request: HttpRequest) -> int:
    return whole_number(request.POST.get("seen")) or 0


def _today() -> date:
    return timezone.localdate(clock.now())


def _back(request: HttpRequest, words: str, *, tag: str = "calm") -> HttpResponse:
    messages.add_message(request, messages.SUCCESS, words, tag)
    return HttpResponseRedirect(reverse("console:places"), status=303)
