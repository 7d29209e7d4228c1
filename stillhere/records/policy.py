"""What an organisation has chosen. Every version is kept; none is ever changed."""

from datetime import datetime

from django.db import models

from stillhere.records.organisations import Organisation


class Policy(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    practice = models.BooleanField(default=False)
    values = models.JSONField()
    """Exactly what `care.policy.Policy.as_values()` gave; read with `from_values()`."""
    signed_by = models.CharField(max_length=60, blank=True)
    """Empty: these are the shipped defaults and nobody has approved them."""
    signed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    @property
    def in_force_since(self) -> datetime:
        return self.signed_at or self.created_at

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "practice", "number"], name="policy_number"
            ),
        ]
