"""Whether operators of an organisation answer calls in their browsers: what the bar shows."""

from django.conf import settings

from stillhere.records.models import Line
from stillhere.records.organisations import as_organisation


def answers_in_browsers(organisation: int) -> bool:
    """A line of theirs rings, and whoever runs the machine said where browsers reach it."""
    if not settings.TELEPHONES:
        return False
    with as_organisation(organisation):
        ring = Line.objects.filter(organisation_id=organisation, provider__in=REGISTER)
        return ring.exists()


REGISTER = frozenset({"asterisk"})
"""Of the providers that are rung: those at whose exchange a browser can register."""
