"""What was gone through of a guide beside somebody: numbers and a time, never words (SU1)."""

from django.db import models

from stillhere.records.contact import Contact
from stillhere.records.organisations import Organisation
from stillhere.records.people import Operator


class GuideTick(models.Model):
    """One card, once, by one person. It stays with the contact for whoever takes over."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="ticks")
    guide = models.CharField(max_length=24)
    """As `care.support.Guide`."""
    version = models.PositiveIntegerField()
    """As it was read; 0 is the draft that came with the software."""
    card = models.PositiveIntegerField()
    by = models.ForeignKey(Operator, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "guide", "version", "card"], name="guide_tick_once"
            ),
        ]


class GuideVersion(models.Model):
    """An organisation's own wording of one guide. Never changed: another wording is another row."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    guide = models.CharField(max_length=24)
    number = models.PositiveIntegerField()
    cards = models.JSONField()
    """As `care.guide_values` gave them."""
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "guide", "number"], name="guide_version_number"
            ),
        ]


class GuideApproval(models.Model):
    """Who approved a version, as their name was typed in; once, and never taken to another."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    version = models.OneToOneField(GuideVersion, on_delete=models.PROTECT, related_name="approval")
    approved_by = models.CharField(max_length=100)
    """The clinical lead."""
    signed_by = models.CharField(max_length=60)
    """Whoever of the organisation says that it was so."""
    signed_at = models.DateTimeField()
