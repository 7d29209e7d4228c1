"""What the caller told us. Every question may have been skipped."""

from django.db import models

from stillhere.records.contact import Contact
from stillhere.records.organisations import Organisation


class Intake(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="intake")
    sealed_answers = models.BinaryField(null=True)
    """JSON of question name to answer, as `care.intake.Answers`."""
    refused = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)
