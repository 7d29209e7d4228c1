"""Scripted callers, for showing and learning: they text, answer, go quiet, as a seed decides.

They do what a phone or a page does, through the same actions. Where each one is in its script
is kept with its phone, so that a restart goes on where it stopped.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from stillhere.actions import playing
from stillhere.actions.carrying import carry, stop_ringing
from stillhere.actions.playing import Player
from stillhere.care.channel import Channel
from stillhere.care.refused import Refused
from stillhere.engine.caller_acts import Turn, by_chat, by_text
from stillhere.engine.lessons import is_lesson, script_of
from stillhere.engine.scripts import Script
from stillhere.engine.way import Planned, Way, begin, dice, did, hear, ready, rest, wake
from stillhere.records import journal
from stillhere.records.steady import clock

AT_MOST: Final = 3
"""Invented callers at once: a visitor is to look around, not to be flooded."""
APART: Final = (20.0, 45.0)
"""Seconds between two of them beginning."""
RESTS: Final = (60.0, 180.0)
"""Seconds before the same one calls again."""
LOOKS_EVERY: Final = timedelta(seconds=1)
NAP, LONG_NAP = 0.25, 1.0


class Callers:
    """A `Part` of the engine."""

    name = "practice"

    def turn(self) -> float:
        return NAP if step(clock.now()) else LONG_NAP


def step(now: datetime) -> int:
    """One look at everything invented; how much there was to do."""
    done = carry(now=now, troubled=lambda kind: journal.warn("practice_stuck", error=kind))
    for organisation in playing.organisations_playing(now):
        for phone in playing.rung_out(organisation=organisation, now=now):
            stop_ringing(phone, organisation=organisation, now=now)
        done += _play(organisation, now)
    return done


def _play(organisation: int, now: datetime) -> int:
    cast = playing.players(organisation=organisation)
    due = [each for each in cast if each.due_at is not None and each.due_at <= now]
    on = [each for each in due if _way(each).is_playing]
    for player in on:
        _apart_from_the_others(lambda p=player: _take_turn(p, now))  # type: ignore[misc]
    cast = [each for each in cast if not is_lesson(each.script)]
    waiting = [each for each in due if each in cast and not _way(each).is_playing]
    if waiting and _may_begin(waiting[0], cast, organisation, now):
        script = script_of(waiting[0].script)
        playing.go_on(waiting[0], begin(_way(waiting[0]), script, now).as_values(), due_at=now)
    return len(on)


def _apart_from_the_others(act: Callable[[], None]) -> None:
    try:
        act()
    except Exception as wrong:  # noqa: BLE001  # one caller's trouble is not another's
        journal.cry("practice_caller_stuck", wrong)


def _may_begin(player: Player, cast: Sequence[Player], organisation: int, now: datetime) -> bool:
    ways = [_way(each) for each in cast]
    if sum(way.is_playing for way in ways) >= AT_MOST:
        return False
    last = max((way.last_began for way in ways if way.last_began), default=None)
    apart = dice(player.seed, _way(player).round, "apart").uniform(*APART)
    if last is not None and now < last + timedelta(seconds=apart):
        return False
    return playing.anyone_on(organisation=organisation)


def _take_turn(player: Player, now: datetime) -> None:
    way, script = _way(player), script_of(player.script)
    if way.began is None:
        return
    reached = playing.reached(player, since=way.began, contact=way.contact)
    if reached is not None and reached.is_over:
        _hang_up(player, way, now)
        return
    if reached is not None:
        way = replace(way, contact=reached.contact)
        way = wake(way, script, now) if reached.is_helped else way
    way = hear(way, _heard(player, way, script), script, seed=player.seed, now=now)
    for planned in ready(way, now):
        way = _act(player, way, planned, script, now)
    playing.go_on(player, way.as_values(), due_at=now + LOOKS_EVERY)


def _hang_up(player: Player, way: Way, now: datetime) -> None:
    rests = dice(player.seed, way.round, "rest").uniform(*RESTS)
    # A lesson begins when its learner begins it.
    again = None if is_lesson(player.script) else now + timedelta(seconds=rests)
    if playing.go_on(player, rest(way).as_values(), due_at=again):
        playing.put_down(player)


def _heard(player: Player, way: Way, script: Script) -> list[playing.Heard]:
    if script.channel is Channel.TEXT:
        since = way.began or way.last_began
        return playing.texts_heard(player, since=since, but=way.heard) if since else []
    if way.contact is None:
        return []
    return playing.messages_heard(player, way.contact, but=way.heard)


def _act(player: Player, way: Way, planned: Planned, script: Script, now: datetime) -> Way:
    # The key is the same after a crash, so that what was done already is not done again.
    key = f"caller:{player.id}:{way.round}:{way.acts}"
    turn = Turn(player=player, way=way, planned=planned, script=script, key=key, now=now)
    contact = way.contact
    with suppress(Refused):  # it is over for them, or was never possible; the story goes on
        contact = by_text(turn) if script.channel is Channel.TEXT else by_chat(turn)
    return did(replace(way, contact=contact), planned)


def _way(player: Player) -> Way:
    return Way.from_values(player.way)
