"""Callers and operators on the telephone: an exchange of our own, and `answer` awake beside it."""

from typing import TYPE_CHECKING, Final

from stillhere.actions.call_dialling import SOFTPHONE
from stillhere.actions.call_row import load
from stillhere.actions.own_phone import choose_own_phone
from stillhere.actions.prompts import Prompt
from stillhere.care.call_state import Call
from stillhere.engine.answer import Answering
from stillhere.lines.simulated_exchange import SimulatedExchange
from stillhere.records.models import Call as CallRow
from stillhere.records.organisations import as_organisation
from tests.journeys.callers import Texter

if TYPE_CHECKING:
    from tests.journeys.peers import Peer
    from tests.journeys.way import Night

LONGEST_PACE: Final = 310
STEPS: Final = 2
"""Seconds at the end of a wait in which every second is looked at."""


class Telephones:
    """`later` ends in steps of a second, as calls are looked at; before that, from due to due."""

    def __init__(self, night: "Night") -> None:
        self.night = night
        self.exchange = SimulatedExchange()
        self.own_phones: dict[int, str] = {}
        self.starts_anew()

    def starts_anew(self) -> None:
        """`answer` is another process from now: it remembers nothing."""
        answering = Answering(called="night", exchanges={"simulated": self.exchange})
        self.night.also = [answering.turn]

    def is_down(self) -> None:
        self.night.also = []

    def later(self, seconds: int) -> None:
        if seconds > STEPS:
            self.night.later(seconds=seconds - STEPS)
        for _ in range(min(seconds, STEPS)):
            self.night.later(seconds=1)

    def rings(self, peer: "Peer") -> bool:
        key = self.exchange.rings_at(self.address_of(peer))
        return key is not None and not self.exchange.legs[key].up

    def has_own_phone(self, peer: "Peer", number: str) -> None:
        self.own_phones[peer.operator.pk] = number
        choose_own_phone(
            peer.operator.pk,
            organisation=self.night.organisation,
            by_phone=True,
            number=number,
            now=self.night.now,
        )

    def address_of(self, peer: "Peer") -> str:
        pk = peer.operator.pk
        return self.own_phones.get(pk, f"{SOFTPHONE}{pk}")

    def presses(self, peer: "Peer", digits: str) -> None:
        self.exchange.presses(self.leg_of(peer), digits)
        self.later(2)

    def picks_up(self, peer: "Peer") -> None:
        """In their browser, or on a phone of their own."""
        self.exchange.picks_up(self.leg_of(peer))
        self.later(1)

    def refuses(self, peer: "Peer") -> None:
        self.exchange.hangs_up(self.leg_of(peer))
        self.later(1)

    def hears(self, peer: "Peer") -> set[str]:
        return self.exchange.hears(self.leg_of(peer))

    def leg_of(self, peer: "Peer") -> str:
        key = self.exchange.rings_at(self.address_of(peer))
        assert key is not None, "their telephone does not ring"
        return key


class OnThePhone(Texter):
    """With one phone, that rings and texts."""

    def __init__(self, night: "Night", telephones: Telephones, *, number: str) -> None:
        super().__init__(night)
        self.number = number
        self._telephones = telephones
        self.leg = ""

    @property
    def exchange(self) -> SimulatedExchange:
        return self._telephones.exchange

    def calls(self) -> None:
        self.leg = self.exchange.somebody_rings(self.number)
        self._telephones.later(2)
        with as_organisation(self.night.organisation):
            self.contacts.append(CallRow.objects.latest("pk").contact_id)

    def line_drops(self) -> None:
        """Nobody can tell why."""
        self.exchange.hangs_up(self.leg)
        self._telephones.later(1)

    def is_being_rung(self) -> bool:
        key = self.exchange.rings_at(self.number)
        return key is not None and not self.exchange.legs[key].up

    def picks_up(self) -> None:
        key = self.exchange.rings_at(self.number)
        assert key is not None, "their phone does not ring"
        self.leg = key
        self.exchange.picks_up(key)
        self._telephones.later(1)

    def is_on_the_line(self) -> bool:
        return self.leg in self.exchange.legs

    def hears_somebody(self) -> bool:
        return bool(self.exchange.hears(self.leg))

    def hears_that_the_line_lives(self) -> bool:
        return self.exchange.legs[self.leg].room in self.exchange.tones

    def was_told(self) -> list[str]:
        """By the line itself, in order."""
        return [prompt for prompt, leg in self.exchange.spoken.values() if leg == self.leg]

    def heard_in(self) -> list[tuple[str, str]]:
        """What they were told, each with its language."""
        spoken = self.exchange.spoken.values()
        languages = self.exchange.spoken_in.values()
        both = zip(spoken, languages, strict=True)
        return [(prompt, language) for (prompt, leg), language in both if leg == self.leg]

    def presses(self, digits: str) -> None:
        """On the telephone they have in hand."""
        self.exchange.presses(self.leg, digits)
        self._telephones.later(1)

    def hears_the_question(self, night: "Night") -> None:
        """They wait until the machine asks how they are."""
        asked = self.was_told().count(Prompt.ALONE_ASK)
        for _ in range(LONGEST_PACE):
            self._telephones.later(1)
            if self.was_told().count(Prompt.ALONE_ASK) > asked:
                return
        raise AssertionError(f"nobody asked them by {night.now}: {self.was_told()}")

    def call(self) -> Call:
        with as_organisation(self.night.organisation):
            return load(CallRow.objects.get(contact_id=self.contact).pk).call
