"""How it ended: closing a watch with what its reason needs, and finding out what became of them."""

from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from stillhere.actions.aftercare import close_watch, verify_outcome
from stillhere.actions.second_look import ask_second
from stillhere.care.aftercare import Finding, VerifiedWith
from stillhere.care.refused import CannotCloseSo
from stillhere.care.second_look import About
from stillhere.care.watch_events import CloseReason
from stillhere.console.acting import At, on_watch
from stillhere.console.asking import one_of
from stillhere.console.board import show_board, to_board
from stillhere.console.showing import Unkept, show_again

MISSING_TO_CLOSE: Final[dict[str, Any]] = {
    "answer": _("They have to answer first, within the time between two check-ins."),
    "responder": _("First somebody has to be beside them."),
    "second_person": _("A second person has to agree at their own console, or a supervisor."),
    "tried": _("Write down what was tried."),
    "supervisor": _("Only a supervisor can close it so."),
    "source": _("Write down who told us."),
    "time": _("It is too early to give up looking for them."),
    "findings": _("Tick what became of them."),
    "contradiction": _("Two of these cannot both be true."),
}


@on_watch
def close(at: At) -> HttpResponse | None:
    """Contact lost takes a supervisor, or asks a second person (WA15)."""
    reason = one_of(CloseReason, at.form.get("reason"))
    try:
        if reason is CloseReason.CONTACT_LOST and not at.by.supervises:
            _ask_second(at)
        else:
            _close(at, reason)
    except CannotCloseSo as refusal:
        mistake = str(MISSING_TO_CLOSE.get(refusal.missing, refusal.missing))
        return show_again(at, Unkept(step="after", mistake=mistake))
    return None


def _ask_second(at: At) -> None:
    ask_second(
        at.watch,
        organisation=at.organisation,
        by=at.by,
        about=About.CONTACT_LOST,
        tried_words=at.form.get("tried_words", ""),
        now=at.now,
    )


def _close(at: At, reason: CloseReason) -> None:
    close_watch(
        at.watch,
        organisation=at.organisation,
        by=at.by,
        reason=reason,
        tried_words=at.form.get("tried_words", ""),
        source_words=at.form.get("source_words", ""),
        now=at.now,
    )


@on_watch
def outcome(at: At) -> HttpResponse:
    """What became of somebody we sent help to (AF2)."""
    try:
        verify_outcome(
            at.watch,
            organisation=at.organisation,
            by=at.by,
            findings=[one_of(Finding, each) for each in at.form.getlist("findings")],
            verified_with=one_of(VerifiedWith, at.form.get("verified_with")),
            tried_words=at.form.get("tried_words", ""),
            now=at.now,
        )
    except CannotCloseSo as refusal:
        mistake = str(MISSING_TO_CLOSE.get(refusal.missing, refusal.missing))
        return show_board(at.request, unkept=at.watch, mistake=mistake, status=422)
    return to_board()
