"""A console that falls silent puts its exercise away, and nobody rests from one."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stillhere.records.migrations._row_security import grant, on_postgresql


def secure(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """The engine ends the rest, and changes nothing of how anybody is."""
    if on_postgresql(editor):
        grant(editor, "records_debrief", to="engine", rights="UPDATE (back_at)")


class Migration(migrations.Migration):
    dependencies = [("records", "0019_ended_screens")]
    operations = [migrations.RunPython(secure, migrations.RunPython.noop)]
