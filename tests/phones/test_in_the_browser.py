"""An operator's browser as a telephone: a real one, a real exchange, and tones both ways."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from stillhere.care.call_state import Role
from stillhere.lines.voice import HangUp, Join, Place
from tests.phones.browsing import a_browser, hears, microphone, registers, says
from tests.phones.house import ROOM, House
from tests.phones.test_agreement import Desk, a_caller, a_desk

pytestmark = pytest.mark.phones
CALLER, OPERATOR = 440, 880
SECRET = "5e" * 32
LEG = "call-1-1"
Tell = Callable[[Callable[[House], Awaitable[None]]], None]


def where(house: House) -> str:
    return f"ws://{house.addresses.exchange}:8088/ws"


async def has_ended(desk: Desk, leg: str) -> None:
    await desk.sees(lambda seen: leg in seen.ended)


def test_they_hear_each_other(in_the_house: Tell, tmp_path: Path) -> None:
    """And it is answered by a yes to this very ring, and by nothing else."""

    async def story(house: House) -> None:
        async with (
            a_desk(house) as desk,
            a_browser(microphone(tmp_path / "a.wav", OPERATOR)) as page,
        ):
            desk.exchange.let_register({7: SECRET})
            await registers(page, where=where(house), name="operator-7", secret=SECRET)
            await says(page, "ready")
            caller, _ = await a_caller(house, desk)
            await desk.do(Place(key=LEG, room=ROOM, role=Role.OPERATOR, to="operator:7"))
            await says(page, "rings")
            assert await page.evaluate("line.rings") == [LEG]
            await page.evaluate("line.answer('another', microphone)")
            assert await page.evaluate("line.session") is None
            await page.evaluate(f"line.answer('{LEG}', microphone)")
            await desk.sees_leg(LEG, lambda leg: leg.up)
            await desk.do(Join(key=LEG, room=ROOM))

            await hears(page, CALLER)
            await caller.hears(OPERATOR, never=(CALLER,))
            looked = "packets.look(line.session.connection, performance.now())"
            assert await page.evaluate(looked) == {"theirs": True, "ours": True, "over": False}
            await desk.do(HangUp(key=LEG))
            await says(page, "over")

    in_the_house(story)


def test_nobody_registers_who_is_not_on_shift(in_the_house: Tell, tmp_path: Path) -> None:
    """Neither with an older secret, nor once they have left; and then nobody rings them."""

    async def story(house: House) -> None:
        async with (
            a_desk(house) as desk,
            a_browser(microphone(tmp_path / "a.wav", OPERATOR)) as page,
        ):
            desk.exchange.let_register({7: SECRET})
            await registers(page, where=where(house), name="operator-7", secret="01" * 32)
            await says(page, "refused")
            await registers(page, where=where(house), name="operator-7", secret=SECRET)
            await says(page, "ready")
            desk.exchange.let_register({})
            await registers(page, where=where(house), name="operator-7", secret=SECRET)
            await says(page, "refused")
            assert "operator-7" not in await house.ari.telephones()

    in_the_house(story)
