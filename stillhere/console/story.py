"""The talk and what was done, in one order: so that whoever takes over reads it once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from stillhere.actions.reading import LATE
from stillhere.actions.thread import Said
from stillhere.actions.words import PLACE, WORDS
from stillhere.care.channel import Channel
from stillhere.care.duties import Kind
from stillhere.care.messages import Reading
from stillhere.care.pace import Route
from stillhere.care.support import Adverse, Guide
from stillhere.care.watch_events import Evidence
from stillhere.console.guide_words import TITLES
from stillhere.console.known import Known
from stillhere.console.wording import ADVERSE, ROUTES
from stillhere.records.models import Entry

HAPPENED: Final[dict[str, Any]] = {
    "ContactCallBackAsked": later("They want to be rung back."),
    "ContactNotTold": later("No text could tell them that the line is paused: they wait."),
    "ContactNoSharedLanguage": later("No shared language: an interpreter is wanted."),
    "ContactOperatorWished": later("%(name)s asked whom they would like to be with."),
    "ContactDrivingSaid": later("%(name)s asked whether they drive."),
    "ContactRangBack": later("%(name)s rang them back, and did not reach them."),
    "WatchBegan": later("The watch began."),
    "CameBack": later("Back from a backup: nobody knows what happened since."),
    "CheckedIn": later("They answered."),
    "Heard": later("They answered: %(name)s heard them."),
    "ItIsTheCaller": later("Nobody else is down: it is the caller."),
    "OneAnswers": later("Several together: one answers for all and is not using."),
    "EachAnswers": later("Nobody answers for the others any more."),
    "OneIsDown": later("%(name)s was told: one of them is down."),
    "SharesPhone": later("Others are watched by the same phone or page: answers name whose."),
    "WatchBeside": later("%(name)s watches them beside somebody, by the same phone or page."),
    "SomethingWrong": later("Something's wrong, said %(name)s."),
    "UsedAgain": later("Used again."),
    "NaloxoneGiven": later("Naloxone was given."),
    "MeantToEndLife": later("%(name)s understood that the use is meant to end their life."),
    "SupervisorBeside": later("Somebody who supervises, or is on call, is with the holder."),
    "AdverseEvent": later("An adverse mental-health event: %(kind)s."),
    "AdverseEventTakenBack": later("Recorded by mistake, and taken back: %(kind)s."),
    "GuideTicked": later("%(name)s went through “%(guide)s”, step %(step)s."),
    "CallerLeft": later("They left without a word."),
    "ChannelLost": later("Their line is lost."),
    "ChannelBack": later("Messages reach them again. That is no answer."),
    "CallerReturned": later("They came back another way."),
    "PlanChanged": later("The plan changed."),
    "EndAgreed": later("An end was agreed."),
    "Taken": later("%(name)s is with them."),
    "HandOverOffered": later("%(name)s asked somebody to take over."),
    "ConsoleLost": later("A console went silent."),
    "HelpDecided": later("%(name)s calls for help."),
    "HelpDialled": later("%(name)s is dialling."),
    "HelpAnswered": later("They picked up where %(name)s called."),
    "HelpReached": later("Help was reached and is on its way."),
    "HelpNotReached": later("Could not be reached."),
    "ContactSaidYes": later("Someone they chose is coming."),
    "HelpAtPlace": later("Responders are at the place, not with them yet."),
    "HelpArrived": later("Somebody is beside them."),
    "CannotFindThem": later("Could not get to them."),
    "HelpStoodDown": later("Help was called off."),
    "PlanUsedUp": later("The plan is used up."),
    "ContactUnattendedAgreed": later("They said yes to a watch without a person."),
    "SaidYes": later("%(name)s said yes at home: their phone is the one that rings."),
    "SecondLooked": later("%(name)s has looked too."),
    "SecondAsked": later("%(name)s asks for a second person."),
    "SecondAgreed": later("%(name)s agreed as the second person."),
    "SecondRefused": later("%(name)s did not agree."),
    "Closed": later("The watch was closed."),
}
RINGS: Final[dict[tuple[str, str], Any]] = {
    ("DutyPickedUp", Kind.RING_PERSON): later(
        "The phone of %(name)s was picked up. Only key 1 says that a person hears."
    ),
    ("DutyPickedUp", Kind.RING_CALLER): later("Their phone was picked up. That is no answer yet."),
    ("DutyHeard", Kind.RING_PERSON): later("%(name)s pressed 1: a person has heard the ring."),
}
WRITTEN_LOST: Final[dict[str, Any]] = {
    Channel.TEXT: later("Texts do not reach them any more."),
    Channel.CHAT: later("Their chat does not reach them any more."),
}
GRAVE: Final = frozenset(
    {
        "CameBack",
        "ChannelLost",
        "MeantToEndLife",
        "OneIsDown",
        "SomethingWrong",
        "HelpDecided",
        "CannotFindThem",
        "PlanUsedUp",
    }
)
SAID_OF_THEM: Final[dict[str, Any]] = {
    Evidence.BREATHING: later("%(name)s was told: they breathe."),
    Evidence.AWAKE: later("%(name)s was told: they are awake."),
}
"""By the caller, of somebody who is down (CO15)."""
RAISED: Final = {"asking": later("No answer: asking."), "alarm": later("Alarm: decide now.")}
DELIVERY: Final[dict[str, Any]] = {
    "kept": later("not sent yet"),
    "sent": later("sent"),
    "delivered": later("arrived"),
    "failed": later("did not arrive"),
    "not_wanted": later("not sent any more"),
}
CARRIER: Final[dict[str, Any]] = {
    Reading.CARRIER_STOP: later("their carrier holds back our texts from now; no goodbye"),
    Reading.CARRIER_START: later("their carrier lets our texts through again; no answer"),
    PLACE: later("say it back before it goes into the plan; no answer"),
    Reading.INFO: later("asked who we are; the line itself answered with its name"),
}
"""What a carrier hears in their words as well."""
MOST_LINES: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    at: datetime
    kind: str
    """event, words, help."""
    words: str
    ours: bool = False
    who: str = ""
    late: bool = False
    fresh: bool = False
    """Words nobody here has answered yet (WA5)."""
    grave: bool = False
    state_words: str = ""


def story(known: Known, said: Iterable[Said], entries: Iterable[Entry]) -> list[Line]:
    said = list(said)
    ours = [each.at for each in said if each.operator_id is not None]
    since = max(ours, default=None)
    lines = [
        *(replace(_said(known, each), fresh=_is_fresh(each, since)) for each in said),
        *_events(known, entries),
    ]
    return sorted(lines, key=lambda line: line.at)[-MOST_LINES:]


def _is_fresh(said: Said, since: datetime | None) -> bool:
    """`since`: when one of us last wrote."""
    words = said.inbound and said.kind in (WORDS, PLACE) and said.reading != LATE
    return words and (since is None or said.at > since)


def last_words(said: Iterable[Said]) -> str:
    """What they wrote last; a tap is no words."""
    theirs = [each.words for each in said if each.inbound and each.words]
    return theirs[-1] if theirs else ""


def _said(known: Known, said: Said) -> Line:
    cry = said.inbound and said.reading in (Reading.HELP, Reading.DURESS)
    return Line(
        at=said.at,
        kind="help" if cry else "words",
        words=_words(said),
        ours=not said.inbound,
        who=_who(known, said),
        late=said.reading == LATE,
        state_words=str((CARRIER if said.inbound else DELIVERY).get(_state(said), "")),
    )


def _state(said: Said) -> str:
    if said.kind == PLACE and said.reading == Reading.WORDS:
        return PLACE
    return said.reading if said.inbound else said.state


def _words(said: Said) -> str:
    if said.is_link:
        return _("Asked their phone where it is, by a link that works once.")
    if said.gone:
        return _("They sent where they are. It is erased.")
    if said.words:
        return said.words
    if not said.readable:
        return _("(These words cannot be read here.)")
    return _("Pressed Help.") if said.kind == "help" else _("Pressed I'm okay.")


def _who(known: Known, said: Said) -> str:
    if said.inbound and said.kind == PLACE:
        return _("Sent by their phone")
    if said.inbound:
        return known.called or _("Caller")
    return said.by or _("The line itself")


def _sentence(entry: Entry) -> Any:
    kind, evidence = (entry.facts.get(name, "") for name in ("kind", "evidence"))
    if entry.what == "HelpDecided" and entry.facts.get("by_caller"):
        return _("The caller calls 911; %(name)s stays with them.")
    if entry.what == "ChannelLost" and entry.facts.get("channel") in WRITTEN_LOST:
        return WRITTEN_LOST[entry.facts["channel"]]
    return SAID_OF_THEM.get(evidence) or HAPPENED.get(entry.what) or RINGS.get((entry.what, kind))


def _events(known: Known, entries: Iterable[Entry]) -> Iterator[Line]:
    state = ""
    for entry in entries:
        sentence = _sentence(entry)
        if sentence:
            words = str(sentence) % {
                "name": known.name(entry.operator_id),
                "kind": _kind(entry),
                "guide": _guide(entry),
                "step": entry.facts.get("step", ""),
            }
            route = entry.facts.get("route")
            if route in set(Route):
                words = f"{words} {ROUTES[Route(route)]}."
            yield Line(at=entry.at, kind="event", words=words, grave=entry.what in GRAVE)
        after = entry.facts.get("after", "")
        if after != state and after in RAISED:
            yield Line(at=entry.at, kind="event", words=str(RAISED[after]), grave=after == "alarm")
        state = after or state


def _guide(entry: Entry) -> str:
    kind = entry.facts.get("kind")
    return str(TITLES[Guide(kind)]) if kind in set(Guide) else ""


def _kind(entry: Entry) -> str:
    """Of an adverse event: its word, else nothing."""
    kind = entry.facts.get("kind")
    return str(ADVERSE[Adverse(kind)]) if kind in set(Adverse) else ""
