"""What the exchange opens, may do and writes down."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from stillhere.lines.asterisk.saying import Came
from tests.phones.house import House
from tools.phones.exchange import Addresses, Exchange

pytestmark = pytest.mark.phones
LISTENS = "0A"
"""As the kernel says it of a TCP socket."""
Tell = Callable[[Callable[[House], Awaitable[None]]], None]


def sockets(pid: int, kind: str, state: str = "") -> set[tuple[str, int]]:
    """Of one process: address and port."""
    held = {str(path.readlink()) for path in Path(f"/proc/{pid}/fd").iterdir() if path.is_symlink()}
    rows = [row.split() for row in Path(f"/proc/{pid}/net/{kind}").read_text().splitlines()[1:]]
    return {
        _address(row[1]) for row in rows if f"socket:[{row[9]}]" in held and state in ("", row[3])
    }


def _address(written: str) -> tuple[str, int]:
    address, port = written.split(":")
    return ".".join(str(byte) for byte in reversed(bytes.fromhex(address))), int(port, 16)


def test_it_listens_on_this_machine_alone(exchange: Exchange, addresses: Addresses) -> None:
    assert sockets(exchange.pid, "tcp", LISTENS) == {(addresses.exchange, 8088)}
    assert sockets(exchange.pid, "tcp6", LISTENS) == set()


def test_telephones_reach_one_port_and_the_other_asks_for_names(
    exchange: Exchange, addresses: Addresses
) -> None:
    """SIP's library keeps a socket to ask DNS with; it reads nothing but answers from there.

    A call that is just over may still hold the two of its sound.
    """
    first, last = exchange.layout.sound_ports
    open_ = {each for each in sockets(exchange.pid, "udp") if not first <= each[1] <= last}

    assert (addresses.exchange, 5060) in open_
    assert len(open_) == 2


def test_it_has_no_powers(exchange: Exchange) -> None:
    said = Path(f"/proc/{exchange.pid}/status").read_text()
    powers = dict(line.split(":\t", 1) for line in said.splitlines() if line.startswith("Cap"))

    assert {int(held, 16) for held in powers.values()} == {0}
    assert "NoNewPrivs:\t1" in said


def test_nothing_it_writes_holds_a_number(exchange: Exchange, in_the_house: Tell) -> None:
    async def story(house: House) -> None:
        async with house.controller():
            house.call(await house.phone())
            await house.says(Came)

    in_the_house(story)
    written = [path for path in exchange.layout.folder.rglob("*") if path.is_file()]
    told = [path for path in written if path.parent.name != "etc"]

    assert exchange.layout.folder / "said" in told
    assert [path.name for path in told if b"+1416555" in path.read_bytes()] == []
