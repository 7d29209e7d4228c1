"""The ledger, its links, policies and agreed plans are never edited, by nobody and no code."""

from typing import Final

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stillhere.records.migrations._row_security import on_postgresql

KEPT: Final = {
    "records_entry": "",
    "records_entrylink": "",
    "records_policy": "",
    "records_planversion": "OLD.agreed_at IS NOT NULL",
}
"""Table, and which of its rows: all, or those for which this holds."""
REFUSAL: Final = "is kept as it was written"

REFUSE: Final = f"""
CREATE FUNCTION kept_as_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% {REFUSAL}', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
NUMBER: Final = """
CREATE FUNCTION number_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.xact := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END $$
"""


def keep(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if not on_postgresql(editor):
        _keep_on_sqlite(editor)
        return
    editor.execute(REFUSE, params=None)
    for table, which in KEPT.items():
        when = f"WHEN ({which})" if which else ""
        editor.execute(
            f"CREATE TRIGGER kept_as_written BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW {when} EXECUTE FUNCTION kept_as_written()"
        )
    # The transaction's own number, whatever the insert says: the scribe goes by it.
    editor.execute(NUMBER)
    editor.execute(
        "CREATE TRIGGER number_entry BEFORE INSERT ON records_entry "
        "FOR EACH ROW EXECUTE FUNCTION number_entry()"
    )


def _keep_on_sqlite(editor: BaseDatabaseSchemaEditor) -> None:
    for table, which in KEPT.items():
        when = f"WHEN {which}" if which else ""
        for change in ("UPDATE", "DELETE"):
            editor.execute(
                f"CREATE TRIGGER {table}_{change.lower()} BEFORE {change} ON {table} "
                f"{when} BEGIN SELECT RAISE(ABORT, '{table} {REFUSAL}'); END"
            )


class Migration(migrations.Migration):
    dependencies = [("records", "0003_narrow_views")]
    operations = [migrations.RunPython(keep)]
