"""What the exchange says is heard in order, by each channel for itself, and after every break."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from stillhere.lines.asterisk.listening import WAITS, Connected, Heard, Lost
from stillhere.lines.asterisk.saying import (
    LOST,
    BeganTalking,
    Came,
    CeasedTalking,
    Channel,
    HungUp,
    JoinedBridge,
    LeftBridge,
    Played,
    PressedKey,
    StateChanged,
    TelephoneCameOrWent,
    Went,
    read,
)
from stillhere.lines.voice import TakenOver
from tests.lines.exchange import (
    AT,
    DOOR,
    PASSWORD,
    Ear,
    Stream,
    an_ear,
    listening,
    of_channel,
    pressed,
)


def with_an_ear(
    story: Callable[[Ear], Awaitable[None]],
    handle: Callable[[Heard], Awaitable[None]] | None = None,
) -> None:
    async def whole() -> None:
        async with an_ear(handle) as ear:
            await asyncio.wait_for(story(ear), 10)

    asyncio.run(whole())


def keys(heard: list[Heard]) -> str:
    return "".join(each.key for each in heard if isinstance(each, PressedKey))


def test_it_asks_for_everything_and_says_who_it_is() -> None:
    async def story(ear: Ear) -> None:
        await ear.connection()

        assert ear.stream.asked == [{"app": ["stillhere"], "subscribeAll": ["true"]}]
        assert ear.stream.headers[0]["authorization"].startswith("Basic ")
        assert PASSWORD not in ear.stream.headers[0]["authorization"]

    with_an_ear(story)


def test_whoever_connects_hears_so_first() -> None:
    async def story(ear: Ear) -> None:
        await ear.say(await ear.connection(), pressed("1"))

        assert [await ear.next(), keys([await ear.next()])] == [Connected(), "1"]

    with_an_ear(story)


def test_one_channel_is_heard_in_its_order() -> None:
    async def slow_at_first(heard: Heard) -> None:
        if isinstance(heard, PressedKey) and heard.key == "1":
            await asyncio.sleep(0.02)

    async def story(ear: Ear) -> None:
        await ear.say(await ear.connection(), *(pressed(key) for key in "1234"))
        heard = [await ear.next() for _ in range(5)]

        assert keys(heard) == "1234"

    with_an_ear(story, slow_at_first)


def test_nobody_waits_for_another_channel() -> None:
    released = asyncio.Event()

    async def stuck_on_one(heard: Heard) -> None:
        if isinstance(heard, PressedKey) and heard.channel.id == "one":
            await released.wait()

    async def story(ear: Ear) -> None:
        await ear.say(await ear.connection(), pressed("1", "one"), pressed("2", "two"))
        await ear.next()

        assert keys([await ear.next()]) == "2"
        released.set()
        assert keys([await ear.next()]) == "1"

    with_an_ear(story, stuck_on_one)


def test_a_fault_over_one_event_stops_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    async def fails_at_one(heard: Heard) -> None:
        if isinstance(heard, PressedKey) and heard.key == "1":
            raise LookupError("+14165550123")

    async def story(ear: Ear) -> None:
        await ear.say(await ear.connection(), pressed("1"), pressed("2"))
        await ear.next()

        assert keys([await ear.next()]) == "2"

    with_an_ear(story, fails_at_one)
    said = capsys.readouterr().err
    assert '"event": "exchange_event_failed"' in said
    assert "4165550123" not in said


@pytest.mark.parametrize(
    "said",
    [
        {"type": "Unheard"},
        {"type": "ChannelDestroyed", "timestamp": AT},
        {"type": "StasisStart", "timestamp": "yesterday"},
        {},
    ],
)
def test_what_cannot_be_read_is_passed_over(said: dict[str, Any]) -> None:
    async def story(ear: Ear) -> None:
        await ear.say(await ear.connection(), said, pressed("1"))
        await ear.next()

        assert keys([await ear.next()]) == "1"

    with_an_ear(story)


def test_it_comes_back_and_says_that_it_was_away() -> None:
    async def story(ear: Ear) -> None:
        first = await ear.connection()
        await first.close()
        await ear.say(await ear.connection(), pressed("1"))
        heard = [await ear.next() for _ in range(4)]

        assert [heard[0], *heard[1:3]] == [Connected(), Lost(), Connected()]
        assert keys(heard) == "1"
        assert ear.waited == [WAITS[0]]

    with_an_ear(story)


def test_it_waits_longer_each_time_nobody_is_there_and_never_gives_up() -> None:
    async def story() -> list[float]:
        nobody = Ear(stream=Stream(), door=DOOR, waits=len(WAITS) + 2)
        async with listening(nobody):
            await asyncio.wait_for(nobody.waited_enough.wait(), 10)
        return nobody.waited

    assert asyncio.run(story()) == [*WAITS, WAITS[-1], WAITS[-1]]


def test_it_never_fights_over_an_exchange_that_somebody_took() -> None:
    async def story(ear: Ear) -> None:
        replaced = {"type": "ApplicationReplaced", "application": "stillhere", "timestamp": AT}
        await ear.say(await ear.connection(), replaced)

        assert ear.task is not None
        again = asyncio.create_task(ear.stream.came.get())
        first = asyncio.FIRST_COMPLETED
        done, _ = await asyncio.wait({ear.task, again}, timeout=5, return_when=first)

        again.cancel()
        assert done == {ear.task}
        assert isinstance(ear.task.exception(), TakenOver)

    with_an_ear(story)


def test_what_is_being_handled_ends_with_the_listening() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def for_ever(heard: Heard) -> None:
        if isinstance(heard, PressedKey):
            begun.set()
            try:
                await asyncio.Event().wait()
            finally:
                ended.set()

    async def story(ear: Ear) -> None:
        await ear.say(await ear.connection(), pressed("1"))
        await begun.wait()
        await ear.stop()

        assert ended.is_set()

    with_an_ear(story, for_ever)


WHEN = datetime(2026, 11, 1, 12, microsecond=250_000, tzinfo=UTC)
ONE = Channel(id="one", state="Up", number="4165550123")
CALL = {"id": "call-1"}


@pytest.mark.parametrize(
    ("said", "event"),
    [
        (
            of_channel("StasisStart", args=["in", "1"]),
            Came(at=WHEN, channel=ONE, arguments=("in", "1")),
        ),
        (of_channel("StasisEnd"), Went(at=WHEN, channel=ONE)),
        (of_channel("ChannelStateChange"), StateChanged(at=WHEN, channel=ONE)),
        (of_channel("ChannelTalkingStarted"), BeganTalking(at=WHEN, channel=ONE)),
        (
            of_channel("ChannelTalkingFinished", duration=900),
            CeasedTalking(at=WHEN, channel=ONE, sounded_for=timedelta(milliseconds=900)),
        ),
        (
            of_channel("ChannelTalkingFinished", duration=-12),
            CeasedTalking(at=WHEN, channel=ONE, sounded_for=timedelta(0)),
        ),
        (pressed("#"), PressedKey(at=WHEN, channel=ONE, key="#")),
        (of_channel("ChannelDestroyed", cause=44), HungUp(at=WHEN, channel=ONE, cause=LOST)),
        (
            of_channel("ChannelEnteredBridge", bridge=CALL),
            JoinedBridge(at=WHEN, channel=ONE, bridge="call-1"),
        ),
        (
            of_channel("ChannelLeftBridge", bridge=CALL),
            LeftBridge(at=WHEN, channel=ONE, bridge="call-1"),
        ),
        (
            {
                "type": "PlaybackFinished",
                "timestamp": AT,
                "playback": {"id": "p", "target_uri": "channel:one", "state": "failed"},
            },
            Played(at=WHEN, playback="p", target="one", was_heard=False),
        ),
        (
            {
                "type": "ContactStatusChange",
                "timestamp": AT,
                "endpoint": {"resource": "ana"},
                "contact_info": {"contact_status": "Removed"},
            },
            TelephoneCameOrWent(at=WHEN, telephone="ana", is_there=False),
        ),
        (of_channel("ChannelVarset"), None),
    ],
)
def test_what_it_says_has_words_of_ours(said: dict[str, Any], event: object) -> None:
    assert read(said) == event


def test_nobodys_number_is_ever_printed() -> None:
    assert "555" not in repr(read(of_channel("ChannelDestroyed", cause=16)))
