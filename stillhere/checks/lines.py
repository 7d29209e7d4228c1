"""The lines that a telephone company carries: whether it can be asked, and can reach us."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.conf import settings

from stillhere.checks.finding import Finding

if TYPE_CHECKING:
    from stillhere.records.models import Line


def lines_with_a_company() -> Iterator[Finding]:
    from stillhere.lines.providers import PROVIDERS  # noqa: PLC0415  # needs models
    from stillhere.records.models import Line  # noqa: PLC0415  # as above
    from stillhere.records.narrow import OrganisationHere  # noqa: PLC0415  # as above
    from stillhere.records.organisations import as_organisation  # noqa: PLC0415  # as above

    carried = [name for name, each in PROVIDERS.items() if each.has_account]
    for id in OrganisationHere.objects.values_list("organisation_id", flat=True):
        with as_organisation(id):
            found = list(Line.objects.filter(organisation_id=id, provider__in=carried))
        for line in found:
            yield from look_at(line)


def look_at(line: "Line") -> Iterator[Finding]:
    from stillhere.lines.companies import WrongAccount  # noqa: PLC0415  # as above
    from stillhere.lines.providers import PROVIDERS  # noqa: PLC0415  # as above
    from stillhere.records.keys import CannotOpen  # noqa: PLC0415  # as above

    if not settings.PUBLIC_URL.startswith("https://"):
        yield Finding(
            what=f"No text reaches {line.slug}: its company knows no public address of ours.",
            fix="Set STILLHERE_PUBLIC_URL to https://… and enter it there: docs/runbook.md.",
        )
    account_of = PROVIDERS[line.provider].account
    try:
        if account_of is not None:
            account_of(line)
    except WrongAccount as wrong:
        yield _cannot_send(line, str(wrong))
    except CannotOpen:
        yield _cannot_send(line, "Its token is missing or cannot be read here.")


def _cannot_send(line: "Line", why: str) -> Finding:
    return Finding(
        what=f"{line.slug} can neither send nor take a text. {why}",
        fix="Look at the keys first; else give it its account again: stillhere set-line-account …",
        unsafe=True,
    )
