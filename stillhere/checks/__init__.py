"""Looks at the whole installation from outside: what is missing or unsafe, and what to do.

Everything in one list, so that nobody finds the next thing only after putting the last right.
"""

from collections.abc import Sequence

from stillhere.checks.around import AROUND
from stillhere.checks.calls import lines_that_ring
from stillhere.checks.finding import Finding, Look
from stillhere.checks.lines import lines_with_a_company
from stillhere.checks.within import WITHIN, database


def look_at_everything() -> list[Finding]:
    """The unsafe first. The database is looked into only where it can be."""
    broken = list(database())
    looks = AROUND if any(finding.unsafe for finding in broken) else (*AROUND, *WITHIN)
    return _found(broken, looks)


def look_at_lines() -> list[Finding]:
    """What people text and ring, asked where it is."""
    broken = list(database())
    return _found(broken, () if broken else (lines_with_a_company, lines_that_ring))


def _found(broken: list[Finding], looks: Sequence[Look]) -> list[Finding]:
    found = [*broken, *(finding for look in looks for finding in look())]
    return sorted(found, key=lambda finding: not finding.unsafe)
