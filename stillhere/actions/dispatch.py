"""What whoever sends help is told beside the plan: a number to give, and who else is there."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from stillhere.actions import ledger
from stillhere.actions.numbers import caller_number
from stillhere.actions.plan import place_of_plan
from stillhere.actions.words import opened, sealer_of
from stillhere.care.dispatch import is_same_place
from stillhere.care.intake import Question
from stillhere.care.watch_state import Actor
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Contact, Intake, WatchClock
from stillhere.records.organisations import as_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class SameAddress:
    """Another open watch, as far as whoever sends help must know of it (CO8)."""

    watch_id: int
    contact_id: int
    holder: int | None
    state: str


def number_to_give(contact_id: int, *, organisation: int, by: Actor, now: datetime) -> str:
    """The caller's own, for whoever sends help, where the plan says so; every opening is kept.

    Empty where there is none or it cannot be read: ours is given then. The caller of this
    function has asked the plan, and `care.dispatch.script` asks it again.
    """
    with as_organisation(organisation, writing=True):
        contact = Contact.objects.get(pk=contact_id)
        ledger.write(
            "NumberOpened",
            organisation=organisation,
            now=now,
            contact=contact_id,
            watch=contact.watch_id,
            operator=by.id,
        )
    try:
        return caller_number(contact)
    except CannotOpen:
        return ""


def same_address(watch_id: int, place: str, *, organisation: int) -> list[SameAddress]:
    """Other open watches at this place (CO8). Nobody's words are shown, and none are kept."""
    if not place.strip():
        return []
    with as_organisation(organisation):
        clocks = WatchClock.objects.select_related("watch__contact", "plan")
        there = clocks.filter(organisation_id=organisation).exclude(state="closed")
        mine = there.filter(pk=watch_id).first()
        if mine is None:  # closed, since whoever asks has read it
            return []
        others = there.filter(watch__practice=mine.watch.practice).exclude(pk=watch_id)
        return [
            SameAddress(
                watch_id=clock.pk,
                contact_id=clock.watch.contact_id,
                holder=clock.holder_id,
                state=clock.state,
            )
            for clock in others.order_by("pk")
            if any(is_same_place(place, each) for each in _places(clock))
        ]


def _places(clock: WatchClock) -> Iterator[str]:
    """Where they said they are; what cannot be read is no place."""
    if clock.plan is not None:
        yield place_of_plan(clock.plan, clock.watch.contact)
    told = Intake.objects.filter(contact__watch_id=clock.pk, sealed_answers__isnull=False)
    for intake in told.select_related("contact"):
        answers = opened(
            sealer_of(intake.contact), "intake", "answers", intake.sealed_answers or b""
        )
        yield json.loads(answers or "{}").get(Question.PLACE, "")
