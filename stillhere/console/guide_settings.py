"""An organisation's guides: read in both languages, written anew, approved by name (SU1)."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stillhere.actions import guides
from stillhere.actions.guides import ApprovedMeanwhile, Kept, WrittenMeanwhile
from stillhere.care.access import SIGNS, Page, Role, answers, may_sign, roles_for
from stillhere.care.drafts import CARDS, SHIPPED
from stillhere.care.guides import NUMBERS, Standing, Version, to_show
from stillhere.care.refused import Refused
from stillhere.care.support import Guide
from stillhere.console.asking import one_of, whole_number
from stillhere.console.guide_form import GuideForm
from stillhere.console.guide_words import TITLES
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of
from stillhere.web.refusals import in_words

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One guide in the list, as operators read it."""

    code: str
    title: str
    is_draft: bool
    version: int
    approved_by: str
    approved_at: Any
    unwritten: int
    newer: int
    """The number of a newer draft that nobody has approved; 0 where there is none."""


@open_to(*roles_for(Page.POLICIES))
@require_safe
def every_guide(request: HttpRequest) -> HttpResponse:
    role, organisation = _whose(request)
    rows = [_row(guides.versions(guide, organisation=organisation)) for guide in CARDS]
    here = {"live": answers(role), "may_sign": may_sign(role), "rows": rows}
    return render(request, "console/settings/guides.html", here)


@open_to(*roles_for(Page.POLICIES))
@require_safe
def one_guide(request: HttpRequest, guide: str) -> HttpResponse:
    return _show(request, one_of(Guide, guide))


@open_to(*SIGNS)
@require_POST
def write(request: HttpRequest, guide: str) -> HttpResponse:
    """A colleague who was first is said, and what was typed stands there still."""
    which, (_role, organisation) = one_of(Guide, guide), _whose(request)
    seen = whole_number(request.POST.get("seen")) or 0
    kept = guides.versions(which, organisation=organisation)
    began = _numbered(kept, seen)
    form = GuideForm.of(which, began.version.cards, request.POST)
    if not form.is_valid():
        return _show(request, which, form=form, wrong=True, status=422)
    try:
        written = guides.write_version(
            which,
            form.cards(),
            organisation=organisation,
            seen=seen,
            by=operator_of(request).pk,
            now=clock.now(),
        )
    except WrittenMeanwhile as other:
        return _show(request, which, form=form, meanwhile=other.newest, status=409)
    words = _("Saved as version %(number)s: a draft until somebody approves it.")
    return _back(request, which, words % {"number": written.number})


@open_to(*SIGNS)
@require_POST
def approve(request: HttpRequest, guide: str) -> HttpResponse:
    which, (_role, organisation) = one_of(Guide, guide), _whose(request)
    lead = request.POST.get("lead", "")[:LONGEST_NAME]
    try:
        approved = guides.approve_version(
            which,
            whole_number(request.POST.get("number")) or 0,
            lead=lead,
            organisation=organisation,
            by=operator_of(request).pk,
            now=clock.now(),
        )
    except WrittenMeanwhile as other:
        return _show(request, which, lead=lead, meanwhile=other.newest, status=409)
    except ApprovedMeanwhile as other:
        return _show(request, which, lead=lead, approved=other.kept, status=409)
    except Refused as no:
        refused = in_words(no, lambda _who: "")
        return _show(request, which, lead=lead, refused=refused, status=409)
    words = _("Approved by %(name)s. Operators read it from their next look on.")
    return _back(request, which, words % {"name": approved.approved_by})


def _show(request: HttpRequest, guide: Guide, *, status: int = 200, **said: Any) -> HttpResponse:
    """`said`: what was typed and could not be kept, and why."""
    role, organisation = _whose(request)
    kept = guides.versions(guide, organisation=organisation)
    asked = whole_number(request.GET.get("version"))
    here = kept[0] if asked is None else _numbered(kept, asked)
    newest = here is kept[0]
    form = said.get("form") or GuideForm.of(guide, here.version.cards)
    seen: dict[str, Any] = {
        "live": answers(role),
        "may_write": may_sign(role) and newest,
        "code": guide.value,
        "title": TITLES[guide],
        "call": NUMBERS.get(guide, ""),
        "kept": here,
        "guide": _row(kept, here),
        "is_newest": newest,
        "read": _row(kept),
        "seen": kept[0].version.number,
        "steps": _side_by_side(here.version),
        "versions": [_row(kept, each) for each in kept],
        **said,
        "form": form,
    }
    return render(request, "console/settings/guide.html", seen, status=status)


def _side_by_side(version: Version) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "said": [(each, card.reads(each), card.about.get(each, "")) for each in ("en", "fr")],
            "source": card.source,
        }
        for number, card in enumerate(version.cards, 1)
    ]


def _row(kept: list[Kept], which: Kept | None = None) -> Row:
    """`which`: this one; else what operators read."""
    own = [each.version for each in kept if each.version.number != SHIPPED]
    version = which.version if which else to_show(own) or kept[-1].version
    newest = kept[0].version
    return Row(
        code=version.guide,
        title=str(TITLES[version.guide]),
        is_draft=version.standing is Standing.DRAFT,
        version=version.number,
        approved_by=version.approved_by,
        approved_at=version.approved_at,
        unwritten=sum(not card.is_written for card in version.cards),
        newer=newest.number if newest.number > version.number else 0,
    )


def _numbered(kept: list[Kept], number: int) -> Kept:
    """Raises `Http404`: there is no such version here."""
    for each in kept:
        if each.version.number == number:
            return each
    raise Http404


def _whose(request: HttpRequest) -> tuple[Role, int]:
    operator = operator_of(request)
    return Role(operator.role), operator.organisation_id


def _back(request: HttpRequest, guide: Guide, words: str) -> HttpResponse:
    messages.add_message(request, messages.SUCCESS, words, "calm")
    return HttpResponseRedirect(reverse("console:guide_setting", args=[guide.value]), status=303)
