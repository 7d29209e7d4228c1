"""A link for a television: that it was made, opened and withdrawn. What opens it is nowhere."""

from django.db import models

from stillhere.records.organisations import Organisation
from stillhere.records.people import Operator


class Screen(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    name = models.CharField(max_length=60)
    """Where it hangs, in the organisation's own words; shown to those who make links alone."""
    first_names = models.BooleanField(default=False)
    """Operators by their first names; without, by a number."""
    link_digest = models.BinaryField(null=True)
    """Of the code that was shown once; nothing from the moment a screen has used it."""
    cookie_digest = models.BinaryField(null=True)
    """Of what the one screen that opened it keeps."""
    made_by = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        Operator, on_delete=models.PROTECT, null=True, related_name="+"
    )
