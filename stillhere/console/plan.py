"""The plan: written down while talking, read back, agreed; each time a new version."""

from dataclasses import replace

from django.http import HttpResponse

from stillhere.actions.intake import answers
from stillhere.actions.plan import keep_plan, open_plan
from stillhere.care.channel import Channel
from stillhere.care.intake import Question
from stillhere.care.refused import DoesNotFit
from stillhere.console.acting import At, back_to, on_contact
from stillhere.console.asking import whole_number
from stillhere.console.known import know
from stillhere.console.plan_form import PlanForm
from stillhere.console.plan_shown import must_say_first
from stillhere.console.showing import Unkept, show_again
from stillhere.records.models import Contact
from stillhere.records.organisations import as_organisation


@on_contact
def keep(at: At) -> HttpResponse:
    if "agreed" in at.form:
        _agree(at, whole_number(at.form.get("agreed")))
        return back_to(at.contact_id, step="plan")
    form = PlanForm(at.form, must_be_said=must_say_first(know(at)))
    if not form.is_valid():
        return show_again(at, Unkept(step="plan", plan_form=form))
    keep_plan(
        at.contact_id,
        organisation=at.organisation,
        terms=form.terms(has_number=_has_number(at)),
        words=form.words(),
        by=at.by,
        now=at.now,
        said=form.cleaned_data["said"],
    )
    return back_to(at.contact_id, step="plan")


def _agree(at: At, number: int | None) -> None:
    """Only what was on the screen while it was read out can have been agreed to (PL5)."""
    plan = open_plan(at.contact_id, organisation=at.organisation, by=at.by, now=at.now)
    if plan is None or plan.number != number:
        raise DoesNotFit("another version than the one that was read back")
    keep_plan(
        at.contact_id,
        organisation=at.organisation,
        terms=replace(plan.terms, read_back=True),
        words=plan.words,
        by=at.by,
        now=at.now,
        said=True,  # it was just read to them, whole
    )


def _has_number(at: At) -> bool:
    """A number that they rang or wrote from, or one they gave."""
    with as_organisation(at.organisation):
        channel = Contact.objects.values_list("channel", flat=True).get(pk=at.contact_id)
    if channel != Channel.CHAT:
        return True
    told = answers(at.contact_id, organisation=at.organisation, by=at.by)
    return Question.CALL_BACK_NUMBER in told.given
