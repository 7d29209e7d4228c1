"""A line that rings, from its number to a talk: the real process, killed in the middle of it."""

import asyncio
import os
import signal
import threading
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from typing import Any, Final, TypeVar

import httpx
import pytest
from django.db import connection

from stillhere.actions.founding import open_line
from stillhere.actions.own_phone import choose_own_phone
from stillhere.care.call_state import State
from stillhere.checks.calls import lines_that_ring
from stillhere.engine.child import Child
from stillhere.engine.serve import supervise
from stillhere.records.models import Call, Contact, Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from tests.actions.ringing_in import on_shift
from tests.databases import RealDatabase
from tests.faults.house import wait_for
from tests.phones.house import ANA, LINE, House
from tests.somebody import an_operator
from tools.phones.exchange import Exchange

pytestmark = pytest.mark.phones
CALLER, OPERATOR = 440, 880
WITHIN: Final = 30.0
Found = TypeVar("Found")
Tell = Callable[[Callable[[House], Awaitable[None]]], None]


@pytest.fixture
def ana(real_database: RealDatabase, organisation: Organisation, exchange: Exchange) -> Operator:
    """On shift, with an ordinary phone, at a line of this exchange."""
    ana = on_shift(an_operator(organisation, "ana"), now=clock.now())
    words: dict[str, Any] = {"organisation": organisation.pk, "now": clock.now()}
    choose_own_phone(ana.pk, by_phone=True, number=ANA, **words)
    carriers = [
        f"{each.name}={each.host},{','.join(each.comes_from)}" for each in exchange.layout.carriers
    ]
    open_line(
        slug="calls",
        name="Calls",
        provider="asterisk",
        number=LINE,
        language="en",
        practice=False,
        settings={"base_url": exchange.door.url, "carriers": carriers[::-1]},
        secret=exchange.layout.password,
        **words,
    )
    return ana


@pytest.fixture
def child(real_database: RealDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Child]:
    """`answer`, kept alive as `serve` does it."""
    around = {**real_database.environment, "DJANGO_SETTINGS_MODULE": "stillhere.settings"}
    folder = tmp_path_factory.mktemp("run")
    child = Child(name="answer", words=["answer"], folder=folder, around=around)
    stop, ready = threading.Event(), threading.Event()
    words = {"stop": stop, "ready": ready.set}
    keeper = threading.Thread(target=supervise, args=[[child]], kwargs=words)
    keeper.start()
    try:
        assert ready.wait(WITHIN)
        yield child
    finally:
        stop.set()
        keeper.join()


async def until(asked: Callable[[], Found | None]) -> Found:
    """Never in the telephones' thread; what it opened of the database is closed with it."""

    def asking() -> Found:
        try:
            return wait_for(asked, within=WITHIN)
        finally:
            connection.close()

    return await asyncio.to_thread(asking)


def listens(exchange: Exchange) -> bool:
    """A controller of ours is connected: until then whoever is on call rings."""
    door = exchange.door
    where = f"{door.url}/ari/applications/{door.app}"
    return httpx.get(where, auth=(door.user, door.password), trust_env=False).is_success


def states(organisation: int) -> list[str]:
    with as_organisation(organisation):
        return [call.state for call in Call.objects.order_by("pk")]


def waiting(organisation: int) -> list[int]:
    with as_organisation(organisation):
        return list(Contact.objects.values_list("pk", flat=True))


def test_who_dials_the_number_talks_to_a_person_and_a_killed_controller_parts_nobody(
    in_the_house: Tell, child: Child, ana: Operator
) -> None:
    """The number, a contact, a ring, key 1, a talk; kill -9; the talk; found again; a drop seen."""
    ours = ana.organisation_id

    async def story(house: House) -> None:
        await until(lambda: listens(house.exchange))
        hers = await house.phone(house.addresses.other_carrier, plays=OPERATOR)
        caller = house.call(await house.phone(plays=CALLER))
        rung = await hers.rings()
        assert (rung.dialled, rung.shows) == (ANA, LINE)
        assert len(await until(lambda: waiting(ours))) == 1
        hers.answer(rung)
        await rung.stays_on(timedelta(seconds=1))
        rung.press("1")
        await caller.hears(OPERATOR, never=(CALLER,))
        await rung.hears(CALLER, never=(OPERATOR,))

        killed = child.pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        caller.forget()
        await caller.hears(OPERATOR)
        await until(lambda: child.pid not in {None, killed} and listens(house.exchange))
        caller.forget()
        await caller.hears(OPERATOR)
        assert await until(lambda: states(ours)) == [State.TALKING]

        found = await until(lambda: list(lines_that_ring()))
        assert [each.what for each in found if each.unsafe] == []
        assert not any("carrier" in each.what for each in found), "both answer, and are known"

        caller.vanish()
        await until(lambda: states(ours) == [State.DROPPED])

    in_the_house(story)
