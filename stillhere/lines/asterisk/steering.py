"""Who is on the line at this moment, and one act to change it: between `voice` and Asterisk.

A leg's key is its channel's id, a room its bridge's. What a restart must not lose stands at the
channel itself: whose leg it is, which line was dialled, whether it is muted.
"""

import asyncio
import re
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, assert_never

from stillhere.actions.phone import NotANumber, phone
from stillhere.actions.recordings import Recordings
from stillhere.lines.asterisk.ari import Ari
from stillhere.lines.asterisk.asking import Answer, Answered, ExchangeAway
from stillhere.lines.asterisk.laying import OURS_IN
from stillhere.lines.asterisk.memory import ASK, TONE, Memory, Talk
from stillhere.lines.asterisk.saying import Bridge, Channel
from stillhere.lines.asterisk.seating import PREFIX, seat
from stillhere.lines.line import NoSuchNumber, NotThisOne
from stillhere.lines.numbers import number
from stillhere.lines.voice import (
    Act,
    AskKey,
    HangUp,
    Join,
    Listen,
    Mute,
    Part,
    PickUp,
    Place,
    Say,
    Seen,
    SeenLeg,
    Tone,
)

RINGS_FOR: Final = timedelta(minutes=2)
"""At the longest: the rules hang up long before."""
LEG, LINE, MUTED = "SH_LEG", "SH_LINE", "SH_MUTED"
OURS: Final = "Stasis"
"""What a channel does that is in our hands; in another's, whoever is on call has them."""
SOFTPHONE: Final = re.compile(r"operator:(\d{1,18})")
"""An operator's own, registered here under `operator-` and their number."""
SOUND: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounds:
    """What is played, as Asterisk names it."""

    waits: str = "tone:waits"
    """In a room where nobody is with them yet: a short low tone every five seconds, by the name
    it has in `indications.conf`."""
    press_one: tuple[str, ...] = ("sound:vm-press", "sound:digits/1")
    """Asterisk's own English, where there is no prompt of ours. It is asked again when it ends."""
    pause: str = "sound:silence/2"
    ours: str = OURS_IN
    """The folder of our own prompts among Asterisk's sounds (`laying`)."""
    recordings: Recordings | None = None
    """The same folder as we see it. None: nothing of ours is spoken."""

    def waiting(self, organisation: str) -> str:
        """Played again when it ends, until somebody comes."""
        found = self.recordings.waiting(organisation) if self.recordings else None
        return f"sound:{self.ours}/{found.name}" if found and found.name else self.waits

    def of(self, prompt: str, *, organisation: str, language: str) -> str:
        """Empty where there is none that can be played."""
        if self.recordings is None:
            return ""
        found = self.recordings.find(prompt, organisation=organisation, language=language)
        return f"sound:{self.ours}/{found.name}" if found.name else ""


@dataclass(slots=True, kw_only=True)
class Steering:
    ari: Ari
    memory: Memory
    carriers: tuple[str, ...]
    sounds: Sounds = field(default_factory=Sounds)

    async def look(self) -> Seen:
        """Raises `ExchangeAway` while nothing is heard: what is seen alone is half of it."""
        if not self.memory.is_connected:
            raise ExchangeAway("The exchange's events do not come.")
        channels, bridges = await asyncio.gather(self.ari.channels(), self.ari.bridges())
        ours = [channel for channel in channels if _is_ours(channel)]
        packets = await asyncio.gather(*map(self._packets, ours))
        rooms = _rooms(bridges)
        return Seen(
            legs={
                channel.id: self._leg(channel, rooms.get(channel.id), came)
                for channel, came in zip(ours, packets, strict=True)
                if channel.id not in self.memory.ended  # it ended while we looked
            },
            ended=frozenset(self.memory.ended),
            tones=self._named(TONE),
            asked=self._named(ASK),
            unspoken=frozenset(self.memory.unspoken),
        )

    async def do(self, act: Act) -> None:
        """What is gone, or done before, is fine. Raises a `LineError`."""
        match act:
            case Place():
                await self._place(act)
            case PickUp():
                await self.ari.answer(act.key)
            case HangUp():
                await self.ari.hang_up(act.key)
            case Join():
                await self.ari.open_bridge(act.room)
                await self.ari.join(act.key, bridge=act.room)
                await self._be_quiet(act.room)
            case Part():
                await self._part(act.key)
            case Mute():
                await self._mute(act)
            case Listen():
                await self._listen(act.key)
            case Tone() | AskKey() | Say():
                await self._let_hear(act)
            case _:
                assert_never(act)

    async def seat(self, wanted: Mapping[int, str]) -> None:
        """Told once; and once more whenever the stream was away. Raises a `LineError`."""
        known, self.memory.seats = self.memory.seats, None
        since = self.memory.connections
        if known != wanted:
            await seat(self.ari, wanted, known)
        if since == self.memory.connections:  # else it may have begun anew, and knows nobody
            self.memory.seats = dict(wanted)

    # Looking.

    def _leg(self, channel: Channel, room: str | None, packets: int | None) -> SeenLeg:
        talk = self.memory.talks.get(channel.id)
        bad = None if packets is None else self.memory.bad_since(channel.id, packets)
        inbound = LEG not in channel.variables
        return SeenLeg(
            key=channel.id,
            up=channel.is_up,
            inbound=inbound,
            number=_e164(channel.number) if inbound else "",
            dialled=_e164(channel.variables.get(LINE, "")),
            room=room,
            muted=channel.variables.get(MUTED) == "1",
            listens=talk is not None,
            quiet_since=(talk or Talk(None)).quiet_since,
            heard_at=(talk or Talk(None)).heard_at,
            bad_since=bad,
            pressed=self.memory.pressed.get(channel.id, ""),
            keys=self.memory.keys.get(channel.id, ()),
        )

    async def _packets(self, channel: Channel) -> int | None:
        return await self.ari.packets_from(channel.id) if channel.is_up else None

    def _named(self, prefix: str) -> frozenset[str]:
        playing = self.memory.playing
        return frozenset(each.removeprefix(prefix) for each in playing if each.startswith(prefix))

    # Doing.

    async def _place(self, act: Place) -> None:
        carrier = self.memory.best_first(self.carriers)[0]
        softphone = SOFTPHONE.fullmatch(act.to)
        if not softphone:
            self.memory.placed.setdefault(act.key, carrier)  # it may fail before it is answered
        asked = await self.ari.ring(
            self._endpoint(act.to, carrier),
            channel=act.key,
            # A browser is shown which of our rings it is, and never whom it will hear.
            shows=f"<{act.key}>" if softphone else act.shows,
            rings_for=RINGS_FOR,
            variables={LEG: act.key},
            arguments=["leg"],
        )
        if asked.what is Answered.NOBODY:
            self.memory.placed.pop(act.key, None)
            raise NoSuchNumber("Nobody is registered at this telephone.")

    def _endpoint(self, to: str, carrier: str) -> str:
        """A number by a carrier, or a softphone registered here. Nothing else can be rung."""
        softphone = SOFTPHONE.fullmatch(to)
        if softphone:
            return f"PJSIP/{PREFIX}{softphone[1]}"
        if not to.startswith("+"):
            raise NoSuchNumber("This is neither a number with its country code nor a softphone.")
        return f"PJSIP/{number(to)}@{carrier}"

    async def _part(self, key: str) -> None:
        room = _rooms(await self.ari.bridges()).get(key)
        if room is not None:
            await self.ari.leave(key, bridge=room)

    async def _mute(self, act: Mute) -> None:
        """First the sound, then the word that it is so: a stop in between does it once more."""
        asked = await (self.ari.mute(act.key) if act.muted else self.ari.unmute(act.key))
        if asked.is_done:
            await self.ari.note(act.key, MUTED, "1" if act.muted else "0")

    async def _listen(self, key: str) -> None:
        """Anew where we did not, so that whoever talks just now is said to begin."""
        if key in self.memory.talks:
            return
        await self.ari.ignore_talking(key)
        self.memory.listen(key)
        asked: Answer | None = None
        try:
            asked = await self.ari.notice_talking(key)
        finally:
            if asked is None or not asked.is_done:
                self.memory.talks.pop(key, None)

    async def _let_hear(self, act: Tone | AskKey | Say) -> None:
        match act:
            case Tone(room=room, plays=False):
                await self.ari.stop_playing(TONE + room)
                self.memory.playing.discard(TONE + room)
            case Tone(room=room):
                tone, media = TONE + room, [self.sounds.waiting(act.organisation)]
                await self._play(tone, self.ari.play(media, playback=tone, bridge=room))
            case AskKey(key=key):
                asked, media = ASK + key, self._press_one(act)
                await self._play(asked, self.ari.play(media, playback=asked, channel=key))
            case Say(prompt=prompt) if SOUND.fullmatch(prompt):
                await self._say(act)
            case Say():
                raise NotThisOne("There is no prompt of ours by this name.")

    async def _say(self, act: Say) -> None:
        if act.key in self.memory.playing:
            return
        media = self.sounds.of(act.prompt, organisation=act.organisation, language=act.language)
        if not media:
            return
        self.memory.speaking.add(act.key)
        await self._play(act.key, self.ari.play([media], playback=act.key, channel=act.leg))

    def _press_one(self, act: AskKey) -> list[str]:
        ours = self.sounds.of(
            "press_one", organisation=act.organisation, language=act.language or "en"
        )
        return [*([ours] if ours else self.sounds.press_one), self.sounds.pause]

    async def _be_quiet(self, room: str) -> None:
        """Somebody comes in: nothing of ours is spoken into what they say."""
        for each in sorted(self.memory.speaking):
            if each.startswith(f"{room}-say-"):
                await self.ari.stop_playing(each)
                self.memory.speaking.discard(each)

    async def _play(self, playback: str, asking: Awaitable[Answer]) -> None:
        """Kept before it is asked: that it ended may be said before the answer comes."""
        self.memory.playing.add(playback)
        asked = Answer(what=Answered.GONE)
        try:
            asked = await asking
        finally:
            if not asked.is_done and asked.what is not Answered.ALREADY:
                self.memory.playing.discard(playback)


def _is_ours(channel: Channel) -> bool:
    """What we ring, and who calls and was not given to whoever is on call."""
    return LEG in channel.variables or (channel.does == OURS and LINE in channel.variables)


def _rooms(bridges: Sequence[Bridge]) -> dict[str, str]:
    return {channel: bridge.id for bridge in bridges for channel in bridge.channels}


def _e164(shown: str) -> str:
    """Nothing where they hide it, or show what is no number."""
    try:
        return str(phone(shown))
    except NotANumber:
        return ""
