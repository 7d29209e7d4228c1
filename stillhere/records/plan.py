"""The plans people agreed to. A new choice is a new version; an old one is never dialled again."""

from django.db import models

from stillhere.records.contact import Contact
from stillhere.records.organisations import Organisation
from stillhere.records.people import Operator


class PlanVersion(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="plans")
    """The contact whose watch it is for: the one `Watch.contact` names."""
    number = models.PositiveIntegerField()
    terms = models.JSONField()
    """What the rules need, as `care.plan.Terms.as_values()`. No names, numbers or places."""
    sealed_words = models.BinaryField(null=True)
    """JSON, as `care.plan.Words`: place, way in, helpers' names and numbers."""
    ok_digest = models.BinaryField(null=True)
    duress_digest = models.BinaryField(null=True)
    agreed_at = models.DateTimeField(null=True)
    """When it was read back and agreed; empty while it is being made."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Operator, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "number"], name="plan_number"),
        ]
