"""
Between what ought to be and what is seen: what to do next, and what has happened meanwhile.

Pure, so that a restart is the ordinary path: nothing is remembered from one look to the next.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from stillhere.care import call_events as happened
from stillhere.care.call_state import Call, Leg, Role, Standing
from stillhere.care.call_wanted import Wanted, WantedLeg
from stillhere.lines.voice import (
    Act,
    AskKey,
    HangUp,
    Join,
    Listen,
    Mute,
    Part,
    PickUp,
    Place,
    Seen,
    SeenLeg,
    Tone,
)

NOT_SEEN: Final = timedelta(seconds=5)
"""A leg that was placed and is still nowhere after that has ended without our hearing of it."""


def agree(wanted: Wanted, seen: Seen) -> tuple[Act, ...]:
    """What is missing from what is wanted; nothing where they agree.

    Whom no call of ours knows is not ours to hang up: they may be a caller who rings just now.
    """
    acts: list[Act] = [HangUp(key=key) for key in sorted(wanted.hung_up) if key in seen.legs]
    for leg in wanted.legs:
        there = seen.legs.get(leg.key)
        if there is not None:
            acts += _make_agree(leg, there, wanted.room, seen)
        elif leg.place and leg.key not in seen.ended:
            acts.append(Place(key=leg.key, room=wanted.room, role=leg.role, who=leg.who))
    if wanted.tone is not (wanted.room in seen.tones) and _has_room(wanted, seen):
        acts.append(Tone(room=wanted.room, plays=wanted.tone))
    return tuple(acts)


def _has_room(wanted: Wanted, seen: Seen) -> bool:
    """A tone needs a room with somebody in it, and goes with it."""
    return any(each.room == wanted.room for each in seen.legs.values())


def _make_agree(leg: WantedLeg, there: SeenLeg, room: str, seen: Seen) -> Iterator[Act]:
    if there.room is not None and not leg.in_room:
        yield Part(key=leg.key)
    if not there.up:
        if there.inbound:
            yield PickUp(key=leg.key)
        return
    if leg.listens and not there.listens:
        yield Listen(key=leg.key)
    if leg.in_room and there.room != room:
        yield Join(key=leg.key, room=room)
    if leg.asks_key and leg.key not in seen.asked:
        yield AskKey(key=leg.key)
    if leg.muted is not there.muted:
        yield Mute(key=leg.key, muted=leg.muted)


def notice(call: Call, seen: Seen, now: datetime) -> tuple[happened.Event, ...]:
    """What has happened to a call since it was last written down; first who has gone.

    Else somebody who is found again would be let go for one who is not there any more.
    """
    news = [event for leg in call.legs for event in _noticed(call, leg, seen, now)]
    return tuple(sorted(news, key=lambda event: not isinstance(event, happened.LegEnded)))


def _noticed(call: Call, leg: Leg, seen: Seen, now: datetime) -> Iterator[happened.Event]:
    there = seen.legs.get(leg.key)
    if there is None:
        if _has_ended(leg, seen, now):
            yield happened.LegEnded(key=leg.key)
        return
    if leg.standing is Standing.OWED:
        yield happened.LegPlaced(key=leg.key)
    if leg.standing is Standing.GONE:
        yield happened.LegFound(key=leg.key)
    if leg.is_alive and leg.standing is not Standing.UP and there.up:
        yield happened.LegAnswered(key=leg.key)
    if leg.is_alive and leg.proof_owed and there.up and "1" in there.pressed:
        yield happened.LegProved(key=leg.key)
    if leg.role is Role.CALLER and leg.is_alive and there.up:
        yield from _heard(call, there)


def _has_ended(leg: Leg, seen: Seen, now: datetime) -> bool:
    """Only what may not have begun yet is waited for, and that not for long."""
    match leg.standing:
        case Standing.GONE:
            return False
        case Standing.OWED:
            return leg.key in seen.ended
        case Standing.PLACED:
            return leg.key in seen.ended or now - leg.since > NOT_SEEN
        case _:
            return True


def _heard(call: Call, there: SeenLeg) -> Iterator[happened.Event]:
    if there.bad_since is not None and call.bad_since is None:
        yield happened.LineWentBad(since=there.bad_since)
    if there.bad_since is None and call.bad_since is not None:
        yield happened.LineCleared()
    if there.bad_since is not None or not there.listens:
        return
    if call.quiet_since is not None and _sounded(there, after=call.quiet_since):
        yield happened.WasHeard()
    elif call.quiet_since is not None:
        return  # an exchange that began to listen anew has heard nothing: the silence goes on
    if there.quiet_since is not None:
        yield happened.WentQuiet(since=there.quiet_since)


def _sounded(there: SeenLeg, *, after: datetime) -> bool:
    talking = there.quiet_since is None
    return talking or (there.heard_at is not None and there.heard_at > after)


def strangers(known: frozenset[str], seen: Seen) -> tuple[SeenLeg, ...]:
    """Who rings us and is in no record yet, in a steady order."""
    new = (leg for leg in seen.legs.values() if leg.inbound and leg.key not in known)
    return tuple(sorted(new, key=lambda leg: leg.key))
