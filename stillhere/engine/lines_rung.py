"""Which lines people ring, and which of them a number leads to."""

from collections.abc import Collection, Sequence

from stillhere.engine.troubles import organisations
from stillhere.records.models import Line
from stillhere.records.organisations import as_organisation


def lines_through(providers: Collection[str]) -> list[Line]:
    """Of all organisations."""
    found: list[Line] = []
    for organisation in organisations():
        with as_organisation(organisation):
            found += Line.objects.filter(organisation_id=organisation, provider__in=providers)
    return found


def line_rung(dialled: str, lines: Sequence[Line]) -> Line | None:
    """By the number they dialled. A carrier that writes it otherwise turns nobody away, as long as
    all lines are of one organisation; never does a number lead to another's.
    """
    by_number = next((line for line in lines if line.number and line.number == dialled), None)
    if by_number is not None or len({line.organisation_id for line in lines}) > 1:
        return by_number
    return min(lines, key=lambda line: (line.practice, line.pk), default=None)
