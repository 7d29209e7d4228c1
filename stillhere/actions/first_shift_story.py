"""What happened in one exercise, read back from where it is kept anyway: ledger and messages."""

from collections.abc import Iterable
from typing import Final

from django.db.models import Q

from stillhere.actions.code_ending import CODE
from stillhere.actions.exercise import PUT_AWAY, learner_of
from stillhere.actions.watch import load as load_watch
from stillhere.actions.words import WORDS
from stillhere.care.first_shift import THEY_WROTE, WROTE, Lesson, Moment, Story
from stillhere.care.plan import Terms
from stillhere.care.watch_state import State
from stillhere.records.models import Contact, Debrief, Entry, Message, Outcome, PlanVersion
from stillhere.records.organisations import as_organisation

ALARM: Final = "AlarmRose"


def story_of(contact_id: int, lesson: Lesson, *, organisation: int) -> Story:
    """Inside nothing: it opens its own reading transaction. No words are opened for it."""
    with as_organisation(organisation):
        row = Contact.objects.get(pk=contact_id, organisation_id=organisation)
        watch = load_watch(row.watch_id).watch if row.watch_id is not None else None
        entries = _entries(row)
        outcome = Outcome.objects.filter(watch_id=row.watch_id or 0, state="open").exists()
        debrief = Debrief.objects.filter(
            watch_id=row.watch_id or 0, operator_id=learner_of(row.facts) or 0
        ).first()
        moments = sorted((*_happened(entries), *_written(row)), key=lambda each: each.at)
        return Story(
            lesson=lesson,
            moments=tuple(moments),
            is_open=row.ended_at is None,
            state=watch.state if watch else None,
            answered=_answered(entries),
            agreed=_agreed(row),
            awake=watch is not None and watch.awake,
            beside=watch is not None and watch.beside,
            has_code=any(each.what == "CodeMade" for each in entries),
            code_to_say=bool(row.facts.get(CODE, {}).get("to_say")),
            outcome_open=outcome,
            debrief_asks=debrief is not None and debrief.answered_at is None,
            rests=debrief is not None and debrief.back_at is None,
        )


def was_put_away(story: Story) -> bool:
    """Left before it was over: it is practised again."""
    return bool(story.times(PUT_AWAY))


def _entries(row: Contact) -> list[Entry]:
    theirs = Q(contact_id=row.pk) | Q(watch_id=row.watch_id or 0)
    mine = Q(what="DebriefAnswered", operator_id=learner_of(row.facts), at__gte=row.began_at)
    return list(Entry.objects.filter(theirs | mine).order_by("at", "pk"))


def _happened(entries: Iterable[Entry]) -> list[Moment]:
    found = [Moment(what=each.what, at=each.at) for each in entries]
    rose = (each for each in entries if each.facts.get("after") == State.ALARM)
    first = next(rose, None)
    return found if first is None else [*found, Moment(what=ALARM, at=first.at)]


def _written(row: Contact) -> list[Moment]:
    said = Message.objects.filter(contact=row, kind=WORDS).order_by("at", "pk")
    return [
        Moment(what=THEY_WROTE if inbound else WROTE, at=at)
        for inbound, at in said.values_list("inbound", "at")
    ]


def _answered(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset(
        str(each.facts.get("question")) for each in entries if each.what == "AnswerKept"
    )


def _agreed(row: Contact) -> bool:
    plan = PlanVersion.objects.filter(contact_id=row.pk).order_by("-number").first()
    return plan is not None and Terms.from_values(plan.terms).read_back
