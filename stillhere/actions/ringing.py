"""Who could be rung at this moment: everyone who works here, as far as ringing them goes."""

from stillhere.care.access import Role, supervises
from stillhere.care.channel import Channel
from stillhere.care.duties import Person
from stillhere.care.watch_state import Decided
from stillhere.records.models import Contact, Operator, WatchClock


def people_to_ring(organisation: int, *, calling: Decided | None = None) -> list[Person]:
    """Inside the caller's transaction. `calling`: who has the token by the decision just made."""
    busy = _on_the_phone(organisation) | ({calling.by} if calling else set())
    working = Operator.objects.filter(organisation_id=organisation, is_active=True)
    return [_person(each, busy) for each in working.select_related("console").order_by("pk")]


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
    """With a caller by voice, or calling for help (WA13)."""
    talking = Contact.objects.filter(
        organisation_id=organisation,
        channel=Channel.VOICE,
        ended_at__isnull=True,
        operator__isnull=False,
    ).values_list("operator_id", flat=True)
    clocks = WatchClock.objects.filter(organisation_id=organisation).exclude(state="closed")
    calling = clocks.filter(facts__decided__by__isnull=False)
    tokens = calling.values_list("facts__decided__by", flat=True)
    return {each for each in (*talking, *tokens) if each is not None}
