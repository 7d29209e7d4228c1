"""A place is told of in a text or chat, and whether it helped is asked once, much later (SU2)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from stillhere.actions import ledger
from stillhere.actions.access import must
from stillhere.actions.carrier_words import are_stopped
from stillhere.actions.code_ending import CODE
from stillhere.actions.code_row import code_of, here
from stillhere.actions.contact_row import Loaded
from stillhere.actions.directory import name_of, places_for
from stillhere.actions.saying import agreed_to_texts, keep_for_texting
from stillhere.actions.watch import load as load_watch
from stillhere.actions.words import ours
from stillhere.care.access import may_speak
from stillhere.care.channel import Channel
from stillhere.care.directory import Helped, PlaceGone, Told, text_to_send
from stillhere.care.refused import AlreadyDone, DoesNotFit
from stillhere.care.watch_state import Actor
from stillhere.records.models import PlaceTold
from stillhere.records.organisations import as_organisation

NOT_SAID: Final = "not_said"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToAsk:
    """What may be asked now of somebody whose code was said."""

    id: int
    name: str
    told: Told


def tell_of_place(
    contact_id: int, place_id: int, *, organisation: int, by: Actor, key: str, now: datetime
) -> int:
    """The message's id; the same `key` twice is one. Its words are those that were approved.

    Raises as `say` does, `PlaceGone`, `NoTexts`, `NoHarmlessWords`, `TellsTooMuch`, and
    `DoesNotFit` under duress: nothing changes on their side (WA5).
    """
    with as_organisation(organisation):
        loaded = must(may_speak, contact_id, by)
        _must_fit(loaded)
        may_text = may_be_texted(loaded)
    practice, language = loaded.row.practice, loaded.row.language
    for place in places_for(organisation=organisation, practice=practice):
        if place.id == place_id:
            words = text_to_send(place, language=language, may_text=may_text)
            return keep_for_texting(
                contact_id,
                organisation=organisation,
                by=by,
                words=words,
                key=ours(f"place:{key}"),
                now=now,
                place=place_id,
            )
    raise PlaceGone


def may_be_texted(loaded: Loaded) -> bool:
    """Inside `as_organisation`: a chat, or a phone whose owner agreed and whose carrier lets it."""
    match Channel(loaded.row.channel):
        case Channel.CHAT:
            return True
        case Channel.TEXT:
            return not are_stopped(loaded.row)
        case _:
            return agreed_to_texts(loaded)


def told_in(contact_id: int, *, organisation: int) -> dict[int, datetime]:
    """Which places they were told of in this contact, and when last."""
    with as_organisation(organisation):
        rows = PlaceTold.objects.filter(contact_id=contact_id, organisation_id=organisation)
        return dict(rows.order_by("pk").values_list("place", "at"))


def to_ask(contact_id: int, *, organisation: int, by: Actor, now: datetime) -> ToAsk | None:
    """The newest that has not been asked. Only of whose answers are kept, with their yes (AF1).

    Raises `NotYours`, `NoSuchContact`.
    """
    with as_organisation(organisation):
        for row in _not_asked(contact_id, organisation, by):
            told = Told(place=row.place, at=row.at)
            if told.may_ask(now):
                return ToAsk(id=row.pk, name=name_of(row.place, organisation), told=told)
    return None


def it_helped(
    told_id: int,
    contact_id: int,
    *,
    organisation: int,
    helped: Helped | None,
    by: Actor,
    now: datetime,
) -> None:
    """None: they would rather not say. Once, whoever asks. Raises `AlreadyDone`, `NotYours`."""
    with as_organisation(organisation, writing=True):
        rows = [row for row in _not_asked(contact_id, organisation, by) if row.pk == told_id]
        if not rows or not Told(place=rows[0].place, at=rows[0].at).may_ask(now):
            raise AlreadyDone
        PlaceTold.objects.filter(pk=told_id, asked_at=None).update(
            asked_at=now, helped=helped or ""
        )
        ledger.write(
            "PlaceAsked",
            organisation=organisation,
            now=now,
            contact=contact_id,
            operator=by.id,
            number=rows[0].place,
            answer=helped or NOT_SAID,
        )


def _not_asked(contact_id: int, organisation: int, by: Actor) -> QuerySet[PlaceTold]:
    """In earlier contacts in which the same code was said. Nobody is known by anything else."""
    code = code_of(here(contact_id, by).recall)
    rows = PlaceTold.objects.filter(organisation_id=organisation, asked_at=None)
    if code is None or code.sealed_answers is None:
        return rows.none()
    theirs = rows.filter(**{f"contact__facts__{CODE}__code": code.pk})
    return theirs.exclude(contact_id=contact_id).order_by("-pk")


def _must_fit(loaded: Loaded) -> None:
    watch = loaded.row.watch_id
    if watch is not None and load_watch(watch).watch.duress:
        raise DoesNotFit("under duress nothing changes on the caller's side")
