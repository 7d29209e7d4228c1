"""Whether people can be reached: an address that tells nobody what we do, a line that rings."""

from collections.abc import Iterator

from django.conf import settings

from stillhere.care.harmless import telling
from stillhere.checks.finding import Finding


def addresses() -> Iterator[Finding]:
    """They stand in texts that whoever holds the phone reads (IN2)."""
    from stillhere.records.narrow import OrganisationHere  # noqa: PLC0415  # needs models
    from stillhere.records.organisations import as_organisation, open_lines  # noqa: PLC0415

    if telling(settings.PUBLIC_URL):
        yield _tells(settings.PUBLIC_URL, "Choose another for STILLHERE_PUBLIC_URL.")
    for id in OrganisationHere.objects.values_list("organisation_id", flat=True):
        with as_organisation(id):
            slugs = list(open_lines(id).values_list("slug", flat=True))
        for slug in filter(telling, slugs):
            yield _tells(f"…/{slug}/", "Create a line with another --slug, and use that one.")


def ringing() -> Iterator[Finding]:
    """Whoever is on call sleeps in peace only where something can wake them."""
    from stillhere.lines.providers import PROVIDERS  # noqa: PLC0415  # needs models
    from stillhere.records.models import Line, Operator, Organisation  # noqa: PLC0415
    from stillhere.records.narrow import OrganisationHere  # noqa: PLC0415  # as above
    from stillhere.records.organisations import as_organisation  # noqa: PLC0415  # as above

    ring = [name for name, each in PROVIDERS.items() if each.capabilities.rings]
    real = [name for name in ring if not PROVIDERS[name].only_practice]
    for id in OrganisationHere.objects.values_list("organisation_id", flat=True):
        with as_organisation(id):
            slug = Organisation.objects.get(pk=id).slug
            people = Operator.objects.filter(organisation_id=id, is_active=True, on_call=True)
            wait_to_be_rung = people.filter(sealed_number__isnull=False).exists()
            lines = Line.objects.filter(organisation_id=id)
            rings = lines.filter(provider__in=real).exists()
        if wait_to_be_rung and not rings:
            yield Finding(
                what=f"Whoever is on call for {slug} cannot be rung by a machine yet: "
                "no real line of theirs rings.",
                fix="Agree who rings whom by hand, and never leave a shift without somebody.",
            )


def _tells(address: str, fix: str) -> Finding:
    return Finding(
        what=f"The address {address} tells whoever reads it what you do; no link to it is texted.",
        fix=fix,
    )
