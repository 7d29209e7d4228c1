"""The emergency numbers an organisation has for the places its callers are at. Nobody's own."""

from django.db import models

from stillhere.records.organisations import Organisation


class DispatchNumber(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    practice = models.BooleanField(default=False)
    """Practice shows only invented numbers, and a real alarm only real ones."""
    kind = models.CharField(max_length=12)
    """provider or listed: as `care.dispatch.Kind`."""
    place = models.CharField(max_length=80, blank=True)
    """A town or region. Empty: any place, which only a provider can route."""
    number = models.CharField(max_length=20)
    time_zone = models.CharField(max_length=40, blank=True)
    tested_at = models.DateTimeField(null=True)
    """When somebody last rang it and the right centre answered. Empty: never."""
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "practice", "kind", "place"], name="dispatch_number_once"
            ),
        ]
