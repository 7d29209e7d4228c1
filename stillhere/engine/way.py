"""Where an invented caller is in a script, and what they do next. A seed and the time decide."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final, Self

from stillhere.actions.playing import Heard
from stillhere.engine.scripts import Act, Do, Script

THINKS: Final = (4.0, 9.0)
"""Seconds before an answer to what an operator says."""
FAR_AWAY: Final = 20
"""Seconds: whoever only does something after that long is quiet until then."""

AWAKE: Final = (Act(after=4, do=Do.OKAY_WITH_WORD),)
"""How somebody answers who was helped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    at: datetime
    do: Do
    words: str = ""
    to_ask: bool = False
    """Brought on by a question: until it is done, another one brings on nothing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    round: int = 0
    began: datetime | None = None
    """None: resting."""
    last_began: datetime | None = None
    contact: int | None = None
    asks: int = 0
    said: int = 0
    """How much of what operators said has been answered."""
    ask: int = 0
    digit: int = 0
    """The latest question, by its number and its digit."""
    acts: int = 0
    quiet: bool = False
    woken: bool = False
    """Help was on the way to them, and they came round."""
    heard: tuple[int, ...] = ()
    plan: tuple[Planned, ...] = ()

    @property
    def is_playing(self) -> bool:
        return self.began is not None

    def as_values(self) -> dict[str, Any]:
        values = {name: value for name, value in asdict(self).items() if name != "plan"}
        for name in ("began", "last_began"):
            values[name] = _text(values[name])
        values["plan"] = [
            [each.at.isoformat(), each.do, each.words, each.to_ask] for each in self.plan
        ]
        return values

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> Self:
        """Nothing at all is somebody who has never called."""
        known = {each.name: values[each.name] for each in fields(cls) if each.name in values}
        for name in ("began", "last_began"):
            known[name] = _time(known.get(name))
        known["heard"] = tuple(known.get("heard", ()))
        known["plan"] = tuple(
            Planned(at=datetime.fromisoformat(at), do=Do(do), words=words, to_ask=to_ask)
            for at, do, words, to_ask in known.get("plan", ())
        )
        return cls(**known)


def begin(way: Way, script: Script, now: datetime) -> Way:
    opening = Planned(at=now, do=Do.SAY, words=script.opening)
    return Way(round=way.round + 1, began=now, last_began=now, plan=(opening,))


def rest(way: Way) -> Way:
    return Way(round=way.round, last_began=way.last_began)


def hear(way: Way, heard: Sequence[Heard], script: Script, *, seed: int, now: datetime) -> Way:
    for each in heard:
        way = replace(way, heard=(*way.heard, each.id))
        if each.ask is None:
            way = _hear_words(way, script, seed, now)
        else:
            way = _hear_ask(replace(way, ask=each.ask, digit=each.digit), script, seed, now)
    return way


def wake(way: Way, script: Script, now: datetime) -> Way:
    """Once, when help is on the way: who wakes then says so."""
    if way.woken or not script.wakes:
        return way
    awake = replace(way, woken=True, quiet=False, plan=())
    return _plan(awake, [_soon(act, now, 1) for act in script.wakes])


def ready(way: Way, now: datetime) -> tuple[Planned, ...]:
    return tuple(each for each in way.plan if each.at <= now)


def did(way: Way, planned: Planned) -> Way:
    rest = tuple(each for each in way.plan if each is not planned)
    return replace(way, plan=rest, acts=way.acts + 1, quiet=planned.do is Do.LEAVE)


def dice(seed: int, *what: object) -> Random:
    """The same throws again, after every restart."""
    return Random(":".join(map(str, (seed, *what))))  # noqa: S311  # a story is to be told again


def _hear_words(way: Way, script: Script, seed: int, now: datetime) -> Way:
    if way.quiet or way.said >= len(script.replies):
        return way
    wait = timedelta(seconds=dice(seed, way.round, "reply", way.said).uniform(*THINKS))
    reply = Planned(at=now + wait, do=Do.SAY, words=script.replies[way.said])
    return _plan(replace(way, said=way.said + 1), [reply])


def _hear_ask(way: Way, script: Script, seed: int, now: datetime) -> Way:
    if any(each.to_ask for each in way.plan):
        return way  # an answer is being typed, and it will name the latest question
    acts = AWAKE if way.woken else script.asks[min(way.asks, len(script.asks) - 1)]
    way = replace(way, asks=way.asks + 1)
    if not acts or acts[0].after >= FAR_AWAY:
        way = replace(way, quiet=True, plan=())
    pace = dice(seed, way.round, "ask", way.asks).uniform(0.8, 1.3)
    return _plan(way, [_soon(act, now, pace) for act in acts])


def _soon(act: Act, now: datetime, pace: float) -> Planned:
    at = now + timedelta(seconds=act.after * pace)
    return Planned(at=at, do=act.do, words=act.words, to_ask=True)


def _plan(way: Way, more: Iterable[Planned]) -> Way:
    return replace(way, plan=tuple(sorted((*way.plan, *more), key=lambda each: each.at)))


def _text(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _time(at: str | None) -> datetime | None:
    return None if at is None else datetime.fromisoformat(at)
