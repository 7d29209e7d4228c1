"""The views the engine reads, and the models that read them."""

from django.db import migrations, models

from stillhere.records.migrations._narrow_views import drop_views, make_views


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0002_row_security"),
    ]

    operations = [
        migrations.RunPython(make_views, drop_views),
        migrations.CreateModel(
            name="DueConsole",
            fields=[
                ("console_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("organisation_id", models.BigIntegerField()),
                ("operator_id", models.BigIntegerField()),
                ("state", models.CharField(max_length=12)),
                ("beat_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "due_consoles",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="DueContact",
            fields=[
                ("contact_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("organisation_id", models.BigIntegerField()),
                ("state", models.CharField(max_length=20)),
                ("operator_id", models.BigIntegerField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "due_contacts",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="DueOutcome",
            fields=[
                ("outcome_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("organisation_id", models.BigIntegerField()),
                ("watch_id", models.BigIntegerField()),
                ("state", models.CharField(max_length=12)),
                ("due_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "due_outcomes",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="DuePracticeDelivery",
            fields=[
                ("delivery_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("organisation_id", models.BigIntegerField()),
                ("deliver_at", models.DateTimeField()),
            ],
            options={
                "db_table": "due_practice_deliveries",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="DuePracticePhone",
            fields=[
                ("phone_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("organisation_id", models.BigIntegerField()),
                ("due_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "due_practice_phones",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="DueWatch",
            fields=[
                ("watch_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("organisation_id", models.BigIntegerField()),
                ("state", models.CharField(max_length=20)),
                ("rung", models.SmallIntegerField()),
                ("holder_id", models.BigIntegerField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "due_watches",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="ExpiringKey",
            fields=[
                ("record_key_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("organisation_id", models.BigIntegerField()),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "db_table": "expiring_keys",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="OrganisationHere",
            fields=[
                ("organisation_id", models.BigIntegerField(primary_key=True, serialize=False)),
            ],
            options={
                "db_table": "organisations_here",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="OwedDuty",
            fields=[
                ("duty_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("organisation_id", models.BigIntegerField()),
                ("lane", models.CharField(max_length=8)),
                ("kind", models.CharField(max_length=20)),
                ("state", models.CharField(max_length=16)),
                ("owed_at", models.DateTimeField()),
                ("not_before", models.DateTimeField()),
                ("not_after", models.DateTimeField(null=True)),
                ("leased_until", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField()),
            ],
            options={
                "db_table": "owed_duties",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="UnlinkedEntry",
            fields=[
                ("entry_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("organisation_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("past", models.BooleanField()),
            ],
            options={
                "db_table": "unlinked_entries",
                "managed": False,
            },
        ),
    ]
