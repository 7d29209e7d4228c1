"""How a call and its legs are stored. What they *mean* is in `care/call.py`."""

from django.db import models

from stillhere.records.contact import Contact
from stillhere.records.organisations import Line, Organisation


class Call(models.Model):
    """The telephone's part of a contact: at most one, however often the line goes and comes."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    line = models.ForeignKey(Line, on_delete=models.PROTECT)
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="call")
    room = models.CharField(max_length=48, unique=True)
    """By this name the exchange knows who hears whom."""
    state = models.CharField(max_length=12)
    operator_id = models.BigIntegerField(null=True)
    quiet_since = models.DateTimeField(null=True)
    bad_since = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    rung_back = models.PositiveSmallIntegerField(default=0)
    silence_told = models.BooleanField(default=False)
    told = models.BigIntegerField(default=0)
    """The last notice of the contact that was spoken to them."""
    began_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation"],
                name="call_open",
                condition=~models.Q(state="ended"),
            ),
        ]


class Leg(models.Model):
    """One telephone in a call. Its number is nowhere here: it is opened when it is dialled."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="legs")
    place = models.PositiveSmallIntegerField()
    """The how manieth of its call, from 0."""
    key = models.CharField(max_length=64)
    """By this name the exchange knows it."""
    role = models.CharField(max_length=12)
    who = models.BigIntegerField(null=True)
    """The operator, or which of the plan's contacts, as `care.call_state.Leg`."""
    standing = models.CharField(max_length=8)
    since = models.DateTimeField()
    proof_owed = models.BooleanField(default=False)
    muted = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "place"], name="leg_place_once"),
        ]
        indexes = [
            models.Index(fields=["call"], name="leg_alive", condition=~models.Q(standing="gone")),
        ]
