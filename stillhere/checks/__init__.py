"""Looks at the whole installation from outside: what is missing or unsafe, and what to do.

Everything in one list, so that nobody finds the next thing only after putting the last right.
"""

from stillhere.checks.around import AROUND
from stillhere.checks.finding import Finding
from stillhere.checks.within import WITHIN, database


def look_at_everything() -> list[Finding]:
    """The unsafe first. The database is looked into only where it can be."""
    broken = list(database())
    looks = AROUND if any(finding.unsafe for finding in broken) else (*AROUND, *WITHIN)
    found = [*broken, *(finding for look in looks for finding in look())]
    return sorted(found, key=lambda finding: not finding.unsafe)
