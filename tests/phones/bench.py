"""Real telephones in the hands of a test that does one thing after the other.

Each voice is a tone of its own, so that whose arrives where is measured and never believed.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, Final, Self, TypeVar

from stillhere.lines.asterisk.ari import QUIET_AFTER, Ari
from stillhere.lines.asterisk.exchange import Asterisk
from stillhere.lines.line import NotNow
from stillhere.lines.voice import Act, Join, Part, PickUp, Place, Seen, SeenLeg
from tests.phones.house import ANA, clear_away
from tests.phones.phone import Phone, a_phone
from tests.phones.sound import joined, loudness
from tests.phones.talking import AUDIBLE, WINDOW, PhoneCall
from tools.phones.exchange import Addresses, Exchange

T = TypeVar("T")
TONES: Final = (440, 620, 880, 1200, 1500)
PATIENCE: Final = 10.0
LISTENS: Final = 1.5
"""Seconds: who hears nothing by then hears nobody."""


class InTurn:
    """The exchange, and each act seen to be done before the next."""

    def __init__(self, bench: "RealBench") -> None:
        self._bench = bench

    def look(self, now: datetime) -> Seen:
        self._bench.at = now
        return self._bench.desk.look(now)

    def do(self, act: Act, now: datetime) -> None:
        self._bench.at = now
        self._bench.desk.do(act, now)
        match act:
            case Place(key=key, to=to):
                self._bench.is_rung(key, to)
            case PickUp(key=key):
                self._bench.sees(key, lambda leg: leg.up)
            case Join(key=key, room=room):
                self._bench.sees(key, lambda leg: leg.room == room)
            case Part(key=key):
                self._bench.sees(key, lambda leg: leg.room is None)
            case _:
                return

    def wait(self, seconds: float) -> None:
        self._bench.desk.wait(seconds)


class RealBench:
    ana = ANA
    nowhere = "operator:99"

    def __init__(self, real: Exchange, addresses: Addresses, noon: datetime) -> None:
        self._real, self._addresses = real, addresses
        self.at = noon
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="telephones")
        self._calls: dict[str, tuple[Phone, PhoneCall]] = {}
        self._voices: dict[str, int] = {}
        self.desk = Asterisk(real.door, carriers=("carrier-2", "carrier-1"), now=lambda: self.at)
        self.exchange = InTurn(self)

    def __enter__(self) -> Self:
        self._thread.start()
        self._out = self._run(a_phone(self._addresses.carrier, plays=0))
        self._operators = self._run(a_phone(self._addresses.other_carrier, plays=0))
        self.desk.__enter__()
        self._until(self._is_connected)
        return self

    def __exit__(self, *_wrong: object) -> None:
        self.desk.__exit__()
        self._run(self._clear_away())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    # What the suite asks of telephones.

    def somebody_rings(self, number: str, *, dialled: str) -> str:
        known = set(self.desk.look(self.at).legs)
        call = self._run(self._rings_us(number, dialled))
        self._until(lambda: set(self.desk.look(self.at).legs) - known)
        [key] = set(self.desk.look(self.at).legs) - known
        return self._know(key, self._out, call)

    def is_rung(self, key: str, to: str) -> None:
        if key not in self._calls and to == ANA:
            self._know(key, self._operators, self._run(self._operators.rings()))

    def picks_up(self, key: str) -> None:
        phone, call = self._calls[key]
        self._loop.call_soon_threadsafe(phone.answer, call)
        self.sees(key, lambda leg: leg.up)

    def hangs_up(self, key: str) -> None:
        phone, call = self._calls[key]
        hang_up = phone.hang_up if call.answered.is_set() else phone.refuse
        self._loop.call_soon_threadsafe(hang_up, call)
        self._until(lambda: key in self.desk.look(self.at).ended)

    def presses(self, key: str, digits: str) -> None:
        before = self.desk.look(self.at).legs[key].pressed
        self._loop.call_soon_threadsafe(self._calls[key][1].press, digits)
        self.sees(key, lambda leg: leg.pressed == before + digits)

    def speaks(self, key: str) -> None:
        self._calls[key][1].plays = self._voices[key]
        self.sees(key, lambda leg: leg.quiet_since is None)

    def falls_quiet(self, key: str, now: datetime) -> None:
        """The exchange says so only after the pause."""
        self.at = now + QUIET_AFTER
        self._calls[key][1].go_quiet()
        self.sees(key, lambda leg: leg.quiet_since is not None)

    def hears(self, key: str) -> set[str]:
        """Everybody speaks while it is measured, and is silent again."""
        for other, hertz in self._voices.items():
            self._calls[other][1].plays = hertz
        samples = self._run(self._heard_by(self._calls[key][1]))
        for _, call in self._calls.values():
            call.go_quiet()
        others = {other: hertz for other, hertz in self._voices.items() if other != key}
        return {other for other, hertz in others.items() if loudness(samples, hertz) > AUDIBLE}

    def rang(self, address: str) -> int:
        return sum(call.dialled == address for call in self._operators.calls.values())

    def goes_away(self) -> None:
        self._real.kill()

    # How it knows.

    def sees(self, key: str, enough: Callable[[SeenLeg], bool]) -> None:
        """Whoever is gone needs nothing more."""
        self._until(lambda: key not in (legs := self.desk.look(self.at).legs) or enough(legs[key]))

    def _know(self, key: str, phone: Phone, call: PhoneCall) -> str:
        self._voices[key] = TONES[len(self._voices)]
        self._calls[key] = (phone, call)
        return key

    def _until(self, enough: Callable[[], object]) -> None:
        until = self._loop.time() + PATIENCE
        while not enough():
            assert self._loop.time() < until, "The exchange did not come to it."
            self.desk.wait(0.05)

    def _is_connected(self) -> bool:
        try:
            self.desk.look(self.at)
        except NotNow:
            return False
        return True

    async def _rings_us(self, number: str, dialled: str) -> PhoneCall:
        return self._out.call(dialled, self._addresses.exchange, shows=number)

    async def _heard_by(self, call: PhoneCall) -> list[float]:
        """What came last of a second and a half; nothing where too little came at all."""
        call.forget()
        await asyncio.sleep(LISTENS)
        return joined(call.heard) if len(call.heard) == WINDOW else []

    async def _clear_away(self) -> None:
        if self._real.process is not None:
            async with Ari(self._real.door) as ari:
                await clear_away(ari)
        for phone in (self._out, self._operators):
            phone.close()
        await asyncio.sleep(0)

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE * 2)
