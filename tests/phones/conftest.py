"""One exchange for all, out of Debian's packages: `make test-phones` brings it first."""

import secrets
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from stillhere.lines.asterisk.laying import Layout
from tests.phones.house import LOST_AFTER, ON_CALL, House, tell
from tools.phones.bringing import bring
from tools.phones.exchange import Addresses, Exchange, a_carrier, own_address
from tools.phones.unpacked import Tree

WITHOUT_US = "synthetic/en/without_us"
Story = Callable[[House], Awaitable[None]]


@pytest.fixture(scope="session")
def tree() -> Tree:
    """Where it cannot be had this fails, and says why: never a green skip."""
    return bring()


@pytest.fixture(scope="session")
def addresses() -> Addresses:
    return Addresses()


@pytest.fixture(scope="session")
def prompts() -> Iterator[Path]:
    """Where our sentences are, read by an exchange that runs as nobody; empty to begin with."""
    folder = Path(tempfile.mkdtemp(prefix="stillhere-prompts-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def exchange(tree: Tree, addresses: Addresses, prompts: Path) -> Iterator[Exchange]:
    folder = Path(tempfile.mkdtemp(prefix="stillhere-exchange-"))
    started = Exchange(
        layout=Layout(
            program=tree.program(),
            folder=folder,
            address=addresses.exchange,
            controlled_at=addresses.exchange,
            interface=own_address(),
            password=secrets.token_hex(16),
            carriers=[
                a_carrier("carrier-1", addresses.carrier),
                a_carrier("carrier-2", addresses.other_carrier),
            ],
            on_call=[ON_CALL],
            lost_after=LOST_AFTER,
            prompts=prompts,
            says_without_us=[WITHOUT_US],
        )
    )
    try:
        started.start()
        yield started
    finally:
        started.stop()
        shutil.rmtree(folder)


@pytest.fixture
def in_the_house(exchange: Exchange, addresses: Addresses) -> Callable[[Story], None]:
    return lambda story: tell(exchange, addresses, story)
