"""A browser in which somebody is signed in, and until when it shows anything untouched."""

from django.db import models

from stillhere.records.organisations import Organisation
from stillhere.records.people import Operator


class SignIn(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40, unique=True)
    """Of the session in `django_session`. Forgotten at their next sign-in once that has ended."""
    locks_at = models.DateTimeField()
    """From then on it is locked (RO3)."""
