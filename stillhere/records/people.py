"""The people who answer, and the consoles they answer at."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from stillhere.records.organisations import Organisation


class OperatorManager(BaseUserManager["Operator"]):
    def create_user(self, username: str, password: str | None = None, **facts: Any) -> "Operator":
        operator = self.model(username=username, **facts)
        operator.set_password(password)
        operator.save(using=self._db)
        return operator


class Operator(AbstractBaseUser):
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="operators"
    )
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    """What colleagues and callers call them; chosen by themself."""
    role = models.CharField(max_length=20)
    language = models.CharField(max_length=8, default="en")
    speaks = models.JSONField(default=list)
    skills = models.JSONField(default=list)
    theme = models.CharField(max_length=8, default="night")
    is_active = models.BooleanField(default=True)
    on_call = models.BooleanField(default=False)
    """Rung by phone when a watch needs more people than are on shift."""
    sealed_number = models.BinaryField(null=True)
    answers_by_phone = models.BooleanField(default=False)
    """Calls ring at their own number instead of in the browser; they choose it themself."""
    email = models.EmailField(blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = OperatorManager()

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Console(models.Model):
    """Where one operator sits. The beat is the only proof that somebody is there."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    operator = models.OneToOneField(Operator, on_delete=models.PROTECT, related_name="console")
    key = models.CharField(max_length=40, default="")
    """Names one browser tab of one sign-in; a second tab takes the place of the first."""
    state = models.CharField(max_length=12, default="away")
    """away, on, break: as `care.roster.Presence`."""
    beat_at = models.DateTimeField(null=True)
    sound_heard_at = models.DateTimeField(null=True)
    idle_since = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    """When this console counts as silent; set whenever it is on or on a break."""
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="console_on_has_due",
                condition=models.Q(state="away") | models.Q(due_at__isnull=False),
            ),
        ]
