"""Telephones in operators' browsers: who may register, with which secret, and nobody else.

They are told to Asterisk while it runs and stand in its memory alone. One who may register can
answer what we ring, and nothing more: whatever they dial is hung up.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from stillhere.lines.asterisk.ari import Ari

PREFIX: Final = "operator-"
"""Before an operator's number: the name they register under."""
STANDS_FOR: Final = timedelta(minutes=2)
"""A registration that is not renewed: a hidden page may be woken once a minute alone."""
TRANSPORT: Final = "browsers"
PARTS: Final = ("endpoint", "aor", "auth")
"""In the order in which they are taken away: first of all nobody is let in."""

ENDPOINT: Final[Mapping[str, str]] = {
    "transport": TRANSPORT,
    "context": "operators",
    "message_context": "no-texts",
    "identify_by": "username,auth_username",
    "webrtc": "yes",
    "bind_rtp_to_media_address": "yes",
    "disallow": "all",
    # What carriers speak: nothing is turned into anything else on the way.
    "allow": "ulaw,alaw",
    "direct_media": "no",
    "rtp_timeout": "20",
    "rtp_timeout_hold": "20",
    "max_audio_streams": "1",
    "max_video_streams": "0",
    "allow_transfer": "no",
    "allow_subscribe": "no",
    "trust_id_inbound": "no",
}
AOR: Final[Mapping[str, str]] = {
    "max_contacts": "1",
    "remove_existing": "yes",
    "default_expiration": str(round(STANDS_FOR.total_seconds())),
    "minimum_expiration": "20",
    "maximum_expiration": str(round(STANDS_FOR.total_seconds())),
}


async def seat(ari: Ari, wanted: Mapping[int, str], known: Mapping[int, str] | None) -> None:
    """`known`: what it was told before. None: nobody knows, so it is asked.

    Raises a `LineError`; then part of it may be done, and all of it is done again.
    """
    there = await _registered(ari) if known is None else set(map(_name, known))
    for name in sorted(there - set(map(_name, wanted))):
        await _take_away(ari, name)
    new = {each: secret for each, secret in wanted.items() if (known or {}).get(each) != secret}
    if new:
        bound = (await ari.told("transport", TRANSPORT))["bind"].rpartition(":")
        for operator, secret in new.items():
            await _let_in(ari, _name(operator), secret, at=bound[0] or bound[2])


def _name(operator: int) -> str:
    return f"{PREFIX}{operator}"


async def _registered(ari: Ari) -> set[str]:
    return {name for name in await ari.telephones() if name.startswith(PREFIX)}


async def _let_in(ari: Ari, name: str, secret: str, *, at: str) -> None:
    """The secret first: nobody is ever let in with an older one, or with none.

    `at`: where the exchange is bound; their sound is exchanged there and nowhere else.
    """
    auth = {"auth_type": "userpass", "username": name, "password": secret}
    parts: dict[str, Mapping[str, Any]] = {
        "auth": auth,
        "aor": AOR,
        "endpoint": {**ENDPOINT, "media_address": at, "auth": name, "aors": name},
    }
    for part, fields in parts.items():
        await ari.tell(part, name, fields)


async def _take_away(ari: Ari, name: str) -> None:
    for part in PARTS:
        await ari.forget(part, name)
