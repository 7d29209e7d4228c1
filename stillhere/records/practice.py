"""The practice phones: a telephone company of our own, for trying, showing and learning."""

from django.db import models

from stillhere.records.organisations import Line, Organisation


class PracticePhone(models.Model):
    """Somebody invented, on a 555-01xx number. Never in a report."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="practice_phones")
    number = models.CharField(max_length=20)
    name = models.CharField(max_length=40)
    script = models.CharField(max_length=40, blank=True)
    """Empty: a person plays this phone by hand."""
    seed = models.BigIntegerField(default=0)
    state = models.JSONField(default=dict)
    due_at = models.DateTimeField(null=True)
    ringing_until = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "number"], name="one_phone")]


class PracticeDelivery(models.Model):
    """What the simulated carrier has been asked to carry, and what became of it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    phone = models.ForeignKey(PracticePhone, on_delete=models.PROTECT, related_name="deliveries")
    kind = models.CharField(max_length=8)
    """text or ring."""
    body = models.TextField(blank=True)
    key = models.CharField(max_length=64)
    inbound = models.BooleanField(default=False)
    """True: from the phone to the line."""
    at = models.DateTimeField()
    deliver_at = models.DateTimeField()
    state = models.CharField(max_length=12, default="accepted")
    """accepted, delivered, undelivered, lost, ringing, answered, proved, hung_up, unanswered,
    set_aside."""

    class Meta:
        indexes = [models.Index(fields=["key"], name="practice_key")]
