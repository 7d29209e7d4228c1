"""Everything that happened, in order, never edited; linked into a chain afterwards."""

from django.db import models

from stillhere.records.organisations import Organisation


class Entry(models.Model):
    """Ids, enums, numbers and times only. People's words live in sealed records."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    at = models.DateTimeField()
    what = models.CharField(max_length=40)
    contact_id = models.BigIntegerField(null=True)
    watch_id = models.BigIntegerField(null=True)
    operator_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    """Only the names that `records.ledger.ALLOWED` lists for this kind of entry."""
    key = models.CharField(max_length=64, blank=True)
    xact = models.BigIntegerField(default=0)
    """PostgreSQL's transaction number: the scribe links only what is safely past."""

    class Meta:
        # Whether something from outside has been heard before is asked whenever it comes.
        indexes = [models.Index(fields=["key"], name="entry_key")]


class EntryLink(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    seq = models.PositiveBigIntegerField()
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="link")
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "seq"], name="ledger_seq"),
        ]
