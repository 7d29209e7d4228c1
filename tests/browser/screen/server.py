"""A server in a test's hands: our real files and headers, and whatever else the test says."""

import json
from collections import defaultdict
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from csp.utils import build_policy
from django.contrib.staticfiles import finders

KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
LIVE, BEAT = ("/console/live", "/screen/live"), "/console/beat"
Answer = tuple[int, str, str]
"""Status, kind, body; of a 303 where it leads, and nothing."""


class Server:
    """`pages` are answered to GET, `acts` to POST; `posted` keeps what was sent."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.acts: dict[str, Answer] = {
            "/console/still-here": (200, "application/json", '{"locked": false}')
        }
        self.posted: dict[str, list[dict[str, str]]] = defaultdict(list)
        self.beat: Answer = (200, "application/json", '{"state": "on", "key_ok": true}')
        self.is_cut = False
        self._streams: list[Queue[bytes | None]] = []
        self._first = b""
        handler = type("Ours", (Handler,), {"ours": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        self.address = f"http://localhost:{self._server.server_port}"

    def begin_with(self, facts: dict[str, Any]) -> None:
        """What whoever connects is told first."""
        self._first = _event("snapshot", facts)

    def tell(self, name: str, facts: dict[str, Any]) -> None:
        for stream in self._streams:
            stream.put(_event(name, facts))

    def cut(self) -> None:
        """Every stream ends and nobody comes in any more."""
        self.is_cut = True
        for stream in self._streams:
            stream.put(None)

    def stream(self) -> "Queue[bytes | None]":
        stream: Queue[bytes | None] = Queue()
        stream.put(self._first)
        self._streams.append(stream)
        return stream

    def stop(self) -> None:
        self.cut()
        self._server.shutdown()
        self._server.server_close()


def _event(name: str, facts: dict[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(facts)}\n\n".encode()


class Handler(BaseHTTPRequestHandler):
    ours: Server

    def log_message(self, *_args: object) -> None: ...

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith("/static/"):
            self._file(path.removeprefix("/static/"))
        elif path in LIVE:
            self._stream()
        elif path in self.ours.pages:
            self._answer(200, "text/html; charset=utf-8", self.ours.pages[path])
        else:
            self._answer(404, "text/plain", "")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        path = urlsplit(self.path).path
        sent = {name: values[-1] for name, values in parse_qs(body).items()}
        self.ours.posted[path].append({**sent, "token": self.headers.get("X-CSRFToken", "")})
        if self.ours.is_cut:
            self.close_connection = True
        elif path == BEAT:
            self._answer(*self.ours.beat)
        else:
            self._answer(*self.ours.acts[path])

    def _file(self, name: str) -> None:
        found = finders.find(name)
        if not isinstance(found, str):
            self._answer(404, "text/plain", "")
            return
        file = Path(found)
        self._answer(200, KINDS[file.suffix], file.read_text())

    def _stream(self) -> None:
        self.close_connection = True
        if self.ours.is_cut:
            return
        self._begin(200, "text/event-stream")
        self.end_headers()
        stream = self.ours.stream()
        with suppress(OSError):
            while (event := stream.get()) is not None:
                self.wfile.write(event)

    def _answer(self, status: int, kind: str, body: str) -> None:
        self._begin(status, kind)
        if status == 303:
            self.send_header("Location", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def _begin(self, status: int, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", build_policy())
