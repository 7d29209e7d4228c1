"""What is shown of a code: the questions as one says them, what was found, and the words once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from stillhere.actions.code_seen import codes_seen
from stillhere.care.code import SHIPPED, Takes
from stillhere.care.recall import Found, is_quiet
from stillhere.console import code_sentences as say
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
    is_day: bool
    mistake: str


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
        "code_sent": known.at.form.get("form", "") if mistakes else "",
        "code_written": known.at.form if mistakes else {},
        "code_mistakes": mistakes or {},
        "code_asked": _asked(known, {}),
        "code_asked_again": _asked(known, mistakes or {}),
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


def _asked(known: Known, mistakes: Mapping[str, str]) -> list[Asked]:
    """What was sent stands there again; on a fresh page nothing does."""
    written = known.at.form if mistakes else {}
    return [
        Asked(
            name=each.name,
            sentence=spoken(say.ASKED[each.name], language=known.row.language),
            label=str(say.LABELS[each.name]),
            value=str(written.get(each.name, "")),
            instead=str(written.get(INSTEAD + each.name, "")),
            is_day=each.takes is Takes.DAY,
            mistake=str(mistakes.get(each.name, "")),
        )
        for each in SHIPPED
    ]
