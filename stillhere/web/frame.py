"""What the frame around every page knows: who is here, and day or night."""

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from stillhere.care.access import Page, Role, answers, may_open
from stillhere.records.organisations import as_organisation
from stillhere.records.people import Console, Operator
from stillhere.web.choices import stands_at, theme_of
from stillhere.web.places import LANDS, ways
from stillhere.web.second_factor import only_practises
from stillhere.web.telephones import answers_in_browsers


def frame(request: HttpRequest) -> dict[str, Any]:
    """Only names; nothing is looked up for strangers."""
    operator = getattr(request, "operator", None)
    if not isinstance(operator, Operator):
        return {"theme": theme_of(request), "stands_at": stands_at(request)}
    role = Role(operator.role)
    return {
        "operator": operator,
        "theme": theme_of(request, own=operator.theme),
        "stands_at": stands_at(request),
        "presence": _presence(operator),
        "telephone": answers(role) and answers_in_browsers(operator.organisation_id),
        "settings": may_open(role, Page.POLICIES),
        "ways": ways(request, role),
        "lands": LANDS[role],
        "practice_only": only_practises(operator.organisation_id),
        "second_factor_missing": getattr(request, "second_factor_missing", False),
        "locks_after": _seconds(getattr(request, "locks_after", None)),
        "has_key": is_mfa_enabled(operator, types=[Authenticator.Type.WEBAUTHN]),
    }


def _seconds(after: timedelta | None) -> int | str:
    """A whole number: a script reads it, and half a second would have a comma in French."""
    return "" if after is None else int(after.total_seconds())


def _presence(operator: Operator) -> str:
    with as_organisation(operator.organisation_id):
        console = Console.objects.filter(operator=operator).only("state").first()
    return console.state if console else "away"
