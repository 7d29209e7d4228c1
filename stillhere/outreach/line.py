"""What a card may know of a line: what its own page tells everybody anyway."""

from dataclasses import dataclass

from stillhere.actions.card_look import AS_SHIPPED, CardLook, card_look
from stillhere.actions.policy import present_policy
from stillhere.care.pace import minutes_until_decided
from stillhere.records.models import Line
from stillhere.records.organisations import as_organisation
from stillhere.records.signing_in import as_line


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachLine:
    organisation: int
    slug: str
    organisation_name: str
    number: str
    practice: bool
    decide_minutes: int
    language: str
    look: CardLook = AS_SHIPPED


def find_line(slug: str) -> OutreachLine | None:
    with as_line(slug):
        line = Line.objects.filter(slug=slug).first()
    if line is None or not line.is_open:
        return None
    with as_organisation(line.organisation_id):
        policy = present_policy(organisation=line.organisation_id, practice=line.practice)
        return OutreachLine(
            organisation=line.organisation_id,
            slug=line.slug,
            organisation_name=line.organisation.name,
            number=line.number,
            practice=line.practice,
            decide_minutes=minutes_until_decided(policy),
            language=line.language,
            look=card_look(organisation=line.organisation_id),
        )
