"""An organisation's own directory of places, and who was told of which."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stillhere.records.migrations._row_security import fence, grant, on_postgresql

TABLES = ("records_directoryplace", "records_placetold")


def secure(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Nothing is ever deleted from either: who was told of a place can still be asked."""
    if on_postgresql(editor):
        for table in TABLES:
            fence(editor, table)
            grant(editor, table, to="web", rights="SELECT, INSERT, UPDATE")
            grant(editor, table, to="engine", rights="SELECT")


def _id() -> Any:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _organisation() -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="records.organisation")


class Migration(migrations.Migration):
    dependencies = [("records", "0021_sign_in")]
    operations = [
        migrations.CreateModel(
            name="DirectoryPlace",
            fields=[
                ("id", _id()),
                ("source", models.CharField(max_length=120)),
                ("values", models.JSONField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_by", models.CharField(max_length=60)),
                ("changed_at", models.DateTimeField()),
                ("taken_out_at", models.DateTimeField(null=True)),
                ("organisation", _organisation()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["organisation", "source"], name="place_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="PlaceTold",
            fields=[
                ("id", _id()),
                ("place", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("helped", models.CharField(blank=True, max_length=16)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places_told",
                        to="records.contact",
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="place_told",
                        to="records.message",
                    ),
                ),
                ("organisation", _organisation()),
            ],
        ),
        migrations.RunPython(secure, migrations.RunPython.noop),
    ]
