"""What an operator sees of a code: days, never who; its words only while they are to be said."""

from dataclasses import dataclass
from datetime import date, datetime

from stillhere.actions.code_row import code_of, here
from stillhere.care.code import say
from stillhere.care.recall import Recall
from stillhere.care.watch_state import Actor
from stillhere.records.models import Code, RecordKey
from stillhere.records.organisations import as_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSeen:
    id: int
    made_on: date
    last_on: date
    ends_at: datetime | None
    has_own_word: bool
    has_answers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesSeen:
    recall: Recall
    theirs: CodeSeen | None
    words: str
    """Three words and a digit, while they are to be said; else nothing."""
    language: str
    """In which those words are."""
    perhaps: tuple[CodeSeen, ...]


def codes_seen(contact_id: int, *, organisation: int, by: Actor) -> CodesSeen:
    """For who has the person in hand. Raises `NotYours`, `NoSuchContact`."""
    with as_organisation(organisation):
        recall = here(contact_id, by).recall
        code = code_of(recall)
        perhaps = Code.objects.filter(pk__in=recall.perhaps).order_by("-last_on", "pk")
        return CodesSeen(
            recall=recall,
            theirs=None if code is None else _seen(code),
            words=say(code.bits, code.language) if code is not None and recall.to_say else "",
            language="" if code is None else code.language,
            perhaps=tuple(_seen(each) for each in perhaps),
        )


def _seen(code: Code) -> CodeSeen:
    ends = RecordKey.objects.filter(pk=code.record_key).values_list("expires_at", flat=True)
    return CodeSeen(
        id=code.pk,
        made_on=code.made_on,
        last_on=code.last_on,
        ends_at=ends.first(),
        has_own_word=code.own_word_digest is not None,
        has_answers=code.sealed_answers is not None,
    )
