"""Invitations to choose a password, found by the words somebody says before we know who they are."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stillhere.records.migrations._row_security import (
    fence,
    grant,
    on_postgresql,
    setting,
    show_when_asked,
)

TABLE = "records_invitation"


def secure(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Used, withdrawn and over, it goes; nobody changes one. The engine has no business here."""
    if on_postgresql(editor):
        fence(editor, TABLE)
        asked = f"encode(digest, 'hex') = {setting('invitation')}"
        show_when_asked(editor, TABLE, policy="asked_invitation", condition=asked)
        grant(editor, TABLE, to="web", rights="SELECT, INSERT, DELETE")


class Migration(migrations.Migration):
    dependencies = [("records", "0015_ledger_by_key")]
    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.BinaryField(unique=True)),
                ("name", models.CharField(max_length=60)),
                ("role", models.CharField(max_length=20)),
                ("language", models.CharField(max_length=8)),
                ("without_factors", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="records.organisation"
                    ),
                ),
            ],
        ),
        migrations.RunPython(secure, migrations.RunPython.noop),
    ]
