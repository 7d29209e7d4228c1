"""What the exchange answers is told apart by what it means for somebody on the line."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, NoReturn, TypeVar

import httpx
import pytest

from stillhere.lines.asterisk.ari import Ari
from stillhere.lines.asterisk.asking import (
    Answer,
    Answered,
    Door,
    ExchangeAway,
    NotOurExchange,
)
from stillhere.lines.line import LineError, OutcomeUnknown
from tests.lines.exchange import DOOR, PASSWORD, FakeAsterisk

T = TypeVar("T")
NUMBER = "PJSIP/+14165550123@trunk"


def asked(exchange: FakeAsterisk, question: Callable[[Ari], Awaitable[T]]) -> T:
    async def story() -> T:
        async with exchange.ari() as ari:
            return await question(ari)

    return asyncio.run(story())


async def ring(ari: Ari) -> Answer:
    return await ari.ring(NUMBER, channel="leg-1", rings_for=timedelta(seconds=20))


def refusing(status: int, message: str = "") -> FakeAsterisk:
    return FakeAsterisk(answers=lambda _: httpx.Response(status, json={"message": message}))


def failing(how: type[httpx.HTTPError]) -> FakeAsterisk:
    def fail(request: httpx.Request) -> NoReturn:
        raise how(f"about {request.url}")

    return FakeAsterisk(answers=fail)


def test_the_same_ring_asked_twice_rings_once() -> None:
    exchange = FakeAsterisk()

    first, second = asked(exchange, ring), asked(exchange, ring)

    assert (first.what, second.what) == (Answered.DONE, Answered.ALREADY)
    assert list(exchange.channels) == ["leg-1"]


def test_a_ring_says_whom_for_how_long_and_what_they_see() -> None:
    exchange = FakeAsterisk()

    asked(
        exchange,
        lambda ari: ari.ring(
            NUMBER,
            channel="leg/1",
            shows="+14165550100",
            rings_for=timedelta(seconds=20),
            variables={"SH_LEG": "1"},
            arguments=["leg", "1"],
        ),
    )

    [request] = exchange.asked
    assert request.url.raw_path.startswith(b"/ari/channels/leg%2F1?")
    assert dict(request.url.params) == {
        "endpoint": NUMBER,
        "app": DOOR.app,
        "appArgs": "leg,1",
        "callerId": "+14165550100",
        "timeout": "20",
    }
    assert request.content == b'{"variables":{"SH_LEG":"1"}}'


def test_whoever_hung_up_meanwhile_is_gone_and_no_error() -> None:
    answer = asked(FakeAsterisk(), lambda ari: ari.answer("leg-1"))

    assert answer.what is Answered.GONE


def test_to_join_a_talk_after_hanging_up_is_gone_as_well() -> None:
    """Asterisk says 400 here, and 404 everywhere else."""
    exchange = FakeAsterisk(bridges={"call-1": []})

    answer = asked(exchange, lambda ari: ari.join("leg-1", bridge="call-1"))

    assert answer.what is Answered.GONE


@pytest.mark.parametrize(
    ("status", "message", "what"),
    [
        (409, "Channel not in Stasis application", Answered.ALREADY),
        (412, "Channel in invalid state", Answered.CANNOT),
        (422, "Channel not in this bridge", Answered.CANNOT),
        (500, "Allocation failed", Answered.NOBODY),
    ],
)
def test_what_is_ordinary_is_an_answer(status: int, message: str, what: Answered) -> None:
    assert asked(refusing(status, message), ring).what is what


@pytest.mark.parametrize(
    ("status", "message", "error"),
    [
        (400, "Invalid parameter", NotOurExchange),
        (401, "", NotOurExchange),
        (403, "", NotOurExchange),
        (500, "Something else", OutcomeUnknown),
        (502, "", OutcomeUnknown),
        (503, "", ExchangeAway),
    ],
)
def test_what_somebody_must_look_at_is_an_error(
    status: int, message: str, error: type[LineError]
) -> None:
    with pytest.raises(error):
        asked(refusing(status, message), ring)


@pytest.mark.parametrize(
    ("how", "error"),
    [
        (httpx.ConnectError, ExchangeAway),
        (httpx.ConnectTimeout, ExchangeAway),
        (httpx.PoolTimeout, ExchangeAway),
        (httpx.ReadTimeout, OutcomeUnknown),
        (httpx.RemoteProtocolError, OutcomeUnknown),
    ],
)
def test_what_has_surely_not_left_is_told_from_what_nobody_knows(
    how: type[httpx.HTTPError], error: type[LineError]
) -> None:
    with pytest.raises(error) as raised:
        asked(failing(how), ring)

    assert "555" not in str(raised.value)
    assert raised.value.__suppress_context__


def test_it_says_who_we_are_and_tells_nobody_else() -> None:
    exchange = FakeAsterisk()

    asked(exchange, lambda ari: ari.channels())

    assert exchange.asked[0].headers["authorization"].startswith("Basic ")
    assert PASSWORD not in repr(DOOR)
    assert PASSWORD not in repr(Ari(DOOR))


def test_who_is_on_the_line_is_read_anew_at_any_time() -> None:
    exchange = FakeAsterisk()

    async def story(ari: Ari) -> tuple[list[Any], list[Any]]:
        await ring(ari)
        await ari.answer("leg-1")
        await ari.open_bridge("call-1")
        await ari.open_bridge("call-1")
        await ari.join("leg-1", bridge="call-1")
        return await ari.channels(), await ari.bridges()

    [channel], [bridge] = asked(exchange, story)

    assert (channel.id, channel.is_up) == ("leg-1", True)
    assert (bridge.id, bridge.channels) == ("call-1", {"leg-1"})


@pytest.mark.parametrize("said", [b"", b"{}", b"[1]", b"nonsense"])
def test_a_list_that_cannot_be_read_never_means_nobody(said: bytes) -> None:
    exchange = FakeAsterisk(answers=lambda _: httpx.Response(200, content=said))

    with pytest.raises(OutcomeUnknown):
        asked(exchange, lambda ari: ari.channels())


QUESTIONS: dict[str, Callable[[Ari], Awaitable[object]]] = {
    "GET /ari/asterisk/ping": lambda ari: ari.is_there(),
    "DELETE /ari/channels/a?reason=busy": lambda ari: ari.hang_up("a", because="busy"),
    "POST /ari/channels/a/continue?context=without-us&extension=s&priority=1": (
        lambda ari: ari.let_go("a")
    ),
    "POST /ari/channels/a/variable?variable=TALK_DETECT(set)&value=1200,256": (
        lambda ari: ari.notice_talking("a")
    ),
    "POST /ari/channels/a/variable?variable=TALK_DETECT(remove)&value=": (
        lambda ari: ari.ignore_talking("a")
    ),
    "POST /ari/channels/a/mute?direction=in": lambda ari: ari.mute("a"),
    "DELETE /ari/channels/a/mute?direction=in": lambda ari: ari.unmute("a"),
    "POST /ari/channels/a/snoop/b?spy=both&whisper=none&app=stillhere": (
        lambda ari: ari.listen_in("a", to="b", whispers=False)
    ),
    "POST /ari/channels/a/snoop/b?spy=both&whisper=out&app=stillhere": (
        lambda ari: ari.listen_in("a", to="b", whispers=True)
    ),
    "DELETE /ari/bridges/c": lambda ari: ari.close_bridge("c"),
    "POST /ari/bridges/c/removeChannel?channel=a": lambda ari: ari.leave("a", bridge="c"),
    "POST /ari/bridges/c/play/p?media=sound:one,tone:ring": (
        lambda ari: ari.play(["sound:one", "tone:ring"], playback="p", bridge="c")
    ),
    "POST /ari/channels/a/play/p?media=sound:one": (
        lambda ari: ari.play(["sound:one"], playback="p", channel="a")
    ),
    "DELETE /ari/playbacks/p": lambda ari: ari.stop_playing("p"),
    "POST /ari/channels/a/moh": lambda ari: ari.start_music("a"),
    "DELETE /ari/channels/a/moh": lambda ari: ari.stop_music("a"),
}


@pytest.mark.parametrize("wanted", QUESTIONS)
def test_each_question_is_the_one_asterisk_knows(wanted: str) -> None:
    exchange = FakeAsterisk(answers=lambda _: httpx.Response(204))

    asked(exchange, QUESTIONS[wanted])

    [request] = exchange.asked
    query = "&".join(f"{name}={value}" for name, value in request.url.params.items())
    assert f"{request.method} {request.url.path}{'?' if query else ''}{query}" == wanted


def test_nothing_that_can_be_asked_keeps_a_voice() -> None:
    assert [name for name in dir(Ari) if "record" in name] == []
    assert [wanted for wanted in QUESTIONS if "record" in wanted] == []


def test_the_stream_is_always_of_everything() -> None:
    door = Door(url="https://there.example", password=PASSWORD)

    assert door.stream == "wss://there.example/ari/events?app=stillhere&subscribeAll=true"
