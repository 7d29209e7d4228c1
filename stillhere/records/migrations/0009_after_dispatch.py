"""Who of ours sent help: that they rest, how they are, and that somebody talked with them."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stillhere.records.migrations._row_security import fence, grant, on_postgresql

TABLE = "records_debrief"


def secure(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """The engine only asks who rests, so that it rings nobody who does."""
    if on_postgresql(editor):
        fence(editor, TABLE)
        grant(editor, TABLE, to="web", rights="SELECT, INSERT, UPDATE")
        grant(editor, TABLE, to="engine", rights="SELECT")


def _to(model: str, *, related: str | None = None, null: bool = False) -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, to=model, related_name=related, null=null
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0008_adverse_events")]
    operations = [
        migrations.CreateModel(
            name="Debrief",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("back_at", models.DateTimeField(null=True)),
                ("hard", models.SmallIntegerField(null=True)),
                ("energy", models.SmallIntegerField(null=True)),
                ("wants_to_talk", models.BooleanField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("talked_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                ("operator", _to(settings.AUTH_USER_MODEL, related="+")),
                ("organisation", _to("records.organisation")),
                ("talked_by", _to(settings.AUTH_USER_MODEL, related="+", null=True)),
                ("watch", _to("records.watch", related="debriefs")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["operator", "watch"], name="one_debrief_each")
                ]
            },
        ),
        migrations.RunPython(secure, migrations.RunPython.noop),
    ]
