"""What an organisation chose in its own words. Every version is kept; none is ever changed."""

from datetime import datetime

from django.db import models

from stillhere.records.organisations import Organisation


class Chosen(models.Model):
    """Nobody's own: sentences, published or contracted numbers, questions for a code, a colour."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20)
    """As `actions.chosen.Subject`; each counts its own versions."""
    number = models.PositiveIntegerField()
    values = models.JSONField()
    signed_by = models.CharField(max_length=60)
    signed_at = models.DateTimeField()

    @property
    def in_force_since(self) -> datetime:
        return self.signed_at

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "number"], name="chosen_number"
            ),
        ]
