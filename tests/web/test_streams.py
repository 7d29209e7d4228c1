"""One console's stream: bounded, in order, and never in anybody else's way."""

import asyncio

from stillhere.web.streams import COME_BACK, LONGEST, Stream


def _stream() -> Stream:
    return Stream(organisation=1, operator=1, language="en", key="", sign_in="", password="")


async def _settle() -> None:
    """Let what other threads have handed over arrive."""
    for _ in range(3):
        await asyncio.sleep(0)


def test_events_come_in_order_until_the_end() -> None:
    async def story() -> list[bytes]:
        stream = _stream()
        for each in (b"one", b"two"):
            stream.give(each)
        await _settle()
        events = stream.events()
        heard = [await anext(events) for _ in range(3)]
        stream.end()
        return heard + [each async for each in events]

    assert asyncio.run(story()) == [COME_BACK, b"one", b"two"]


def test_a_console_that_does_not_keep_up_is_closed() -> None:
    async def story() -> list[bytes]:
        stream = _stream()
        for number in range(LONGEST + 1):
            stream.give(b"%d" % number)
        await _settle()
        assert stream.is_over
        return [each async for each in stream.events()]

    heard = asyncio.run(story())

    assert heard == [COME_BACK], "it comes back and is told everything at once"


def test_a_slow_console_holds_nobody_up() -> None:
    async def story() -> int:
        slow, quick = _stream(), _stream()
        events, heard = quick.events(), 0
        await anext(events)
        for number in range(10 * LONGEST):
            for stream in (slow, quick):
                stream.give(b"%d" % number)
            await anext(events)
            heard += 1
        assert slow.is_over
        return heard

    assert asyncio.run(story()) == 10 * LONGEST


def test_whoever_goes_away_is_over() -> None:
    async def story() -> bool:
        stream = _stream()
        events = stream.events()
        await anext(events)
        await events.aclose()  # type: ignore[attr-defined]  # it is a generator
        return stream.is_over

    assert asyncio.run(story())


def test_giving_to_a_loop_that_has_ended_is_no_mistake() -> None:
    async def story() -> Stream:
        return _stream()

    stream = asyncio.run(story())

    stream.give(b"too late")

    assert stream.is_over
