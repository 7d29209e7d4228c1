"""Asterisk as `voice.Exchange`, for a process that looks, acts and waits in turn.

Beside it a thread of its own hears what happens: a hang-up is known before the next look.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import suppress
from datetime import datetime
from typing import Any, Self, TypeVar

from django.conf import settings

from stillhere.actions.recordings import Recordings
from stillhere.lines.asterisk.ari import Ari
from stillhere.lines.asterisk.asking import Door
from stillhere.lines.asterisk.listening import Heard, Listener
from stillhere.lines.asterisk.memory import Memory
from stillhere.lines.asterisk.steering import Sounds, Steering
from stillhere.lines.line import ANSWERS_WITHIN, OutcomeUnknown
from stillhere.lines.voice import Act, Seen, TakenOver

T = TypeVar("T")


class Asterisk:
    """`with Asterisk(…) as exchange`. Every question may raise `TakenOver`: then end."""

    def __init__(
        self,
        door: Door,
        *,
        carriers: tuple[str, ...],
        now: Callable[[], datetime],
        sounds: Sounds | None = None,
    ) -> None:
        self._door = door
        self._memory = Memory(now=now)
        self._carriers = carriers
        self._sounds = sounds or Sounds(recordings=Recordings(settings.PROMPTS))
        self._changed, self._ended = threading.Event(), threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="exchange", daemon=True)
        self._steering: Steering
        self._listening: Future[None]

    def __enter__(self) -> Self:
        self._thread.start()
        self._steering = Steering(
            ari=Ari(self._door),
            memory=self._memory,
            carriers=self._carriers,
            sounds=self._sounds,
        )
        listener = Listener(door=self._door, handle=self._hear)
        self._listening = asyncio.run_coroutine_threadsafe(listener.listen(), self._loop)
        self._listening.add_done_callback(self._end_waiting)
        return self

    def __exit__(self, *_wrong: object) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def look(self, now: datetime) -> Seen:  # noqa: ARG002 # it has a clock of its own, for events
        return self._run(self._steering.look())

    def do(self, act: Act, now: datetime) -> None:  # noqa: ARG002 # as above
        self._run(self._steering.do(act))

    def let_register(self, telephones: Mapping[int, str]) -> None:
        """These operators' browsers, each with its secret, and no others. Raises a `LineError`."""
        self._run(self._steering.seat(telephones))

    def wait(self, seconds: float) -> None:
        """What happened since the last look ends it at once."""
        self._changed.wait(seconds)
        self._changed.clear()

    async def _hear(self, heard: Heard) -> None:
        self._memory.hear(heard)
        self._changed.set()

    def _end_waiting(self, _listening: Future[None]) -> None:
        self._ended.set()
        self._changed.set()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        if self._listening.done():
            work.close()
            raise self._listening.exception() or TakenOver
        running = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return running.result(ANSWERS_WITHIN.total_seconds())
        except TookTooLong:
            running.cancel()
            raise OutcomeUnknown("The exchange did not answer in time.") from None

    async def _end(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        with suppress(OSError):
            await self._steering.ari.close()
