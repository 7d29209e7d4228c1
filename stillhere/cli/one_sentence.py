"""What an action says no to, told to whoever typed it as one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError

from stillhere.cli.wrong import Wrong


@contextmanager
def in_one_sentence() -> Iterator[None]:
    from stillhere.actions.founding import CannotFound  # noqa: PLC0415  # needs models
    from stillhere.lines.line import LineError  # noqa: PLC0415  # as above
    from stillhere.lines.providers import UnknownProvider  # noqa: PLC0415  # as above

    try:
        yield
    except (CannotFound, UnknownProvider, LineError) as wrong:
        raise Wrong(str(wrong)) from wrong
    except DatabaseError as wrong:
        raise Wrong("The database cannot be used. Run `stillhere check`.") from wrong
