"""Somebody beside a caller is watched as well: begun, shown, and told apart (IN6, CO15)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from stillhere.actions import beside_agreed
from stillhere.actions.asking_as import MAY_BE_NAMED, name_in_asks
from stillhere.actions.asks import person_words
from stillhere.actions.beside import watch_beside
from stillhere.actions.telling_apart import BESIDE
from stillhere.actions.words import sealer_of
from stillhere.care.watch_state import State
from stillhere.console.acting import At, back_to, on_contact
from stillhere.console.known import Known, called_by
from stillhere.console.wording import STATES
from stillhere.records.models import Contact
from stillhere.records.organisations import as_organisation


@on_contact
def begin(at: At) -> HttpResponse:
    return _begun(at, down=False)


@on_contact
def someone_down(at: At) -> HttpResponse:
    """Nothing is asked first: their page opens with the place (CO15)."""
    return _begun(at, down=True)


@on_contact
def take_plan_over(at: At) -> HttpResponse:
    """To be read back: the step where that is done opens (PL5)."""
    beside_agreed.take_plan_over(at.contact_id, organisation=at.organisation, by=at.by, now=at.now)
    return back_to(at.contact_id, step="plan")


@on_contact
def may_be_named(at: At) -> None:
    beside_agreed.may_be_named(at.contact_id, organisation=at.organisation, by=at.by, now=at.now)


def beside_shown(known: Known) -> dict[str, Any]:
    """Whoever is reached by the same phone or browser, each with a page of their own."""
    if not known.may_read:
        return {}
    facts = known.row.facts
    return {
        "beside": [_shown(known, each) for each in known.beside],
        "written_name": _written_name(known) if known.beside else "",
        "may_be_named": bool(known.beside and known.called and not facts.get(MAY_BE_NAMED)),
        "may_take_plan": BESIDE in facts and known.plan_number == 0,
    }


def _begun(at: At, *, down: bool) -> HttpResponse:
    key = at.form.get("key", "")
    if not key:
        raise Http404
    new = watch_beside(
        at.contact_id,
        organisation=at.organisation,
        by=at.by,
        called=at.form.get("called", ""),
        down=down,
        key=key,
        now=at.now,
    )
    return back_to(new)


def _shown(known: Known, row: Contact) -> dict[str, Any]:
    clock = row.watch.clock if row.watch else None
    return {
        "contact_id": row.pk,
        "label": called_by(row) if known.mine else "",
        "number": row.pk,
        "state": STATES[State(clock.state)] if clock else _("No watch yet"),
        "alarm": clock is not None and clock.state == State.ALARM,
        "holder": known.name(clock.holder_id if clock else row.operator_id),
    }


def _written_name(known: Known) -> str:
    with as_organisation(known.at.organisation):
        sealer = sealer_of(known.row)
    digit = known.watch.first_digit if known.watch else 0
    return name_in_asks(known.row, sealer) or person_words(digit or 1)
