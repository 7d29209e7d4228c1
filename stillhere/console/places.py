"""Beside the talk: a place is sent in one press, and later it is asked whether it helped (SU2)."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from stillhere.actions.place_told import it_helped, tell_of_place
from stillhere.care.directory import Helped
from stillhere.console.acting import At, on_contact
from stillhere.console.asking import one_of, whole_number
from stillhere.console.places_beside import JUST_TOLD
from stillhere.console.steps_shown import TEMPLATES


@on_contact
def tell(at: At) -> HttpResponse:
    """Back to the same step and the same place: who sends is in the middle of something."""
    place, key = whole_number(at.form.get("place")), at.form.get("key", "")
    if place is None or not key:
        raise Http404
    tell_of_place(at.contact_id, place, organisation=at.organisation, by=at.by, key=key, now=at.now)
    step = at.form.get("step", "")
    where = {JUST_TOLD: "1"} | ({"step": step} if step in TEMPLATES else {})
    page = reverse("console:contact", args=[at.contact_id])
    return HttpResponseRedirect(f"{page}?{urlencode(where)}", status=303)


@on_contact
def helped(at: At) -> None:
    told, said = whole_number(at.form.get("told")), at.form.get("helped")
    if told is None:
        raise Http404
    it_helped(
        told,
        at.contact_id,
        organisation=at.organisation,
        helped=one_of(Helped, said) if said else None,
        by=at.by,
        now=at.now,
    )
