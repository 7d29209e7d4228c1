"""On PostgreSQL, one organisation's rows do not exist for another, and each role has its part."""

from typing import Final

from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from stillhere.records.migrations._row_security import (
    fence,
    grant,
    make_roles,
    on_postgresql,
    setting,
    show_through_views,
    show_when_asked,
)

FENCED: Final = (
    "console contact duty entry entrylink inbox intake line message operator outcome planversion "
    "policy practicedelivery practicephone recordkey watch watchclock"
)
SEEN_THROUGH_VIEWS: Final = (
    "console contact duty entry entrylink organisation outcome practicedelivery practicephone "
    "recordkey watchclock"
)

READ: Final = "SELECT"
ADD: Final = "SELECT, INSERT"
CHANGE: Final = "SELECT, INSERT, UPDATE"
ALL: Final = "SELECT, INSERT, UPDATE, DELETE"
BOTH: Final = {
    CHANGE: (
        "console contact duty inbox intake message outcome planversion practicedelivery "
        "practicephone watch watchclock"
    ),
    ADD: "policy entry",
    ALL: "recordkey lease clockanchor trouble pulse",
}
WEB: Final = {CHANGE: "organisation line operator", READ: "entrylink"}
ENGINE: Final = {READ: "organisation line operator", ADD: "entrylink", "DELETE": "inbox"}
OTHERS: Final = {
    ALL: (
        "django_session web_cache mfa_authenticator account_emailaddress account_emailconfirmation"
    ),
    READ: (
        "django_content_type django_migrations auth_permission auth_group auth_group_permissions"
    ),
}
"""Django's and allauth's own tables have no organisation: sign-in needs them before it is known."""


def secure(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)
    if not on_postgresql(editor):
        return
    make_roles(editor)
    for table in FENCED.split():
        fence(editor, f"records_{table}")
    fence(editor, "records_organisation", column="id")
    for table in SEEN_THROUGH_VIEWS.split():
        show_through_views(editor, f"records_{table}")
    _before_the_organisation_is_known(editor)
    _grant_all(editor)


def _before_the_organisation_is_known(editor: BaseDatabaseSchemaEditor) -> None:
    asked = {
        ("operator", "asked_username"): f"lower(username) = lower({setting('username')})",
        ("operator", "asked_operator"): f"id = {setting('operator')}::bigint",
        ("line", "asked_line"): f"slug = {setting('line')}",
        ("organisation", "asked_name"): f"slug = {setting('named')}",
    }
    for (table, policy), condition in asked.items():
        show_when_asked(editor, f"records_{table}", policy=policy, condition=condition)
    editor.execute(
        "CREATE POLICY founded ON records_organisation FOR INSERT "
        f"WITH CHECK (slug = {setting('named')})"
    )


def _grant_all(editor: BaseDatabaseSchemaEditor) -> None:
    for to, rights in (("web, engine", BOTH), ("web", WEB), ("engine", ENGINE)):
        for right, tables in rights.items():
            for table in tables.split():
                grant(editor, f"records_{table}", to=to, rights=right)
    for right, tables in OTHERS.items():
        for table in tables.split():
            grant(editor, table, to="web", rights=right)
    grant(editor, "django_migrations", to="engine", rights=READ)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("sessions", "0001_initial"),
        ("account", "0001_initial"),
        ("mfa", "0001_initial"),
    ]
    operations = [migrations.RunPython(secure)]
