"""What is shown of a code: the questions as one says them, what was found, and the words once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from stillhere.actions import code_questions as questions
from stillhere.actions.code_seen import codes_seen
from stillhere.care.code_questions import Question, Takes
from stillhere.care.recall import Found, is_quiet
from stillhere.console import code_sentences as say
from stillhere.console.asking import whole_number
from stillhere.console.known import Known
from stillhere.console.sentences import Spoken, all_spoken, spoken

INSTEAD: Final = "instead_"
"""Before the name of a question: a word of their own in place of its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question of the code: answered, skipped, or a word of their own instead."""

    name: str
    sentence: Spoken
    label: str
    value: str
    instead: str
    is_number: bool
    mistake: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One version of the questions, in one form."""

    form: str
    number: int
    until: datetime | None
    """Older questions: codes made until then go by them."""
    asked: list[Asked]
    was_sent: bool


def code_shown(known: Known, mistakes: Mapping[str, str] | None) -> dict[str, Any]:
    """Only for who has the person in hand. `mistakes`: what was sent, and could not be kept."""
    if not known.mine:
        return {}
    seen = codes_seen(known.row.pk, organisation=known.at.organisation, by=known.by)
    language = known.row.language
    return {
        "code": seen.theirs,
        "code_recall": seen.recall,
        "code_said": spoken(say.YOUR_CODE, language=seen.language, code=seen.words)
        if seen.words
        else None,
        "code_perhaps": seen.perhaps,
        "code_is_near": seen.recall.found is Found.NEAR,
        "code_sent": _sent(known, mistakes),
        "code_written": known.at.form if mistakes else {},
        "code_mistakes": mistakes or {},
        "code_making": _sheet(known, _asked_to_make(known, mistakes), "make", mistakes),
        "code_matching": list(_to_match(known, mistakes)),
        "code_may_be_offered": is_quiet(known.contact, known.watch),
        "code_sentences": {
            "offer": all_spoken(say.OFFER, language=language),
            **{
                name: spoken(sentence, language=language)
                for name, sentence in (
                    ("own_word", say.OWN_WORD),
                    ("skip", say.SKIP),
                    ("last_word", say.LAST_WORD),
                    ("which", say.WHICH_CODE),
                    ("thanks", say.THANKS),
                    ("keep", say.KEEP),
                )
            },
            "what_is_kept": spoken(
                say.WHAT_IS_KEPT,
                language=language,
                days=known.contact.policy.seconds("answers_kept").days,
            ),
        },
    }


def _sent(known: Known, mistakes: Mapping[str, str] | None) -> str:
    return known.at.form.get("form", "") if mistakes else ""


def _asked_to_make(known: Known, mistakes: Mapping[str, str] | None) -> questions.Questions:
    """What is asked now; or what stood there when it was sent."""
    sent = _sent(known, mistakes) == "make"
    number = whole_number(known.at.form.get("questions")) if sent else None
    return questions.asked_in(number, organisation=known.at.organisation)


def _to_match(known: Known, mistakes: Mapping[str, str] | None) -> Iterator[Sheet]:
    """The questions of now, and the older ones of codes that are still there (CD2)."""
    organisation = known.at.organisation
    still = questions.still_asked(organisation=organisation, practice=known.row.practice)
    for each in still:
        yield _sheet(known, each, f"match-{each.number}", mistakes)


def _sheet(
    known: Known, version: questions.Questions, form: str, mistakes: Mapping[str, str] | None
) -> Sheet:
    """What was sent stands there again; on a fresh page nothing does."""
    was_sent = _sent(known, mistakes) == form
    said = (mistakes or {}) if was_sent else {}
    return Sheet(
        form=form,
        number=version.number,
        until=version.until,
        asked=[_asked(known, each, said) for each in version.questions],
        was_sent=was_sent,
    )


def _asked(known: Known, question: Question, mistakes: Mapping[str, str]) -> Asked:
    written = known.at.form if mistakes else {}
    return Asked(
        name=question.name,
        sentence=spoken(say.sentence_of(question), language=known.row.language),
        label=str(say.label_of(question)),
        value=str(written.get(question.name, "")),
        instead=str(written.get(INSTEAD + question.name, "")),
        is_number=question.takes is not Takes.LETTERS,
        mistake=str(mistakes.get(question.name, "")),
    )
