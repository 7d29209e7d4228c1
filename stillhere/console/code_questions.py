"""Which questions a code is made from: looked at, chosen anew and signed (CD2)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from stillhere.actions.chosen import ChosenMeanwhile, Subject
from stillhere.actions.code_questions import sign_questions
from stillhere.care.access import SIGNS, Page, roles_for
from stillhere.care.code_questions import FEW_BITS, SHIPPED, Question, bits_of, from_values
from stillhere.console.asking import whole_number
from stillhere.console.code_questions_form import QuestionsForm
from stillhere.console.code_sentences import sentence_of
from stillhere.console.signing import history, kept_of, put_in_force, standing
from stillhere.records.models import Chosen
from stillhere.web.gate import open_to


@open_to(*roles_for(Page.POLICIES))
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return _show(request)


@open_to(*SIGNS)
@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """Questions that hold little are signed by a second press, once it was said what that means."""
    form = QuestionsForm(request.POST)
    if not form.is_valid():
        return _show(request, form=form, status=422)
    bits = bits_of(form.asked)
    if bits < FEW_BITS and whole_number(request.POST.get("few")) != bits:
        return _show(request, form=form, few=bits, status=422)
    try:
        return put_in_force(request, sign_questions, form.asked, back_to="console:code_questions")
    except ChosenMeanwhile as other:
        return _show(request, form=form, meanwhile=other.newest, status=409)


def _show(
    request: HttpRequest,
    *,
    form: QuestionsForm | None = None,
    few: int | None = None,
    meanwhile: Chosen | None = None,
    status: int = 200,
) -> HttpResponse:
    """`few`: what was chosen holds so little that it is asked about once."""
    kept = kept_of(request, Subject.CODE_QUESTIONS)
    asked = from_values(kept[0].values) if kept else SHIPPED
    here = {
        **standing(request, kept, meanwhile=meanwhile),
        "form": form or QuestionsForm.of(asked),
        "few": few,
        "asked": _sentences(asked),
        "bits": bits_of(asked),
        "holds_little": bits_of(asked) < FEW_BITS,
        "versions": history(kept, (_sentences(from_values(row.values)) for row in kept)),
    }
    return render(request, "console/settings/code_questions.html", here, status=status)


def _sentences(asked: tuple[Question, ...]) -> list[str]:
    return [str(sentence_of(each)) % {} for each in asked]
