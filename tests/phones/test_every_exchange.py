"""A real exchange passes what every exchange must pass, with real voices."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from tests.lines.voice_conformance import EveryExchange, VoiceBench
from tests.phones.bench import RealBench
from tools.phones.exchange import Addresses, Exchange

pytestmark = pytest.mark.phones


@pytest.fixture
def bench(exchange: Exchange, addresses: Addresses, noon: datetime) -> Iterator[VoiceBench]:
    with RealBench(exchange, addresses, noon) as real:
        yield real
    if exchange.process is None:
        exchange.start()


class TestAsterisk(EveryExchange):
    pass
