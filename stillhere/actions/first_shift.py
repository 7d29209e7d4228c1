"""The first shift, practised: a lesson begins, is put away or is over, and who finished is kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import F

from stillhere.actions import ledger
from stillhere.actions.contact_row import happen_in_transaction
from stillhere.actions.exercise import put_away
from stillhere.actions.opening import first_time, open_in_transaction, prepare
from stillhere.actions.playing import WAY
from stillhere.actions.policy import as_policy, keep_policy, policy_in_force
from stillhere.actions.practising import practise, stop_practising
from stillhere.care import contact_events as happened
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Need
from stillhere.care.first_shift import Lesson
from stillhere.care.policy import Policy
from stillhere.care.practice_times import PRACTISED
from stillhere.care.watch_state import Actor
from stillhere.records.models import Entry, Line, Operator, Organisation, PracticePhone
from stillhere.records.organisations import ONLY_EXERCISES, as_organisation

LESSONS: Final = "lessons"
"""In `PracticePhone.state`: which contact each lesson was practised with, the newest of each."""
BEGAN, FINISHED = "ExerciseBegan", "FirstShiftFinished"
CALLER: Final = "Robin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    name: str
    at: datetime


def begin_lesson(
    lesson: Lesson, *, organisation: int, by: Actor, language: str, key: str, now: datetime
) -> int:
    """The contact they practise with: theirs from the first moment, and on nobody else's board.

    What they had open is put away first. `key` names their console. Raises `LeaveShiftFirst`.
    """
    phone, line = _phone(by.id, organisation=organisation, now=now)
    once = f"exercise:{phone.pk}:{secrets.token_hex(8)}"
    prepared = prepare(organisation, Channel.CHAT, once, words="", key=once)
    with as_organisation(organisation, writing=True):
        # Their seat is locked first: of two presses the second puts away what the first began.
        practise(by.id, organisation=organisation, key=key, now=now)
        put_away(by.id, organisation=organisation, now=now)
        first_time(line, once, now)
        row = open_in_transaction(
            prepared,
            line,
            language=language,
            key=once,
            now=now,
            need=Need.HAS_USED if lesson is Lesson.LATE else Need.ABOUT_TO_USE,
            practice=True,
            learner=by.id,
        )
        happen_in_transaction(row.pk, happened.Taken(by=by), now=now, by=by.id)
        _play(phone, lesson, row.pk, language, now)
        ledger.write(
            BEGAN,
            organisation=organisation,
            now=now,
            contact=row.pk,
            operator=by.id,
            number=int(lesson),
        )
    return row.pk


def stop(*, organisation: int, by: Actor, now: datetime) -> None:
    """Left for now: whatever is open is put away, and nobody is kept at a console."""
    with as_organisation(organisation, writing=True):
        put_away(by.id, organisation=organisation, now=now)
        stop_practising(by.id, organisation=organisation)


def finish(*, organisation: int, by: Actor, now: datetime) -> None:
    """All three are over. Who practised when is kept; how it went is nobody's but theirs."""
    with as_organisation(organisation, writing=True):
        put_away(by.id, organisation=organisation, now=now)
        stop_practising(by.id, organisation=organisation)
        ledger.write(FINISHED, organisation=organisation, now=now, operator=by.id)
        theirs = PracticePhone.objects.filter(organisation_id=organisation, number=_number(by.id))
        for phone in theirs:
            _keep(phone, {**phone.state, LESSONS: {}}, due_at=None)


def practised_with(operator: int, *, organisation: int) -> dict[Lesson, int]:
    """The newest contact of each lesson of this round."""
    with as_organisation(organisation):
        phone = PracticePhone.objects.filter(
            organisation_id=organisation, number=_number(operator)
        ).first()
    kept: dict[str, int] = phone.state.get(LESSONS, {}) if phone else {}
    return {Lesson(int(number)): contact for number, contact in kept.items()}


def who_finished(*, organisation: int) -> list[Finished]:
    """The latest time of each, the newest first."""
    with as_organisation(organisation):
        entries = Entry.objects.filter(organisation_id=organisation, what=FINISHED)
        said = entries.order_by("pk").values_list("operator_id", "at")
        last = {operator: at for operator, at in said if operator is not None}
        people = Operator.objects.filter(pk__in=last).values_list("pk", "name")
        found = [Finished(name=name, at=last[pk]) for pk, name in people]
    return sorted(found, key=lambda each: each.at, reverse=True)


def _number(operator: int) -> str:
    """No number: who only chats has none, and no telephone company will ever dial this."""
    return f"learner {operator}"


def _phone(operator: int, *, organisation: int, now: datetime) -> tuple[PracticePhone, Line]:
    with as_organisation(organisation, writing=True):
        line = _line(organisation, by=operator, now=now)
        _quick(organisation, now)
        phone, _ = PracticePhone.objects.get_or_create(
            line=line,
            number=_number(operator),
            defaults={
                "organisation_id": organisation,
                "name": CALLER,
                "seed": secrets.randbelow(1_000_000),
            },
        )
    return phone, line


def _line(organisation: int, *, by: int, now: datetime) -> Line:
    """A chat line for practice; where there is none yet, one that is only for this.

    It has no page, and nobody guesses its name: whoever looked for it would reach nobody.
    """
    chats = Line.objects.filter(organisation_id=organisation, practice=True, provider="webchat")
    found = chats.order_by("pk").first()
    if found is not None:
        return found
    ours = Organisation.objects.get(pk=organisation)
    line = Line.objects.create(
        organisation=ours,
        slug=f"exercises-{secrets.token_hex(16)}",
        name=ours.name,
        provider="webchat",
        language=ours.language,
        practice=True,
        settings={ONLY_EXERCISES: True},
    )
    ledger.write("LineOpened", organisation=organisation, now=now, operator=by, kind=line.provider)
    return line


def _quick(organisation: int, now: datetime) -> None:
    """Nobody learns by waiting two minutes, unless the organisation chose just that."""
    row = policy_in_force(organisation=organisation, practice=True, now=now)
    if not row.signed_by and as_policy(row) == Policy():
        keep_policy(PRACTISED, organisation=organisation, practice=True, signed_by="", now=now)


def _play(phone: PracticePhone, lesson: Lesson, contact: int, language: str, now: datetime) -> None:
    """From its first words on; the engine says them (`engine/callers.py`)."""
    began = now.isoformat()
    way = {
        "round": phone.state.get(WAY, {}).get("round", 0) + 1,
        "began": began,
        "last_began": began,
        "contact": contact,
        "plan": [[began, "say", "", False]],
    }
    before: dict[str, int] = {} if lesson is Lesson.CALM else phone.state.get(LESSONS, {})
    lessons = {**before, str(int(lesson)): contact}
    state = {**phone.state, WAY: way, LESSONS: lessons}
    _keep(phone, state, due_at=now, script=f"first-shift-{int(lesson)}:{language}")


def _keep(phone: PracticePhone, state: dict[str, Any], **rest: Any) -> None:
    here = PracticePhone.objects.filter(pk=phone.pk)
    here.update(state=state, version=F("version") + 1, **rest)
