"""A plan that was kept, as the form shows it again."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as later

from stillhere.care.intake import Question
from stillhere.care.plan import Help, Helper, Terms, Words

YES, NO = "yes", "no"
WAYS: Final = (
    ("ring", later("Ring them")),
    ("sound", later("A sound on their page")),
    ("text", later("Messages")),
)
OWN_WORDS: Final = (
    "place",
    "way_in",
    "community_number",
    "community_minutes",
    "never",
    "instead",
    "ok_word",
    "duress_word",
    "say_if_answered",
)


def as_written(words: Words, terms: Terms | None, told: Mapping[Question, str]) -> dict[str, Any]:
    written: dict[str, Any] = {name: getattr(words, name) for name in OWN_WORDS}
    written["place"] = words.place or told.get(Question.PLACE, "")
    written["way_in"] = words.way_in or told.get(Question.WAY_IN, "")
    written["say_if_answered"] = words.say_if_answered or told.get(Question.MAY_SAY, "")
    for number, helper in enumerate(words.helpers, 1):
        written |= _helper_as_written(number, helper)
    return written if terms is None else written | _terms_as_written(terms)


def _helper_as_written(number: int, helper: Helper) -> dict[str, Any]:
    naloxone = {True: YES, False: NO, None: ""}[helper.has_naloxone]
    return {
        f"helper_{number}_name": helper.name,
        f"helper_{number}_number": helper.number,
        f"helper_{number}_minutes": helper.minutes,
        f"helper_{number}_told": helper.may_be_told,
        f"helper_{number}_naloxone": naloxone,
    }


def _terms_as_written(terms: Terms) -> dict[str, Any]:
    steps = {
        f"step_{number}": step.help.value
        if step.helper is None
        else f"{Help.CONTACT}-{step.helper + 1}"
        for number, step in enumerate(terms.steps, 1)
    }
    return steps | {
        "both_at_once": terms.both_at_once,
        "reach": [way for way, _label in WAYS if getattr(terms.reach, way)],
        "if_dropped": terms.if_dropped,
        "wait_minutes": terms.wait_minutes or None,
        "emergency_after": terms.emergency_after,
        "cannot_speak": not terms.speaks,
        "may_give_number": terms.may_give_number,
        "may_name_drug": terms.may_name_drug,
        "refused": terms.refused,
        "refusal_answer": YES if terms.refusal_answered else "",
    }
