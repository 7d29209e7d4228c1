"""Who could be rung at this moment: everyone who works here, as far as ringing them goes."""

from typing import Final

from django.db.models import Q

from stillhere.care.access import Role, supervises
from stillhere.care.channel import Channel
from stillhere.care.duties import Person
from stillhere.care.watch_state import Decided
from stillhere.records.models import Contact, Operator, WatchClock
from stillhere.records.prepared import Prepared


def people_to_ring(organisation: int, *, calling: Decided | None = None) -> list[Person]:
    """Inside the caller's transaction. `calling`: who has the token by the decision just made."""
    busy = _on_the_phone(organisation) | ({calling.by} if calling else set())
    return [_person(each, busy) for each in _WORKING.all(organisation)]


def _person(operator: Operator, busy: set[int]) -> Person:
    console = getattr(operator, "console", None)
    return Person(
        id=operator.pk,
        at_console=console is not None and console.state == "on",
        on_call=operator.on_call,
        supervises=supervises(Role(operator.role)),
        has_number=bool(operator.sealed_number),
        on_the_phone=operator.pk in busy,
    )


def _on_the_phone(organisation: int) -> set[int]:
    """With a caller by voice, or calling for help (WA13).

    Whoever holds a watch without a person is at home, and is exactly who is rung (WA12).
    """
    talking, tokens = _TALKING.all(organisation), _TOKENS.all(organisation)
    return {each for each in (*talking, *tokens) if each is not None}


_WORKING: Final = Prepared(
    lambda organisation: (
        Operator.objects.filter(organisation_id=organisation, is_active=True)
        .select_related("console")
        .order_by("pk")
    )
)
WITH_A_PERSON: Final = (
    Q(watch__isnull=True)
    | Q(watch__clock__facts__unattended__isnull=True)
    | Q(watch__clock__facts__unattended=False)
)
_TALKING: Final = Prepared(
    lambda organisation: Contact.objects.filter(
        WITH_A_PERSON,
        organisation_id=organisation,
        channel=Channel.VOICE,
        ended_at__isnull=True,
        operator__isnull=False,
    ).values_list("operator_id", flat=True)
)
_TOKENS: Final = Prepared(
    lambda organisation: (
        # Who calls for help in an exercise dials nobody, and is rung for whoever is real.
        WatchClock.objects.filter(
            organisation_id=organisation,
            facts__decided__by__isnull=False,
            watch__contact__facts__learner__isnull=True,
        )
        .exclude(state="closed")
        .values_list("facts__decided__by", flat=True)
    )
)
