"""What a telephone company posts to us, as it came, before anybody knows that it is theirs."""

from collections.abc import Mapping
from dataclasses import dataclass, field


class NotFromThem(Exception):
    """Not signed by the company of this line, or there is no such line: always the same answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    what: str
    """The end of the address: what they want to tell."""
    address: str
    """As they know it: our public address, with what was asked for in it."""
    asked: str = ""
    """What stands behind the question mark, as it came."""
    body: bytes = field(repr=False)
    signature: str = field(default="", repr=False)
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """By their names in small letters."""

    @property
    def whole_address(self) -> str:
        return f"{self.address}?{self.asked}" if self.asked else self.address
