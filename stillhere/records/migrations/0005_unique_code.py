"""Unique codes: their fingerprints, fenced like everything that belongs to an organisation."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stillhere.records.migrations._row_security import fence, grant, on_postgresql

TABLES = ("records_code", "records_codewithout")
ALL = "SELECT, INSERT, UPDATE, DELETE"
"""The engine erases what is over; the site makes, finds and forgets."""


def secure(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if not on_postgresql(editor):
        return
    for table in TABLES:
        fence(editor, table)
        grant(editor, table, to="web, engine", rights=ALL)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0004_kept_as_written"),
    ]

    operations = [
        migrations.CreateModel(
            name="Code",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("practice", models.BooleanField(default=False)),
                ("digest", models.BinaryField()),
                ("bits", models.IntegerField(db_index=True)),
                ("language", models.CharField(max_length=8)),
                ("own_word_digest", models.BinaryField(null=True)),
                ("record_key", models.BigIntegerField()),
                ("sealed_answers", models.BinaryField(null=True)),
                ("made_on", models.DateField()),
                ("last_on", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="records.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CodeWithout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.BinaryField(db_index=True)),
                (
                    "code",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="without",
                        to="records.code",
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
        migrations.AddConstraint(
            model_name="code",
            constraint=models.UniqueConstraint(
                fields=["organisation", "practice", "digest"], name="one_code_one_person"
            ),
        ),
        migrations.RunPython(secure),
    ]
