"""A watch as plain values, and back: what a stored row holds beside its indexed columns."""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any, Final

from stillhere.care.channel import Channel
from stillhere.care.clocks import Clocks
from stillhere.care.plan import Help, Terms
from stillhere.care.policy import Policy
from stillhere.care.presets import Preset
from stillhere.care.second_look import Look
from stillhere.care.watch_state import Decided, State, Tried, Watch, Went

COLUMNS: Final = frozenset({"state", "clocks", "policy", "terms", "holder", "rung"})
"""Kept in columns, or by reference, because the database must see them."""


def as_facts(watch: Watch) -> dict[str, Any]:
    """JSON-able; times as ISO strings, spans in seconds."""
    return {
        each.name: _plain(getattr(watch, each.name))
        for each in fields(watch)
        if each.name not in COLUMNS
    }


def as_watch(
    facts: dict[str, Any],
    *,
    state: str,
    clocks: dict[str, str],
    rung: int,
    holder: int | None,
    policy: Policy,
    terms: Terms,
) -> Watch:
    """What `as_facts` gave, with the columns beside it. Unknown names are ignored."""
    known = {name: _READ.get(name, _same)(facts[name]) for name in _NAMES if name in facts}
    return Watch(
        state=State(state),
        clocks=clocks_from(clocks),
        rung=rung,
        holder=holder,
        policy=policy,
        terms=terms,
        **known,
    )


def clocks_as_values(clocks: Clocks) -> dict[str, str]:
    return {name: due.isoformat() for name, due in clocks}


def clocks_from(values: dict[str, str]) -> Clocks:
    return Clocks.of({name: datetime.fromisoformat(due) for name, due in values.items()})


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case frozenset():
            return sorted(value)
        case tuple():
            return [_plain(each) for each in value]
        case Look():
            return look_as_values(value)
        case Decided() | Tried():
            return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
        case _:
            return value


def _time(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _span(value: float | None) -> timedelta | None:
    return None if value is None else timedelta(seconds=value)


def _decided(value: dict[str, Any] | None) -> Decided | None:
    if value is None:
        return None
    told = {name: _time(value.get(name)) for name in ("dialled_at", "answered_at")}
    known = _known(Decided, value)
    return Decided(**{**known, **told}, at=_at(value), help=Help(value["help"]))


def look_as_values(look: Look) -> dict[str, Any]:
    return {each.name: _plain(getattr(look, each.name)) for each in fields(look)}


def look_from(value: dict[str, Any] | None) -> Look | None:
    return None if value is None else Look(**_known(Look, value), at=_at(value))


def _tried(values: list[dict[str, Any]]) -> tuple[Tried, ...]:
    return tuple(
        Tried(
            **_known(Tried, each),
            at=_at(each),
            help=Help(each["help"]),
            outcome=Went(each["outcome"]),
        )
        for each in values
    )


def _known(kind: type[Decided | Tried | Look], value: dict[str, Any]) -> dict[str, Any]:
    """What a newer version wrote beside it is left out, so that an older one can still watch."""
    plain = {each.name for each in fields(kind)} - {"at", "help", "outcome"}
    return {name: each for name, each in value.items() if name in plain}


def _at(value: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(value["at"])


def _channels(values: list[str]) -> frozenset[Channel]:
    return frozenset(Channel(each) for each in values)


def _presets(values: list[str]) -> frozenset[Preset]:
    return frozenset(Preset(each) for each in values)


def _same(value: Any) -> Any:
    return value


_NAMES: Final = tuple(each.name for each in fields(Watch) if each.name not in COLUMNS)
_READ: Final[dict[str, Callable[[Any], Any]]] = {
    "channel": Channel,
    "lost": _channels,
    "stopped": _channels,
    "presets": _presets,
    "chosen_pace": _span,
    "high_risk_until": _time,
    "no_end_before": _time,
    "last_answer_at": _time,
    "time_zero": _time,
    "yes_until": _time,
    "unknown_since": _time,
    "at_place_at": _time,
    "decided": _decided,
    "tried": _tried,
    "look": look_from,
}
