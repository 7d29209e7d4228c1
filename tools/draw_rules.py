"""Draws docs/rules/ from the code, so that no paper says another rule than the one that runs."""

import argparse
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, get_args

from stillhere.care.channel import Channel
from stillhere.care.escalation import DECIDE, Rung, ladder
from stillhere.care.plan import NOTHING_AGREED, Reach, Terms
from stillhere.care.policy import CHOICES, PRACTICE_LEAST, Choice, Policy
from stillhere.care.watch import TRANSITIONS, begin, impossible
from stillhere.care.watch_events import Event
from stillhere.care.watch_state import State
from tools.tree import HERE

RULES: Final = HERE / "docs" / "rules"
DRAWN: Final = "Drawn from the code by `python -m tools.draw_rules`; edit the code, not this page."
NO: Final = "·"
MAY_BE_RUNG: Final = replace(NOTHING_AGREED, has_number=True)
MAY_NOT_BE_RUNG: Final = replace(MAY_BE_RUNG, reach=Reach(text=True))
WEEK: Final = timedelta(days=7)
"""From here on days say more than hours."""
SOME_TIME: Final = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> int:
    words = argparse.ArgumentParser(prog="draw_rules", description=__doc__)
    words.add_argument("--check", action="store_true", help="only say which page is stale")
    if words.parse_args().check:
        found = list(stale())
        for name in found:
            print(f"docs/rules/{name} is stale: run `python -m tools.draw_rules`")
        return 1 if found else 0
    RULES.mkdir(parents=True, exist_ok=True)
    for name, page in pages().items():
        (RULES / name).write_text(page, encoding="utf-8")
    return 0


def stale(folder: Path = RULES) -> Iterator[str]:
    for name, page in pages().items():
        there = folder / name
        if not there.exists() or there.read_text(encoding="utf-8") != page:
            yield name


def pages() -> dict[str, str]:
    return {"states.md": states(), "ladder.md": climbs(), "policy.md": choices()}


def states() -> str:
    rows = [[_said(each.__name__), *(_handler(s, each) for s in State)] for each in get_args(Event)]
    told = sorted(set(TRANSITIONS.values()), key=lambda each: each.__name__)
    return _page(
        "What can happen to a watch",
        "Every event meets every state; what has no meaning there is refused, and nothing changes.",
        _table(["event", *(each.replace("_", " ") for each in State)], rows),
        "\n".join(f"- `{each.__name__}`: {_sentence(each)}" for each in told if _sentence(each)),
    )


def climbs() -> str:
    ways = (
        ("By voice", Channel.VOICE, MAY_BE_RUNG),
        ("In writing, and they may be rung", Channel.TEXT, MAY_BE_RUNG),
        ("In writing, and they may not be rung", Channel.TEXT, MAY_NOT_BE_RUNG),
    )
    return _page(
        "When someone goes quiet",
        "From the moment a check-in falls due unanswered, with the shipped times: "
        "defaults, not advice.",
        *(f"## {name}\n\n{_climb(channel, terms)}" for name, channel, terms in ways),
        f"Past the last line everyone rings again every {Policy().ring_again} s "
        "until a person decides.\nA machine never calls for help.",
    )


def choices() -> str:
    rows = [
        [
            f"`{name}`",
            _amount(each, each.default),
            f"{_amount(each, each.least)} to {_amount(each, each.most)}",
            each.rule,
            each.why,
        ]
        for name, each in CHOICES.items()
    ]
    return _page(
        "What an organisation may choose",
        "Each is a default, not advice: an organisation's clinical lead approves its own.\n"
        "A watch keeps the policy it began with.\n"
        f"On practice lines every time may be as short as {PRACTICE_LEAST} s.",
        _table(["choice", "default", "range", "rule", "why"], rows),
    )


def _handler(state: State, event: type[Event]) -> str:
    handler = TRANSITIONS[state, event]
    return NO if handler is impossible else f"`{handler.__name__}`"


def _sentence(handler: Callable[..., Any]) -> str:
    return (inspect.getdoc(handler) or "").split("\n\n", maxsplit=1)[0].replace("\n", " ")


def _climb(channel: Channel, terms: Terms) -> str:
    watch = begin(SOME_TIME, policy=Policy(), channel=channel, holder=1, digit_from=0, terms=terms)
    rows = [
        [_span(rung.after), rung.state.value, ", ".join(_does(k, rung))]
        for k, rung in enumerate(ladder(watch))
    ]
    return _table(["after", "state", "what happens"], rows)


def _does(k: int, rung: Rung) -> Iterator[str]:
    if k == DECIDE:
        yield "**decide now**"
    if rung.second_person:
        yield "a second operator sees it"
    yield from (each.replace("_", " ") for each in rung.owes)
    if k == 0 and not rung.owes:
        yield "the holder alone says their name, loud"


def _amount(choice: Choice, number: int) -> str:
    match choice.unit:
        case "s":
            return _span(timedelta(seconds=number))
        case "years":
            return f"{number} years"
        case _:
            return str(number)


def _span(span: timedelta) -> str:
    """In the largest unit that leaves nothing over and is more than one."""
    seconds = int(span.total_seconds())
    if span >= WEEK and seconds % 86400 == 0:
        return f"{seconds // 86400} days"
    for unit, length in (("h", 3600), ("min", 60)):
        if seconds > length and seconds % length == 0:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"


def _said(name: str) -> str:
    return "".join(f" {each.lower()}" if each.isupper() else each for each in name).strip()


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def _page(title: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", *parts, f"*{DRAWN}*")) + "\n"


if __name__ == "__main__":
    sys.exit(main())
