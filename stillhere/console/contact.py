"""One person's page: taking them, talking with them, joining and ending."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from stillhere.actions import contact
from stillhere.actions.asked_place import ask_place
from stillhere.actions.saying import say as say_words
from stillhere.actions.second_look import ask_to_end
from stillhere.care.access import Page, roles_for
from stillhere.care.contact_state import EndReason, Need
from stillhere.care.outgoing import Agreed, Tells, TooManyTexts
from stillhere.care.refused import NeedsMoreProof
from stillhere.console.acting import At, at, on_contact
from stillhere.console.asking import one_of, whole_number
from stillhere.console.showing import Unkept, page, panel_of, show_again
from stillhere.console.texting import why_not
from stillhere.records.models import Contact
from stillhere.records.organisations import as_organisation
from stillhere.web.gate import open_to


@open_to(*roles_for(Page.CONTACT))
@require_GET
def person(request: HttpRequest, contact_id: int) -> HttpResponse:
    return page(at(request, contact_id=contact_id))


@open_to(*roles_for(Page.CONTACT))
@require_GET
def panel(request: HttpRequest, contact_id: int) -> HttpResponse:
    """What the page fetches again when this person's row has a higher version."""
    return panel_of(at(request, contact_id=contact_id))


@on_contact
def take(at: At) -> None:
    contact.take_contact(at.contact_id, organisation=at.organisation, by=at.by, now=at.now)


@on_contact
def need(at: At) -> None:
    contact.say_need(
        at.contact_id,
        organisation=at.organisation,
        need=one_of(Need, at.form.get("need")),
        by=at.by,
        now=at.now,
    )


@on_contact
def heard(at: At) -> None:
    """ "They answered me", before there is a watch."""
    contact.they_answered(at.contact_id, organisation=at.organisation, by=at.by, now=at.now)


@on_contact
def say(at: At) -> HttpResponse | None:
    """The same `key` twice is one message; a double press says nothing twice."""
    words, key = at.form.get("words", "").strip(), at.form.get("key", "")
    if not key:
        raise Http404
    agreed = Agreed(in_parts="parts" in at.form, all_the_same="as_is" in at.form)
    try:
        if words:
            say_words(
                at.contact_id,
                organisation=at.organisation,
                by=at.by,
                words=words,
                key=key,
                now=at.now,
                agreed=agreed,
            )
    except (TooManyTexts, Tells) as wrong:
        return show_again(at, Unkept(mistake=why_not(wrong), unsent=words))
    return None


@on_contact
def ask_where(at: At) -> None:
    """With their yes: a text with a link that works once. Its address is this line's own."""
    key = at.form.get("key", "")
    if at.form.get("agreed") != "yes" or not key:
        raise Http404
    with as_organisation(at.organisation):
        slug = Contact.objects.values_list("line__slug", flat=True).get(pk=at.contact_id)

    def link(ticket: str) -> str:
        return f"{settings.PUBLIC_URL}{reverse('here', args=[slug, ticket])}"

    ask_place(at.contact_id, organisation=at.organisation, by=at.by, link=link, key=key, now=at.now)


@on_contact
def join(at: At) -> None:
    watch = whole_number(at.form.get("watch"))
    if watch is None:
        raise Http404
    contact.join_watch(
        at.contact_id, organisation=at.organisation, watch_id=watch, by=at.by, now=at.now
    )


@on_contact
def hand_on(at: At) -> None:
    """Either side asks for someone else; no reason is asked (CO12)."""
    contact.hand_to_someone_else(at.contact_id, organisation=at.organisation, by=at.by, now=at.now)


@on_contact
def end(at: At) -> None:
    """Where two have to agree, pressing asks the other (CO7, CO11)."""
    reason = one_of(EndReason, at.form.get("reason"))
    try:
        contact.end_contact(
            at.contact_id, organisation=at.organisation, by=at.by, reason=reason, now=at.now
        )
    except NeedsMoreProof:
        ask_to_end(at.contact_id, organisation=at.organisation, by=at.by, reason=reason, now=at.now)
