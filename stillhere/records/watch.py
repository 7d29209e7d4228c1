"""How a watch is stored. What a watch *means* is in `care/watch.py`."""

from django.db import models

from stillhere.records.contact import Contact
from stillhere.records.organisations import Line, Organisation
from stillhere.records.people import Operator
from stillhere.records.plan import PlanVersion
from stillhere.records.policy import Policy


class Watch(models.Model):
    """Who is watched, and by which terms."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    line = models.ForeignKey(Line, on_delete=models.PROTECT)
    practice = models.BooleanField(default=False)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="own_watches")
    """The contact it began in, whose plan it follows; somebody who uses again has another watch."""
    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, null=True, related_name="+")
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=20, blank=True)
    sealed_tried = models.BinaryField(null=True)
    """What was tried to reach them, while a second person is asked to agree that they are lost.

    Gone when the watch is closed: the outcome keeps it then.
    """


class WatchClock(models.Model):
    """The whole aggregate in one narrow row: what the clock claims, decides on and writes back."""

    watch = models.OneToOneField(
        Watch, on_delete=models.PROTECT, primary_key=True, related_name="clock"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, null=True, related_name="+")
    holder = models.ForeignKey(Operator, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=20)
    rung = models.SmallIntegerField(default=-1)
    clocks = models.JSONField()
    """Clock name to ISO time; `due_at` is always their minimum."""
    facts = models.JSONField()
    """The rest of `care.watch.Watch`, as `as_facts()` gave it."""
    due_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="open_watch_has_due",
                condition=models.Q(state="closed") | models.Q(due_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="watch_due", condition=~models.Q(state="closed")),
        ]
