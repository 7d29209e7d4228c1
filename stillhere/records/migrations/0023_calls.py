"""Calls, and every telephone in them."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stillhere.records.migrations._row_security import fence, grant, on_postgresql

TABLES = ("records_call", "records_leg")


def secure(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Pages change a call as well: somebody takes the caller, mutes, lets a third person go."""
    for table in TABLES if on_postgresql(editor) else ():
        fence(editor, table)
        grant(editor, table, to="web, engine", rights="SELECT, INSERT, UPDATE")


def _to(model: str, **words: Any) -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=model, **words)


ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
CALL = [
    ("id", ID),
    ("room", models.CharField(max_length=48, unique=True)),
    ("state", models.CharField(max_length=12)),
    ("operator_id", models.BigIntegerField(null=True)),
    ("quiet_since", models.DateTimeField(null=True)),
    ("bad_since", models.DateTimeField(null=True)),
    ("dropped_at", models.DateTimeField(null=True)),
    ("rung_back", models.PositiveSmallIntegerField(default=0)),
    ("silence_told", models.BooleanField(default=False)),
    ("told", models.BigIntegerField(default=0)),
    ("began_at", models.DateTimeField()),
    ("version", models.PositiveIntegerField(default=0)),
    (
        "contact",
        models.OneToOneField(
            on_delete=django.db.models.deletion.PROTECT,
            related_name="call",
            to="records.contact",
        ),
    ),
    ("line", _to("records.line")),
    ("organisation", _to("records.organisation")),
]
LEG = [
    ("id", ID.clone()),
    ("place", models.PositiveSmallIntegerField()),
    ("key", models.CharField(max_length=64)),
    ("role", models.CharField(max_length=12)),
    ("who", models.BigIntegerField(null=True)),
    ("standing", models.CharField(max_length=8)),
    ("since", models.DateTimeField()),
    ("proof_owed", models.BooleanField(default=False)),
    ("muted", models.BooleanField(default=False)),
    ("call", _to("records.call", related_name="legs")),
    ("organisation", _to("records.organisation")),
]


class Migration(migrations.Migration):
    dependencies = [("records", "0022_directory")]
    operations = [
        migrations.CreateModel(
            name="Call",
            fields=CALL,
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "ended"), _negated=True),
                        fields=["organisation"],
                        name="call_open",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Leg",
            fields=LEG,
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("standing", "gone"), _negated=True),
                        fields=["call"],
                        name="leg_alive",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("call", "place"), name="leg_place_once")
                ],
            },
        ),
        migrations.RunPython(secure, migrations.RunPython.noop),
    ]
