"""Who may register a telephone at the exchange: whoever is on shift, each with their own secret."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
import pytest

from stillhere.care.call_state import Role
from stillhere.lines.asterisk.listening import Connected, Lost
from stillhere.lines.asterisk.memory import Memory
from stillhere.lines.asterisk.steering import Steering
from stillhere.lines.line import OutcomeUnknown
from stillhere.lines.voice import Place
from tests.lines.exchange import FakeAsterisk

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
FIRST, SECOND = "a1" * 32, "b2" * 32


@dataclass
class Told:
    """What a real one keeps of it."""

    parts: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    broken: bool = False

    def __call__(self, request: httpx.Request) -> httpx.Response | None:
        path = request.url.path.removeprefix("/ari/").split("/")
        if path == ["endpoints", "PJSIP"]:
            names = [name for part, name in self.parts if part == "endpoint"]
            return httpx.Response(200, json=[{"resource": each} for each in ["north", *names]])
        if path[:3] != ["asterisk", "config", "dynamic"]:
            return None
        return self._keep(request, path[4], path[5])

    def _keep(self, request: httpx.Request, part: str, name: str) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, json=[{"attribute": "bind", "value": "192.0.2.1:0"}])
        self.asked.append(f"{request.method} {part} {name}")
        if self.broken:
            return httpx.Response(500, json={"message": "broken"})
        if request.method == "DELETE":
            return httpx.Response(204 if self.parts.pop((part, name), None) else 404)
        fields = json.loads(request.content)["fields"]
        self.parts[part, name] = {each["attribute"]: each["value"] for each in fields}
        return httpx.Response(200, json=fields)

    def secrets(self) -> dict[str, str]:
        kept = self.parts.items()
        return {name: said["password"] for (part, name), said in kept if part == "auth"}


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def memory() -> Memory:
    memory = Memory(now=lambda: NOON)
    memory.hear(Connected())
    return memory


def seat(told: Told, memory: Memory, wanted: Mapping[int, str]) -> None:
    async def story() -> None:
        async with FakeAsterisk(answers=told).ari() as ari:
            steering = Steering(ari=ari, memory=memory, carriers=("north",))
            await steering.seat(wanted)

    asyncio.run(story())


def test_whoever_is_on_shift_may_register_with_their_own_secret(told: Told, memory: Memory) -> None:
    seat(told, memory, {7: FIRST, 8: SECOND})

    assert told.secrets() == {"operator-7": FIRST, "operator-8": SECOND}


def test_whoever_left_may_not_register_and_is_rung_no_more(told: Told, memory: Memory) -> None:
    seat(told, memory, {7: FIRST, 8: SECOND})
    seat(told, memory, {8: SECOND})

    assert {name for _, name in told.parts} == {"operator-8"}


def test_a_browser_dials_nobody_and_is_seen_by_one_secret_alone(told: Told, memory: Memory) -> None:
    seat(told, memory, {7: FIRST})
    endpoint, aor = (told.parts[part, "operator-7"] for part in ("endpoint", "aor"))

    assert (endpoint["context"], endpoint["message_context"]) == ("operators", "no-texts")
    assert (endpoint["allow_transfer"], endpoint["allow_subscribe"]) == ("no", "no")
    assert (endpoint["auth"], endpoint["aors"]) == ("operator-7", "operator-7")
    assert (endpoint["webrtc"], endpoint["media_address"]) == ("yes", "192.0.2.1")
    assert (aor["max_contacts"], aor["remove_existing"]) == ("1", "yes")


def test_the_secret_is_there_before_anybody_is_let_in(told: Told, memory: Memory) -> None:
    """And is the last to go."""
    seat(told, memory, {7: FIRST})
    seat(told, memory, {})

    assert [each.split()[1] for each in told.asked] == [
        *("auth", "aor", "endpoint"),
        *("endpoint", "aor", "auth"),
    ]


def test_what_was_told_is_not_told_again(told: Told, memory: Memory) -> None:
    seat(told, memory, {7: FIRST})
    told.asked.clear()
    seat(told, memory, {7: FIRST})

    assert told.asked == []


def test_an_exchange_that_began_anew_is_told_all_again(told: Told, memory: Memory) -> None:
    seat(told, memory, {7: FIRST})
    told.parts.clear()
    memory.hear(Lost())
    memory.hear(Connected())
    seat(told, memory, {7: FIRST})

    assert told.secrets() == {"operator-7": FIRST}


def test_whoever_another_controller_let_in_is_put_out(told: Told, memory: Memory) -> None:
    told.parts["endpoint", "operator-9"] = {}
    told.parts["auth", "operator-9"] = {"password": SECOND}
    seat(told, memory, {7: FIRST})

    assert told.secrets() == {"operator-7": FIRST}


def test_a_new_shift_has_a_new_secret(told: Told, memory: Memory) -> None:
    seat(told, memory, {7: FIRST})
    seat(told, memory, {7: SECOND})

    assert told.secrets() == {"operator-7": SECOND}


def test_what_failed_is_told_again(told: Told, memory: Memory) -> None:
    told.broken = True
    with pytest.raises(OutcomeUnknown):
        seat(told, memory, {7: FIRST})
    told.broken = False
    seat(told, memory, {7: FIRST})

    assert told.secrets() == {"operator-7": FIRST}


def test_a_browser_is_shown_which_ring_it_is_and_no_number(memory: Memory) -> None:
    asterisk = FakeAsterisk()

    async def story() -> None:
        async with asterisk.ari() as ari:
            steering = Steering(ari=ari, memory=memory, carriers=("north",))
            key = "call-1-1"
            await steering.do(Place(key=key, room="call-1", role=Role.OPERATOR, to="operator:7"))

    asyncio.run(story())
    [rung] = asterisk.asked
    assert rung.url.params["callerId"] == "<call-1-1>"
    assert memory.placed == {}
