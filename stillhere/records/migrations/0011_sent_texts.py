"""What was handed to a telephone company that keeps no key of ours."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stillhere.records.migrations._row_security import fence, grant, on_postgresql

TABLE = "records_senttext"


def secure(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if on_postgresql(editor):
        fence(editor, TABLE)
        grant(editor, TABLE, to="web, engine", rights="SELECT, INSERT, UPDATE, DELETE")


class Migration(migrations.Migration):
    dependencies = [("records", "0010_set_aside")]
    operations = [
        migrations.CreateModel(
            name="SentText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("reference", models.CharField(blank=True, max_length=64)),
                ("sealed", models.BinaryField(null=True)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="records.line"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="records.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["line", "key"], name="sent_text_once")
                ]
            },
        ),
        migrations.RunPython(secure, migrations.RunPython.noop),
    ]
