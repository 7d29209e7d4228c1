"""The ways a person may reach us, and we them."""

from enum import StrEnum


class Channel(StrEnum):
    VOICE = "voice"
    TEXT = "text"
    CHAT = "chat"
