"""What happens to the ways by which we reach somebody, in the past tense."""

from dataclasses import dataclass

from stillhere.care.channel import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLost:
    """A carrier's stop, a blocked or dead number, a text without a receipt, an expired chat."""

    channel: Channel
    stopped: bool = False
    """They sent the word at which their carrier holds back our texts."""
    other: Channel | None = None
    """Where else they are in writing with us at this moment: a chat that is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelBack:
    """Our messages reach them again. It says nothing about how they are."""

    channel: Channel
    started: bool = False
    """They sent the word at which their carrier lets our texts through again."""


Ways = ChannelLost | ChannelBack
