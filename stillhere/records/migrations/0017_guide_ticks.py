"""Which cards of a guide were gone through beside somebody."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stillhere.records.migrations._row_security import fence, grant, on_postgresql

TABLE = "records_guidetick"


def secure(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Nobody changes what was ticked."""
    if on_postgresql(editor):
        fence(editor, TABLE)
        grant(editor, TABLE, to="web", rights="SELECT, INSERT")
        grant(editor, TABLE, to="engine", rights="SELECT")


def _to(model: str, *, related: str | None = None) -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, to=model, related_name=related
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0016_invitations")]
    operations = [
        migrations.CreateModel(
            name="GuideTick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("guide", models.CharField(max_length=24)),
                ("version", models.PositiveIntegerField()),
                ("card", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("by", _to(settings.AUTH_USER_MODEL, related="+")),
                ("contact", _to("records.contact", related="ticks")),
                ("organisation", _to("records.organisation")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["contact", "guide", "version", "card"], name="guide_tick_once"
                    )
                ]
            },
        ),
        migrations.RunPython(secure, migrations.RunPython.noop),
    ]
