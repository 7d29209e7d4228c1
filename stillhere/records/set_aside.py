"""What came in from outside and could not be read: that it came, by which line, from whom."""

from django.db import models

from stillhere.records.organisations import Line, Organisation
from stillhere.records.people import Operator


class SetAside(models.Model):
    """One text, call or report, with what is needed to ring back and to read it by eye."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    """text, call or report."""
    key = models.CharField(max_length=64)
    """The provider's own, as in `Inbox`."""
    record_key = models.BigIntegerField(null=True)
    sealed_number = models.BinaryField(null=True)
    sealed_words = models.BinaryField(null=True)
    came_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(null=True)
    """When it was set aside, after the last try; until then it is tried again."""
    taken_by = models.ForeignKey(Operator, on_delete=models.PROTECT, null=True, related_name="+")
    """Who rings them back, and so sees the number."""
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "key"], name="set_aside_once")]
