"""An organisation's own directory of places that help, and who was told of which (SU2)."""

from django.db import models

from stillhere.records.contact import Contact, Message
from stillhere.records.organisations import Organisation


class DirectoryPlace(models.Model):
    """What anybody may read on a door. Nobody's own; a place taken out stays named for a while."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    source = models.CharField(max_length=120)
    """Where it comes from, once: the form it was written on, or its id in another directory."""
    values = models.JSONField()
    """As `care.place_values` gave them."""
    version = models.PositiveIntegerField(default=1)
    """One higher with every change, so that of two at once the later is told."""
    changed_by = models.CharField(max_length=60)
    changed_at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "source"], name="place_once"),
        ]


class PlaceTold(models.Model):
    """A place somebody was told of, and whether it helped; ids and times, never words."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="places_told")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="place_told")
    place = models.BigIntegerField()
    """Of the organisation's directory; below zero one of the samples for practice."""
    at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    """When they were asked, in a later contact, whether it helped. Once."""
    helped = models.CharField(max_length=16, blank=True)
    """As `care.directory.Helped`; empty: they would rather not say, or were not asked yet."""
