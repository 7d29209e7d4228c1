"""Invitations that are open: the row goes when one is used, withdrawn or over."""

from django.db import models

from stillhere.records.organisations import Organisation
from stillhere.records.people import Operator


class Invitation(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    digest = models.BinaryField(unique=True)
    """Keyed, of the four words; the words themselves are shown once and kept nowhere."""
    operator = models.ForeignKey(Operator, null=True, on_delete=models.PROTECT, related_name="+")
    """Whose password is made new; null: somebody new."""
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=20)
    language = models.CharField(max_length=8)
    without_factors = models.BooleanField(default=False)
    """They lost what their second step was made with, too."""
    made_by = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
