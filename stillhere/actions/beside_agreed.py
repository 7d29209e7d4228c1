"""What is agreed with each of several at one phone: a plan of their own, and what to call them."""

from datetime import datetime

from django.db import transaction

from stillhere.actions import ledger
from stillhere.actions.access import must
from stillhere.actions.asking_as import MAY_BE_NAMED
from stillhere.actions.plan import keep_plan, open_plan
from stillhere.actions.telling_apart import BESIDE
from stillhere.actions.watch import Overtaken, until_not_overtaken
from stillhere.actions.words import CannotKeep
from stillhere.care.access import may_open_plan
from stillhere.care.beside import plan_beside
from stillhere.care.refused import DoesNotFit
from stillhere.care.watch_state import Actor
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Contact, PlanVersion
from stillhere.records.organisations import as_organisation
from stillhere.records.wake import wake


def take_plan_over(contact_id: int, *, organisation: int, by: Actor, now: datetime) -> int:
    """The place and the people of whoever's phone it is, to be read back and agreed anew (PL5).

    The number of the version; pressed twice it is one. Raises `NotYours`, `CannotKeep`, and
    `DoesNotFit` where there is no plan to take over or they have one of their own.
    """
    with as_organisation(organisation):
        row = must(may_open_plan, contact_id, by).row
        has_one = PlanVersion.objects.filter(contact_id=contact_id).exists()
    first = row.facts.get(BESIDE)
    if first is None or has_one:
        raise DoesNotFit("they have a plan of their own, or nobody's to take over")
    try:
        theirs = open_plan(first, organisation=organisation, by=by, now=now)
    except CannotOpen:
        raise CannotKeep from None
    if theirs is None:
        raise DoesNotFit("no plan has been made for whoever's phone it is")
    terms, words = plan_beside(theirs.terms, theirs.words)
    return keep_plan(
        contact_id, organisation=organisation, terms=terms, words=words, by=by, now=now
    )


def may_be_named(contact_id: int, *, organisation: int, by: Actor, now: datetime) -> None:
    """They agreed that what is written to the phone calls them by their name (IN2)."""

    def act() -> None:
        with as_organisation(organisation, writing=True):
            loaded = must(may_open_plan, contact_id, by)
            if loaded.row.sealed_called is None:
                raise DoesNotFit("nobody knows what to call them")
            facts = {**loaded.row.facts, MAY_BE_NAMED: True}
            same = Contact.objects.filter(pk=contact_id, version=loaded.version)
            if not same.update(facts=facts, version=loaded.version + 1):
                raise Overtaken(contact_id)
            ledger.write(
                "MayBeNamed", organisation=organisation, now=now, contact=contact_id, operator=by.id
            )
            transaction.on_commit(wake)

    until_not_overtaken(act)
