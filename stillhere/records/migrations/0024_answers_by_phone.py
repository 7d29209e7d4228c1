"""Who answers calls on an ordinary phone of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0023_calls")]
    operations = [
        migrations.AddField(
            model_name="operator",
            name="answers_by_phone",
            field=models.BooleanField(default=False),
        )
    ]
