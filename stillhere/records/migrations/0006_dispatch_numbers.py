"""The emergency numbers an organisation has for the places its callers are at."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stillhere.records.migrations._row_security import fence, grant, on_postgresql

TABLE = "records_dispatchnumber"


def secure(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """The engine dials nobody: it may read within an organisation, as everything, and no more."""
    if on_postgresql(editor):
        fence(editor, TABLE)
        grant(editor, TABLE, to="web", rights="SELECT, INSERT, UPDATE, DELETE")
        grant(editor, TABLE, to="engine", rights="SELECT")


class Migration(migrations.Migration):
    dependencies = [("records", "0005_unique_code")]
    operations = [
        migrations.CreateModel(
            name="DispatchNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("practice", models.BooleanField(default=False)),
                ("kind", models.CharField(max_length=12)),
                ("place", models.CharField(blank=True, max_length=80)),
                ("number", models.CharField(max_length=20)),
                ("time_zone", models.CharField(blank=True, max_length=40)),
                ("tested_at", models.DateTimeField(null=True)),
                ("set_at", models.DateTimeField()),
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
                        fields=["organisation", "practice", "kind", "place"],
                        name="dispatch_number_once",
                    )
                ]
            },
        ),
        migrations.RunPython(secure, migrations.RunPython.noop),
    ]
