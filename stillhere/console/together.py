"""Several use together: asked to take turns, or one answers for all and stays awake (IN6)."""

from typing import Any

from django.utils.translation import gettext as _

from stillhere.actions.watch import happen
from stillhere.care.intake import Question
from stillhere.care.together import FEWEST, MOST
from stillhere.care.together_events import EachAnswers, OneAnswers, OneIsDown
from stillhere.console.acting import At, on_watch
from stillhere.console.answers import Alone
from stillhere.console.asking import whole_number
from stillhere.console.known import Known
from stillhere.console.sentences import TAKE_TURNS, all_spoken


@on_watch
def one_answers(at: At) -> None:
    """A number that was not written is none, and is said no to with what would do."""
    people = whole_number(at.form.get("people")) or 0
    _happened(at, OneAnswers(by=at.by, people=people))


@on_watch
def each_answers(at: At) -> None:
    _happened(at, EachAnswers(by=at.by))


@on_watch
def one_is_down(at: At) -> None:
    _happened(at, OneIsDown(by=at.by))


def together_shown(known: Known) -> dict[str, Any]:
    watch = known.open_watch
    one_answers_now = watch is not None and watch.is_together
    use_together = known.answers.given.get(Question.ALONE) == Alone.USING_TOGETHER
    asked = use_together or one_answers_now
    return {
        "turns": all_spoken(TAKE_TURNS, language=known.row.language) if asked else [],
        "people_offered": range(FEWEST, MOST + 1),
        "together": _who_answers(known, watch.people) if watch and one_answers_now else "",
    }


def _who_answers(known: Known, people: int) -> str:
    called = known.called or _("Caller %(number)s") % {"number": known.row.pk}
    words = _("%(people)s people: %(name)s answers for all and is not using now.")
    return words % {"people": people, "name": called}


def _happened(at: At, event: OneAnswers | EachAnswers | OneIsDown) -> None:
    happen(at.watch, event, organisation=at.organisation, now=at.now, by=at.by.id)
