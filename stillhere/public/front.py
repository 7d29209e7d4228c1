"""What anyone may know of a line: its name, its number and how it works."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from stillhere.actions.chosen import Subject, newest
from stillhere.actions.pausing import other_line_open, pause_of
from stillhere.actions.policy import present_policy
from stillhere.care.pace import minutes_until_decided
from stillhere.care.says_and_knows import NOTHING_SET_UP, SaysAndKnows
from stillhere.records.models import Line
from stillhere.records.organisations import as_organisation, open_lines
from stillhere.records.signing_in import as_line
from stillhere.web.gate import open_to_everyone
from stillhere.web.language import fall_back_to


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    id: int
    organisation: int
    slug: str
    name: str
    number: str
    language: str
    practice: bool
    other_line: str = ""
    """The number of a line that helps this one out; it may answer sooner (CO4).

    None of ours that is paused.
    """
    paused: bool = False
    """It takes nobody new for now: the page says so before they write, and where else (CO16)."""


def find_line(slug: str) -> FoundLine | None:
    with as_line(slug):
        line = Line.objects.filter(slug=slug).first()
    if line is None or not line.is_open:
        return None
    return FoundLine(
        id=line.pk,
        organisation=line.organisation_id,
        slug=line.slug,
        name=line.name,
        number=line.number,
        language=line.language,
        practice=line.practice,
        other_line=other_line_open(line),
        paused=pause_of(line) is not None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Another line of the same organisation, which takes whoever comes."""

    slug: str
    name: str
    number: str


def elsewhere(line: FoundLine) -> list[Elsewhere]:
    """Of who practises lines of practice alone, and never one for anybody real."""
    with as_organisation(line.organisation):
        ours = open_lines(line.organisation).filter(practice=line.practice).exclude(pk=line.id)
        return [
            Elsewhere(slug=each.slug, name=each.name, number=each.number)
            for each in ours.order_by("pk")
            if pause_of(each) is None
        ]


@open_to_everyone
@require_safe
@gzip_page
def first(request: HttpRequest) -> HttpResponse:
    """One line: its page. Several: whoever gave the address knows which."""
    if settings.FRONT_LINE:
        return redirect("caller_page", slug=settings.FRONT_LINE)
    return render(request, "public/first.html")


@open_to_everyone
@require_safe
@gzip_page
def caller_page(request: HttpRequest, slug: str) -> HttpResponse:
    line = find_line(slug)
    if line is None:
        raise Http404
    fall_back_to(request, line.language)
    with as_organisation(line.organisation):
        policy = present_policy(organisation=line.organisation, practice=line.practice)
    here = {
        "line": line,
        "key": secrets.token_urlsafe(24),
        "decide_minutes": minutes_until_decided(policy),
        "kept_hours": ceil(policy.seconds("words_kept") / timedelta(hours=1)),
        "police": _police(line),
        "elsewhere": elsewhere(line) if line.paused else [],
    }
    return render(request, "public/line.html", here)


@open_to_everyone
@require_safe
@gzip_page
def away(request: HttpRequest) -> HttpResponse:
    """Where the quick exit leads: a page that says nothing of where one was."""
    return render(request, "public/away.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Police:
    """What the organisation says of its own place, in its own words."""

    words: str
    language: str
    source: str
    signed_at: datetime


def _police(line: FoundLine) -> Police | None:
    """None: nobody has told us, and so we say that we cannot say (PL8)."""
    with as_organisation(line.organisation):
        signed = newest(Subject.SAYS_AND_KNOWS, organisation=line.organisation)
    said = SaysAndKnows.from_values(signed.values) if signed else NOTHING_SET_UP
    if signed is None or not said.police:
        return None
    words, spoken = said.police.heard_in(translation.get_language() or line.language)
    return Police(
        words=words, language=spoken, source=said.police_source, signed_at=signed.signed_at
    )
