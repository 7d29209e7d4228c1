"""A carrier of ours, a real Kannel between it and us, and our own pages behind a real port."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections
from pytest_django.fixtures import Settings

from stillhere.actions.founding import open_line
from stillhere.lines.companies import HOSTS
from stillhere.lines.kannel.line import Kannel
from stillhere.lines.kannel.paste import configuration
from stillhere.records.models import Line, Organisation
from stillhere.records.organisations import as_organisation
from tests.databases import RealDatabase
from tests.phones.texts.gateway import Gateway, free_port
from tests.phones.texts.smsc import MessageCentre

OURS = "+14165550100"
PASSWORD = "d5" * 12
CARRIERS = "carrier1"
"""SMPP 3.4 has eight letters for a password."""


@dataclass
class House:
    """Our pages, which can be down for a while."""

    address: str = ""
    is_down: bool = False
    refused: threading.Event = field(default_factory=threading.Event)
    """Somebody came while we were down."""

    def answer(self, environ: dict[str, Any], start: Any) -> Any:
        if self.is_down:
            self.refused.set()
            start("503 Service Unavailable", [("Content-Length", "0")])
            return [b""]
        try:
            return self._application(environ, start)
        finally:
            connections.close_all()

    def __post_init__(self) -> None:
        self._application = get_wsgi_application()


class Quiet(WSGIRequestHandler):
    def log_message(self, *_said: Any) -> None:
        pass


@pytest.fixture
def house(real_database: RealDatabase, settings: Settings) -> Iterator[House]:
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    house = House()
    server: WSGIServer = make_server("127.0.0.1", 0, house.answer, handler_class=Quiet)
    house.address = f"http://127.0.0.1:{server.server_port}"
    settings.PUBLIC_URL = house.address
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield house
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def carrier() -> Iterator[MessageCentre]:
    with MessageCentre(password=CARRIERS) as carrier:
        yield carrier


@pytest.fixture
def gateway(carrier: MessageCentre, house: House, tmp_path: Path) -> Iterator[Gateway]:
    """Bound to the carrier, and configured with what we print."""
    there = Gateway(here=tmp_path, carrier=carrier.port, password=CARRIERS, sendsms=free_port())
    try:
        there.begin(configuration("sms", user="stillhere", password=PASSWORD))
        assert carrier.bound.wait(timeout=30), "Kannel did not bind"
        yield there
    finally:
        there.end()


@pytest.fixture
def line(
    gateway: Gateway, organisation: Organisation, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> Line:
    monkeypatch.setenv(HOSTS, "127.0.0.1")
    pk = open_line(
        organisation=organisation.pk,
        slug="sms",
        name="Text line",
        provider="kannel",
        number=OURS,
        language="en",
        practice=False,
        settings={
            "account_sid": "stillhere",
            "base_url": f"http://127.0.0.1:{gateway.sendsms}",
        },
        secret=PASSWORD,
        now=noon,
    )
    with as_organisation(organisation.pk):
        return Line.objects.get(pk=pk)


@pytest.fixture
def texts(line: Line) -> Kannel:
    return Kannel(record=line)
