"""The intake as an operator asks it: which questions go together, and how each is answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from stillhere.care.intake import FOR_REPORTS, NOTHING_SAID, Answers, Question
from stillhere.care.young import PERHAPS_YOUNG
from stillhere.console import wording
from stillhere.console.sentences import ASKED, Spoken, all_spoken

GROUPS: Final = (
    (Question.CALLED,),
    (Question.PLACE, Question.WAY_IN),
    (Question.CALL_BACK_NUMBER, Question.MAY_SAY),
    (Question.SUBSTANCE,),
    (Question.ROUTE,),
    (Question.AMOUNT,),
    (Question.ALONE,),
    (Question.NALOXONE,),
    (Question.PREPARED,),
    (Question.CONDITIONS,),
)
"""Ten acts at most, and one more to begin the watch. The language is known from the line."""
ASKED_OF_ANYBODY: Final = ((Question.LOOKED_AFTER,),)
"""After what the region makes us report was said (IN4)."""
REPORT_GROUPS: Final = ((Question.LANGUAGE,), *((question,) for question in FOR_REPORTS))
CHOICES: Final[Mapping[Question, Mapping[Any, Any]]] = {
    Question.SUBSTANCE: wording.SUBSTANCES,
    Question.ROUTE: wording.ROUTES,
    Question.AMOUNT: wording.AMOUNTS,
    Question.ALONE: wording.COMPANY,
    Question.NALOXONE: wording.NALOXONE,
    Question.PREPARED: wording.PREPARED,
    Question.LOOKED_AFTER: {
        "somebody": _("Yes, somebody"),
        "nobody": _("Nobody"),
        "unsure": _("Not sure"),
    },
    Question.AGE_BAND: {
        PERHAPS_YOUNG: _("Perhaps under age"),
        "under_18": _("Under 18"),
        "18_30": _("18 to 30"),
        "31_40": _("31 to 40"),
        "41_50": _("41 to 50"),
        "51": _("51 or more"),
    },
    Question.GENDER: {
        "woman": _("Woman"),
        "man": _("Man"),
        "diverse": _("Two-spirit, non-binary or another"),
    },
    Question.COMMUNITY_SIZE: {
        "city": _("A city"),
        "town": _("A town"),
        "rural": _("Rural"),
        "remote": _("Remote"),
    },
    Question.PAST_OVERDOSE: {"yes": _("Yes"), "no": _("No"), "unsure": _("Not sure")},
    Question.LIFETIME_USES: {
        "1": _("This is the first"),
        "2_9": _("2 to 9"),
        "10_49": _("10 to 49"),
        "50_99": _("50 to 99"),
        "100": _("100 or more"),
    },
    Question.LANGUAGE: dict(settings.LANGUAGES),
}

ROUTES_OFFERED: Final = [(code.value, words) for code, words in wording.ROUTES.items()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    name: str
    label: str
    value: str
    mistake: str = ""
    kept: str = ""
    """What they said last time, to be confirmed; empty once they have answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One thing to ask, one act to answer."""

    name: str
    kind: str
    """words, choices or ticks."""
    sentences: list[Spoken]
    fields: list[Field]
    choices: list[tuple[str, str, bool]]
    done: bool
    refused: bool
    next: str
    last_time: str = ""
    """In words, what was kept from last time and is not confirmed yet."""

    @property
    def template(self) -> str:
        return f"console/partials/answer_{self.kind}.html"


def groups(
    answers: Answers,
    *,
    language: str,
    written: Mapping[str, str] | None = None,
    mistakes: Mapping[str, str] | None = None,
    which: Iterable[tuple[Question, ...]] = GROUPS,
    kept: Answers = NOTHING_SAID,
) -> list[Group]:
    """`written` is what was sent and could not be kept, so that nobody types it twice.

    `kept` is from last time: shown to be confirmed, and never as an answer of today.
    """
    asked = list(which)
    after = [group[0].value for group in asked[1:]] + [""]
    return [
        _group(
            group,
            answers,
            language=language,
            written=written or {},
            mistakes=mistakes or {},
            next_name=name,
            kept=kept,
        )
        for group, name in zip(asked, after, strict=True)
    ]


def in_words(question: Question, answer: str) -> str:
    """What was answered, as a person reads it."""
    words = {str(code): str(said) for code, said in CHOICES.get(question, {}).items()}
    codes = answer.split() if question is Question.PREPARED else [answer]
    return ", ".join(words.get(code, code) for code in codes)


def kind_of(question: Question) -> str:
    if question is Question.PREPARED:
        return "ticks"
    return "choices" if question in CHOICES else "words"


def _group(
    asked: tuple[Question, ...],
    answers: Answers,
    *,
    language: str,
    written: Mapping[str, str],
    mistakes: Mapping[str, str],
    next_name: str,
    kept: Answers,
) -> Group:
    first = asked[0]
    done = any(each in answers.given or each in answers.refused for each in asked)
    before = {} if done else {each: kept.given.get(each, "") for each in asked}
    return Group(
        name=first.value,
        kind=kind_of(first),
        sentences=all_spoken((ASKED[each] for each in asked), language=language),
        fields=[_field(each, answers, written, mistakes, before) for each in asked],
        choices=_choices(first, answers.given.get(first, "")),
        done=done,
        refused=all(each in answers.refused for each in asked),
        next=next_name,
        last_time=", ".join(in_words(each, said) for each, said in before.items() if said),
    )


def _field(
    question: Question,
    answers: Answers,
    written: Mapping[str, str],
    mistakes: Mapping[str, str],
    before: Mapping[Question, str],
) -> Field:
    return Field(
        name=question.value,
        label=str(wording.QUESTIONS[question]),
        value=written.get(question.value, answers.given.get(question, "")),
        mistake=mistakes.get(question.value, ""),
        kept=before.get(question, ""),
    )


def _choices(question: Question, chosen: str) -> list[tuple[str, str, bool]]:
    codes = set(chosen.split()) if question is Question.PREPARED else {chosen}
    return [
        (str(code), str(words), str(code) in codes)
        for code, words in CHOICES.get(question, {}).items()
    ]
