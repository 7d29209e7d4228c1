"""Who may see or do what, with the records beside it. The conditions are in `care/access.py`."""

from collections.abc import Callable
from dataclasses import replace

from stillhere.actions.contact_row import Loaded, load
from stillhere.actions.exercise import learner_of
from stillhere.actions.watch import load as load_watch
from stillhere.care.access import Role, Whose, supervises
from stillhere.care.refused import NotYours
from stillhere.care.watch_state import Actor
from stillhere.records.models import Operator

Condition = Callable[[Actor, Whose], bool]


def actor(operator: Operator) -> Actor:
    """Whoever is signed in, as the rules see them."""
    return Actor(id=operator.pk, supervises=supervises(Role(operator.role)))


def whose(contact_id: int) -> Whose:
    """Inside `as_organisation`. Raises `NoSuchContact`."""
    return _whose(load(contact_id))


def must(condition: Condition, contact_id: int, by: Actor) -> Loaded:
    """Inside `as_organisation`: the contact, if `by` may. Raises `NotYours`, `NoSuchContact`."""
    loaded = load(contact_id)
    if not condition(by, _whose(loaded)):
        raise NotYours
    return loaded


def _whose(loaded: Loaded) -> Whose:
    contact = loaded.contact
    here = Whose(
        holder=contact.operator,
        offered_to=contact.offered_to,
        free=contact.is_waiting,
        alarming=contact.is_alarming or contact.look is not None,
        not_for=contact.not_for,
        is_over=not contact.is_open,
        only_for=learner_of(loaded.row.facts),
    )
    if not contact.watched or loaded.row.watch_id is None:
        return here
    watch = load_watch(loaded.row.watch_id).watch
    return replace(
        here,
        holder=watch.holder,
        offered_to=() if watch.offered_to is None else (watch.offered_to,),
        free=watch.holder is None,
        alarming=watch.is_alarming or watch.second_person or watch.look is not None,
        is_over=False,
    )
