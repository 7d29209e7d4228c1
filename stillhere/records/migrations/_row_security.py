"""What a migration says to PostgreSQL about who may see and do what. SQLite has no roles.

A later migration that adds a table with an organisation calls `fence` and `grant` for it; a
test refuses a table without.
"""

from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.utils import ProgrammingError

ROLES: Final = ("web", "engine")
NO_ROLES: Final = (
    "The PostgreSQL roles web and engine are not there, and the role that migrates may not make "
    "them. As a superuser run:\n"
    "  CREATE ROLE web LOGIN PASSWORD '…';\n"
    "  CREATE ROLE engine LOGIN PASSWORD '…';\n"
    "then migrate again."
)


class NoRoles(Exception):
    """The roles are missing and cannot be made from here."""


def on_postgresql(editor: BaseDatabaseSchemaEditor) -> bool:
    return editor.connection.vendor == "postgresql"


def setting(name: str) -> str:
    """A transaction's own setting; NULL, which equals nothing, when nobody has said it."""
    return f"nullif(current_setting('stillhere.{name}', true), '')"


def make_roles(editor: BaseDatabaseSchemaEditor) -> None:
    """Without a password and unable to log in: an administrator gives them that."""
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(ROLES)])
        there = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        (may_make,) = cursor.fetchone()
    missing = [role for role in ROLES if role not in there]
    if missing and not may_make:
        raise NoRoles(NO_ROLES)
    for role in missing:
        try_to_make(editor, role)


def try_to_make(editor: BaseDatabaseSchemaEditor, role: str) -> None:
    try:
        editor.execute(f"CREATE ROLE {role} NOLOGIN NOSUPERUSER NOBYPASSRLS")
    except ProgrammingError as error:
        raise NoRoles(NO_ROLES) from error


def fence(editor: BaseDatabaseSchemaEditor, table: str, column: str = "organisation_id") -> None:
    """Rows of other organisations do not exist, not even for the owner of the table."""
    editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    own = f"{column} = {setting('organisation')}::bigint"
    editor.execute(f"CREATE POLICY own_organisation ON {table} USING ({own}) WITH CHECK ({own})")


def show_when_asked(
    editor: BaseDatabaseSchemaEditor, table: str, *, policy: str, condition: str
) -> None:
    """Read only, and only the row that was asked for by name."""
    editor.execute(f"CREATE POLICY {policy} ON {table} FOR SELECT USING ({condition})")


def show_through_views(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """The owner's views, and nothing else of the owner's, see every row, for the engine alone.

    A view reads its table as its owner while `current_user` stays whoever asked.
    """
    editor.execute(
        f"CREATE POLICY narrow_views ON {table} FOR SELECT TO CURRENT_USER "
        "USING ((SELECT pg_has_role(current_user, 'engine', 'USAGE')))"
    )


def grant(editor: BaseDatabaseSchemaEditor, table: str, *, to: str, rights: str) -> None:
    editor.execute(f"GRANT {rights} ON {table} TO {to}")
