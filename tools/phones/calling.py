"""`python -m tools.phones call`: a telephone of ours rings the demo's line, and is its carrier.

Whoever calls sends one tone, whoever is rung another, so what is heard says who is heard. Every
number the line rings is answered here, with key 1.
"""

import asyncio
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from tools.phones.demo import ADDRESSES, LINE

if TYPE_CHECKING:
    from tests.phones.phone import Phone
    from tests.phones.talking import PhoneCall

CALLER, RUNG = 440, 880
"""Hertz."""
SHOWS: Final = "+14165550123"
PICKS_UP_AFTER, PRESSES_AFTER = 3.0, 4.0
"""Seconds; the sentence that asks for the key is over by then or goes on, and it counts."""
HEARD: Final = -35.0
"""dB: quieter is no sound."""


def call() -> int:
    with suppress(KeyboardInterrupt):
        asyncio.run(_call())
    return 0


async def _call() -> None:
    from tests.phones.phone import a_phone  # noqa: PLC0415  # the tests' own telephone

    phone = await a_phone(ADDRESSES.carrier, plays=CALLER)
    try:
        ours = phone.call(LINE, ADDRESSES.exchange, shows=SHOWS)
        _say(f"{SHOWS} rings {LINE} and sends {CALLER} Hz. Ctrl-C hangs up.")
        picking_up = asyncio.create_task(_pick_up(phone))
        await _tell(ours)
        picking_up.cancel()
    finally:
        phone.close()


async def _tell(ours: "PhoneCall") -> None:
    """Once a second, what is heard; until it is over."""
    while not ours.ended.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(ours.ended.wait(), 1.0)
        if ours.answered.is_set():
            _say(f"  {SHOWS} hears {_hears(ours)}")
        else:
            _say("  it rings" if ours.ringing.is_set() else "  no answer yet")
    _say(f"The call is over{f' ({ours.status})' if ours.status else ''}.")


async def _pick_up(phone: "Phone") -> None:
    """Every number that is rung; each in its own time."""
    picked: set[asyncio.Task[None]] = set()
    while True:
        rung = await phone.rung.get()
        _say(f"  {rung.dialled} rings, and shows {rung.shows}")
        picked.add(asyncio.create_task(_talk(phone, rung)))


async def _talk(phone: "Phone", rung: "PhoneCall") -> None:
    await asyncio.sleep(PICKS_UP_AFTER)
    if rung.ended.is_set():
        _say(f"  {rung.dialled} rings no more")
        return
    rung.plays = RUNG
    phone.answer(rung)
    _say(f"  {rung.dialled} picks up and sends {RUNG} Hz")
    await asyncio.sleep(PRESSES_AFTER)
    rung.press("1")
    _say(f"  {rung.dialled} presses 1")
    while not rung.ended.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(rung.ended.wait(), 5.0)
        _say(f"  {rung.dialled} hears {_hears(rung)}")


def _hears(call: "PhoneCall") -> str:
    from tests.phones.sound import joined, level, loudness  # noqa: PLC0415  # as above

    samples = joined(call.heard)
    tones = {hertz: loudness(samples, hertz) for hertz in (CALLER, RUNG)}
    loudest = max(tones, key=lambda hertz: tones[hertz])
    if level(samples) < HEARD:
        return f"silence ({level(samples):.0f} dB)"
    if tones[loudest] < HEARD:
        return f"a voice or a tone ({level(samples):.0f} dB)"
    who = "the caller" if loudest == CALLER else "who picked up"
    return f"{loudest} Hz, {who} ({tones[loudest]:.0f} dB)"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
