"""What nobody could read is kept with it, sealed, for the person who rings back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0012_chosen_in_own_words")]
    operations = [
        migrations.AddField(
            model_name="setaside", name="sealed_words", field=models.BinaryField(null=True)
        ),
    ]
