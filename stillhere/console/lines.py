"""The lines of an organisation: what each is, whether it works, and what may be changed here."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_POST, require_safe

from stillhere.actions.line_account import keep_account
from stillhere.actions.lines_seen import (
    LONGEST_NAME,
    LineSeen,
    lines_seen,
    maybe_twice,
    rename_line,
)
from stillhere.actions.other_line import NoLineOfThatName, keep_other_line
from stillhere.actions.pausing import open_line_again, pause_line
from stillhere.actions.phone import NotANumber
from stillhere.actions.second_line import CannotPair, keep_second_line
from stillhere.actions.trial_text import last_trials
from stillhere.care.access import SIGNS, Page, Role, answers, roles_for
from stillhere.care.outgoing import Tells
from stillhere.care.pausing import WhyPaused
from stillhere.care.refused import AlreadyDone
from stillhere.console.dispatch_shown import written
from stillhere.console.line_trial_shown import TrialShown, trial_shown
from stillhere.console.signing import pressed_by
from stillhere.lines.providers import PROVIDERS, texts_numbers
from stillhere.records.keys import CannotOpen
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of

CHANGE: Final = roles_for(Page.SETTINGS)
LONGEST_TOKEN: Final = 200
WHAT: Final[dict[str, Any]] = {
    "simulated": later("Practice phones with invented numbers; nothing leaves this machine."),
    "webchat": later("A chat on the line's own page; it can write and cannot ring."),
    "twilio": later("Texts through a telephone company; it cannot ring yet."),
    "kannel": later("Texts through a gateway of your own to carriers; it cannot ring."),
    "asterisk": later("Calls through an exchange of your own; it takes no texts."),
}
WHY_PAUSED: Final[dict[WhyPaused, Any]] = {
    WhyPaused.NOBODY_THERE: later("nobody could answer"),
    WhyPaused.MOVED: later("people are to come by another line"),
    WhyPaused.REPAIR: later("something is being repaired"),
    WhyPaused.FLOOD: later("somebody sends more than anybody could answer"),
    WhyPaused.OTHER: later("another reason"),
}


class CannotKeep(Exception):
    """One sentence that names the answer and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    line: LineSeen
    what: Any
    number: str
    has_account: bool
    second: str
    """The name of the line that stands in for it."""
    can_second: list[tuple[str, str]]
    """Slug and name of those that could."""
    texts: bool
    typed: dict[str, str]
    trial: TrialShown | None
    why_paused: Any = ""
    mistake: str = ""
    """What was wrong with a press for this line; what was typed stands there still."""
    tells: bool = False


@open_to(*roles_for(Page.POLICIES))
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return _show(request)


@open_to(*CHANGE)
@require_POST
def rename(request: HttpRequest, slug: str) -> HttpResponse:
    return change(request, slug, _rename, _("Kept. Callers read it from now on."))


@open_to(*CHANGE)
@require_POST
def other_line(request: HttpRequest, slug: str) -> HttpResponse:
    return change(request, slug, _other_line, _("Kept. Who waits hears of it from now on."))


@open_to(*CHANGE)
@require_POST
def second_line(request: HttpRequest, slug: str) -> HttpResponse:
    return change(request, slug, _second_line, _("Kept, and in force from the next text on."))


@open_to(*CHANGE)
@require_POST
def account(request: HttpRequest, slug: str) -> HttpResponse:
    done = _("Kept, and in force. Send yourself a text to try it; nobody can read the token here.")
    return change(request, slug, _account, done)


@open_to(*SIGNS)
@require_POST
def pause(request: HttpRequest, slug: str) -> HttpResponse:
    done = _("Paused for who is new. Whoever is on it already stays; open it again here.")
    return change(request, slug, _pause, done)


@open_to(*SIGNS)
@require_POST
def open_again(request: HttpRequest, slug: str) -> HttpResponse:
    done = _(
        "Open again. Whoever was told meanwhile stands on the board until somebody takes them."
    )
    return change(request, slug, _open_again, done)


def change(
    request: HttpRequest, slug: str, act: Callable[[HttpRequest, LineSeen], None], done: str
) -> HttpResponse:
    ours = lines_seen(organisation=operator_of(request).organisation_id)
    line = next((each for each in ours if each.slug == slug), None)
    if line is None:
        raise Http404
    try:
        act(request, line)
    except (CannotKeep, Tells) as wrong:
        return _show(request, wrong_at=slug, wrong=wrong, status=422)
    messages.add_message(request, messages.SUCCESS, done, "calm")
    return HttpResponseRedirect(reverse("console:lines"), status=303)


def _rename(request: HttpRequest, line: LineSeen) -> None:
    name = " ".join(request.POST.get("name", "").split())
    if not name or len(name) > LONGEST_NAME:
        raise CannotKeep(_("Name: write one of at most %(most)s letters.") % {"most": LONGEST_NAME})
    rename_line(line.slug, name, all_the_same="all_the_same" in request.POST, **pressed_by(request))


def _other_line(request: HttpRequest, line: LineSeen) -> None:
    try:
        keep_other_line(line.slug, request.POST.get("number", "").strip(), **pressed_by(request))
    except NotANumber:
        raise CannotKeep(
            _("Number: this cannot be dialled. Write it with its area code.")
        ) from None


def _second_line(request: HttpRequest, line: LineSeen) -> None:
    second = request.POST.get("second", "")
    ours = lines_seen(organisation=operator_of(request).organisation_id)
    if second and second not in dict(_able(line, ours)):
        raise CannotKeep(_("Second company: choose one of the lines that can text."))
    try:
        keep_second_line(line.slug, second, **pressed_by(request))
    except CannotPair:
        raise CannotKeep(
            _("Second company: that line stands in for another already. Take that away first.")
        ) from None


def _able(line: LineSeen, lines: Sequence[LineSeen]) -> list[tuple[str, str]]:
    """Which others could bring its texts: for the same people, by a company of their own."""
    if not texts_numbers(line.provider):
        return []
    others = (each for each in lines if each.slug != line.slug and each.practice == line.practice)
    return [(each.slug, each.name or each.slug) for each in others if texts_numbers(each.provider)]


def _account(request: HttpRequest, line: LineSeen) -> None:
    """Another account or token; where the company is asked is said on the machine alone."""
    sid, token = (request.POST.get(name, "").strip() for name in ("account_sid", "token"))
    if not PROVIDERS[line.provider].has_account:
        raise Http404
    if not token or len(token) > LONGEST_TOKEN or not token.isascii() or len(token.split()) > 1:
        raise CannotKeep(_("Token: copy it whole from the company's own page, without blanks."))
    try:
        PROVIDERS[line.provider].check({**line.where, "account_sid": sid})
    except ValueError:
        raise CannotKeep(
            _("Account: letters, digits and hyphens, like AC and 32 more, as the company has it.")
        ) from None
    try:
        keep_account(
            line.slug,
            provider=line.provider,
            settings={**line.where, "account_sid": sid},
            secret=token,
            **pressed_by(request),
        )
    except NoLineOfThatName:
        raise Http404 from None
    except CannotOpen:
        raise CannotKeep(
            _("Token: it cannot be sealed here. Whoever runs the machine runs: stillhere prepare")
        ) from None


def _pause(request: HttpRequest, line: LineSeen) -> None:
    """Twice is once: whoever paused it first has said why."""
    said = request.POST.get("why", "")
    if said not in set(WhyPaused):
        raise CannotKeep(_("Reason: choose why nobody new is to come by this line."))
    with suppress(AlreadyDone):
        pause_line(line.slug, WhyPaused(said), **pressed_by(request))


def _open_again(request: HttpRequest, line: LineSeen) -> None:
    with suppress(AlreadyDone):
        open_line_again(line.slug, **pressed_by(request))


def _show(
    request: HttpRequest,
    *,
    wrong_at: str = "",
    wrong: CannotKeep | Tells | None = None,
    status: int = 200,
) -> HttpResponse:
    operator = operator_of(request)
    ours, now = operator.organisation_id, clock.now()
    lines, trials = lines_seen(organisation=ours, now=now), last_trials(organisation=ours, now=now)
    here = {
        "live": answers(Role(operator.role)),
        "may_change": operator.role in CHANGE,
        "maybe_twice": maybe_twice(organisation=ours, now=now),
        "may_pause": operator.role in SIGNS,
        "reasons": [(why.value, WHY_PAUSED[why]) for why in WhyPaused],
        "rows": [
            _row(
                each,
                lines,
                wrong if each.slug == wrong_at else None,
                request,
                trial_shown(trials.get(each.id)),
            )
            for each in lines
        ],
    }
    return render(request, "console/settings/lines.html", here, status=status)


def _row(
    line: LineSeen,
    lines: Sequence[LineSeen],
    wrong: CannotKeep | Tells | None,
    request: HttpRequest,
    trial: TrialShown | None,
) -> Row:
    """A token that was typed is never shown again."""
    typed = {"name": line.name, "number": line.other_line, "account_sid": line.account, "to": ""}
    if wrong is not None:
        typed |= {name: request.POST[name] for name in typed if name in request.POST}
    return Row(
        line=line,
        what=WHAT.get(line.provider, line.provider),
        number=written(line.number),
        has_account=PROVIDERS[line.provider].has_account,
        second=next((x.name or x.slug for x in lines if x.slug == line.second), ""),
        can_second=_able(line, lines),
        texts=texts_numbers(line.provider),
        typed=typed,
        trial=trial,
        why_paused=WHY_PAUSED[line.pause.why] if line.pause else "",
        mistake="" if wrong is None else _why(wrong),
        tells=isinstance(wrong, Tells),
    )


def _why(wrong: CannotKeep | Tells) -> str:
    if isinstance(wrong, Tells):
        return _(
            "Name: whoever holds a caller's phone would read “%(words)s”. Write another, or tick "
            "that it may be known; texts leave such a name out."
        ) % {"words": ", ".join(wrong.words)}
    return str(wrong)
