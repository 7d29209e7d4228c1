"""Real sound through a real exchange: who is heard by whom, and what is seen when a line breaks."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from stillhere.lines.asterisk.asking import Answered
from stillhere.lines.asterisk.saying import (
    LOST,
    BeganTalking,
    Came,
    CeasedTalking,
    Channel,
    HungUp,
    PressedKey,
)
from tests.phones.house import ANA, LINE, LOST_AFTER, ROOM, House
from tests.phones.talking import PhoneCall

pytestmark = pytest.mark.phones
RINGS_FOR = timedelta(seconds=20)
CALLER, OPERATOR, SUPERVISOR = 440, 880, 1200
Story = Callable[[House], Awaitable[None]]
Tell = Callable[[Story], None]


async def a_caller(house: House) -> tuple[PhoneCall, Channel]:
    """Answered, in a room of their own."""
    call = house.call(await house.phone(plays=CALLER))
    channel = (await house.says(Came)).channel
    await house.ari.answer(channel.id)
    await call.is_answered()
    await house.ari.open_bridge(ROOM)
    await house.ari.join(channel.id, bridge=ROOM)
    return call, channel


async def an_operator(house: House) -> PhoneCall:
    """Rung through the other carrier, answers, and is in the room."""
    phone = await house.phone(house.addresses.other_carrier, plays=OPERATOR)
    await house.ari.ring(
        f"PJSIP/{ANA}@carrier-2", channel="leg-ana", shows=LINE, rings_for=RINGS_FOR
    )
    rung = await phone.rings()
    phone.answer(rung)
    await house.says_of(Came, "leg-ana")
    await house.ari.join("leg-ana", bridge=ROOM)
    return rung


async def a_supervisor(house: House, *, whispers: bool) -> PhoneCall:
    """Rung as a second telephone of the other carrier, with an ear on the operator's leg."""
    phone = house.phones[1]
    phone.plays = SUPERVISOR
    await house.ari.ring(f"PJSIP/{ANA}@carrier-2", channel="leg-eve", rings_for=RINGS_FOR)
    rung = await phone.rings()
    phone.answer(rung)
    await house.says_of(Came, "leg-eve")
    await house.ari.listen_in("leg-ana", to="ear", whispers=whispers)
    await house.ari.open_bridge("beside")
    await house.ari.join("leg-eve", bridge="beside")
    await house.ari.join("ear", bridge="beside")
    return rung


def test_two_people_hear_each_other_and_not_themselves(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with house.controller():
            caller, _ = await a_caller(house)
            operator = await an_operator(house)

            await caller.hears(OPERATOR, never=(CALLER,))
            await operator.hears(CALLER, never=(OPERATOR,))

    in_the_house(story)


def test_a_call_says_which_line_was_dialled_and_who_calls(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with house.controller():
            call = house.call(await house.phone())
            came = await house.says(Came)

            assert came.arguments == ("in", LINE)
            assert came.channel.number == "+14165550123"
            assert came.channel.variables == {"SH_LINE": LINE}
            assert not call.answered.is_set()

    in_the_house(story)


def test_whoever_is_rung_sees_the_line_and_not_the_caller(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with house.controller():
            await a_caller(house)
            operator = await an_operator(house)

            assert (operator.dialled, operator.shows) == (ANA, LINE)

    in_the_house(story)


def test_the_same_ring_asked_twice_rings_one_telephone_once(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        phone = await house.phone(house.addresses.other_carrier)
        async with house.controller():
            asked = [
                await house.ari.ring(f"PJSIP/{ANA}@carrier-2", channel="leg-1", rings_for=RINGS_FOR)
                for _ in range(2)
            ]
            await phone.rings()

            assert [each.what for each in asked] == [Answered.DONE, Answered.ALREADY]
            assert len(await house.ari.channels()) == 1

    in_the_house(story)


def test_a_telephone_that_nobody_registered_is_nobody(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with house.controller():
            asked = await house.ari.ring("PJSIP/ana", channel="leg-1", rings_for=RINGS_FOR)

            assert asked.what is Answered.NOBODY

    in_the_house(story)


def test_a_hang_up_is_heard_with_its_cause(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with house.controller():
            caller, channel = await a_caller(house)
            house.phones[0].hang_up(caller)

            assert (await house.says_of(HungUp, channel)).cause == 16
            assert (await house.ari.answer(channel.id)).what is Answered.GONE

    in_the_house(story)


def test_a_line_without_any_sound_is_lost_within_seconds(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with house.controller():
            caller, channel = await a_caller(house)
            caller.vanish()
            lost = await house.says_of(HungUp, channel)

            assert lost.cause == LOST

    in_the_house(story)


def test_silence_on_an_open_line_is_quiet_and_never_lost(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with house.controller():
            caller, channel = await a_caller(house)
            await house.ari.notice_talking(channel.id)
            await house.says_of(BeganTalking, channel)
            caller.go_quiet()
            await house.says_of(CeasedTalking, channel)
            await caller.stays_on(LOST_AFTER * 1.5)

            assert not any(isinstance(each, HungUp) for each in house.said)

    in_the_house(story)


def test_a_key_is_heard_once(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with house.controller():
            caller, channel = await a_caller(house)
            caller.press("1#")
            await house.says(PressedKey, lambda said: said.key == "#")

            keys = [each.key for each in house.said if isinstance(each, PressedKey)]
            assert keys == ["1", "#"]
            assert channel.id

    in_the_house(story)


def test_a_tone_of_ours_is_heard(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with house.controller():
            caller, channel = await a_caller(house)
            await house.ari.leave(channel.id, bridge=ROOM)
            await house.ari.play(["tone:620/10000"], playback="soft", channel=channel.id)

            await caller.hears(620, never=(CALLER,))

    in_the_house(story)


def test_whoever_listens_hears_both_and_is_heard_by_nobody(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with house.controller():
            caller, _ = await a_caller(house)
            operator = await an_operator(house)
            supervisor = await a_supervisor(house, whispers=False)

            await supervisor.hears(CALLER, OPERATOR)
            caller.forget()
            await caller.hears(OPERATOR, never=(SUPERVISOR,))
            operator.forget()
            await operator.hears(CALLER, never=(SUPERVISOR,))

    in_the_house(story)


def test_whoever_whispers_is_heard_by_the_operator_alone(in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with house.controller():
            caller, _ = await a_caller(house)
            operator = await an_operator(house)
            await a_supervisor(house, whispers=True)

            await operator.hears(CALLER, SUPERVISOR)
            caller.forget()
            await caller.hears(OPERATOR, never=(SUPERVISOR,))

    in_the_house(story)


@pytest.mark.parametrize("where", ["channel", "room"])
def test_nothing_can_keep_a_voice(in_the_house: Tell, where: str) -> None:
    """Parts of the exchange know how to record; asked past us, they have nowhere to write."""

    async def story(house: House) -> None:
        async with house.controller():
            caller, channel = await a_caller(house)
            await house.ari.open_bridge(ROOM)
            asked = f"bridges/{ROOM}"
            if where == "channel":
                await house.ari.leave(channel.id, bridge=ROOM)
                asked = f"channels/{channel.id}"
            await house.ari._client.post(f"{asked}/record", params={"name": "v", "format": "wav"})
            await caller.stays_on(timedelta(seconds=1))

            kept = house.exchange.layout.folder.rglob("v.*")
            assert [path.name for path in kept] == []

    in_the_house(story)
