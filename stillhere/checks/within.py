"""The database: whether it answers, who we are in it, and what it says about us."""

from collections.abc import Iterator, Sequence
from typing import Final

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from stillhere.checks.finding import Finding, Look
from stillhere.checks.lines import lines_with_a_company
from stillhere.checks.reaching import addresses, ringing


def database() -> Iterator[Finding]:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        yield Finding(
            what="The database does not answer.",
            fix="Look at STILLHERE_DATABASE_URL, and whether the server runs.",
            unsafe=True,
        )
        return
    if waiting:
        yield Finding(
            what="The tables are older than this version.",
            fix="Run: stillhere migrate",
            unsafe=True,
        )


def rights() -> Iterator[Finding]:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles "
            "WHERE rolname = current_user"
        )
        role, sees_all = cursor.fetchone()
    if sees_all:
        yield Finding(
            what=f"The database role {role} sees through the fence between organisations.",
            fix="Give STILLHERE_ENGINE_DATABASE_URL and STILLHERE_WEB_DATABASE_URL plain roles.",
            unsafe=True,
        )


def parts() -> Iterator[Finding]:
    from stillhere.records.anchor import read_anchor  # noqa: PLC0415  # needs models
    from stillhere.records.pulse import readiness  # noqa: PLC0415  # needs models
    from stillhere.records.steady import clock  # noqa: PLC0415  # needs Django set up

    read_anchor()
    silent = readiness(clock.now()).silent
    if silent:
        yield Finding(
            what=f"Nothing is heard of: {', '.join(silent)}.",
            fix="Start it with: stillhere serve. While it runs, look into its journal.",
        )
    if abs(clock.stepped()) > 2:
        yield Finding(
            what=f"The clock of this machine was set by {clock.stepped():+.0f} s while it ran.",
            fix="Set it right and keep it so (chrony, timesyncd); then start stillhere again.",
            unsafe=True,
        )


def troubles() -> Iterator[Finding]:
    from stillhere.actions.trouble import troubles as told  # noqa: PLC0415  # needs models

    for what, facts in told().items():
        yield Finding(
            what=f"The consoles are red: {what} {dict(facts) or ''}".rstrip(),
            fix="docs/runbook.md says what each means.",
            unsafe=True,
        )


def organisations() -> Iterator[Finding]:
    from stillhere.records.narrow import OrganisationHere  # noqa: PLC0415  # needs models

    ids = list(OrganisationHere.objects.values_list("organisation_id", flat=True))
    if not ids:
        yield Finding(
            what="There is no organisation.", fix="Run: stillhere create-organisation --help"
        )
    for id in ids:
        yield from _organisation(id)


def _organisation(id: int) -> Iterator[Finding]:
    from stillhere.actions.scribe import verify  # noqa: PLC0415  # needs models
    from stillhere.records.models import Line, Operator, Organisation, Policy  # noqa: PLC0415
    from stillhere.records.organisations import as_organisation  # noqa: PLC0415

    with as_organisation(id):
        slug = Organisation.objects.get(pk=id).slug
        lines = Line.objects.filter(organisation_id=id).exists()
        people = Operator.objects.filter(organisation_id=id, is_active=True)
        answering = people.filter(role__in=["operator", "supervisor"]).count()
        supervised = people.filter(role="supervisor").exists()
        signed = Policy.objects.filter(organisation_id=id, practice=False).exclude(signed_by="")
        approved = signed.exists()
    if not lines:
        yield _missing(f"{slug} has no line.", "create-line", slug)
    if answering < 2:
        yield _missing(f"{slug} has fewer than two people who answer.", "create-operator", slug)
    if not supervised:
        yield _missing(f"{slug} has no supervisor.", "create-operator", slug)
    if not approved:
        yield Finding(
            what=f"Nobody has approved the times {slug} watches by; they are shipped defaults.",
            fix="Its clinical lead reads and approves them, and a supervisor or administrator "
            "signs at /console/settings/policies/.",
        )
    verdict = verify(id)
    if not verdict.holds:
        yield Finding(
            what=f"The ledger of {slug} was changed: link {verdict.broken_at} does not hold.",
            fix="Keep the database as it is and read docs/runbook.md, The ledger.",
            unsafe=True,
        )


def _missing(what: str, command: str, slug: str) -> Finding:
    return Finding(what=what, fix=f"Run: stillhere {command} --organisation {slug} …")


WITHIN: Final[Sequence[Look]] = (
    rights,
    parts,
    troubles,
    organisations,
    lines_with_a_company,
    addresses,
    ringing,
)
