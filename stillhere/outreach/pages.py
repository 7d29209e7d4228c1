"""The wallet card: shown, to print, in large print and as plain text. For anybody."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as later
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from stillhere.actions.card_look import CardLook, Letters, colour_of
from stillhere.care.access import Page, roles_for
from stillhere.outreach.card import Card, card_of
from stillhere.outreach.line import OutreachLine, find_line
from stillhere.outreach.press import Busy, pdf, picture
from stillhere.web.gate import open_to, open_to_everyone, operator_of
from stillhere.web.language import OURS, fall_back_to
from stillhere.web.live import let_go_of_the_records
from stillhere.web.mistakes import AWAY, tell

PDF: Final = "application/pdf"
PNG: Final = "image/png"
TOO_MANY: Final = later("Many ask for a card just now")
COME_AGAIN: Final = later("Nothing is lost. Load this again in a minute.")
TEXT: Final = "text/plain; charset=utf-8"

MADE: Final[dict[str, tuple[str, Callable[[Card], bytes]]]] = {
    "card.pdf": (PDF, lambda card: pdf("single", card=card.for_print())),
    "ten-a4.pdf": (PDF, lambda card: pdf("sheet", card=card.for_print(), paper="a4")),
    "ten-letter.pdf": (PDF, lambda card: pdf("sheet", card=card.for_print(), paper="us-letter")),
    "large-a4.pdf": (PDF, lambda card: pdf("large", card=card.for_print(), paper="a4")),
    "large-letter.pdf": (PDF, lambda card: pdf("large", card=card.for_print(), paper="us-letter")),
    "front.png": (PNG, lambda card: picture("front", card=card.for_print())),
    "back.png": (PNG, lambda card: picture("back", card=card.for_print())),
    "card.txt": (TEXT, lambda card: card.as_text().encode()),
}


@open_to_everyone
@require_safe
@gzip_page
def card_page(request: HttpRequest, slug: str) -> HttpResponse:
    line = _found(slug)
    fall_back_to(request, line.language)
    card = card_of(line, language=request.LANGUAGE_CODE)
    return render(request, "outreach/card.html", {"line": line, "card": card})


@open_to_everyone
@require_safe
def card_file(request: HttpRequest, slug: str, language: str, name: str) -> HttpResponse:
    line = _found(slug)
    if name not in MADE or language not in OURS:
        raise Http404
    return _printed(request, line, language=language, name=name)


@open_to(*roles_for(Page.POLICIES))
@require_safe
def tried_card(request: HttpRequest, slug: str, language: str, side: str) -> HttpResponse:
    """One side in colours that nobody has signed yet, for whoever chooses them."""
    line, name = _found(slug), f"{side}.png"
    ours = line.organisation == operator_of(request).organisation_id
    if not ours or name not in MADE or language not in OURS:
        raise Http404
    try:
        look = CardLook(
            colour=colour_of(request.GET.get("colour", "")),
            letters=Letters(request.GET.get("letters", "")),
        )
    except ValueError:
        raise Http404 from None
    return _printed(request, replace(line, look=look), language=language, name=name)


def _printed(request: HttpRequest, line: OutreachLine, *, language: str, name: str) -> HttpResponse:
    kind, make = MADE[name]
    let_go_of_the_records()  # who waits for a print takes no place from who answers
    try:
        return HttpResponse(make(card_of(line, language=language)), content_type=kind)
    except Busy:
        return tell(request, AWAY, TOO_MANY, COME_AGAIN)


def _found(slug: str) -> OutreachLine:
    line = find_line(slug)
    if line is None:
        raise Http404
    return line
