"""What an administrator types of the exchange at which a line's calls come in."""

import argparse
import secrets
from typing import TYPE_CHECKING, Any

from stillhere.cli.accounts import token
from stillhere.cli.begin import begin
from stillhere.cli.one_sentence import in_one_sentence
from stillhere.cli.saying import answer
from stillhere.cli.wrong import Wrong
from stillhere.records.steady import clock

if TYPE_CHECKING:
    from stillhere.records.models import Line


def set_line_exchange(asked: argparse.Namespace) -> int:
    begin("web")
    from stillhere.actions.founding import find_organisation  # noqa: PLC0415  # needs models
    from stillhere.actions.line_account import keep_account  # noqa: PLC0415  # as above
    from stillhere.actions.line_secret import secret_of  # noqa: PLC0415  # as above
    from stillhere.records.keys import CannotOpen  # noqa: PLC0415  # as above

    with in_one_sentence():
        organisation = find_organisation(asked.organisation)
        line = _line(asked.line, "asterisk")
        if line.organisation_id != organisation:
            raise Wrong(f"This organisation has no line {asked.line!r} that people ring.")
        typed = {"number": line.number, "provider": "asterisk", "account_sid": "", "countries": ""}
        try:
            settings, secret = exchange(argparse.Namespace(**{**vars(asked), **typed}))
            if not (asked.beside or asked.auth_token or asked.auth_token_file):
                secret, _ = secret_of(line)
            keep_account(
                line.slug,
                organisation=organisation,
                provider="asterisk",
                settings=settings,
                secret=secret,
                now=clock.now(),
            )
        except CannotOpen:
            raise Wrong("Its password cannot be read here. Look at the keys.") from None
    answer(
        asked,
        {"line": line.slug},
        f"{line.slug} is asked for there from now. Every other line at the same exchange: the same",
        f"command with --beside {line.slug}. Then: stillhere lay-exchange --line {line.slug} …,",
        "start Asterisk anew at a quiet time, and stillhere check lines.",
    )
    return 0


def exchange(asked: argparse.Namespace) -> tuple[dict[str, Any], str]:
    """Settings of the line, and the password of the exchange's door apart from them."""
    if asked.account_sid or asked.countries:
        raise Wrong("An exchange of your own has no account. Leave out --account-sid, --countries.")
    if not asked.number:
        raise Wrong("A line that rings needs the number people dial: --number +1…")
    try:
        return _as_beside(asked) if asked.beside else _new(asked)
    except ValueError as wrong:  # a setting that cannot be
        raise Wrong(str(wrong)) from None


def _new(asked: argparse.Namespace) -> tuple[dict[str, Any], str]:
    from stillhere.lines.asterisk.account import check  # noqa: PLC0415  # needs models

    settings: dict[str, Any] = {"carriers": asked.carrier}
    if asked.base_url:
        settings["base_url"] = asked.base_url
    check(settings)
    if asked.auth_token or asked.auth_token_file:
        return settings, token(asked)
    return settings, secrets.token_urlsafe(32)  # only our own processes ever say it


def _as_beside(asked: argparse.Namespace) -> tuple[dict[str, Any], str]:
    """Another line at the same exchange: where it is, its carriers and its password are one."""
    from stillhere.lines.asterisk.account import account_of  # noqa: PLC0415  # as above
    from stillhere.records.keys import CannotOpen  # noqa: PLC0415  # as above

    if asked.carrier or asked.base_url or asked.auth_token or asked.auth_token_file:
        raise Wrong("With --beside all is as at that line. Leave out what else is of the exchange.")
    beside = _line(asked.beside, asked.provider)
    try:
        password = account_of(beside).door.password
    except CannotOpen:
        raise Wrong(
            f"The password of {asked.beside} cannot be read here. Look at the keys."
        ) from None
    names = ("base_url", "carriers")
    return {name: beside.settings[name] for name in names if name in beside.settings}, password


def _line(slug: str, provider: str) -> "Line":
    from stillhere.records.models import Line  # noqa: PLC0415  # as above
    from stillhere.records.signing_in import as_line  # noqa: PLC0415  # as above

    with as_line(slug):
        found = Line.objects.filter(slug=slug, provider=provider).first()
    if found is None:
        raise Wrong(f"There is no line {slug!r} through {provider}. Name one that is there.")
    return found
