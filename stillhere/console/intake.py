"""What they tell us: each answer kept as it is given, a refusal kept as one."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from stillhere.actions.intake import keep_answer
from stillhere.care.intake import Question, TooLong
from stillhere.console.acting import At, back_to, on_contact
from stillhere.console.asking import one_of
from stillhere.console.showing import Unkept, show_again


@on_contact
def keep(at: At) -> HttpResponse:
    """One group of questions. What is too long is shown again with what to do, not lost."""
    mistakes: dict[str, str] = {}
    for name in at.form.getlist("question"):
        try:
            _keep(at, one_of(Question, name))
        except TooLong as too_long:
            mistakes[name] = _("Shorten this to %(most)s letters.") % {"most": too_long.most}
    if mistakes:
        return show_again(at, Unkept(step="ask", mistakes=mistakes))
    return back_to(at.contact_id, step="ask")


def _keep(at: At, question: Question) -> None:
    refused = "refused" in at.form
    answer = " ".join(at.form.getlist(question.value)).strip()
    keep_answer(
        at.contact_id,
        organisation=at.organisation,
        question=question,
        answer=None if refused else answer,
        by=at.by,
        now=at.now,
    )
