"""What was heard before is found by its key, however long the ledger is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0014_screens")]
    operations = [
        migrations.AddIndex(
            model_name="entry", index=models.Index(fields=["key"], name="entry_key")
        ),
    ]
