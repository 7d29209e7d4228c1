"""The views through which the engine sees what is due in every organisation, and no more.

SQLite cannot rebuild a table that a view reads. A later migration that alters one of these
tables puts `drop_views` before and `make_views` after its own operations.
"""

from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stillhere.records.migrations._row_security import grant, on_postgresql

VIEWS: Final = {
    "organisations_here": "SELECT id AS organisation_id FROM records_organisation",
    "due_watches": (
        "SELECT watch_id, organisation_id, state, rung, holder_id, due_at, version"
        " FROM records_watchclock WHERE NOT (state = 'closed')"
    ),
    "due_contacts": (
        "SELECT id AS contact_id, organisation_id, state, operator_id, due_at, version"
        " FROM records_contact WHERE NOT (state = 'ended')"
    ),
    "due_consoles": (
        "SELECT id AS console_id, organisation_id, operator_id, state, beat_at, due_at, version"
        " FROM records_console WHERE NOT (state = 'away')"
    ),
    "due_outcomes": (
        "SELECT id AS outcome_id, organisation_id, watch_id, state, due_at, version"
        " FROM records_outcome WHERE state = 'open'"
    ),
    "owed_duties": (
        "SELECT id AS duty_id, organisation_id, lane, kind, state, owed_at, not_before,"
        " not_after, leased_until, tries"
        " FROM records_duty WHERE state = 'owed'"
    ),
    "due_practice_phones": (
        "SELECT id AS phone_id, organisation_id, due_at, version"
        " FROM records_practicephone WHERE due_at IS NOT NULL"
    ),
    "due_practice_deliveries": (
        "SELECT id AS delivery_id, organisation_id, deliver_at"
        " FROM records_practicedelivery WHERE state = 'accepted'"
    ),
    "expiring_keys": (
        "SELECT id AS record_key_id, organisation_id, expires_at"
        " FROM records_recordkey WHERE expires_at IS NOT NULL"
    ),
    "unlinked_entries": (
        "SELECT entry.id AS entry_id, entry.organisation_id, entry.at, {past} AS past"
        " FROM records_entry AS entry WHERE NOT EXISTS"
        " (SELECT 1 FROM records_entrylink AS link WHERE link.entry_id = entry.id)"
    ),
}

# Visible and below the oldest transaction still running: nothing can come before it any more.
# At or beyond the newest: written in another life of this server, before a restore.
PAST: Final = (
    "(entry.xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
    " OR (entry.xact >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
    " AND entry.xact IS DISTINCT FROM pg_current_xact_id_if_assigned()::text::bigint))"
)


def make_views(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    theirs = on_postgresql(editor)
    past = PAST if theirs else "(1 = 1)"
    for name, select in VIEWS.items():
        barrier = " WITH (security_barrier)" if theirs else ""
        editor.execute(f"CREATE VIEW {name}{barrier} AS {select.format(past=past)}")
        if theirs:
            grant(editor, name, to="engine", rights="SELECT")


def drop_views(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    for name in VIEWS:
        editor.execute(f"DROP VIEW IF EXISTS {name}")
