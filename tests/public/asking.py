"""Asking a phone where it is, and what became of that."""

from secrets import token_hex

from stillhere.actions.aftercare import close_watch
from stillhere.actions.asked_place import ask_place
from stillhere.actions.contact import end_contact
from stillhere.actions.messages import thread
from stillhere.actions.watch import happen, load
from stillhere.care.contact_state import EndReason
from stillhere.care.watch_events import CheckedIn, CloseReason
from stillhere.care.watch_state import Watch
from stillhere.records.models import Operator
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from tests.somebody import acting

HERE = {"latitude": "45.4215", "longitude": "-75.6972", "metres": "20"}
IN_WORDS = "45.42150, -75.69720 (± 20 m)"


def address(contact: int, by: Operator) -> str:
    tickets: list[str] = []

    def link(ticket: str) -> str:
        tickets.append(f"/h/front/{ticket}")
        return f"https://line.example{tickets[0]}"

    ask_place(
        contact,
        organisation=by.organisation_id,
        by=acting(by),
        link=link,
        key=token_hex(12),
        now=clock.now(),
    )
    return tickets[0]


def said(contact: int, by: Operator) -> list[str]:
    found = thread(contact, organisation=by.organisation_id, by=acting(by))
    return [each.words for each in found if each.kind == "place"]


def state(watch: int, by: Operator) -> Watch:
    with as_organisation(by.organisation_id):
        return load(watch).watch


def close(watch: int, contact: int, by: Operator, *, stays: bool = False) -> None:
    answered = CheckedIn(ask=state(watch, by).ask)
    happen(watch, answered, organisation=by.organisation_id, now=clock.now())
    close_watch(
        watch,
        organisation=by.organisation_id,
        by=acting(by),
        reason=CloseReason.ENDED_WELL,
        now=clock.now(),
    )
    if not stays:
        end(contact, by)


def end(contact: int, by: Operator) -> None:
    end_contact(
        contact,
        organisation=by.organisation_id,
        by=acting(by),
        reason=EndReason.ENDED,
        now=clock.now(),
    )
