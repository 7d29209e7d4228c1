"""What happened to somebody's mind while we were with them: a kind and a time, never words."""

from django.db import models

from stillhere.records.contact import Contact
from stillhere.records.organisations import Organisation
from stillhere.records.people import Operator
from stillhere.records.watch import Watch


class AdverseEvent(models.Model):
    """An adverse mental-health event (SU4). A contact needs no watch to have one."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="adverse_events")
    watch = models.ForeignKey(Watch, on_delete=models.PROTECT, null=True)
    practice = models.BooleanField(default=False)
    kind = models.CharField(max_length=24)
    """As `care.support.Adverse`."""
    at = models.DateTimeField()
    by = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    """Of the form that was sent: a double press is one event."""
    taken_back_at = models.DateTimeField(null=True)
    """Recorded by mistake; it counts nowhere, and stays to be seen."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "key"], name="adverse_event_once"),
        ]
