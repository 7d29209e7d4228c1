"""What is shown of the first two steps, and of what they have told us."""

from collections.abc import Mapping
from typing import Any, Final

from stillhere.care.intake import NOTHING_SAID, Question
from stillhere.care.pace import Route
from stillhere.console.answers import SEDATES
from stillhere.console.asking import one_of_or_none
from stillhere.console.known import Known
from stillhere.console.questions import ASKED_OF_ANYBODY, REPORT_GROUPS, groups, in_words
from stillhere.console.sentences import HELLO, all_spoken
from stillhere.console.wording import QUESTIONS

IN_THE_PLAN: Final = frozenset({Question.PLACE, Question.WAY_IN, Question.CALLED})
"""Shown elsewhere on the page."""


def hello_shown(known: Known) -> dict[str, Any]:
    names = {"line": known.row.line.name, "name": known.name(known.by.id)}
    return {"hello": all_spoken(HELLO, language=known.row.language, **names)}


def ask_shown(known: Known, mistakes: Mapping[str, str] | None) -> dict[str, Any]:
    written = {name: str(value) for name, value in known.at.form.items()} if mistakes else None
    kept = known.kept.answers if known.kept else NOTHING_SAID
    shared: dict[str, Any] = {
        "language": known.row.language,
        "written": written,
        "mistakes": mistakes,
    }
    return {
        "questions": groups(known.answers, kept=kept, **shared),
        "asked_questions": groups(known.answers, which=ASKED_OF_ANYBODY, **shared),
        "report_questions": groups(known.answers, which=REPORT_GROUPS, **shared),
    }


def known_shown(known: Known) -> dict[str, Any]:
    """What they told us, in words, and what of it the watch begins with."""
    told = known.answers.given
    return {
        "known": [
            (QUESTIONS[question], in_words(question, answer))
            for question, answer in told.items()
            if question not in IN_THE_PLAN
        ],
        "route": one_of_or_none(Route, told.get(Question.ROUTE)),
        "with_sedative": told.get(Question.SUBSTANCE) in SEDATES,
    }
