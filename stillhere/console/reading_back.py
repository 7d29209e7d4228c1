"""The plan as it is read back: whole sentences, and the times a person can rely on (PL5)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from stillhere.care.plan import Help, IfDropped, Step, Terms, Words, seconds_until_decide_now
from stillhere.care.policy import Policy
from stillhere.care.says_and_knows import InBoth
from stillhere.console import sentences
from stillhere.console.sentences import Spoken, spoken, spoken_of_ours

CALL: Final[dict[Help, tuple[Any, Any]]] = {
    Help.CONTACT: (_("First I call %(name)s."), _("Then I call %(name)s.")),
    Help.EMERGENCY: (_("First I call 911."), _("Then I call 911.")),
    Help.COMMUNITY: (
        _("First I call your community's number."),
        _("Then your community's number."),
    ),
}
DROPPED: Final[dict[IfDropped, Any]] = {
    IfDropped.RING: _("If the line goes dead, I ring you at once."),
    IfDropped.TEXT: _("If the line goes dead, I write to you at once."),
    IfDropped.WAIT: _("If the line goes dead, I wait %(minutes)s min, and then I ask."),
    IfDropped.SEND_HELP: _("If the line goes dead, I send help."),
    IfDropped.NOTHING: _("If the line goes dead, I wait for your next check-in."),
}

MAY_BE_TOLD: Final[dict[tuple[bool, bool], Any]] = {
    (False, False): _("I do not give them your number, and I do not say what you took."),
    (True, False): _("I may give them your number. I do not say what you took."),
    (False, True): _("I may tell them what you took. I do not give them your number."),
    (True, True): _("I may give them your number and tell them what you took."),
}
"""Their number; what they took (ES3)."""


def read_back(
    terms: Terms, words: Words, *, policy: Policy, pace: timedelta, language: str, police: InBoth
) -> list[Spoken]:
    """Said to the caller as they agree, in their language. `police`: as this line says it."""
    return [
        spoken_of_ours(sentence, language=language)
        if isinstance(sentence, InBoth)
        else spoken(sentence, language=language, **names)
        for sentence, names in _sentences(terms, words, policy=policy, pace=pace, police=police)
    ]


def seconds_until_emergency(terms: Terms, policy: Policy, *, pace: int) -> int | None:
    """From the last answer until 911 is dialled, if nobody before it answers. None: never."""
    decide = seconds_until_decide_now(pace, policy.decide_now)
    before = 0
    for step in terms.steps:
        if step.help is Help.EMERGENCY:
            break
        before += 0 if terms.both_at_once else _longest_wait(step, policy)
    else:
        return None if terms.emergency_after is None else decide + terms.emergency_after * 60
    anyway = before if terms.emergency_after is None else terms.emergency_after * 60
    return decide + min(before, anyway)


def in_minutes(seconds: int) -> str:
    """As one says it aloud: "3 minutes", or "45 seconds" while practising."""
    if seconds < 60:
        return ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": seconds}
    minutes, rest = divmod(seconds, 60)
    said = ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    return f"{said} {rest} s" if rest else said


class Aloud:
    """A span of time that is put into words only once the language is known."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds

    def __str__(self) -> str:
        return in_minutes(self.seconds)


def _sentences(
    terms: Terms, words: Words, *, policy: Policy, pace: timedelta, police: InBoth
) -> Iterator[tuple[Any, dict[str, Any]]]:
    seconds = int(pace.total_seconds())
    if words.place:
        yield _("You are here: %(place)s."), {"place": words.place.rstrip(".")}
    if words.way_in:
        yield _("To get in: %(way_in)s."), {"way_in": words.way_in.rstrip(".")}
    yield sentences.PACE, {"decide": Aloud(seconds_until_decide_now(seconds, policy.decide_now))}
    yield from _order(terms, words, policy)
    if (until := seconds_until_emergency(terms, policy, pace=seconds)) is not None:
        yield sentences.UNTIL_EMERGENCY, {"emergency": Aloud(until)}
        yield (police or sentences.POLICE), {}
        if police:
            yield sentences.NO_PROMISE, {}
        yield MAY_BE_TOLD[terms.may_give_number, terms.may_name_drug], {}
    elif not terms.refused:
        yield _("I do not call 911."), {}
    if terms.refused:
        yield sentences.REFUSED, {}
    if words.never:
        yield _("I never tell or send: %(never)s."), {"never": words.never.rstrip(".")}
    yield DROPPED[terms.if_dropped], {"minutes": terms.wait_minutes}
    if words.ok_word:
        yield _("Your word for being okay is: %(word)s."), {"word": words.ok_word}
    if words.duress_word:
        yield _("Your word for not being safe is: %(word)s."), {"word": words.duress_word}


def _order(terms: Terms, words: Words, policy: Policy) -> Iterator[tuple[Any, dict[str, Any]]]:
    for place, step in enumerate(terms.steps):
        name = _name(step, words)
        yield CALL[step.help][0 if place == 0 else 1], {"name": name}
        if step.help is Help.COMMUNITY:
            yield _how_long(words.community_minutes)
        if step.help is Help.CONTACT and not terms.both_at_once:
            yield sentences.WAIT_FOR_THEM, {"name": name, "wait": Aloud(policy.contact_waits)}
    if terms.both_at_once:
        yield _("I call them all at once."), {}


def _how_long(minutes: int | None) -> tuple[Any, dict[str, Any]]:
    """A number that is rung where no ambulance comes is said with its time (IN7)."""
    if minutes is None:
        return _("We do not know how long your community's help takes."), {}
    return _("You say they take about %(time)s."), {"time": Aloud(minutes * 60)}


def _longest_wait(step: Step, policy: Policy) -> int:
    return policy.contact_waits if step.help is Help.CONTACT else policy.reached


def _name(step: Step, words: Words) -> str:
    if step.helper is None or step.helper >= len(words.helpers):
        return ""
    return words.helpers[step.helper].name or words.helpers[step.helper].number
