"""The shredder deletes links for televisions some days after they ended."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stillhere.records.migrations._row_security import grant, on_postgresql


def let_go(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if on_postgresql(editor):
        grant(editor, "records_screen", to="engine", rights="DELETE")


class Migration(migrations.Migration):
    dependencies = [("records", "0018_guide_versions")]
    operations = [migrations.RunPython(let_go, migrations.RunPython.noop)]
