"""A person's unique code, as fingerprints. Nothing here says who they are (CD2)."""

from django.db import models

from stillhere.records.organisations import Organisation


class Code(models.Model):
    """Kept until `RecordKey.expires_at` of its own key, and gone with it.

    Only days are kept, no times: a time would say which contact made it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    practice = models.BooleanField(default=False)
    digest = models.BinaryField()
    """Slow, keyed, of all the elements; begins with the version of the pepper."""
    bits = models.IntegerField(db_index=True)
    """Thirty bits of the digest: what its three words say."""
    language = models.CharField(max_length=8)
    """In which its words are said."""
    own_word_digest = models.BinaryField(null=True)
    """Of a word only the caller knows, for this code alone. Erasing asks for it (CD4)."""
    questions = models.PositiveIntegerField(default=0)
    """Which version of the organisation's questions it was made from; 0: the shipped ones (CD2)."""
    record_key = models.BigIntegerField()
    sealed_answers = models.BinaryField(null=True)
    """Where they said yes: JSON, as `care.remembering.Remembered`. Never a place (AF1)."""
    made_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "practice", "digest"], name="one_code_one_person"
            ),
        ]


class CodeWithout(models.Model):
    """The same elements with one left open, so that one wrong answer is forgiven (CD3)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    code = models.ForeignKey(Code, on_delete=models.CASCADE, related_name="without")
    digest = models.BinaryField(db_index=True)
