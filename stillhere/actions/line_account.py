"""Another account, or another token, for a line that has a telephone company."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from stillhere.actions import ledger
from stillhere.actions.line_keeping import must_keep_lines
from stillhere.actions.line_secret import SETTING, seal_secret
from stillhere.actions.other_line import NoLineOfThatName
from stillhere.records.models import Line, SentText
from stillhere.records.organisations import as_organisation

OF_AN_ACCOUNT: Final = frozenset({"account_sid", "base_url", "countries", SETTING})


def keep_account(
    line: str,
    *,
    organisation: int,
    provider: str,
    settings: Mapping[str, str],
    secret: str,
    now: datetime,
    by: int | None = None,
) -> None:
    """In place of the one before; `settings` as `lines` has checked them. In force at once.

    `by`: whose press it is. Raises `NoLineOfThatName`, `NotYours`, and `CannotOpen` where there
    is no sealing key.
    """
    sealed = seal_secret(organisation, secret)
    with as_organisation(organisation, writing=True):
        must_keep_lines(by)
        lines = Line.objects.select_for_update().filter(organisation_id=organisation)
        row = lines.filter(slug=line, provider=provider).first()
        if row is None:
            raise NoLineOfThatName(line)
        sealed.key.save(now)
        rest = {name: kept for name, kept in row.settings.items() if name not in OF_AN_ACCOUNT}
        row.settings = {**rest, **settings, SETTING: sealed.setting}
        row.save(update_fields=["settings"])
        # They were sealed under the key of the old account, and the new one cannot be asked.
        SentText.objects.filter(line=row, reference="").delete()
        ledger.write(
            "LineAccountKept", organisation=organisation, now=now, operator=by, kind=provider
        )
