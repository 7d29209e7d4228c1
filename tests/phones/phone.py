"""A telephone of ours: calls and is called, sends a tone, and measures the tones it hears.

It stands at an address of its own, like a carrier: whoever it rings knows it by that.
"""

import asyncio
from typing import Final

from tests.phones.sip import Message, Talk, new_word, read, sound_offer, written
from tests.phones.talking import PhoneCall

PORT: Final = 5060
PATIENCE: Final = 10.0
"""Seconds, on a busy machine."""
Address = tuple[str, int]


class Phone(asyncio.DatagramProtocol):
    def __init__(self, address: str, *, plays: int, refuses: int) -> None:
        self.address = address
        self.plays = plays
        self.refuses = refuses
        self.rung: asyncio.Queue[PhoneCall] = asyncio.Queue()
        self.calls: dict[str, PhoneCall] = {}
        self.refused = 0
        self.out: asyncio.DatagramTransport

    def datagram_received(self, data: bytes, addr: Address) -> None:
        if not data.strip():
            return
        message = read(data)
        call = self.calls.get(message.headers["call-id"])
        if message.status:
            if call is not None and not call.is_deaf:
                self._answered(call, message)
        elif call is None or not call.is_deaf:
            self._asked(call, message, addr)

    # What a test does with it.

    def call(self, dialled: str, exchange: str, *, shows: str = "+14165550123") -> PhoneCall:
        theirs = f"sip:{dialled}@{exchange}:{PORT}"
        ours = f"sip:{shows}@{self.address}"
        talk = Talk(ours=ours, theirs=theirs, target=theirs)
        call = self._new_call(talk, (exchange, PORT))
        self._ask(call, "INVITE", sound_offer(*call.sound_port))
        return call

    async def rings(self) -> PhoneCall:
        return await asyncio.wait_for(self.rung.get(), PATIENCE)

    def answer(self, call: PhoneCall) -> None:
        assert call.invite is not None
        self._reply(call.invite, call.peer, 200, call, sound_offer(*call.sound_port))
        call.begin()

    def refuse(self, call: PhoneCall, status: int = 486) -> None:
        assert call.invite is not None
        self._reply(call.invite, call.peer, status, call)
        call.end(status)

    def hang_up(self, call: PhoneCall) -> None:
        if call.answered.is_set():
            call.talk.turn += 1
            self._ask(call, "BYE")
            call.end(0)
        else:
            self._ask(call, "CANCEL")

    def close(self) -> None:
        for call in self.calls.values():
            if call.answered.is_set() and not call.ended.is_set() and not call.is_deaf:
                self.hang_up(call)
            call.close()
        self.out.close()

    # What it writes and reads.

    def _new_call(self, talk: Talk, peer: Address) -> PhoneCall:
        call = PhoneCall(talk=talk, peer=peer, plays=self.plays, address=self.address)
        self.calls[talk.id] = call
        return call

    def _ask(self, call: PhoneCall, method: str, body: str = "") -> None:
        """A question of its own has a branch of its own; only these two belong to the first."""
        talk = call.talk
        same = method in {"INVITE", "CANCEL"} or (method == "ACK" and not call.answered.is_set())
        branch = talk.branch if same else f"z9hG4bK{new_word()}"
        to = f"<{talk.theirs}>" + (f";tag={talk.their_tag}" if talk.their_tag else "")
        where = talk.theirs if method == "CANCEL" else talk.target
        headers = [
            ("Via", f"SIP/2.0/UDP {self.address}:{PORT};branch={branch};rport"),
            ("Max-Forwards", "70"),
            ("From", f"<{talk.ours}>;tag={talk.our_tag}"),
            ("To", "<" + talk.theirs + ">" if method == "CANCEL" else to),
            ("Call-ID", talk.id),
            ("CSeq", f"{talk.turn} {method}"),
            ("Contact", f"<{talk.ours}:{PORT}>"),
            ("Supported", "timer"),
        ]
        self.out.sendto(written(f"{method} {where} SIP/2.0", headers, body), call.peer)

    def _reply(
        self, asked: Message, peer: Address, status: int, call: PhoneCall | None, body: str = ""
    ) -> None:
        to = asked.headers["to"]
        if ";tag=" not in to:
            to = f"{to};tag={call.talk.our_tag if call else new_word()}"
        headers = [
            *(("Via", each) for each in asked.via),
            ("From", asked.headers["from"]),
            ("To", to),
            ("Call-ID", asked.headers["call-id"]),
            ("CSeq", asked.headers["cseq"]),
            ("Contact", f"<sip:phone@{self.address}:{PORT}>"),
        ]
        self.out.sendto(written(f"SIP/2.0 {status} So", headers, body), peer)

    def _answered(self, call: PhoneCall, said: Message) -> None:
        if said.method != "INVITE":
            return
        call.talk.their_tag = said.tag("to") or call.talk.their_tag
        if 180 <= said.status < 200:
            call.ringing.set()
            return
        if said.status < 200:
            return
        if said.status < 300:
            call.talk.target = said.address("contact")
            call.hears_at(said)
            call.begin()
        self._ask(call, "ACK")
        if said.status >= 300:
            call.end(said.status)

    def _asked(self, call: PhoneCall | None, asked: Message, peer: Address) -> None:
        match asked.method:
            case "ACK":
                return
            case "INVITE" if call is None:
                self._is_rung(asked, peer)
            case "INVITE" if call is not None and asked.tag("to"):
                call.hears_at(asked)
                self._reply(asked, peer, 200, call, sound_offer(*call.sound_port))
            case "INVITE":
                return  # once more, because we were slow
            case "BYE" | "CANCEL" if call is not None:
                self._reply(asked, peer, 200, call)
                if asked.method == "CANCEL" and call.invite is not None:
                    self._reply(call.invite, peer, 487, call)
                call.end(0)
            case _:
                self._reply(asked, peer, 200, call)

    def _is_rung(self, asked: Message, peer: Address) -> None:
        if self.refuses:
            self.refused += 1
            self._reply(asked, peer, self.refuses, None)
            return
        talk = Talk(
            id=asked.headers["call-id"],
            ours=asked.address("to"),
            theirs=asked.address("from"),
            their_tag=asked.tag("from"),
            target=asked.address("contact"),
        )
        call = self._new_call(talk, peer)
        call.invite = asked
        call.hears_at(asked)
        self._reply(asked, peer, 180, call)
        self.rung.put_nowait(call)


async def a_phone(address: str, *, plays: int = 880, refuses: int = 0) -> Phone:
    """`plays` in hertz, whenever it is answered; `refuses` every ring with this status."""
    loop = asyncio.get_running_loop()
    phone = Phone(address, plays=plays, refuses=refuses)
    out, _ = await loop.create_datagram_endpoint(lambda: phone, local_addr=(address, PORT))
    phone.out = out
    return phone
