"""Makes the telephone agree with what is written down, one leader at a time, at every look.

Nothing is remembered from one look to the next: whoever takes over, here or on another machine,
finds the calls in the records and the legs at the exchange, and goes on. Talks go on meanwhile.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from stillhere.actions.call import (
    ToSay,
    caller_rang,
    heard,
    keep_up,
    legs_of,
    not_spoken_yet,
    open_calls,
    voice_for,
    whose_voice,
)
from stillhere.actions.call_dialling import NotDialledHere, address_of, number_shown
from stillhere.actions.call_keys import key_pressed, not_told
from stillhere.actions.lease import ANSWER, lead
from stillhere.actions.prompts import ALONE, spoken
from stillhere.actions.telephones import telephones
from stillhere.care import call_events as happened
from stillhere.care.call_state import Call, Role, Standing, State
from stillhere.care.call_wanted import wanted
from stillhere.care.refused import Refused
from stillhere.engine.alone import Alone
from stillhere.engine.lines_rung import line_rung, lines_through
from stillhere.lines.agreeing import agree, notice, strangers
from stillhere.lines.line import CannotReach, LineError
from stillhere.lines.voice import (
    Act,
    AskKey,
    Exchange,
    HangUp,
    Place,
    Registers,
    Say,
    Seen,
    SeenLeg,
    Tone,
)
from stillhere.records import journal
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Line
from stillhere.records.steady import clock

if TYPE_CHECKING:
    from stillhere.care.call_keys import Pressed

LOOKED_AGAIN: Final = 0.2
"""Seconds between two looks where the exchange has nothing to say: a press at a console is made
true within that."""
NOT_OURS: Final = 1.0
"""Seconds until a process that does not lead asks again whether it may."""


class Answering:
    """`exchanges`: by the name of the provider whose lines come in there."""

    name = ANSWER

    def __init__(self, *, called: str, exchanges: Mapping[str, Exchange]) -> None:
        self._called = called
        self._exchanges = exchanges
        self._alone = Alone()
        self._heard: set[tuple[int, Pressed]] = set()
        """Presses this process has dealt with. Whoever takes over asks the ledger."""
        self._unspoken: set[str] = set()

    def turn(self) -> float:
        if not lead(ANSWER, by=self._called, now=clock.now()):
            return NOT_OURS
        for provider, exchange in self._exchanges.items():
            exchange.wait(LOOKED_AGAIN)
            self.look(exchange, lines_through([provider]))
        return 0

    def look(self, exchange: Exchange, lines: Sequence[Line]) -> None:
        """Raises a `LineError` where the exchange cannot be seen: then nothing is concluded."""
        now = clock.now()
        seen = exchange.look(now)
        self._alone.begin()
        known: set[str] = set()
        for organisation in {line.organisation_id for line in lines}:
            for call in open_calls(organisation, _of(organisation, lines)):
                with self._alone.call(call):
                    known |= self._attend(call, organisation, exchange, seen, now)
                if call in self._alone.calls:  # theirs all the same: no strangers to be hung up
                    known.update(legs_of(call, organisation=organisation))
        for leg in strangers(frozenset(known), seen):
            with self._alone.caller(leg.key):
                self._let_in(leg, lines, exchange, now)
        self._alone.tell(now)
        _let_register(exchange, {line.organisation_id for line in lines}, now)

    def _attend(
        self, call_id: int, organisation: int, exchange: Exchange, seen: Seen, now: datetime
    ) -> frozenset[str]:
        """What has happened first, so that nobody is rung who has just hung up."""
        call = keep_up(call_id, organisation=organisation, now=now)
        news = notice(call, seen, now)
        if news:
            heard(call_id, news, organisation=organisation, now=now)
            call = keep_up(call_id, organisation=organisation, now=now)
        for act in agree(wanted(call), seen):
            _do(act, call_id, organisation, exchange, now)
        _speak(call_id, call, organisation, exchange, now)
        self._look_at_what_was_said(call_id, call, seen, organisation, now)
        self._hear_keys(call_id, call, seen, organisation, now)
        return frozenset(leg.key for leg in call.legs)

    def _look_at_what_was_said(
        self, call_id: int, call: Call, seen: Seen, organisation: int, now: datetime
    ) -> None:
        """A truth that was not heard is no truth told (WA12)."""
        ends = tuple(f"-{each}" for each in ALONE)
        theirs = (each for each in seen.unspoken if each.startswith(f"{call.room}-say-"))
        unheard = {each for each in theirs if each.endswith(ends)} - self._unspoken
        if not unheard:
            return
        journal.warn("prompt_not_heard", call=call_id)
        with suppress(Refused):
            not_told(call_id, organisation=organisation, now=now)
        self._unspoken |= unheard

    def _hear_keys(
        self, call_id: int, call: Call, seen: Seen, organisation: int, now: datetime
    ) -> None:
        """The caller's. Last of all: what goes wrong with a key keeps nobody from being heard."""
        theirs = [seen.legs[leg.key] for leg in call.alive(Role.CALLER) if leg.key in seen.legs]
        keys = {(call_id, each) for leg in theirs for each in leg.keys}
        new = sorted(keys - self._heard, key=lambda each: each[1].at)
        for _, pressed in new:
            with suppress(Refused):  # what fits no more, by now
                key_pressed(call_id, pressed, organisation=organisation, now=now)
        self._heard = {each for each in self._heard if each[0] != call_id} | keys

    def _let_in(
        self, leg: SeenLeg, lines: Sequence[Line], exchange: Exchange, now: datetime
    ) -> None:
        """A new caller; their call is attended to at the next look, a moment from now."""
        line = line_rung(leg.dialled, lines)
        if line is None:  # they hear at once that nobody has this number, and can dial another
            journal.warn("rang_no_line")
            _try(HangUp(key=leg.key), exchange, now)
            return
        begun = caller_rang(
            organisation=line.organisation_id,
            line_id=line.pk,
            key=leg.key,
            number=leg.number,
            language=line.language,
            now=now,
        )
        if begun is None:  # their call is over, and they are still on the line
            _try(HangUp(key=leg.key), exchange, now)


def _let_register(exchange: Exchange, organisations: set[int], now: datetime) -> None:
    """Whoever is on shift, and nobody else; what could not be said is said at the next look."""
    if not isinstance(exchange, Registers):
        return
    try:
        exchange.let_register(
            {
                operator: secret
                for organisation in organisations
                for operator, secret in telephones(organisation, now=now).items()
            }
        )
    except (LineError, CannotOpen) as wrong:
        journal.warn("telephones_not_told", error=type(wrong).__name__)


def _do(act: Act, call_id: int, organisation: int, exchange: Exchange, now: datetime) -> None:
    """What did not work is still missing at the next look; what never can is given up."""
    try:
        if isinstance(act, Place):
            act = _addressed(act, call_id, organisation)
        if isinstance(act, AskKey):
            language, whose = voice_for(call_id, act.key, organisation=organisation)
            act = replace(act, language=language, organisation=whose)
        if isinstance(act, Tone) and act.plays:
            act = replace(act, organisation=whose_voice(organisation))
        _try(act, exchange, now)
    except (CannotReach, NotDialledHere) as wrong:
        journal.warn("leg_not_rung", error=type(wrong).__name__)
        if isinstance(act, Place):
            ended = happened.LegEnded(key=act.key)
            heard(call_id, (ended,), organisation=organisation, now=now)


def _addressed(act: Place, call_id: int, organisation: int) -> Place:
    to = address_of(call_id, act.key, organisation=organisation)
    return replace(act, to=to, shows=number_shown(call_id, organisation=organisation))


def _try(act: Act, exchange: Exchange, now: datetime) -> None:
    """Raises `CannotReach` alone."""
    try:
        exchange.do(act, now)
    except CannotReach:
        raise
    except LineError as wrong:
        journal.warn("exchange_failed", error=type(wrong).__name__, kind=type(act).__name__)


def _speak(call_id: int, call: Call, organisation: int, exchange: Exchange, now: datetime) -> None:
    """Who waits is told the truth aloud. To whom an operator talks, nothing of ours speaks."""
    caller = next((leg for leg in call.alive(Role.CALLER) if leg.standing is Standing.UP), None)
    if caller is None:
        return
    for said in not_spoken_yet(call_id, organisation=organisation, told=call.told):
        if call.state is not State.TALKING:
            try:
                _say(said, caller.key, call.room, exchange, now)
            except LineError as wrong:
                journal.warn("exchange_failed", error=type(wrong).__name__, kind="Say")
                return
        told = happened.ToldAloud(notice=said.id)
        heard(call_id, (told,), organisation=organisation, now=now)


def _say(said: ToSay, leg: str, room: str, exchange: Exchange, now: datetime) -> None:
    """One after the other: an exchange plays them in the order they come."""
    for prompt, language in spoken(said.prompt, said.language):
        key = f"{room}-say-{said.id}-{prompt}"
        say = Say(
            leg=leg, prompt=prompt, language=language, key=key, organisation=said.organisation
        )
        exchange.do(say, now)


def _of(organisation: int, lines: Sequence[Line]) -> list[int]:
    return [line.pk for line in lines if line.organisation_id == organisation]
