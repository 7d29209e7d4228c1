"""What we owe someone and have not yet done. Delivered at least once, through a line."""

from django.db import models

from stillhere.records.contact import Contact
from stillhere.records.organisations import Organisation
from stillhere.records.people import Operator
from stillhere.records.watch import Watch


class Duty(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    lane = models.CharField(max_length=8)
    """life or care: a slow `care` duty never holds up a `life` one."""
    kind = models.CharField(max_length=20)
    """as `care.duties.Kind`: text_caller, ring_caller, ring_person …"""
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True)
    watch = models.ForeignKey(Watch, on_delete=models.PROTECT, null=True)
    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, null=True)
    key = models.CharField(max_length=64, unique=True)
    """Names this duty to the line, so that a repeat can be recognised."""
    facts = models.JSONField(default=dict)
    episode = models.PositiveIntegerField(default=0)
    """Wanted only while the watch is in this episode of alarm; 0: always wanted."""
    owed_at = models.DateTimeField()
    not_before = models.DateTimeField()
    not_after = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=16, default="owed")
    """owed, sent, delivered, failed, not_wanted, replaced."""
    ended_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["lane", "not_before"], name="duty_owed", condition=models.Q(state="owed")
            ),
        ]
