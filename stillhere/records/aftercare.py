"""How it ended. A dispatch leaves an outcome open until somebody verifies it (AF2)."""

from django.db import models

from stillhere.records.organisations import Organisation
from stillhere.records.people import Operator
from stillhere.records.watch import Watch


class Outcome(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    watch = models.OneToOneField(Watch, on_delete=models.PROTECT, related_name="outcome")
    state = models.CharField(max_length=12, default="open")
    """open, verified, unknown."""
    findings = models.JSONField(default=list)
    """As `care.aftercare.Finding`: naloxone, breathing, ambulance, transported …"""
    verified_with = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(Operator, on_delete=models.PROTECT, null=True, related_name="+")
    sealed_tried = models.BinaryField(null=True)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="open_outcome_has_due",
                condition=~models.Q(state="open") | models.Q(due_at__isnull=False),
            ),
        ]


class Debrief(models.Model):
    """Somebody of ours sent help: they rest from new people until they say so, and are asked how
    they are (AF3). Read by themselves and by supervisors, and in no report.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")
    watch = models.ForeignKey(Watch, on_delete=models.PROTECT, related_name="debriefs")
    opened_at = models.DateTimeField()
    back_at = models.DateTimeField(null=True)
    """Their own press: ring me again."""
    hard = models.SmallIntegerField(null=True)
    energy = models.SmallIntegerField(null=True)
    wants_to_talk = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)
    talked_by = models.ForeignKey(Operator, on_delete=models.PROTECT, null=True, related_name="+")
    talked_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    """They have read how it ended."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["operator", "watch"], name="one_debrief_each"),
        ]
