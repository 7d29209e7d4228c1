"""What an administrator types to say which number reaches help for a place."""

import argparse
from datetime import UTC, datetime
from typing import Any

from stillhere.cli.begin import begin
from stillhere.cli.one_sentence import in_one_sentence
from stillhere.cli.saying import answer
from stillhere.cli.wrong import Wrong
from stillhere.records.steady import clock


def set_dispatch_number(asked: argparse.Namespace) -> int:
    begin("web")
    from stillhere.actions.dispatch_numbers import remove_number, set_number  # noqa: PLC0415  # needs models
    from stillhere.actions.founding import find_organisation  # noqa: PLC0415  # as above

    now = clock.now()
    number = _asked_number(asked, now)
    with in_one_sentence():
        shared: dict[str, Any] = {
            "organisation": find_organisation(asked.organisation),
            "practice": asked.practice,
            "now": now,
        }
        if asked.remove:
            remove_number(number.kind, number.place, **shared)
        else:
            set_number(number, **shared)
    facts = {"place": number.place, "kind": number.kind, "removed": asked.remove}
    answer(asked, facts, _said(asked))
    return 0


def _asked_number(asked: argparse.Namespace, now: datetime) -> Any:
    from stillhere.care.dispatch import Kind, Number  # noqa: PLC0415  # as above

    if asked.kind not in list(Kind):
        raise Wrong(f"There is no kind {asked.kind!r}. Choose one of: {', '.join(Kind)}.")
    if not (asked.number or asked.remove):
        raise Wrong("Give the number with --number, or take one away with --remove.")
    return Number(
        number=asked.number,
        kind=Kind(asked.kind),
        place=asked.place,
        time_zone=asked.time_zone,
        tested_at=_tested(asked.tested, now),
    )


def _tested(said: str, now: datetime) -> datetime | None:
    if not said:
        return None
    if said == "today":
        return now
    try:
        return datetime.fromisoformat(said).replace(tzinfo=UTC)
    except ValueError:
        raise Wrong(f"A day is written like 2026-03-01, or today; not {said!r}.") from None


def _said(asked: argparse.Namespace) -> str:
    where = asked.place or "any place"
    if asked.remove:
        return f"The {asked.kind} number for {where} is not shown any more."
    if not asked.tested:
        return f"{where}: kept. Ring it, and say so with --tested: untested ones are marked."
    return f"{where}: kept, with the day it was tested."
