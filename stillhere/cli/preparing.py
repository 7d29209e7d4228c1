"""What must be there before anything starts: tables, keys, translations, one time for all."""

import argparse

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from stillhere.cli.begin import begin
from stillhere.cli.saying import tell
from stillhere.cli.wrong import Wrong
from stillhere.locale.catalogues import compile_stale

NOT_THE_OWNER = (
    "The tables are older than this version. As the role that owns them run: "
    "STILLHERE_OWNER_DATABASE_URL=postgresql://… stillhere migrate"
)


def migrate(_asked: argparse.Namespace) -> int:
    begin("owner")
    _bring_up_to_date()
    if connection.vendor == "sqlite":
        _make_keys()
    _compile_words()
    tell("The tables are up to date.")
    return 0


def prepare(_asked: argparse.Namespace) -> int:
    begin("engine")
    _compile_words()
    if connection.vendor == "sqlite":
        _refuse_a_network_folder()
        _bring_up_to_date()
        _settle()
    elif _waiting():
        raise Wrong(NOT_THE_OWNER)
    _make_keys()
    return 0


def _compile_words() -> None:
    from django.conf import settings  # noqa: PLC0415  # only once it is set up

    for folder in settings.LOCALE_PATHS:
        try:
            compile_stale(folder)
        except OSError as wrong:
            raise Wrong(
                f"The words in {folder} cannot be made ready ({wrong.strerror}). "
                "Let this user write there; they are written beside each django.po."
            ) from wrong


def _bring_up_to_date() -> None:
    try:
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    except DatabaseError as wrong:
        raise Wrong(_cannot_reach(wrong)) from wrong


def _waiting() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as wrong:
        raise Wrong(_cannot_reach(wrong)) from wrong


def _cannot_reach(wrong: DatabaseError) -> str:
    """An administrator's terminal may read the database's own words; no person is in them yet."""
    said = str(wrong).strip().splitlines()
    first = said[0] if said else type(wrong).__name__
    return f"The database cannot be used ({first}). Look at STILLHERE_DATABASE_URL."


def _make_keys() -> None:
    """Only where nothing can be sealed yet: a new key opens no old words."""
    from stillhere.records.keys import keys_folder, make_keys  # noqa: PLC0415  # needs settings
    from stillhere.records.narrow import OrganisationHere  # noqa: PLC0415  # needs models

    if not OrganisationHere.objects.exists():
        make_keys(keys_folder())


def _settle() -> None:
    from stillhere.records.anchor import settle  # noqa: PLC0415  # needs models

    settle()


def _refuse_a_network_folder() -> None:
    from django.conf import settings  # noqa: PLC0415  # only once it is set up

    from stillhere.checks.around import network_folder  # noqa: PLC0415  # as above

    kind = network_folder(settings.AROUND.data)
    if kind:
        raise Wrong(
            f"{settings.AROUND.data} is on a network file system ({kind}), where SQLite loses "
            "what it promised to keep. Set STILLHERE_DATA to a disk of this machine."
        )
