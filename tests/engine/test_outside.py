"""The sign of life reaches the monitor outside, and never disturbs the audit."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from stillhere.engine.outside import SignOfLife


class Monitor(BaseHTTPRequestHandler):
    heard: list[str] = []
    status = 200

    def do_GET(self) -> None:
        self.heard.append(self.path)
        self.send_response(self.status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def monitor() -> Iterator[str]:
    Monitor.heard, Monitor.status = [], 200
    server = HTTPServer(("127.0.0.1", 0), Monitor)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/line-1"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_monitor_hears_the_sign_of_life(monitor: str) -> None:
    assert SignOfLife(monitor).send()
    assert Monitor.heard == ["/line-1"]


@pytest.mark.parametrize("status", [302, 500])
def test_another_answer_is_not_taken_for_a_yes_nor_followed(monitor: str, status: int) -> None:
    Monitor.status = status

    assert not SignOfLife(monitor).send()
    assert Monitor.heard == ["/line-1"]


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "nowhere", "http://["])
def test_a_monitor_that_is_not_there_stops_nothing(address: str) -> None:
    assert not SignOfLife(address).send()


def test_without_a_monitor_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "Thread", None)  # would fail if it were asked for

    assert SignOfLife("").all_clear() is None  # type: ignore[func-returns-value]  # that it returns
