"""What was tried to reach somebody is kept while a second person is asked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0006_dispatch_numbers")]
    operations = [
        migrations.AddField(
            model_name="watch", name="sealed_tried", field=models.BinaryField(null=True)
        )
    ]
