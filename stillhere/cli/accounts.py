"""What an administrator types of a line's account at a telephone company, and its token."""

import argparse
import sys
from getpass import getpass
from pathlib import Path
from typing import Final

from stillhere.cli.wrong import Wrong

TYPED_IN: Final = "-"
LONGEST: Final = 200


def account(asked: argparse.Namespace) -> tuple[dict[str, str], str]:
    """Settings of the line, and its token apart from them. Nothing for a line without a company."""
    from stillhere.lines.providers import provider  # noqa: PLC0415  # needs models

    chosen = provider(asked.provider)
    said = (asked.account_sid, asked.auth_token, asked.auth_token_file, asked.base_url)
    if not chosen.has_account:
        if any(said):
            raise Wrong(
                f"{chosen.name} has no company behind it. Leave out --account-sid, --auth-token, "
                "--auth-token-file and --base-url."
            )
        return {}, ""
    if not asked.number:
        raise Wrong(f"A line through {chosen.name} needs the number people text: --number +1…")
    settings = {"account_sid": asked.account_sid}
    if asked.base_url:
        settings["base_url"] = asked.base_url
    try:
        chosen.check(settings)
    except ValueError as wrong:
        raise Wrong(str(wrong)) from None
    return settings, token(asked)


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
