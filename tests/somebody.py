"""People for tests: invented, on 555-01xx numbers, each kept as the product would keep them."""

from datetime import datetime

from stillhere.care.channel import Channel
from stillhere.care.watch_state import Actor
from stillhere.records.digest import address_digest
from stillhere.records.models import Contact, Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import prepare_record_key

CALLER_NUMBER = "+14165550123"


def a_line(organisation: Organisation, *, slug: str = "front", provider: str = "webchat") -> Line:
    with as_organisation(organisation.pk, writing=True):
        return Line.objects.create(
            organisation=organisation, slug=slug, name="Front line", provider=provider
        )


def a_practice_line(organisation: Organisation, *, number: str = "") -> Line:
    with as_organisation(organisation.pk, writing=True):
        return Line.objects.create(
            organisation=organisation,
            slug="practice",
            name="Practice line",
            provider="simulated",
            number=number,
            practice=True,
        )


def an_operator(organisation: Organisation, name: str = "ana", role: str = "operator") -> Operator:
    with as_organisation(organisation.pk, writing=True):
        return Operator.objects.create_user(
            name, organisation=organisation, name=name.title(), role=role, speaks=["en", "fr"]
        )


def acting(operator: Operator) -> Actor:
    return Actor(id=operator.pk, supervises=operator.role == "supervisor")


def a_contact(
    line: Line,
    *,
    now: datetime,
    operator: Operator | None = None,
    channel: Channel = Channel.CHAT,
    address: str = CALLER_NUMBER,
) -> Contact:
    organisation = line.organisation_id
    key = prepare_record_key(organisation)
    with as_organisation(organisation, writing=True):
        return Contact.objects.create(
            organisation_id=organisation,
            line=line,
            channel=channel,
            language="en",
            address_digest=address_digest(organisation, address),
            sealed_address=key.sealer.seal("contact", "address", key.id, address),
            record_key=key.save(now),
            began_at=now,
            state="with_operator" if operator else "waiting",
            due_at=now,
            operator=operator,
        )
