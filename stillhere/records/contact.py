"""How a contact is stored, and every word said in it. What one *means* is in `care/contact.py`."""

from django.db import models

from stillhere.records.organisations import Line, Organisation
from stillhere.records.people import Operator


class Contact(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    line = models.ForeignKey(Line, on_delete=models.PROTECT)
    practice = models.BooleanField(default=False)
    channel = models.CharField(max_length=10)
    """voice, text or chat: as `care.contact.Channel`."""
    language = models.CharField(max_length=8)
    address_digest = models.BinaryField(db_index=True)
    """Keyed digest of the number or of the browser's ticket. It never identifies (CO8)."""
    sealed_address = models.BinaryField(null=True)
    """How to reach them: the number. Nothing for a chat."""
    record_key = models.BigIntegerField(null=True)
    sealed_called = models.BinaryField(null=True)
    """What they asked to be called."""
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=20)
    facts = models.JSONField(default=dict)
    clocks = models.JSONField(default=dict)
    due_at = models.DateTimeField(null=True, db_index=True)
    version = models.PositiveIntegerField(default=0)
    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, null=True, related_name="+")
    watch = models.ForeignKey(
        "records.Watch", on_delete=models.PROTECT, null=True, related_name="contacts"
    )
    """The watch this contact belongs to; several contacts may belong to one (CO10)."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="open_contact_has_due",
                condition=models.Q(state="ended") | models.Q(due_at__isnull=False),
            ),
        ]


class Message(models.Model):
    """One thing said, by either side. The words are sealed; the rest is not about anyone."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="messages")
    at = models.DateTimeField()
    inbound = models.BooleanField()
    kind = models.CharField(max_length=12, default="words")
    """words (a person), ask (a check-in question), notice (the line itself), tap, help."""
    operator = models.ForeignKey(Operator, on_delete=models.PROTECT, null=True, related_name="+")
    sealed_words = models.BinaryField(null=True)
    ask = models.PositiveIntegerField(null=True)
    reading = models.CharField(max_length=20, blank=True)
    """What the rules made of an inbound one: digit, late, help …, as `care.messages.Reading`."""
    key = models.CharField(max_length=64)
    state = models.CharField(max_length=12, default="kept")
    """kept, sent, delivered, failed."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "key"], name="message_once"),
        ]


class Inbox(models.Model):
    """Every outside event exactly once: the row is written in the transaction of its effect."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    line = models.ForeignKey(Line, on_delete=models.PROTECT)
    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "key"], name="inbox_once")]
