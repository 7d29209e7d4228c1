"""What the rules' own words are called on the screen, so that no page shows a bare code."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stillhere.care.aftercare import Finding, VerifiedWith
from stillhere.care.channel import Channel
from stillhere.care.contact_state import EndReason, Need
from stillhere.care.intake import Prepared, Question
from stillhere.care.late import Found
from stillhere.care.pace import Route
from stillhere.care.plan import Help, IfDropped, Missing
from stillhere.care.support import Adverse
from stillhere.care.watch_events import CloseReason
from stillhere.care.watch_state import State, Went
from stillhere.console.answers import Alone, Amount, Naloxone, Substance

Words = Mapping[Any, Any]

STEPS: Final[dict[str, Any]] = {
    "hello": _("Hello"),
    "ask": pgettext_lazy("the step where we ask", "Ask"),
    "plan": _("Plan"),
    "watch": _("Watch"),
    "after": pgettext_lazy("the last step: closing", "After"),
}
STATES: Final[Words] = {
    State.LISTENING: _("Listening"),
    State.ASKING: _("Asking"),
    State.ALARM: _("Alarm"),
    State.HELP_ON_THE_WAY: _("Help on the way"),
    State.CLOSED: _("Closed"),
}
CHANNELS: Final[Words] = {
    Channel.VOICE: pgettext_lazy("a way to reach us", "phone"),
    Channel.TEXT: pgettext_lazy("a way to reach us", "text"),
    Channel.CHAT: pgettext_lazy("a way to reach us", "chat"),
}
ROUTES: Final[Words] = {
    Route.SMOKED: _("Smoked"),
    Route.INJECTED: _("Injected"),
    Route.SNORTED: _("Snorted"),
    Route.SWALLOWED: _("Swallowed"),
    Route.PATCH: _("A patch"),
    Route.UNKNOWN: _("Another way, or not sure"),
}
SUBSTANCES: Final[Words] = {
    Substance.OPIOID: _("Down (an opioid)"),
    Substance.OPIOID_AND_SEDATIVE: _("Down with benzos, xylazine or alcohol"),
    Substance.STIMULANT: _("Up (a stimulant)"),
    Substance.OPIOID_AND_STIMULANT: _("Up and down together"),
    Substance.SEDATIVE: _("Benzos or alcohol"),
    Substance.OTHER: _("Something else"),
    Substance.UNKNOWN: _("Not sure what it is"),
}
AMOUNTS: Final[Words] = {
    Amount.LESS: _("Less than usual"),
    Amount.USUAL: _("As usual"),
    Amount.MORE: _("More than usual"),
    Amount.FIRST: _("First time, or after a break"),
}
COMPANY: Final[Words] = {
    Alone.ALONE: _("Alone"),
    Alone.NEARBY: _("Someone is in the next room"),
    Alone.WITH_SOMEONE: _("Someone is with me"),
    Alone.USING_TOGETHER: _("We are using together"),
}
NALOXONE: Final[Words] = {
    Naloxone.IN_REACH: _("Yes, in reach"),
    Naloxone.ELSEWHERE: _("Yes, but not here"),
    Naloxone.NONE: _("No"),
}
PREPARED: Final[Words] = {
    Prepared.DOOR_UNLOCKED: _("The door is unlocked"),
    Prepared.PETS_AWAY: _("Pets are in another room"),
    Prepared.SPEAKER_ON: _("The phone is on speaker, sound up"),
    Prepared.CHARGING: _("The phone is charging"),
    Prepared.NOT_BEHIND_A_DOOR: _("Not behind a second closed door"),
}
QUESTIONS: Final[Words] = {
    Question.CALLED: pgettext_lazy("intake", "Called"),
    Question.CALL_BACK_NUMBER: pgettext_lazy("intake", "Number to ring back"),
    Question.MAY_SAY: pgettext_lazy("intake", "To whoever answers"),
    Question.PLACE: pgettext_lazy("intake", "Place"),
    Question.WAY_IN: pgettext_lazy("intake", "Way in"),
    Question.SUBSTANCE: pgettext_lazy("intake", "What"),
    Question.ROUTE: pgettext_lazy("intake", "How"),
    Question.AMOUNT: pgettext_lazy("intake", "How much"),
    Question.ALONE: pgettext_lazy("intake", "Company"),
    Question.NALOXONE: pgettext_lazy("intake", "Naloxone"),
    Question.PREPARED: pgettext_lazy("intake", "Prepared"),
    Question.CONDITIONS: pgettext_lazy("intake", "Health"),
    Question.LANGUAGE: pgettext_lazy("intake", "Language"),
    Question.LOOKED_AFTER: pgettext_lazy("intake", "To be looked after"),
    Question.AGE_BAND: pgettext_lazy("intake", "Age"),
    Question.GENDER: pgettext_lazy("intake", "Gender"),
    Question.COMMUNITY_SIZE: pgettext_lazy("intake", "Community"),
    Question.PAST_OVERDOSE: pgettext_lazy("intake", "Overdose before"),
    Question.LIFETIME_USES: pgettext_lazy("intake", "Times on this line"),
}
NEEDS: Final[Words] = {
    Need.TALK: _("To talk"),
    Need.ABOUT_TO_USE: _("About to use"),
    Need.USING_NOW: _("Using now"),
    Need.HAS_USED: _("Has used"),
    Need.SOMEONE_DOWN: _("Someone else is down"),
    Need.IN_DANGER: _("In danger"),
    Need.UNKNOWN: _("Not said yet"),
}
ADVERSE: Final[Words] = {
    Adverse.THOUGHTS_OF_SUICIDE: _("Thoughts of suicide"),
    Adverse.SUICIDE_ATTEMPT: _("A suicide attempt"),
    Adverse.SELF_HARM: _("Self-harm"),
    Adverse.PSYCHOSIS: _("Psychosis"),
    Adverse.PANIC: _("Panic"),
    Adverse.THREATENED: _("Danger from somebody, or to somebody"),
    Adverse.OTHER: pgettext_lazy("an adverse mental-health event", "Another kind"),
}
END_REASONS: Final[Words] = {
    EndReason.ENDED: _("We said goodbye"),
    EndReason.NO_WATCH_NEEDED: _("They only wanted to talk or ask"),
    EndReason.LEFT: _("They left"),
    EndReason.JOINED: _("The same person goes on elsewhere"),
    EndReason.WRONG_NUMBER: _("Wrong number: keep nothing"),
}
HELP: Final[Words] = {
    Help.CONTACT: _("Someone they chose"),
    Help.EMERGENCY: _("Emergency services (911)"),
    Help.COMMUNITY: _("The community's own number"),
}
IF_DROPPED: Final[Words] = {
    IfDropped.RING: _("Ring them at once"),
    IfDropped.TEXT: _("Send them a message at once"),
    IfDropped.WAIT: _("Wait some minutes first"),
    IfDropped.SEND_HELP: _("Send help"),
    IfDropped.NOTHING: _("Nothing until the next check-in"),
}
MISSING: Final[Words] = {
    Missing.HELP: _("Nobody to send yet: ask who should come."),
    Missing.PLACE: _("No place yet: help cannot find them."),
    Missing.CONTACT_NUMBER: _("A chosen person has no number that can ring."),
    Missing.READ_BACK: _("Not yet read back and agreed."),
    Missing.REFUSAL_ANSWERED: _("Refused: read what we will do, and note their answer."),
}
OUTCOMES: Final[Words] = {
    Went.REACHED: _("reached, sending somebody"),
    Went.NOT_REACHED: _("not reached"),
    Went.COMING: _("coming"),
    Went.FAR: _("coming, but far away"),
    Went.NOT_THERE: _("did not find them"),
    Went.CANNOT_GET_IN: _("could not get in"),
    Went.STOOD_DOWN: _("called off"),
    Went.UNKNOWN: _("perhaps called: nobody said how it went"),
}
CLOSE_REASONS: Final[Words] = {
    CloseReason.ENDED_WELL: _("Ended well"),
    CloseReason.HANDED_OVER: _("Handed over to responders"),
    CloseReason.STOOD_DOWN: _("Help was stood down"),
    CloseReason.CONTACT_LOST: _("Contact lost"),
    CloseReason.DIED: _("They died"),
}
CLOSE_NEEDS: Final[Words] = {
    CloseReason.ENDED_WELL: _("They answered within the last check-in time."),
    CloseReason.HANDED_OVER: _("A responder is beside them."),
    CloseReason.STOOD_DOWN: _("They answered, and help was called off."),
    CloseReason.CONTACT_LOST: _(
        "What was tried; and a supervisor, or, where none is on shift, a second person who "
        "agrees at their own console."
    ),
    CloseReason.DIED: _("A supervisor, and who said so."),
}
FINDINGS: Final[Words] = {
    Finding.NALOXONE_BY_CALLER: _("They took naloxone themselves"),
    Finding.NALOXONE_BY_CONTACT: _("Somebody they know gave naloxone"),
    Finding.NALOXONE_BY_RESPONDERS: _("Responders gave naloxone"),
    Finding.NALOXONE_NOT_GIVEN: _("No naloxone was given"),
    Finding.BREATHING: _("They were breathing"),
    Finding.AMBULANCE: _("An ambulance came"),
    Finding.TRANSPORTED: _("They were taken to hospital"),
    Finding.REFUSED: _("They did not want to be treated or taken along"),
    Finding.DIED: _("They died"),
    Finding.FALSE_ALARM: _("A false alarm: they were fine, and we thank everyone"),
}
VERIFIED_WITH: Final[Words] = {
    VerifiedWith.CALLER: _("They told us themselves"),
    VerifiedWith.RESPONDERS: _("Responders told us"),
    VerifiedWith.NOBODY: _("Nobody could be asked (a supervisor closes it)"),
}
LATE_FOUND: Final[Words] = {
    Found.OUTAGE: _("The server or the network was down"),
    Found.OVERLOADED: _("The server was too busy"),
    Found.PAUSED: _("The server stood still or slept"),
    Found.CLOCK: _("The server's clock was wrong"),
    Found.FAULT: _("A fault of the program: I have reported it"),
    Found.UNKNOWN: _("Nobody could tell"),
}
ALL: Final[Mapping[type[StrEnum], Words]] = {
    type(next(iter(words))): words
    for words in (
        STATES,
        CHANNELS,
        ROUTES,
        SUBSTANCES,
        AMOUNTS,
        COMPANY,
        NALOXONE,
        PREPARED,
        QUESTIONS,
        NEEDS,
        ADVERSE,
        END_REASONS,
        HELP,
        IF_DROPPED,
        MISSING,
        OUTCOMES,
        CLOSE_REASONS,
        FINDINGS,
        VERIFIED_WITH,
        LATE_FOUND,
    )
}


def said(code: StrEnum) -> str:
    """The word on the screen. A code without one is a defect a test finds."""
    return str(ALL[type(code)][code])
