"""What Asterisk lets somebody hear: our sentences, once, and nothing into what a person says."""

from pathlib import Path

import pytest

from stillhere.actions.recordings import Recordings
from stillhere.lines.asterisk.listening import Connected
from stillhere.lines.asterisk.memory import KEEPS, Memory
from stillhere.lines.asterisk.saying import Played, PressedKey
from stillhere.lines.line import NotThisOne
from stillhere.lines.voice import AskKey, Join, Say, Tone
from tests.lines.exchange import FakeAsterisk
from tests.lines.test_asterisk_agrees import NOON, ROOM, UP, Clock, do, look
from tests.lines.test_prompts import a_sound


@pytest.fixture
def exchange() -> FakeAsterisk:
    return FakeAsterisk()


@pytest.fixture
def memory() -> Memory:
    memory = Memory(now=Clock())
    memory.hear(Connected())
    return memory


def test_what_is_asked_is_asked_again_when_it_has_been_heard(
    exchange: FakeAsterisk, memory: Memory
) -> None:
    exchange.calls_in("one")
    do(exchange, memory, AskKey(key="one"), Tone(room=ROOM, plays=True))
    seen = look(exchange, memory)
    assert seen.asked == {"one"}
    assert seen.tones == {ROOM}

    memory.hear(Played(at=NOON, playback="ask-one", target="one", was_heard=True))
    do(exchange, memory, Tone(room=ROOM, plays=False))
    seen = look(exchange, memory)
    assert not seen.asked
    assert not seen.tones


def with_sounds(folder: Path) -> Recordings:
    a_sound(folder / "recorded/north/fr/greeting.wav")
    a_sound(folder / "synthetic/fr/press_one.wav")
    return Recordings(folder)


def played(exchange: FakeAsterisk) -> list[str]:
    asked = [each.url for each in exchange.asked if "/play/" in each.url.path]
    return [each.params["media"] for each in asked]


def test_the_same_sentence_is_spoken_once(
    exchange: FakeAsterisk, memory: Memory, tmp_path: Path
) -> None:
    exchange.calls_in("one")
    say = Say(leg="one", prompt="greeting", language="fr", key="said-1", organisation="north")
    do(exchange, memory, say, recordings=with_sounds(tmp_path))
    memory.hear(Played(at=NOON, playback="said-1", target="one", was_heard=True))
    do(exchange, memory, say, recordings=with_sounds(tmp_path))

    assert played(exchange) == ["sound:stillhere/recorded/north/fr/greeting"]


def test_what_there_is_no_sound_of_is_not_said_and_is_no_error(
    exchange: FakeAsterisk, memory: Memory, tmp_path: Path
) -> None:
    """CO4: who waits hears the soft tone instead."""
    exchange.calls_in("one")
    say = Say(leg="one", prompt="nobody_on", language="fr", key="said-1", organisation="north")
    do(exchange, memory, say)
    do(exchange, memory, say, recordings=with_sounds(tmp_path))

    assert played(exchange) == []


def test_press_1_is_said_in_our_words_where_we_have_them(
    exchange: FakeAsterisk, memory: Memory, tmp_path: Path
) -> None:
    """CO5."""
    exchange.calls_in("one")
    ask = AskKey(key="one", language="fr", organisation="north")
    do(exchange, memory, ask, recordings=with_sounds(tmp_path))
    do(exchange, memory, AskKey(key="one", language="en"), recordings=with_sounds(tmp_path))

    assert played(exchange) == [
        "sound:stillhere/synthetic/fr/press_one,sound:silence/2",
        "sound:vm-press,sound:digits/1,sound:silence/2",
    ]


def test_an_organisations_own_sound_is_heard_instead_of_the_soft_tone(
    exchange: FakeAsterisk, memory: Memory, tmp_path: Path
) -> None:
    """CO4: again and again, until somebody comes."""
    a_sound(tmp_path / "recorded/north/waiting.wav")
    theirs, others = (Tone(room=ROOM, plays=True, organisation=who) for who in ("north", "south"))
    for tone in (theirs, others):
        do(exchange, memory, tone, recordings=Recordings(tmp_path))
        memory.hear(Played(at=NOON, playback=f"tone-{ROOM}", target=ROOM, was_heard=True))
        assert look(exchange, memory).tones == set()

    assert played(exchange) == [
        "sound:stillhere/recorded/north/waiting",
        "tone:waits",
    ]


def test_what_could_not_be_played_is_known_for_unheard(
    exchange: FakeAsterisk, memory: Memory, tmp_path: Path
) -> None:
    """WA12: a file that it may not read, or none."""
    exchange.calls_in("one")
    say = Say(leg="one", prompt="greeting", language="fr", key="said-1", organisation="north")
    do(exchange, memory, say, recordings=with_sounds(tmp_path))
    memory.hear(Played(at=NOON, playback="said-1", target="one", was_heard=False))

    assert look(exchange, memory).unspoken == {"said-1"}
    for number in range(KEEPS):
        memory.speaking.add(f"more-{number}")
        memory.hear(Played(at=NOON, playback=f"more-{number}", target="one", was_heard=False))
    assert "said-1" not in look(exchange, memory).unspoken


def test_nothing_is_spoken_into_what_somebody_says_who_comes_in(
    exchange: FakeAsterisk, memory: Memory, tmp_path: Path
) -> None:
    exchange.calls_in("one")
    exchange.calls_in("two")
    key, name = f"{ROOM}-say-1-greeting", {"prompt": "greeting", "language": "fr"}
    say = Say(leg="one", key=key, organisation="north", **name)
    do(exchange, memory, say, recordings=with_sounds(tmp_path))
    do(exchange, memory, Join(key="two", room=ROOM), Join(key="one", room=ROOM))

    stopped = [each for each in exchange.asked if each.method == "DELETE"]
    assert [each.url.path for each in stopped] == [f"/ari/playbacks/{key}"]


def test_each_press_has_a_moment_of_its_own(exchange: FakeAsterisk, memory: Memory) -> None:
    """WA4: by that it is one, whoever looks, and however often."""
    exchange.calls_in("one")
    for key in "11":
        memory.hear(PressedKey(at=NOON, channel=UP, key=key))

    keys = look(exchange, memory).legs["one"].keys
    assert [each.key for each in keys] == ["1", "1"]
    assert keys[0].at < keys[1].at


def test_nothing_but_a_prompt_of_ours_is_spoken(exchange: FakeAsterisk, memory: Memory) -> None:
    with pytest.raises(NotThisOne):
        do(exchange, memory, Say(leg="one", prompt="../../etc", language="en", key="said-1"))

    assert exchange.asked == []
