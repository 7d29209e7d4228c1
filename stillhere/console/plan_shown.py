"""What is shown of the plan: beside the talk, to be read back, and to be written down."""

from datetime import timedelta
from typing import Any, Final

from stillhere.care.channel import Channel
from stillhere.care.intake import Question
from stillhere.care.pace import longest_quick_pace
from stillhere.care.plan import Terms, Words
from stillhere.console import sentences
from stillhere.console.help_shown import plan_line, whom
from stillhere.console.known import Known
from stillhere.console.plan_form import PlanForm
from stillhere.console.reading_back import read_back
from stillhere.console.sentences import ASKED, Spoken, spoken
from stillhere.console.texting import told as would_be_read

NOTHING_YET: Final = Terms()
SAID: Final[dict[str, Any]] = {
    "place": ASKED[Question.PLACE],
    "order": sentences.ORDER,
    "anyway": sentences.ANYWAY,
    "told": sentences.TOLD,
    "never": sentences.NEVER,
    "reach": sentences.REACH,
    "dropped": sentences.DROPPED,
    "words": sentences.WORDS,
    "refused": sentences.REFUSED,
    "say_first": sentences.SAY_FIRST,
}


def plan_shown(known: Known) -> dict[str, Any]:
    """Only for whoever has the person in hand; for others there is nothing to show."""
    if not known.mine:
        return {}
    plan = known.plan
    words = plan.words if plan else Words()
    terms = _terms(known)
    told = known.answers.given
    return {
        "plan": plan,
        "missing": terms.missing,
        "plan_is_green": not terms.missing,
        "plan_line": plan_line(terms, words),
        "order": [whom(step.help, step.helper, words) for step in terms.steps],
        "place": words.place or told.get(Question.PLACE, ""),
        "way_in": words.way_in or told.get(Question.WAY_IN, ""),
        "never": words.never,
    }


def plan_step_shown(known: Known, form: PlanForm | None) -> dict[str, Any]:
    if not known.mine:
        return {}
    words = known.plan.words if known.plan else Words()
    terms = known.plan.terms if known.plan else None
    from_last_time = known.plan is None and known.kept is not None
    if from_last_time and known.kept is not None:
        words, terms = known.kept.words, known.kept.terms
    back = _read_back(known)
    back_words = "\n".join(sentence.words for sentence in back)
    return {
        "plan_form": form
        or PlanForm.of(words, terms, known.answers.given, must_be_said=must_say_first(known)),
        "sentences": {
            name: spoken(sentence, language=known.row.language) for name, sentence in SAID.items()
        },
        "plan_from_last_time": from_last_time and form is None,
        "read_back": back,
        "read_back_words": back_words,
        "read_back_tells": would_be_read(back_words) if known.row.channel == Channel.TEXT else "",
    }


def must_say_first(known: Known) -> bool:
    """A plan that is there already is changed only after they were told (PL9)."""
    watch = known.open_watch
    return watch is not None and watch.to_end_life and known.plan_number > 0


def _terms(known: Known) -> Terms:
    if known.terms:
        return known.terms
    return known.watch.terms if known.watch else NOTHING_YET


def _read_back(known: Known) -> list[Spoken]:
    if known.plan is None:
        return []
    return read_back(
        known.plan.terms,
        known.plan.words,
        policy=known.policy,
        pace=_pace(known),
        language=known.row.language,
        police=known.line_says.police,
    )


def _pace(known: Known) -> timedelta:
    """Before a watch the longest it may be at first; it slows by their choice or with time."""
    watch = known.open_watch
    return watch.pace(known.now) if watch else longest_quick_pace(known.policy)
