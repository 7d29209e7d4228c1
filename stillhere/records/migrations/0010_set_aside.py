"""What came in and could not be read is set aside, and people are told of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stillhere.records.migrations._row_security import fence, grant, on_postgresql

TABLE = "records_setaside"


def secure(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Both take in what comes: a web process by its webhooks, the engine from the practice line."""
    if on_postgresql(editor):
        fence(editor, TABLE)
        grant(editor, TABLE, to="web, engine", rights="SELECT, INSERT, UPDATE")


class Migration(migrations.Migration):
    dependencies = [("records", "0009_after_dispatch")]
    operations = [
        migrations.CreateModel(
            name="SetAside",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                ("key", models.CharField(max_length=64)),
                ("record_key", models.BigIntegerField(null=True)),
                ("sealed_number", models.BinaryField(null=True)),
                ("came_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.line",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="records.organisation"
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["line", "key"], name="set_aside_once")
                ]
            },
        ),
        migrations.RunPython(secure, migrations.RunPython.noop),
    ]
