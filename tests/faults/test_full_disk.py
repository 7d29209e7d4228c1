"""No room for another byte, in real processes: nobody hears yes, and it goes on when there is room.

The kernel refuses every write beyond a size to the processes named, as a full disk would; that
needs no disk of our own and no rights, and a real full disk is the same to SQLite.
"""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

import httpx
import pytest

from stillhere.records.models import Message, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.pulse import readiness
from stillhere.records.steady import clock
from tests.faults.callers import Caller
from tests.faults.history import say
from tests.faults.house import PROCESSES, STARTS_WITHIN, House, wait_for
from tests.somebody import a_line

pytestmark = pytest.mark.faults
RED_WITHIN = 15.0
"""Seconds: the objective from a dead part to a red banner."""


@contextmanager
def no_room(house: House) -> Iterator[dict[str, int]]:
    pids = {name: wait_for(partial(house.pid, name), within=STARTS_WITHIN) for name in PROCESSES}
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in pids.values()}
    for pid, (_, most) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, most))
    try:
        yield pids
    finally:
        for pid, limits in before.items():
            with suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


def says(caller: Caller, words: str) -> httpx.Response:
    return caller.browser.post("/chat/say", data={"words": words, "key": words})


def kept(organisation: Organisation) -> int:
    with as_organisation(organisation.pk):
        return Message.objects.filter(inbound=True, kind="words").count()


def test_on_a_full_disk_nobody_hears_yes_the_consoles_are_red_and_it_goes_on_by_itself(
    house: House, organisation: Organisation
) -> None:
    """F6."""
    line = a_line(organisation)
    wait_for(lambda: readiness(clock.now()).ready, within=STARTS_WITHIN)
    caller = Caller(1, house.address, line.slug)
    caller.call()
    assert says(caller, "before").status_code == 200
    with no_room(house) as pids:
        refused = says(caller, "meanwhile")
        nothing = kept(organisation)
        since = time.monotonic()
        wait_for(lambda: readiness(clock.now()).silent, within=RED_WITHIN)
        red = time.monotonic() - since
    again = wait_for(lambda: says(caller, "meanwhile").status_code == 200, within=RED_WITHIN)
    wait_for(lambda: readiness(clock.now()).ready, within=RED_WITHIN)
    say(f"full disk: red after {red:.1f} s, working again after it by itself")
    caller.browser.close()

    assert (refused.status_code, refused.headers["Retry-After"], nothing) == (503, "2", 1)
    assert again
    assert kept(organisation) == 2
    assert {name: house.pid(name) for name in PROCESSES} == pids
