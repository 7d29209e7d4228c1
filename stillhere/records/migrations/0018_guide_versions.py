"""An organisation's own guides, and who approved which version."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stillhere.records.migrations._row_security import fence, grant, on_postgresql

TABLES = ("records_guideversion", "records_guideapproval")


def secure(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Nobody changes a version, or takes an approval back."""
    if on_postgresql(editor):
        for table in TABLES:
            fence(editor, table)
            grant(editor, table, to="web", rights="SELECT, INSERT")
            grant(editor, table, to="engine", rights="SELECT")


def _id() -> Any:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _organisation() -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="records.organisation")


class Migration(migrations.Migration):
    dependencies = [("records", "0017_guide_ticks")]
    operations = [
        migrations.CreateModel(
            name="GuideVersion",
            fields=[
                ("id", _id()),
                ("guide", models.CharField(max_length=24)),
                ("number", models.PositiveIntegerField()),
                ("cards", models.JSONField()),
                ("written_by", models.CharField(max_length=60)),
                ("written_at", models.DateTimeField()),
                ("organisation", _organisation()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["organisation", "guide", "number"], name="guide_version_number"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="GuideApproval",
            fields=[
                ("id", _id()),
                ("approved_by", models.CharField(max_length=100)),
                ("signed_by", models.CharField(max_length=60)),
                ("signed_at", models.DateTimeField()),
                ("organisation", _organisation()),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval",
                        to="records.guideversion",
                    ),
                ),
            ],
        ),
        migrations.RunPython(secure, migrations.RunPython.noop),
    ]
