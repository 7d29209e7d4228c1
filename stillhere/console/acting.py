"""What every button of the console does: who, about whom, when; then back to the person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from stillhere.actions.access import actor
from stillhere.actions.exercise import OF_LEARNER
from stillhere.actions.plan import NoSuchContact
from stillhere.actions.watch import NoSuchWatch
from stillhere.care.access import Page, may_enter, roles_for
from stillhere.care.refused import Refused
from stillhere.care.watch_state import Actor
from stillhere.records.models import Contact, Watch
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from stillhere.web.gate import open_to, operator_of
from stillhere.web.mistakes import say_no

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """One press of a button: by whom, about which contact and watch, at what time."""

    request: HttpRequest
    by: Actor
    organisation: int
    now: datetime
    contact_id: int
    watch_id: int | None

    @property
    def form(self) -> QueryDict:
        return self.request.POST

    @property
    def watch(self) -> int:
        """Raises `Http404` where nobody is being watched."""
        if self.watch_id is None:
            raise Http404
        return self.watch_id


def on_contact(act: Callable[[At], HttpResponse | None]) -> View:
    """A view for `contacts/<contact_id>/…`. A refusal is said in words; success goes back."""

    @wraps(act)
    def view(request: HttpRequest, contact_id: int) -> HttpResponse:
        return _do(act, at(request, contact_id=contact_id))

    return _operators_only(view)


def on_watch(act: Callable[[At], HttpResponse | None]) -> View:
    """The same for `watches/<watch_id>/…`."""

    @wraps(act)
    def view(request: HttpRequest, watch_id: int) -> HttpResponse:
        return _do(act, at(request, watch_id=watch_id))

    return _operators_only(view)


def at(request: HttpRequest, *, contact_id: int | None = None, watch_id: int | None = None) -> At:
    """Raises `Http404`: of another organisation's people there is nothing to know.

    Nor of an exercise for anybody but its learner.
    """
    operator = operator_of(request)
    organisation = operator.organisation_id
    with as_organisation(organisation):
        if watch_id is not None:
            watches = Watch.objects.filter(pk=watch_id, organisation_id=organisation)
            row = watches.values_list("contact_id", "pk", f"contact__{OF_LEARNER}").first()
        else:
            contacts = Contact.objects.filter(pk=contact_id or 0, organisation_id=organisation)
            row = contacts.values_list("pk", "watch_id", OF_LEARNER).first()
    if row is None or not may_enter(operator.pk, row[2]):
        raise Http404
    return At(
        request=request,
        by=actor(operator),
        organisation=organisation,
        now=clock.now(),
        contact_id=row[0],
        watch_id=row[1],
    )


def back_to(contact_id: int, *, step: str = "") -> HttpResponse:
    """303: the browser asks again with GET, and a reload repeats nothing."""
    where = reverse("console:contact", args=[contact_id])
    return HttpResponseRedirect(f"{where}?step={step}" if step else where, status=303)


def _do(act: Callable[[At], HttpResponse | None], where: At) -> HttpResponse:
    try:
        answer = act(where)
    except Refused as refusal:
        return say_no(where.request, refusal)
    except (NoSuchContact, NoSuchWatch):
        raise Http404 from None
    return answer or back_to(where.contact_id)


def _operators_only(view: View) -> View:
    return open_to(*roles_for(Page.CONTACT))(require_POST(view))
