"""Draws docs/rules/ and the table in docs/care.md, so that no paper says what does not run."""

import argparse
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, get_args

from stillhere.care import contact, contact_events, contact_state
from stillhere.care.channel import Channel
from stillhere.care.escalation import DECIDE, Rung, ladder
from stillhere.care.plan import NOTHING_AGREED, Reach, Terms
from stillhere.care.policy import CHOICES, PRACTICE_LEAST, Choice, Policy
from stillhere.care.presets import FOLLOWS, Preset, own_values
from stillhere.care.watch import TRANSITIONS, begin, impossible
from stillhere.care.watch_events import Event
from stillhere.care.watch_state import State
from tools.tree import HERE

DOCS: Final = HERE / "docs"
BEGIN: Final = "<!-- drawn: choices -->"
END: Final = "<!-- drawn: end -->"
DRAWN: Final = "Drawn from the code by `python -m tools.draw_rules`; edit the code, not this page."
NO: Final = "·"
TOTAL: Final = (
    "Every event meets every state; what has no meaning there is refused, and nothing changes."
)
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
            print(f"docs/{name} is stale: run `python -m tools.draw_rules`")
        return 1 if found else 0
    for name, page in pages().items():
        (DOCS / name).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / name).write_text(page, encoding="utf-8")
    return 0


def stale(folder: Path = DOCS) -> Iterator[str]:
    for name, page in pages().items():
        there = folder / name
        if not there.exists() or there.read_text(encoding="utf-8") != page:
            yield name


def pages() -> dict[str, str]:
    return {
        "rules/states.md": of_watch(),
        "rules/contact.md": of_contact(),
        "rules/ladder.md": climbs(),
        "rules/policy.md": choices(),
        "care.md": with_choices((DOCS / "care.md").read_text(encoding="utf-8")),
    }


def of_watch() -> str:
    table = _states(State, get_args(Event), TRANSITIONS, impossible)
    return _page("What can happen to a watch", TOTAL, *table)


def of_contact() -> str:
    events = get_args(contact_events.Event)
    table = _states(contact_state.State, events, contact.TRANSITIONS, contact.impossible)
    return _page("What can happen to a contact", TOTAL, *table)


def with_choices(page: str) -> str:
    """The page as it is, with the table between its marks. Raises `ValueError` without marks."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n\n{_choices()}\n\n{END}{after}"


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
    return _page(
        "What an organisation may choose",
        "Each is a default, not advice: an organisation's clinical lead approves its own.\n"
        "A watch keeps the policy it began with.\n"
        f"On practice lines every time may be as short as {PRACTICE_LEAST} s.",
        _choices(),
        "## By how something was taken, and with what\n\n"
        "Each may have a value of its own, within the same range; else it follows the one above.",
        _ways(),
    )


def amount(choice: Choice, number: int) -> str:
    match choice.unit:
        case "s":
            return _span(timedelta(seconds=number))
        case "years":
            return f"{number} years"
        case _:
            return str(number)


def _choices() -> str:
    rows = [
        [
            f"`{name}`",
            amount(each, each.default),
            f"{amount(each, each.least)} to {amount(each, each.most)}",
            each.rule,
            each.why,
        ]
        for name, each in CHOICES.items()
    ]
    return _table(["choice", "default", "range", "rule", "why"], rows)


def _ways() -> str:
    general = list(dict.fromkeys(FOLLOWS.values()))
    rows = [
        [str(preset), *("may" if each in own_values(preset) else NO for each in general)]
        for preset in Preset
    ]
    return _table(["way", *(f"`{each}`" for each in general)], rows)


def _states(
    states: Iterable[StrEnum],
    events: Iterable[type[Any]],
    transitions: Mapping[Any, Callable[..., Any]],
    nothing: Callable[..., Any],
) -> Iterator[str]:
    """The table, then what the handlers say of themselves."""

    def handler(state: StrEnum, event: type[Any]) -> str:
        found = transitions[state, event]
        return NO if found is nothing else f"`{found.__name__}`"

    rows = [[_said(each.__name__), *(handler(state, each) for state in states)] for each in events]
    yield _table(["event", *(each.replace("_", " ") for each in states)], rows)
    told = sorted(set(transitions.values()), key=lambda each: each.__name__)
    yield "\n".join(f"- `{each.__name__}`: {_sentence(each)}" for each in told if _sentence(each))


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
