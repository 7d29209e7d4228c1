"""What is due, in every organisation: ids, states and times, for the engine's eyes only.

These are views. On PostgreSQL nobody but the role `engine` may read them. Whatever is found
here is then loaded again within `as_organisation`.
"""

from typing import Final

from django.db import models


class OrganisationHere(models.Model):
    organisation_id = models.BigIntegerField(primary_key=True)

    class Meta:
        managed = False
        db_table = "organisations_here"


class DueWatch(models.Model):
    """Every open watch."""

    watch_id = models.BigIntegerField(primary_key=True)
    organisation_id = models.BigIntegerField()
    state = models.CharField(max_length=20)
    rung = models.SmallIntegerField()
    holder_id = models.BigIntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField()

    class Meta:
        managed = False
        db_table = "due_watches"


class DueContact(models.Model):
    """Every contact that has not ended."""

    contact_id = models.BigIntegerField(primary_key=True)
    organisation_id = models.BigIntegerField()
    state = models.CharField(max_length=20)
    operator_id = models.BigIntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField()

    class Meta:
        managed = False
        db_table = "due_contacts"


class DueConsole(models.Model):
    """Every console that is on or on a break."""

    console_id = models.BigIntegerField(primary_key=True)
    organisation_id = models.BigIntegerField()
    operator_id = models.BigIntegerField()
    state = models.CharField(max_length=12)
    beat_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField()

    class Meta:
        managed = False
        db_table = "due_consoles"


class DueOutcome(models.Model):
    """Every outcome that nobody has verified yet."""

    outcome_id = models.BigIntegerField(primary_key=True)
    organisation_id = models.BigIntegerField()
    watch_id = models.BigIntegerField()
    state = models.CharField(max_length=12)
    due_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField()

    class Meta:
        managed = False
        db_table = "due_outcomes"


class OwedDuty(models.Model):
    duty_id = models.BigIntegerField(primary_key=True)
    organisation_id = models.BigIntegerField()
    lane = models.CharField(max_length=8)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=16)
    owed_at = models.DateTimeField()
    not_before = models.DateTimeField()
    not_after = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField()

    class Meta:
        managed = False
        db_table = "owed_duties"


class DuePracticePhone(models.Model):
    phone_id = models.BigIntegerField(primary_key=True)
    organisation_id = models.BigIntegerField()
    due_at = models.DateTimeField()
    version = models.PositiveIntegerField()

    class Meta:
        managed = False
        db_table = "due_practice_phones"


class DuePracticeDelivery(models.Model):
    delivery_id = models.BigIntegerField(primary_key=True)
    organisation_id = models.BigIntegerField()
    deliver_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "due_practice_deliveries"


class ExpiringKey(models.Model):
    record_key_id = models.BigIntegerField(primary_key=True)
    organisation_id = models.BigIntegerField()
    expires_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "expiring_keys"


class UnlinkedEntry(models.Model):
    """Every ledger entry the scribe has not linked yet."""

    entry_id = models.BigIntegerField(primary_key=True)
    organisation_id = models.BigIntegerField()
    at = models.DateTimeField()
    past = models.BooleanField()
    """Whether no transaction still running can come before it: only then is it linked."""

    class Meta:
        managed = False
        db_table = "unlinked_entries"


NARROW: Final = (
    OrganisationHere,
    DueWatch,
    DueContact,
    DueConsole,
    DueOutcome,
    OwedDuty,
    DuePracticePhone,
    DuePracticeDelivery,
    ExpiringKey,
    UnlinkedEntry,
)


def is_blind() -> bool:
    """Whether the engine would take a full house for an empty one.

    No installation is without an organisation, so seeing none means the wrong role or broken
    views, and everything that is due would be missed in silence. Ask before trusting a quiet
    night, and be loud.
    """
    return not OrganisationHere.objects.exists()
