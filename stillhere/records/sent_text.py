"""What we handed to a telephone company that keeps no key of ours, to find it again."""

from django.db import models

from stillhere.records.organisations import Line, Organisation


class SentText(models.Model):
    """One text under one key of ours. Written before it is handed over, and kept for a day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    line = models.ForeignKey(Line, on_delete=models.PROTECT)
    key = models.CharField(max_length=64)
    at = models.DateTimeField()
    reference = models.CharField(max_length=64, blank=True)
    """What the company calls it; empty: nobody knows yet whether it was taken."""
    sealed = models.BinaryField(null=True)
    """Number and words, sealed under the line's own key, only while nobody knows."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "key"], name="sent_text_once")]
