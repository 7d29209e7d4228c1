"""What we ask of the exchange, in words of ours. Every id is chosen by us, so asking twice is safe.

There is no way here to record: nothing that can be asked for keeps anybody's voice.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final, Self
from urllib.parse import quote

import httpx

from stillhere.lines.asterisk.asking import Answer, Door, ask, client
from stillhere.lines.asterisk.saying import Bridge, Channel, read_bridge, read_channel
from stillhere.lines.line import OutcomeUnknown

QUIET_AFTER: Final = timedelta(milliseconds=1200)
"""A pause this long is quiet: people breathe and think for less (a default)."""
LOUD: Final = 256
"""Of 32767, on average over 20 ms: Asterisk's own choice for what is talking."""


class Ari:
    """`async with Ari(door) as exchange`. Each question raises what `asking` names."""

    def __init__(self, door: Door, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._door = door
        self._client = client(door, transport)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_wrong: object) -> None:
        await self.close()

    async def close(self) -> None:
        await self._client.aclose()

    # What there is.

    async def is_there(self) -> bool:
        return (await self._get("asterisk/ping")).is_done

    async def channels(self) -> list[Channel]:
        """Everybody on any telephone, whichever controller put them there."""
        return [read_channel(each) for each in _list((await self._get("channels")).said)]

    async def bridges(self) -> list[Bridge]:
        return [read_bridge(each) for each in _list((await self._get("bridges")).said)]

    async def packets_from(self, channel: str) -> int | None:
        """How many packets of their sound have come; None: it has none that is counted."""
        asked = await self._get(f"channels/{_word(channel)}/rtp_statistics")
        count = asked.said.get("rxcount") if asked.is_done else None
        return count if isinstance(count, int) else None

    # Who may register a telephone of their own: kept in its memory, written to no file.

    async def telephones(self) -> list[str]:
        said = _list((await self._get("endpoints/PJSIP")).said)
        return [str(each.get("resource")) for each in said]

    async def tell(self, part: str, name: str, fields: Mapping[str, str]) -> Answer:
        said = [{"attribute": key, "value": value} for key, value in fields.items()]
        return await ask(self._client, "PUT", _setting(part, name), body={"fields": said})

    async def told(self, part: str, name: str) -> dict[str, str]:
        """What stands in its files, or was told to it."""
        said = _list((await self._get(_setting(part, name))).said)
        return {str(each.get("attribute")): str(each.get("value")) for each in said}

    async def forget(self, part: str, name: str) -> Answer:
        return await self._delete(_setting(part, name))

    # Channels: one telephone each.

    async def ring(
        self,
        endpoint: str,
        *,
        channel: str,
        shows: str = "",
        rings_for: timedelta,
        variables: Mapping[str, str] | None = None,
        arguments: Sequence[str] = (),
    ) -> Answer:
        """Like `PJSIP/+14165550123@trunk`. `shows` is the number they see of us."""
        return await self._post(
            f"channels/{_word(channel)}",
            body={"variables": dict(variables or {})},
            endpoint=endpoint,
            app=self._door.app,
            appArgs=",".join(arguments),
            callerId=shows,
            timeout=str(max(1, round(rings_for.total_seconds()))),
        )

    async def answer(self, channel: str) -> Answer:
        return await self._post(f"channels/{_word(channel)}/answer")

    async def hang_up(self, channel: str, *, because: str = "normal") -> Answer:
        return await self._delete(f"channels/{_word(channel)}", reason=because)

    async def let_go(self, channel: str) -> Answer:
        """To the dial plan, which rings whoever is on call, as where we are down."""
        return await self._post(
            f"channels/{_word(channel)}/continue", context="without-us", extension="s", priority="1"
        )

    async def notice_talking(
        self, channel: str, *, quiet_after: timedelta = QUIET_AFTER, loud: int = LOUD
    ) -> Answer:
        """From now on it says when they begin and cease to make a sound. Any sound counts."""
        wanted = f"{round(quiet_after.total_seconds() * 1000)},{loud}"
        return await self._set(channel, "TALK_DETECT(set)", wanted)

    async def ignore_talking(self, channel: str) -> Answer:
        return await self._set(channel, "TALK_DETECT(remove)", "")

    async def mute(self, channel: str) -> Answer:
        """Nobody hears them; they go on hearing."""
        return await self._post(f"channels/{_word(channel)}/mute", direction="in")

    async def unmute(self, channel: str) -> Answer:
        return await self._delete(f"channels/{_word(channel)}/mute", direction="in")

    async def listen_in(self, channel: str, *, to: str, whispers: bool) -> Answer:
        """`to` is the new channel's id: it hears both; what it says only `channel` hears."""
        return await self._post(
            f"channels/{_word(channel)}/snoop/{_word(to)}",
            spy="both",
            whisper="out" if whispers else "none",
            app=self._door.app,
        )

    # Bridges: who hears whom.

    async def open_bridge(self, bridge: str) -> Answer:
        return await self._post(f"bridges/{_word(bridge)}", type="mixing", name=bridge)

    async def close_bridge(self, bridge: str) -> Answer:
        """Whoever is in it hears silence and stays on the line."""
        return await self._delete(f"bridges/{_word(bridge)}")

    async def join(self, channel: str, *, bridge: str) -> Answer:
        return await self._post(f"bridges/{_word(bridge)}/addChannel", channel=channel)

    async def leave(self, channel: str, *, bridge: str) -> Answer:
        return await self._post(f"bridges/{_word(bridge)}/removeChannel", channel=channel)

    # What they hear of us.

    async def play(
        self,
        media: Sequence[str],
        *,
        playback: str,
        channel: str = "",
        bridge: str = "",
        language: str = "",
    ) -> Answer:
        """Like `sound:hello` or `tone:ring`, one after the other, to one channel or one bridge."""
        where = f"channels/{_word(channel)}" if channel else f"bridges/{_word(bridge)}"
        params = {"media": ",".join(media), **({"lang": language} if language else {})}
        return await ask(self._client, "POST", f"{where}/play/{_word(playback)}", params=params)

    async def stop_playing(self, playback: str) -> Answer:
        return await self._delete(f"playbacks/{_word(playback)}")

    async def start_music(self, channel: str) -> Answer:
        return await self._post(f"channels/{_word(channel)}/moh")

    async def stop_music(self, channel: str) -> Answer:
        return await self._delete(f"channels/{_word(channel)}/moh")

    async def note(self, channel: str, name: str, value: str) -> Answer:
        """At the channel itself, for whoever looks next."""
        return await self._set(channel, name, value)

    async def _set(self, channel: str, variable: str, value: str) -> Answer:
        return await self._post(
            f"channels/{_word(channel)}/variable", variable=variable, value=value
        )

    async def _get(self, where: str) -> Answer:
        return await ask(self._client, "GET", where)

    async def _post(
        self, where: str, body: Mapping[str, Any] | None = None, **params: str
    ) -> Answer:
        return await ask(self._client, "POST", where, params=params, body=body)

    async def _delete(self, where: str, **params: str) -> Answer:
        return await ask(self._client, "DELETE", where, params=params)


def _setting(part: str, name: str) -> str:
    return f"asterisk/config/dynamic/res_pjsip/{_word(part)}/{_word(name)}"


def _word(id: str) -> str:
    """One step of an address, whatever is in it."""
    return quote(id, safe="")


def _list(said: Any) -> list[dict[str, Any]]:
    """Never read an unreadable answer as *nobody is on the telephone*."""
    if not isinstance(said, list) or not all(isinstance(each, dict) for each in said):
        raise OutcomeUnknown("The exchange's list cannot be read.")
    return said
