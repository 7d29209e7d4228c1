"""What an administrator types of a line's account at a telephone company, and its token."""

import argparse
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stillhere.cli.begin import begin
from stillhere.cli.one_sentence import in_one_sentence
from stillhere.cli.saying import answer
from stillhere.cli.wrong import Wrong
from stillhere.records.steady import clock

if TYPE_CHECKING:
    from stillhere.lines.providers import Provider

TYPED_IN: Final = "-"
LONGEST: Final = 200


def account(asked: argparse.Namespace) -> tuple[dict[str, str], str]:
    """Settings of the line, and its token apart from them. Nothing for a line without a company."""
    from stillhere.lines.providers import provider  # noqa: PLC0415  # needs models

    chosen = provider(asked.provider)
    said = (asked.account_sid, asked.auth_token, asked.auth_token_file, asked.base_url)
    if not chosen.has_account:
        if any(said) or asked.countries or asked.carrier or asked.beside:
            raise Wrong(
                f"{chosen.name} has no company behind it. Leave out --account-sid, --auth-token, "
                "--auth-token-file, --base-url, --countries, --carrier and --beside."
            )
        return {}, ""
    if not asked.number:
        raise Wrong(f"A line through {chosen.name} needs the number people text: --number +1…")
    return _settings(asked, chosen), token(asked)


def set_line_account(asked: argparse.Namespace) -> int:
    begin("web")
    from stillhere.actions.founding import find_organisation  # noqa: PLC0415  # needs models
    from stillhere.actions.line_account import keep_account  # noqa: PLC0415  # as above
    from stillhere.actions.other_line import NoLineOfThatName  # noqa: PLC0415  # as above
    from stillhere.lines.providers import provider  # noqa: PLC0415  # as above
    from stillhere.records.keys import CannotOpen  # noqa: PLC0415  # as above

    with in_one_sentence():
        chosen = provider(asked.provider)
        if not chosen.has_account:
            raise Wrong(f"{chosen.name} has no company behind it, and so no account.")
        settings, secret = _settings(asked, chosen), token(asked)
        try:
            keep_account(
                asked.line,
                organisation=find_organisation(asked.organisation),
                provider=chosen.name,
                settings=settings,
                secret=secret,
                now=clock.now(),
            )
        except NoLineOfThatName:
            raise Wrong(
                f"This organisation has no line {asked.line!r} through {chosen.name}."
            ) from None
        except CannotOpen:
            raise Wrong("There is no sealing key here. Run: stillhere prepare") from None
    said = [f"{asked.line} uses this account from now. Try it."]
    if chosen.paste is not None:
        said += where_to_bring(chosen.name, asked.line, settings, secret)
    answer(asked, {"line": asked.line}, *said)
    return 0


def where_to_bring(provider: str, slug: str, settings: dict[str, str], secret: str) -> list[str]:
    """What the other side has to know, ready to be entered there."""
    from stillhere.lines.providers import PROVIDERS  # noqa: PLC0415  # needs models

    paste = PROVIDERS[provider].paste
    if paste is None:
        where = "docs/runbook.md, A number that can be texted"
        return [f"Now tell the company where to bring texts: {where}."]
    return [
        "Put this into Kannel's configuration and start it anew. It holds secrets: keep it so.",
        "",
        paste(slug, user=settings["account_sid"], password=secret),
    ]


def _settings(asked: argparse.Namespace, chosen: "Provider") -> dict[str, str]:
    settings = {"account_sid": asked.account_sid}
    if asked.base_url:
        settings["base_url"] = asked.base_url
    if asked.countries:
        settings["countries"] = asked.countries
    try:
        chosen.check(settings)
    except ValueError as wrong:
        raise Wrong(str(wrong)) from None
    return settings


def token(asked: argparse.Namespace) -> str:
    """From a file or typed in rather than on the command line, where every user could read it."""
    if asked.auth_token and asked.auth_token_file:
        raise Wrong("Give the token once: --auth-token or --auth-token-file.")
    found = (asked.auth_token or _from(asked.auth_token_file)).strip()
    if not found:
        raise Wrong("The token is missing. Give --auth-token-file with a file, or - to type it in.")
    if len(found) > LONGEST or not (found.isascii() and found.isprintable()) or " " in found:
        raise Wrong("This is no token: it is too long, or has blanks or letters that none has.")
    return found


def _from(where: str) -> str:
    if where == TYPED_IN:
        return getpass("Token: ") if sys.stdin.isatty() else sys.stdin.readline()
    if not where:
        return ""
    try:
        return Path(where).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Wrong(f"The file {where} cannot be read.") from None
