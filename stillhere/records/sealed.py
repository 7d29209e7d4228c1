"""Placeholder until the sealing lands."""

from django.db import models

from stillhere.records.organisations import Organisation


class RecordKey(models.Model):
    """The key of one contact's sealed words, itself wrapped. Deleting the row erases the words."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
