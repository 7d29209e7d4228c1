"""The dispatch card: the number for where they are, what to say there, and the times so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import phonenumbers
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext

from stillhere.actions.dispatch import number_to_give, same_address
from stillhere.actions.dispatch_numbers import numbers
from stillhere.care.dispatch import (
    Found,
    HowTested,
    Kind,
    Number,
    Say,
    Told,
    find,
    how_tested,
    script,
)
from stillhere.care.intake import Question
from stillhere.care.plan import Help, Terms, Words
from stillhere.care.watch_state import State, Watch
from stillhere.console.answers import Alone
from stillhere.console.known import Known
from stillhere.console.questions import in_words
from stillhere.console.wording import STATES
from stillhere.records.models import Entry
from stillhere.records.organisations import as_organisation

SAID: Final[dict[Say, Any]] = {
    Say.NOT_ANSWERING: later(
        "This is a medical call. Somebody is not answering me and may not be breathing."
    ),
    Say.ASKED_FOR_HELP: later("This is a medical call. Somebody asked me for help."),
    Say.ASKED_THEN_SILENT: later(
        "This is a medical call. Somebody asked me for help and has not answered me since; "
        "they may not be breathing."
    ),
    Say.NOT_SAFE: later("Somebody let me know that they are not safe and need help."),
    Say.AWAKE: later("This is a medical call. Somebody did not answer me, and does now."),
    Say.SOMEONE_DOWN: later(
        "This is a medical call. Somebody is down and may not be breathing. "
        "Another person is with them."
    ),
    Say.SOMEONE_AWAKE: later(
        "This is a medical call. Somebody was down and is awake now. Another person is with them."
    ),
    Say.PLACE: later("They are here: %(words)s."),
    Say.NOT_VERIFIED: later("The address was given by the caller; it is not verified."),
    Say.NO_PLACE: later("I do not know where they are. I am trying to find out."),
    Say.WAY_IN: later("To get in: %(words)s."),
    Say.LAST_ANSWER: later("I last heard from them at %(words)s."),
    Say.COMPANY: "%(words)s.",
    Say.TOGETHER: later(
        "%(words)s people are there, as we were told: more than one may need help."
    ),
    Say.CONDITIONS: later("They said: %(words)s."),
    Say.NALOXONE: later("Naloxone: %(words)s."),
    Say.DRUG: later("They said that they took this: %(words)s."),
    Say.SAME_ADDRESS: later(
        "Another person we stay with is at the same address: there may be two."
    ),
    Say.SAME_PHONE: later(
        "Somebody else reached us from the same phone or computer: there may be two people."
    ),
    Say.THEIR_NUMBER: later("Their own number is %(words)s; they agreed that you have it."),
    Say.LINE_NUMBER: later("Call me back on %(words)s."),
    Say.THIS_PHONE: later("Call me back on the number I am calling from."),
}
COMPANY: Final[dict[str, Any]] = {
    Alone.ALONE: later("They are alone."),
    Alone.NEARBY: later("Somebody is in the next room."),
    Alone.WITH_SOMEONE: later("Somebody is with them."),
    Alone.USING_TOGETHER: later("Somebody is with them and may need help too."),
}
"""Their own words for company may name a use; these do not."""
KINDS: Final[dict[Kind, Any]] = {
    Kind.PROVIDER: later("your contracted provider"),
    Kind.LISTED: later("from your list"),
}
STEPS: Final[dict[str, Any]] = {
    "HelpDecided": later("Decided"),
    "HelpDialled": later("Dialled"),
    "HelpAnswered": later("Answered"),
    "HelpReached": later("On the way"),
    "HelpAtPlace": later("At the place"),
    "HelpArrived": later("With them"),
}
"""ES4, in the order in which they come."""
AFTER_THE_CALL: Final = frozenset({"HelpAtPlace", "HelpArrived"})
ENDS_A_CALL: Final = frozenset({"CannotFindThem", "HelpStoodDown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial:
    number: str
    """As it is dialled."""
    written: str
    """As it is read."""
    place: str
    kind: str
    tested: HowTested
    age: str


def dispatch_shown(known: Known, watch: Watch, words: Words) -> dict[str, Any]:
    """For whoever has the person in hand, in an alarm or with help coming; else nothing."""
    if not known.mine or watch.state not in (State.ALARM, State.HELP_ON_THE_WAY):
        return {}
    place = words.place or known.answers.given.get(Question.PLACE, "")
    beside = _same_address(known, place)
    calling = watch.decided is not None and watch.decided.by == known.by.id
    if not calling or (watch.decided and watch.decided.help is Help.CONTACT):
        return {"same_address": beside}
    found = find(place, numbers(organisation=known.at.organisation, practice=known.row.practice))
    zone = found.time_zone
    return {
        "same_address": beside,
        "dial": [_dial(each, watch, known.now) for each in found.fits],
        "dial_elsewhere": [_dial(each, watch, known.now) for each in found.others],
        "dial_unsure": found.unsure,
        "their_zone": zone,
        "script": _script(known, watch, words, found, same=bool(beside)),
        "next_press": _next_press(watch),
    }


def times_shown(known: Known) -> dict[str, Any]:
    """How far the last call for responders has come; empty before one was decided."""
    with as_organisation(known.at.organisation):
        entries = list(Entry.objects.filter(watch_id=known.row.watch_id or 0).order_by("pk"))
    times = times_of(entries)
    return {"times": [(words, times.get(what)) for what, words in STEPS.items()] if times else []}


def times_of(entries: Iterable[Entry]) -> dict[str, datetime]:
    """The first of each in the last call for responders: a second press changes no time.

    Somebody they chose, called meanwhile, changes nothing of it; what ended that call ends it.
    """
    times: dict[str, datetime] = {}
    calling = False
    for entry in entries:
        what = "HelpDialled" if entry.what == "LineIsUp" and entry.facts.get("up") else entry.what
        if what == "HelpDecided":
            calling = entry.facts.get("help") != Help.CONTACT
            times = {what: entry.at} if calling else times
        elif _is_over(entry, calling=calling):
            times = {}
        elif times and what in STEPS and (calling or what in AFTER_THE_CALL):
            times.setdefault(what, entry.at)
    return times


def _is_over(entry: Entry, *, calling: bool) -> bool:
    """They were not reached, found nobody, were called off; or nobody is looked for any more."""
    not_reached = entry.what == "HelpNotReached" and calling
    return not_reached or entry.what in ENDS_A_CALL or entry.facts.get("after") == State.LISTENING


def _next_press(watch: Watch) -> str:
    """The one that is primary: what comes next, while every one of them may be pressed."""
    decided = watch.decided
    if decided is None or decided.answered_at or decided.line_is_up:
        return "reached"
    return "answered" if decided.dialled_at else "dialled"


def _same_address(known: Known, place: str) -> list[dict[str, Any]]:
    if known.row.watch_id is None:
        return []
    there = same_address(known.row.watch_id, place, organisation=known.at.organisation)
    return [
        {
            "contact_id": other.contact_id,
            "holder": known.name(other.holder),
            "state": STATES[State(other.state)],
        }
        for other in there
    ]


def _script(known: Known, watch: Watch, words: Words, found: Found, *, same: bool) -> list[str]:
    terms = known.plan.terms if known.plan else watch.terms
    lines = script(watch, terms, _told(known, terms, words, same=same), now=known.now)
    at = _theirs(watch.last_answer_at, found.time_zone)
    shown = {say: at if say is Say.LAST_ANSWER else carried for say, carried in lines}
    return [str(SAID[say]) % {"words": carried.rstrip(".")} for say, carried in shown.items()]


def _told(known: Known, terms: Terms, words: Words, *, same: bool) -> Told:
    given = known.answers.given
    said = {asked: in_words(asked, given[asked]) for asked in given}
    company = given.get(Question.ALONE, "")
    return Told(
        place=words.place or given.get(Question.PLACE, ""),
        way_in=words.way_in or given.get(Question.WAY_IN, ""),
        company=str(COMPANY.get(company, "")),
        conditions=said.get(Question.CONDITIONS, ""),
        naloxone=said.get(Question.NALOXONE, ""),
        drug=said.get(Question.SUBSTANCE, ""),
        their_number=_their_number(known, terms),
        line_number=written(known.row.line.number),
        same_address=same,
        same_phone=bool(known.elsewhere),
    )


def _their_number(known: Known, terms: Terms) -> str:
    """Not even opened where it may not be given."""
    if not terms.may_give_number:
        return ""
    found = number_to_give(
        known.row.pk, organisation=known.at.organisation, by=known.by, now=known.now
    )
    return written(found)


def _theirs(at: datetime, zone: str) -> str:
    local = at.astimezone(ZoneInfo(zone)) if zone else localtime(at)
    return f"{local:%H:%M}"


def _dial(number: Number, watch: Watch, now: datetime) -> Dial:
    return Dial(
        number=number.number,
        written=written(number.number),
        place=number.place or _("any place: say the address"),
        kind=str(KINDS[number.kind]),
        tested=how_tested(number, policy=watch.policy, now=now),
        age=_age(number, now),
    )


def _age(number: Number, now: datetime) -> str:
    if number.tested_at is None:
        return _("never tested")
    days = max(0, (now - number.tested_at).days)
    if days == 0:
        return _("tested today")
    words = ngettext("tested %(count)s day ago", "tested %(count)s days ago", days)
    return words % {"count": days}


def written(number: str) -> str:
    """As it is read aloud: +1 902-555-0142. What is no number stays as it was given."""
    try:
        found = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
