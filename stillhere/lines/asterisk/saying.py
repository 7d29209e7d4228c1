"""What the exchange says, as events of ours. What we do not know is None, and never an error."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

LOST: Final = 44
"""Of a hang-up: no sound arrived any more, not even silence. The line broke, not the talk."""
GONE: Final = frozenset({"Removed", "Unreachable"})
"""Of a registered telephone: it cannot be rung."""
OF_A_CHANNEL: Final = frozenset(
    {
        "StasisStart",
        "StasisEnd",
        "ChannelStateChange",
        "ChannelTalkingStarted",
        "ChannelTalkingFinished",
        "ChannelDtmfReceived",
        "ChannelDestroyed",
        "ChannelEnteredBridge",
        "ChannelLeftBridge",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    id: str
    state: str
    """As Asterisk says it: `Ring` calls us, `Ringing` is rung by us, `Up` was answered."""
    variables: Mapping[str, str] = field(default_factory=dict)
    number: str = field(default="", repr=False)
    """Of whoever calls; may be empty, hidden or false."""
    does: str = ""
    """Which part of the exchange has it: `Stasis` is ours."""

    @property
    def is_up(self) -> bool:
        return self.state == "Up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    id: str
    channels: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    at: datetime
    """By the exchange's clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfChannel(Said):
    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Came(OfChannel):
    """It is in our hands: somebody calls, or whom we ring picked up."""

    arguments: tuple[str, ...]


class Went(OfChannel):
    """It is in our hands no more. The hang-up, if it was one, follows as `HungUp`."""


class StateChanged(OfChannel):
    """It rings, or was picked up."""


class BeganTalking(OfChannel):
    """A sound, of whatever kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CeasedTalking(OfChannel):
    sounded_for: timedelta
    """Without the pause that followed; Asterisk takes it off even from what was shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PressedKey(OfChannel):
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HungUp(OfChannel):
    """The last that is ever said of a channel."""

    cause: int
    """Of ITU-T Q.850: 16 is an ordinary hang-up, 17 busy, 19 no answer, 21 refused, `LOST`.
    A carrier may call a lost telephone 16."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedBridge(OfChannel):
    bridge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftBridge(OfChannel):
    bridge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Played(Said):
    """To its end, or stopped, or it could not be played."""

    playback: str
    target: str
    """The channel or bridge that heard it."""
    was_heard: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephoneCameOrWent(Said):
    telephone: str
    is_there: bool


Event = (
    Came
    | Went
    | StateChanged
    | BeganTalking
    | CeasedTalking
    | PressedKey
    | HungUp
    | JoinedBridge
    | LeftBridge
    | Played
    | TelephoneCameOrWent
)


def read(said: Mapping[str, Any]) -> Event | None:
    """Raises `KeyError`, `TypeError` or `ValueError` where it is not what Asterisk 22 says."""
    at = _when(said)
    match said["type"]:
        case "PlaybackFinished":
            return _played(said["playback"], at)
        case "ContactStatusChange":
            there = said["contact_info"]["contact_status"] not in GONE
            return TelephoneCameOrWent(
                at=at, telephone=said["endpoint"]["resource"], is_there=there
            )
        case str(kind) if kind in OF_A_CHANNEL:
            return _of_channel(kind, said, at)
        case _:
            return None


def _of_channel(kind: str, said: Mapping[str, Any], at: datetime) -> Event | None:
    channel = read_channel(said["channel"])
    match kind:
        case "StasisStart":
            return Came(at=at, channel=channel, arguments=tuple(said["args"]))
        case "StasisEnd":
            return Went(at=at, channel=channel)
        case "ChannelStateChange":
            return StateChanged(at=at, channel=channel)
        case "ChannelTalkingStarted":
            return BeganTalking(at=at, channel=channel)
        case "ChannelTalkingFinished":
            lasted = max(timedelta(milliseconds=said["duration"]), timedelta(0))
            return CeasedTalking(at=at, channel=channel, sounded_for=lasted)
        case "ChannelDtmfReceived":
            return PressedKey(at=at, channel=channel, key=said["digit"])
        case "ChannelDestroyed":
            return HungUp(at=at, channel=channel, cause=int(said["cause"]))
        case "ChannelEnteredBridge":
            return JoinedBridge(at=at, channel=channel, bridge=said["bridge"]["id"])
        case _:
            return LeftBridge(at=at, channel=channel, bridge=said["bridge"]["id"])


def _played(playback: Mapping[str, Any], at: datetime) -> Played:
    return Played(
        at=at,
        playback=playback["id"],
        target=str(playback["target_uri"]).partition(":")[2],
        was_heard=playback["state"] == "done",
    )


def read_channel(said: Mapping[str, Any]) -> Channel:
    return Channel(
        id=said["id"],
        state=said["state"],
        variables={name: value for name, value in said.get("channelvars", {}).items() if value},
        number=said.get("caller", {}).get("number", ""),
        does=said.get("dialplan", {}).get("app_name", ""),
    )


def read_bridge(said: Mapping[str, Any]) -> Bridge:
    return Bridge(id=said["id"], channels=frozenset(said["channels"]))


def whose(said: Mapping[str, Any]) -> str:
    """Events of the same channel, or else of the same thing, stay in their order."""
    channel = said.get("channel") or said.get("peer") or {}
    playback = said.get("playback") or {}
    bridge = said.get("bridge") or {}
    target = str(playback.get("target_uri", "")).partition(":")[2]
    return str(channel.get("id") or target or bridge.get("id") or said.get("type"))


def _when(said: Mapping[str, Any]) -> datetime:
    return datetime.strptime(said["timestamp"], "%Y-%m-%dT%H:%M:%S.%f%z").astimezone(UTC)
