"""What is shown once help must come: the plan's choices, what was tried, what to say."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from stillhere.care.plan import Help, Helper, Step, Terms, Words
from stillhere.care.watch_state import Tried, Watch
from stillhere.console.dispatch_shown import dispatch_shown, times_shown
from stillhere.console.known import Known
from stillhere.console.wording import HELP, OUTCOMES

SEND_HELP = Step(help=Help.EMERGENCY)
MINUTES_OFFERED = (2, 5, 10, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One large button of "decide now"."""

    help: Help
    helper: int | None
    label: str
    beneath: str

    @property
    def held(self) -> bool:
        """Sending responders takes a hold of a second and a half; ringing a friend does not."""
        return self.help is not Help.CONTACT


def help_shown(known: Known, watch: Watch) -> dict[str, Any]:
    words = known.plan.words if known.plan else Words()
    return {
        "choices": list(_choices(watch, words)),
        "plan_number": known.plan.number if known.plan else None,
        "tried": [_tried(known, each, words) for each in watch.tried],
        "decided": watch.decided,
        **_call(known, watch, words),
        **dispatch_shown(known, watch, words),
        **times_shown(known),
        "community_minutes": words.community_minutes,
        "community_number": words.community_number,
        "minutes_offered": MINUTES_OFFERED,
        "may_decide": _may_decide(known, watch),
        "may_use_up": not watch.used_up and watch.decided is None,
    }


def _may_decide(known: Known, watch: Watch) -> bool:
    """Whoever has the token, or anyone with the person once its holder was asked in vain (ES2)."""
    decided = watch.decided
    return decided is None or decided.by == known.by.id or decided.asked_again


def plan_line(terms: Terms, words: Words) -> str:
    """The whole plan in one line, its refusals in words."""
    parts = [
        f"{place}. {whom(step.help, step.helper, words)}"
        for place, step in enumerate(terms.steps, 1)
    ]
    if terms.refused:
        parts.insert(0, _("they refused a part of the plan"))
    if terms.both_at_once:
        parts.append(_("all at once"))
    if terms.emergency_after is not None:
        parts.append(_("911 anyway after %(count)s min") % {"count": terms.emergency_after})
    elif terms.steps and not any(step.help is Help.EMERGENCY for step in terms.steps):
        parts.append(_("they did not choose 911"))
    return " · ".join(parts) or _("No plan was agreed.")


def whom(help: Help, helper: int | None, words: Words) -> str:
    if help is Help.EMERGENCY:
        return _("911")
    if help is Help.COMMUNITY:
        return str(HELP[help])
    return helper_of(words, helper).name or _("Someone they chose")


def helper_of(words: Words, helper: int | None) -> Helper:
    known = helper is not None and helper < len(words.helpers)
    return words.helpers[helper or 0] if known else Helper(name="", number="")


def _choices(watch: Watch, words: Words) -> Iterator[Choice]:
    """In the plan's order. Sending help is always possible; what was not chosen says so."""
    steps = list(watch.terms.steps)
    chosen = SEND_HELP in steps
    if not chosen:
        steps.append(SEND_HELP)
    if watch.emergency_now:
        steps = [SEND_HELP, *(step for step in steps if step != SEND_HELP)]
    for step in steps:
        beneath = _beneath(watch, step, words)
        if step == SEND_HELP and not chosen and len(steps) > 1:
            beneath = _("not in their plan; hold")
        yield Choice(help=step.help, helper=step.helper, label=_label(step, words), beneath=beneath)


def _label(step: Step, words: Words) -> str:
    if step.help is Help.EMERGENCY:
        return _("Send help")
    if step.help is Help.COMMUNITY:
        return _("Call the community's number")
    return _("Call %(name)s") % {"name": whom(step.help, step.helper, words)}


def _beneath(watch: Watch, step: Step, words: Words) -> str:
    tried = [each for each in watch.tried if (each.help, each.helper) == (step.help, step.helper)]
    if tried:
        at = f"{localtime(tried[-1].at):%H:%M}"
        return _("%(how)s at %(time)s") % {"how": OUTCOMES[tried[-1].outcome], "time": at}
    if step.help is Help.EMERGENCY and watch.emergency_now:
        return _("they asked for 911 by now; hold")
    if step.help is Help.COMMUNITY:
        return _community_away(words.community_minutes)
    if step.help is not Help.CONTACT:
        return _("hold")
    minutes = helper_of(words, step.helper).minutes
    return "" if minutes is None else _("%(count)s min away") % {"count": minutes}


def _community_away(minutes: int | None) -> str:
    """Where no ambulance comes, how long it takes decides what else to do meanwhile (IN7)."""
    if minutes is None:
        return _("nobody said how long they take; hold")
    return _("%(count)s min away; hold") % {"count": minutes}


def _tried(known: Known, each: Tried, words: Words) -> dict[str, Any]:
    """Names only for whoever has them in hand."""
    return {
        "at": each.at,
        "whom": whom(each.help, each.helper, words) if known.mine else HELP[each.help],
        "outcome": OUTCOMES[each.outcome],
        "by": known.name(each.by),
    }


def _call(known: Known, watch: Watch, words: Words) -> dict[str, Any]:
    decided = watch.decided
    if decided is None:
        return {}
    return {
        "i_call": decided.by == known.by.id and known.mine,
        "decided_by": known.name(decided.by),
        "decided_whom": whom(decided.help, decided.helper, words) if known.mine else "",
        "caller_calls": decided.by_caller,
        "calls_contact": decided.help is Help.CONTACT,
        "calls_community": decided.help is Help.COMMUNITY,
        "helper": helper_of(words, decided.helper),
    }
