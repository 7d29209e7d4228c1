"""A password alone is not enough for those who can see everybody or change how a line works."""

from typing import Final

from allauth.mfa.utils import is_mfa_enabled

from stillhere.care.access import Role
from stillhere.records.organisations import as_organisation, open_lines
from stillhere.records.people import Operator

NEEDED_BY: Final = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})


def is_missing(operator: Operator) -> bool:
    return operator.role in NEEDED_BY and not is_mfa_enabled(operator)


def only_practises(organisation: int) -> bool:
    """Every line is a practice line: nobody real can be found here, so trying stays easy."""
    with as_organisation(organisation):
        practice = list(open_lines(organisation).values_list("practice", flat=True))
    return bool(practice) and all(practice)
