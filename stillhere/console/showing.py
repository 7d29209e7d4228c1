"""A person's page, whole or only its moving part: each piece shown by the module that knows it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from secrets import token_hex
from typing import Any

from django.db.models import Q
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from stillhere.actions.asked_place import may_be_asked
from stillhere.actions.code_ending import CODE
from stillhere.actions.intake import answers
from stillhere.actions.plan import open_plan
from stillhere.actions.remembering import remembered
from stillhere.actions.thread import Said, thread
from stillhere.care.channel import Channel
from stillhere.care.refused import NotYours
from stillhere.console.acting import At
from stillhere.console.arriving import arriving_shown
from stillhere.console.asked import asked_shown
from stillhere.console.asking import whole_number
from stillhere.console.beside import beside_shown
from stillhere.console.call_back import call_back_shown
from stillhere.console.call_shown import call_shown
from stillhere.console.code_shown import code_shown
from stillhere.console.first_shift_shown import coach_shown
from stillhere.console.guides_shown import guides_shown
from stillhere.console.help_shown import help_shown
from stillhere.console.intake_shown import ask_shown, hello_shown, known_shown
from stillhere.console.known import Known, know
from stillhere.console.places_beside import places_shown
from stillhere.console.plan_form import PlanForm
from stillhere.console.plan_shown import plan_shown, plan_step_shown
from stillhere.console.second_shown import second_shown
from stillhere.console.steps_shown import (
    TEMPLATES,
    may_see_steps,
    middle_of,
    step_of,
    steps_bar,
)
from stillhere.console.story import last_words, story
from stillhere.console.support_shown import adverse_shown
from stillhere.console.talk_shown import closed_shown, talk_shown
from stillhere.console.texting import texting_shown
from stillhere.console.together import together_shown
from stillhere.console.watch_shown import close_shown, watch_shown, watch_step_shown
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Entry
from stillhere.records.organisations import as_organisation
from stillhere.web.mistakes import wants_parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Unkept:
    """What was sent and could not be kept, to be shown again as it was."""

    step: str = ""
    mistakes: Mapping[str, str] | None = None
    plan_form: PlanForm | None = None
    mistake: str = ""
    unsent: str = ""
    """Words to the caller that have not left."""

    @property
    def sentence(self) -> str:
        """All that has to be changed, for a page that has kept what was typed."""
        wrong = [self.mistake, *(self.mistakes or {}).values()]
        if self.plan_form:
            wrong += [
                f"{self.plan_form.fields[name].label}: {' '.join(map(str, errors))}"
                for name, errors in self.plan_form.errors.items()
            ]
        return " ".join(filter(None, wrong))


def page(at: At, *, unkept: Unkept | None = None) -> HttpResponse:
    if unkept and wants_parts(at.request):
        return JsonResponse({"no": unkept.sentence}, status=422)  # what was typed is still there
    template = "console/panel.html" if wants_parts(at.request) else "console/contact.html"
    return _render(at, template, seen(at, unkept), status=422 if unkept else 200)


def panel_of(at: At) -> HttpResponse:
    """`plan` in the address: the version that is on the screen already."""
    on_screen = whole_number(at.request.GET.get("plan"))
    return _render(at, "console/panel.html", seen(at, plan_on_screen=on_screen))


def _render(at: At, template: str, shown: dict[str, Any], *, status: int = 200) -> HttpResponse:
    context = {"seen": shown, "plan_form": shown.get("plan_form"), "live": True}
    return render(at.request, template, context, status=status)


def show_again(at: At, unkept: Unkept) -> HttpResponse:
    """422: nothing was kept, nothing is lost, and what is wrong says what to do."""
    return page(at, unkept=unkept)


def seen(
    at: At, unkept: Unkept | None = None, *, plan_on_screen: int | None = None
) -> dict[str, Any]:
    """Whoever is taken away while their page is put together is shown as that is now."""
    try:
        return _seen(know(at), unkept, plan_on_screen)
    except NotYours:
        return _seen(know(at), unkept, plan_on_screen)


def _seen(known: Known, unkept: Unkept | None, plan_on_screen: int | None) -> dict[str, Any]:
    middle = middle_of(known)
    stays = known.plan_number == plan_on_screen and not _needs_plan(known, middle)
    known = _opened(known, with_plan=not stays)
    step = unkept.step if unkept and unkept.step else step_of(known, middle)
    adverse = adverse_shown(known)
    said = _said(known)
    return {
        **_who(known),
        "middle": middle,
        "middle_template": f"console/partials/{middle}.html",
        "shows_steps": known.mine and may_see_steps(known, middle, step),
        "step_template": f"console/partials/{TEMPLATES[step]}.html",
        "steps": steps_bar(known, step),
        "plan_number": known.plan_number,
        "plan_stays": known.mine and stays,
        **_talk(known, unkept, said),
        **talk_shown(known),
        **call_back_shown(known),
        **call_shown(known),
        **arriving_shown(known),
        **asked_shown(known),
        **together_shown(known),
        **beside_shown(known),
        **closed_shown(known),
        **adverse,
        **guides_shown(known, [each["kind"] for each in adverse.get("adverse", ())]),
        **places_shown(known, said),
        **plan_shown(known),
        **known_shown(known),
        **second_shown(known),
        **coach_shown(known),
        **(_watching(known)),
        **_step_shown(known, step, unkept),
    }


def _needs_plan(known: Known, middle: str) -> bool:
    """Every opening is in the ledger, so that a plan is not opened again for every message."""
    step = known.at.request.GET.get("step")
    return middle in ("decide", "on_the_way") or step == "plan"


def _opened(known: Known, *, with_plan: bool) -> Known:
    """The sealed parts, for whoever has them in hand. What cannot be read is shown as missing."""
    if not known.mine:
        return known
    organisation = known.at.organisation
    told = answers(known.row.pk, organisation=organisation, by=known.by)
    has_code = CODE in known.row.facts
    kept = remembered(known.row.pk, organisation=organisation, by=known.by) if has_code else None
    known = replace(known, answers=told, kept=kept)
    if not with_plan:
        return known
    try:
        plan = open_plan(known.row.pk, organisation=organisation, by=known.by, now=known.now)
    except CannotOpen:
        plan = None
    return replace(known, plan=plan)


def _who(known: Known) -> dict[str, Any]:
    row = known.row
    return {
        "contact_id": row.pk,
        "watch_id": row.watch_id,
        "label": known.called or _("Caller %(number)s") % {"number": row.pk},
        "channel": Channel(row.channel),
        "language": row.language,
        "began_at": row.began_at,
        "practice": row.practice,
        "holder_name": known.name(known.whose.holder),
        "mine": known.mine,
        "may_read": known.may_read,
        "colleagues": known.colleagues,
        "key": token_hex(12),
    }


def _said(known: Known) -> list[Said]:
    if not known.may_read:
        return []
    return thread(known.row.pk, organisation=known.at.organisation, by=known.by)


def _talk(known: Known, unkept: Unkept | None, said: list[Said]) -> dict[str, Any]:
    if not known.may_read:
        return {}
    with as_organisation(known.at.organisation):
        theirs = Q(contact_id=known.row.pk) | Q(watch_id=known.row.watch_id or 0)
        lines = story(known, said, list(Entry.objects.filter(theirs).order_by("pk")))
    by_voice = known.row.channel == Channel.VOICE
    return {
        "story": lines,
        "last_words": last_words(said),
        "by_voice": by_voice,
        "may_write": known.mine and known.contact.is_open and not by_voice,
        "texting": _texting(known, unkept),
        "may_ask_where": _may_ask_where(known),
        "not_sent": unkept.mistake if unkept and unkept.unsent else "",
    }


def _may_ask_where(known: Known) -> bool:
    texts = known.terms is not None and known.terms.reach.text
    duress = known.watch is not None and known.watch.duress
    open_here = known.contact.is_open and not known.contact.settled
    held = known.mine and open_here and not duress and not known.stopped
    return held and may_be_asked(known.row, agreed_to_texts=texts)


def _texting(known: Known, unkept: Unkept | None) -> dict[str, Any] | None:
    """Only what leaves as a text is counted; a chat has room."""
    if known.row.channel != Channel.TEXT:
        return None
    return texting_shown(unkept.unsent if unkept else "")


def _watching(known: Known) -> dict[str, Any]:
    watch = known.open_watch
    if watch is None:
        return {}
    return {**watch_shown(known, watch), **help_shown(known, watch)}


def _step_shown(known: Known, step: str, unkept: Unkept | None) -> dict[str, Any]:
    match step:
        case "hello":
            return hello_shown(known)
        case "ask":
            return ask_shown(known, unkept.mistakes if unkept else None)
        case "plan":
            return plan_step_shown(known, unkept.plan_form if unkept else None)
        case "watch" if known.open_watch is not None:
            return watch_step_shown(known.open_watch)
        case "code":
            return code_shown(known, unkept.mistakes if unkept else None)
        case "after":
            return close_shown(known, unkept.mistake if unkept else "")
        case _:
            return {}
