"""A real Kannel on loopback, configured by what we print for whoever runs one."""

import os
import signal
import socket
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from tests.phones.texts.waiting import answers
from tools.phones.kannel import Unpacked, bring

CORE: Final = """\
group = core
admin-port = {admin}
admin-interface = 127.0.0.1
admin-password = {password}
smsbox-port = {box}
smsbox-interface = 127.0.0.1
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"
log-file = "{here}/bearerbox.log"
store-type = file
store-location = "{here}/store"
dlr-storage = internal

group = smsc
smsc = smpp
smsc-id = carrier
host = 127.0.0.1
port = {carrier}
transceiver-mode = true
system-type = "VMA"
address-range = ""
smsc-username = "stillhere"
smsc-password = "{password}"

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {sendsms}
sendsms-interface = 127.0.0.1
log-file = "{here}/smsbox.log"
http-request-retry = 100
http-queue-delay = 1

{ours}
"""
ENDS_WITHIN: Final = 10.0


@dataclass(kw_only=True)
class Gateway:
    here: Path
    carrier: int
    password: str
    sendsms: int
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def begin(self, ours: str) -> Self:
        """`ours`: as `stillhere create-line` printed it."""
        admin, box = free_port(), free_port()
        words = CORE.format(
            admin=admin,
            box=box,
            here=self.here,
            carrier=self.carrier,
            sendsms=self.sendsms,
            password=self.password,
            ours=ours,
        )
        where = self.here / "kannel.conf"
        where.write_text(words, encoding="utf-8")
        there = bring()  # where it cannot be had this fails, and says why
        self.processes = [self._start(there, "bearerbox", where)]
        answers(admin, self.processes)
        self.processes.append(self._start(there, "smsbox", where))
        answers(self.sendsms, self.processes)
        return self

    def end(self) -> None:
        for each in reversed(self.processes):
            each.send_signal(signal.SIGTERM)
            try:
                each.wait(timeout=ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                each.kill()
                each.wait()

    def _start(self, there: Unpacked, name: str, where: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [there.program(name), where],
            env={**os.environ, **there.environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as there:
        return int(there.getsockname()[1])
