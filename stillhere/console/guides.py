"""Beside the conversation: a step of a guide was gone through, in one press."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from stillhere.actions.guide_ticks import tick_card
from stillhere.care.support import Guide
from stillhere.console.acting import At, on_contact
from stillhere.console.asking import one_of, whole_number
from stillhere.console.steps_shown import TEMPLATES


@on_contact
def tick(at: At) -> HttpResponse:
    """Back to the same step and the same guide: who ticks is in the middle of something."""
    guide = one_of(Guide, at.form.get("guide"))
    version, card = whole_number(at.form.get("version")), whole_number(at.form.get("card"))
    if version is None or card is None:
        raise Http404
    tick_card(
        at.contact_id,
        organisation=at.organisation,
        guide=guide,
        version=version,
        card=card,
        by=at.by,
        now=at.now,
    )
    step = at.form.get("step", "")
    where = {"step": step, "open": guide.value} if step in TEMPLATES else {"open": guide.value}
    page = reverse("console:contact", args=[at.contact_id])
    return HttpResponseRedirect(f"{page}?{urlencode(where)}", status=303)
