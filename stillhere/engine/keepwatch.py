"""The process that acts when nobody does: each part in a thread, the watches in the first."""

import os
import platform
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from django.db import DatabaseError

from stillhere.actions.lease import let_go
from stillhere.engine import scribe, shredder
from stillhere.engine.callers import Callers
from stillhere.engine.clock import Watches
from stillhere.engine.courier import Courier
from stillhere.engine.parts import Part, Worked, keep_going
from stillhere.engine.presence import Presence
from stillhere.engine.pulse import Pulses
from stillhere.records.alive import struggle

GRACE: Final = 3.0
"""Seconds for what is under way to end by itself. What does not is done again: it has a key."""


def keep_watch(stop: threading.Event) -> None:
    pulses, woken = Pulses(), threading.Event()
    me = f"{platform.node()[:50]}-{os.getpid()}"
    courier = Courier(stop, woken, worked=pulses.worked)
    parts: list[Part] = [
        Presence(),
        scribe.Scribe(called=me),
        shredder.Shredder(called=me),
        Callers(),
        pulses,
    ]
    threads = [_thread(part, stop, pulses.worked) for part in parts]
    threads.append(threading.Thread(target=courier.run, name="courier", daemon=True))
    for thread in threads:
        thread.start()
    watches = Watches(heard=woken.set)
    keep_going(watches, stop=stop, worked=pulses.beat_after, tried=struggle)
    _wait_for(threads)
    with suppress(DatabaseError):
        let_go(scribe.LEASE, by=me)
        let_go(shredder.LEASE, by=me)


def _thread(part: Part, stop: threading.Event, worked: Worked) -> threading.Thread:
    words = {"stop": stop, "worked": worked}
    return threading.Thread(
        target=keep_going, args=[part], kwargs=words, name=part.name, daemon=True
    )


def _wait_for(threads: Sequence[threading.Thread]) -> None:
    for thread in threads:
        thread.join(GRACE / len(threads))
