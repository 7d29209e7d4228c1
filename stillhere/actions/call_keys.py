"""A caller presses a key while no person is with them: what it means happens, once (CO3, WA12)."""

from datetime import datetime, timedelta
from typing import Final, assert_never

from django.db.models import F

from stillhere.actions import ledger
from stillhere.actions.alone import Alone
from stillhere.actions.call_row import load
from stillhere.actions.contact_row import Loaded
from stillhere.actions.contact_row import happen_in_transaction as happen_to_contact
from stillhere.actions.contact_row import load as load_contact
from stillhere.actions.prompts import Prompt
from stillhere.actions.unattended import begin_alone
from stillhere.actions.watch import happen_in_transaction as happen_to_watch
from stillhere.actions.watch import load as load_watch
from stillhere.actions.watch import until_not_overtaken
from stillhere.actions.words import NOTICE, keep_notice
from stillhere.care.call_keys import Meaning, Pressed, SaysYes, SpeaksWith, WantsCallBack, meaning
from stillhere.care.contact_events import CallBackAsked, CallerSpoke, UnattendedDeclined
from stillhere.care.watch_events import CheckedIn, HelpAsked
from stillhere.care.watch_state import State, Watch
from stillhere.records.models import Contact, Entry, Message
from stillhere.records.organisations import as_organisation

OFFERS: Final = (Alone.OFFER, Alone.OVER)
SAID_JUST_NOW: Final = timedelta(seconds=10)
"""Whoever presses a key again and again hears its answer once: the next question must not wait
behind ten of them."""


def key_pressed(call_id: int, pressed: Pressed, *, organisation: int, now: datetime) -> None:
    """The same press twice is one. Raises a `Refused`."""

    def act() -> None:
        with as_organisation(organisation, writing=True):
            loaded = load_contact(load(call_id).row.contact_id)
            key = f"k:{call_id}:{int(pressed.at.timestamp() * 1000)}:{pressed.key}"
            if Entry.objects.filter(contact_id=loaded.row.pk, key=key).exists():
                return
            watch = load_watch(loaded.row.watch_id or 0).watch if loaded.contact.watched else None
            offered = _offered_at(loaded.row) if loaded.contact.unattended_offered else None
            meant = meaning(pressed, loaded.contact, watch=watch, offered_at=offered, now=now)
            if meant is not None:
                _take_effect(loaded, meant, watch, key=key, now=now)

    until_not_overtaken(act)


def not_told(call_id: int, *, organisation: int, now: datetime) -> None:
    """What was to be said of a watch without a person could not be played: it is offered no more,
    and people are looked for as before. Raises a `Refused`.
    """

    def act() -> None:
        with as_organisation(organisation, writing=True):
            contact, key = load(call_id).row.contact_id, f"unspoken:{call_id}"
            happen_to_contact(contact, UnattendedDeclined(), now=now, key=key)

    until_not_overtaken(act)


def _take_effect(
    loaded: Loaded, meant: Meaning, watch: Watch | None, *, key: str, now: datetime
) -> None:
    contact = loaded.row.pk
    match meant:
        case SpeaksWith(language=language):
            _speak_with(loaded.row, language, key=key, now=now)
        case WantsCallBack():
            happen_to_contact(contact, CallBackAsked(), now=now, key=key)
        case SaysYes():
            happen_to_contact(contact, CallerSpoke(), now=now)
            begin_alone(contact, place=None, now=now, key=key)
        case CheckedIn() | HelpAsked() if watch is not None:
            _tell_watch(loaded.row, meant, watch, key=key, now=now)
        case CheckedIn() | HelpAsked():
            pass
        case _:
            assert_never(meant)


def _speak_with(row: Contact, language: str, *, key: str, now: datetime) -> None:
    """They hear it at once, and whoever speaks it is rung from the next look on (CO1)."""
    if row.language == language:
        return
    Contact.objects.filter(pk=row.pk).update(language=language, version=F("version") + 1)
    ledger.write(
        "LanguageChosen", organisation=row.organisation_id, now=now, contact=row.pk, key=key
    )
    keep_notice(row, reading=Prompt.GREETING, key=key, now=now)


def _tell_watch(
    row: Contact, event: CheckedIn | HelpAsked, watch: Watch, *, key: str, now: datetime
) -> None:
    """And say what became of it: an alarm is not ended by a key (WA6), under duress nothing
    changes for whoever listens (WA5).
    """
    organisation = row.organisation_id
    happen_to_watch(row.watch_id or 0, event, organisation=organisation, now=now, key=key)
    after = load_watch(row.watch_id or 0).watch
    calm = watch.duress or after.state is State.LISTENING
    said = Prompt.ALONE_THANKS if calm else Prompt.ALONE_HELP
    if not _said_just_now(row, said, now):
        keep_notice(row, reading=said, key=key, now=now)


def _said_just_now(row: Contact, reading: str, now: datetime) -> bool:
    last = Message.objects.filter(contact=row, kind=NOTICE).order_by("pk").last()
    return last is not None and last.reading == reading and now - last.at < SAID_JUST_NOW


def _offered_at(row: Contact) -> datetime | None:
    offers = Message.objects.filter(contact=row, kind=NOTICE, reading__in=OFFERS)
    last = offers.order_by("pk").last()
    return last.at if last is not None and last.reading == Alone.OFFER else None
