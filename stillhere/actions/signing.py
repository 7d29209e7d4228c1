"""Putting a name under a version of something: who may, and two who press in the same moment."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError

from stillhere.care.access import Role, may_sign
from stillhere.care.refused import NotYours
from stillhere.records.models import Operator
from stillhere.records.organisations import as_organisation

T = TypeVar("T")


def signer(by: int) -> Operator:
    """Inside the caller's transaction. Raises `NotYours`."""
    found = Operator.objects.get(pk=by)
    if not may_sign(Role(found.role)):
        raise NotYours
    return found


def keep_version(act: Callable[[int], T], *, organisation: int) -> T:
    """`act` looks at the newest and writes the next, in one transaction. Where somebody else
    wrote between the two, it looks once more, and says so itself.
    """
    try:
        with as_organisation(organisation, writing=True):
            return act(organisation)
    except IntegrityError:
        with as_organisation(organisation, writing=True):
            return act(organisation)
