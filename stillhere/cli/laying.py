"""`stillhere lay-exchange`: the folder a server's own Asterisk runs in, from the lines there."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from stillhere.cli.begin import begin
from stillhere.cli.one_sentence import in_one_sentence
from stillhere.cli.saying import answer
from stillhere.cli.wrong import Wrong

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stillhere.lines.asterisk.account import Account
    from stillhere.lines.asterisk.laying import Layout
    from stillhere.records.models import Line


def lay_exchange(asked: argparse.Namespace) -> int:
    begin("engine")
    from stillhere.lines.asterisk.laying import lay  # noqa: PLC0415  # needs models
    from stillhere.records.keys import CannotOpen  # noqa: PLC0415  # as above

    with in_one_sentence():
        lines = _beside(asked.line)
        try:
            start = lay(_layout(asked, lines))
        except CannotOpen:
            raise Wrong(
                "Its password cannot be read here. Look at the keys: stillhere check"
            ) from None
        except ValueError as wrong:  # a setting that cannot be
            raise Wrong(str(wrong)) from None
        except OSError as wrong:
            raise Wrong(f"{asked.folder} cannot be written: {wrong.strerror}.") from None
    slugs = [line.slug for line in lines]
    answer(
        asked,
        {"start": str(start), "lines": slugs},
        f"Laid for {', '.join(slugs)}. Who is on call stands in it: let nobody else read it.",
        f"Start it: asterisk -C {start} -f",
        "Then look at all of it: stillhere check lines",
    )
    return 0


def _layout(asked: argparse.Namespace, lines: "Sequence[Line]") -> "Layout":
    from django.conf import settings  # noqa: PLC0415  # only once it is set up

    from stillhere.lines.asterisk.account import account_of  # noqa: PLC0415  # needs models
    from stillhere.lines.asterisk.laying import Layout, Program  # noqa: PLC0415  # as above

    account = account_of(lines[0])
    host, port = _door(account)
    rung = {line.number: asked.on_call or _on_call(line.organisation_id) for line in lines}
    alone = len({line.organisation_id for line in lines}) == 1
    program = Program(command=(), modules=Path(asked.modules), share=Path(asked.share))
    return Layout(
        program=program,
        folder=Path(asked.folder).absolute(),
        address=asked.address,
        seen_at=asked.seen_at,
        password=account.door.password,
        carriers=account.carriers,
        on_call=rung[lines[0].number] if alone else (),
        lines=rung,
        prompts=settings.PROMPTS,
        says_without_us=_spoken(lines[0], alone=alone),
        controlled_at=host,
        http_port=port,
    )


def _spoken(line: "Line", *, alone: bool) -> list[str]:
    """To a caller, before who is on call rings: an organisation's own voice on its own exchange."""
    from django.conf import settings  # noqa: PLC0415  # only once it is set up

    from stillhere.actions.prompts import LANGUAGES, Prompt  # noqa: PLC0415  # needs models
    from stillhere.actions.recordings import Recordings  # noqa: PLC0415  # as above
    from stillhere.records.models import Organisation  # noqa: PLC0415  # as above
    from stillhere.records.organisations import as_organisation  # noqa: PLC0415  # as above

    with as_organisation(line.organisation_id):
        whose = Organisation.objects.get(pk=line.organisation_id).slug if alone else ""
    kept = Recordings(settings.PROMPTS)
    found = (kept.find(Prompt.WITHOUT_US, organisation=whose, language=x) for x in LANGUAGES)
    return [each.name for each in found if each.name]


def _door(account: "Account") -> tuple[str, int]:
    """Of an exchange on another machine its own TLS says where; ours is behind it, on loopback."""
    found = urlsplit(account.door.url)
    if found.scheme == "https":
        return "127.0.0.1", 8088
    return found.hostname or "127.0.0.1", found.port or 80


def _beside(slug: str) -> "list[Line]":
    """The line first, then all others at its exchange."""
    from stillhere.engine.lines_rung import lines_through  # noqa: PLC0415  # needs models
    from stillhere.lines.asterisk.account import door_of  # noqa: PLC0415  # as above
    from stillhere.lines.providers import RUNG  # noqa: PLC0415  # as above

    rung = lines_through(RUNG)
    first = next((line for line in rung if line.slug == slug), None)
    if first is None:
        raise Wrong(f"There is no line {slug!r} that people ring. Make it: stillhere create-line …")
    door = door_of(first.settings)
    others = (line for line in rung if line.pk != first.pk and door_of(line.settings) == door)
    return [first, *others]


def _on_call(organisation: int) -> list[str]:
    from stillhere.actions.numbers import operator_number  # noqa: PLC0415  # needs models
    from stillhere.records.models import Operator  # noqa: PLC0415  # as above
    from stillhere.records.organisations import as_organisation  # noqa: PLC0415  # as above

    with as_organisation(organisation):
        people = Operator.objects.filter(organisation_id=organisation, is_active=True, on_call=True)
        ids = list(people.exclude(sealed_number=None).values_list("pk", flat=True))
    return [operator_number(id, organisation=organisation) for id in ids]
