"""What an organisation says in its own words, and which questions a code was made from."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stillhere.records.migrations._row_security import fence, grant, on_postgresql

TABLE = "records_chosen"


def secure(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Nobody changes a version."""
    if on_postgresql(editor):
        fence(editor, TABLE)
        grant(editor, TABLE, to="web", rights="SELECT, INSERT")
        grant(editor, TABLE, to="engine", rights="SELECT")


class Migration(migrations.Migration):
    dependencies = [("records", "0011_sent_texts")]
    operations = [
        migrations.CreateModel(
            name="Chosen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("values", models.JSONField()),
                ("signed_by", models.CharField(max_length=60)),
                ("signed_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="records.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["organisation", "kind", "number"], name="chosen_number"
                    )
                ]
            },
        ),
        migrations.AddField("code", "questions", models.PositiveIntegerField(default=0)),
        migrations.RunPython(secure, migrations.RunPython.noop),
    ]
