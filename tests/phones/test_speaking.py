"""What the exchange says to a real telephone: our files, once, and never into a person's words."""

import shutil
import wave
from array import array
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from stillhere.actions.recordings import Recordings
from stillhere.lines.asterisk.exchange import Asterisk
from stillhere.lines.asterisk.steering import Sounds
from stillhere.lines.voice import Join, Say, Tone
from tests.phones.conftest import WITHOUT_US
from tests.phones.house import ON_CALL, ROOM, House
from tests.phones.sound import RATE, decode, tone
from tests.phones.test_agreement import LEG, OPERATOR, Desk, a_caller, a_desk, an_operator

pytestmark = pytest.mark.phones
OURS = 1200
"""A recording is a tone of its own, so that it is known at the other end."""
KEY = f"{ROOM}-say-1-greeting"
Tell = Callable[[Callable[[House], Awaitable[None]]], None]


@pytest.fixture
def recorded(prompts: Path) -> Iterator[Callable[..., Recordings]]:
    """A sentence of so many seconds, under this name."""

    def record(name: str, seconds: int = 1) -> Recordings:
        file = prompts / f"{name}.wav"
        file.parent.mkdir(parents=True, exist_ok=True)
        for each in file.parents:
            if prompts in each.parents:
                each.chmod(0o755)
        once = array("h", (round(each * 32_000) for each in decode(tone(OURS))))
        with wave.open(str(file), "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(RATE)
            sound.writeframes(once.tobytes() * seconds)
        file.chmod(0o644)
        return Recordings(prompts)

    yield record
    for each in prompts.iterdir():
        shutil.rmtree(each)


def says(desk: Desk, recordings: Recordings) -> Asterisk:
    desk.exchange._steering.sounds = Sounds(recordings=recordings)
    return desk.exchange


def test_a_recording_is_heard_and_ends_when_somebody_comes_in(
    in_the_house: Tell, recorded: Callable[..., Recordings]
) -> None:
    """CO3, CO4: what they are told is in our words, and a person is never talked over."""

    async def story(house: House) -> None:
        async with a_desk(house) as desk:
            says(desk, recorded("recorded/north/fr/greeting", 20))
            caller, key = await a_caller(house, desk)
            await desk.do(Tone(room=ROOM, plays=True))
            say = Say(leg=key, prompt="greeting", language="fr", key=KEY, organisation="north")
            await desk.do(say, say)
            await caller.hears(OURS)
            operator = await an_operator(house, desk)
            await desk.do(Join(key=LEG, room=ROOM), Tone(room=ROOM, plays=False))
            caller.forget()
            await caller.hears(OPERATOR, never=(OURS,))
            caller.press("2")
            pressed = await desk.sees_leg(key, lambda leg: bool(leg.keys))
            assert [each.key for each in pressed.keys] == ["2"]
            assert not operator.ended.is_set()

    in_the_house(story)


def test_what_the_exchange_may_not_read_is_known_for_unheard(
    in_the_house: Tell, recorded: Callable[..., Recordings], prompts: Path
) -> None:
    """WA12: we see the file, and it cannot: nobody was told anything."""
    recordings = recorded("recorded/north/fr/greeting")
    (prompts / "recorded").chmod(0o700)

    async def story(house: House) -> None:
        async with a_desk(house) as desk:
            says(desk, recordings)
            _, key = await a_caller(house, desk)
            say = Say(leg=key, prompt="greeting", language="fr", key=KEY, organisation="north")
            await desk.do(say)
            await desk.sees(lambda seen: KEY in seen.unspoken)

    in_the_house(story)


def test_where_we_are_down_a_sentence_is_heard_and_whoever_is_on_call_rings(
    in_the_house: Tell, recorded: Callable[..., Recordings]
) -> None:
    """CO4."""
    recorded(WITHOUT_US)

    async def story(house: House) -> None:
        phone = await house.phone(plays=440)
        caller = house.call(phone)
        await caller.hears(OURS)
        rung = await phone.rings()
        rung.plays = OPERATOR
        phone.answer(rung)

        assert rung.dialled == ON_CALL
        await caller.hears(OPERATOR)

    in_the_house(story)
