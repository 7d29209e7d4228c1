"""The colour of the wallet card: tried on the card beside it, and signed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stillhere.actions.card_look import AS_SHIPPED, CardLook, Letters, sign_look
from stillhere.actions.chosen import ChosenMeanwhile, Subject
from stillhere.care.access import SIGNS, Page, roles_for
from stillhere.console.card_form import CardForm
from stillhere.console.signing import history, kept_of, put_in_force, standing
from stillhere.records.models import Chosen, Line
from stillhere.records.organisations import as_organisation, open_lines
from stillhere.web.gate import open_to, operator_of


@open_to(*roles_for(Page.POLICIES))
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return _show(request)


@open_to(*SIGNS)
@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """Whoever only looks, or takes the colour that was proposed, sees it first and signs after."""
    typed = request.POST.copy()
    if nearest := request.POST.get("nearest"):
        typed["colour"] = nearest
    form = CardForm(typed)
    if not form.is_valid():
        return _show(request, form=form, status=422)
    if "look" in typed or nearest:
        return _show(request, form=form)
    try:
        return put_in_force(request, sign_look, form.look, back_to="console:card")
    except ChosenMeanwhile as other:
        return _show(request, form=form, meanwhile=other.newest, status=409)


def _show(
    request: HttpRequest,
    *,
    form: CardForm | None = None,
    meanwhile: Chosen | None = None,
    status: int = 200,
) -> HttpResponse:
    kept = kept_of(request, Subject.CARD)
    now = _read(kept[0]) if kept else AS_SHIPPED
    form = form or CardForm.of(now)
    here = {
        **standing(request, kept, meanwhile=meanwhile),
        "form": form,
        "now": now,
        "tried": form.tried or now,
        "only_tried": form.tried not in (None, now),
        "line": _line(request),
        "versions": history(kept, ([_said(_read(row))] for row in kept)),
    }
    return render(request, "console/settings/card.html", here, status=status)


def _line(request: HttpRequest) -> Line | None:
    """Whose card is shown: one for real callers where there is one."""
    organisation = operator_of(request).organisation_id
    with as_organisation(organisation):
        return open_lines(organisation).order_by("practice", "pk").first()


def _read(row: Chosen) -> CardLook:
    return CardLook.from_values(row.values)


def _said(look: CardLook) -> str:
    words = {
        Letters.WHITE: _("%(colour)s, white letters"),
        Letters.BLACK: _("%(colour)s, black letters"),
    }
    return words[look.letters] % {"colour": look.colour}
