"""Adverse mental-health events, a record of their own."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stillhere.records.migrations._row_security import fence, grant, on_postgresql

TABLE = "records_adverseevent"


def secure(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Never deleted; only that it was a mistake may be added."""
    if on_postgresql(editor):
        fence(editor, TABLE)
        grant(editor, TABLE, to="web", rights="SELECT, INSERT, UPDATE (taken_back_at)")
        grant(editor, TABLE, to="engine", rights="SELECT")


def _to(model: str, *, related: str | None = None, null: bool = False) -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, to=model, related_name=related, null=null
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0007_tried_before_agreed")]
    operations = [
        migrations.CreateModel(
            name="AdverseEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("practice", models.BooleanField(default=False)),
                ("kind", models.CharField(max_length=24)),
                ("at", models.DateTimeField()),
                ("key", models.CharField(max_length=64)),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("by", _to(settings.AUTH_USER_MODEL, related="+")),
                ("contact", _to("records.contact", related="adverse_events")),
                ("organisation", _to("records.organisation")),
                ("watch", _to("records.watch", null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["contact", "key"], name="adverse_event_once")
                ]
            },
        ),
        migrations.RunPython(secure, migrations.RunPython.noop),
    ]
