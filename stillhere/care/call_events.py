"""Everything that can happen to a call, in the past tense."""

from dataclasses import dataclass
from datetime import datetime

from stillhere.care.call_state import Role

# The exchange ----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class LegPlaced:
    """The exchange has it. That is not yet a phone that rings, and far from answered (ES7)."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegAnswered:
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegProved:
    """Key 1 was pressed: a person, and no machine (CO5)."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegEnded:
    """Hung up, refused, cut off: no cause that a carrier names says how somebody is (CO9)."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegFound:
    """Taken for gone, and there all the same: it began late, or somebody looked badly."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WentQuiet:
    """Nothing is heard of the caller since."""

    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceLasted:
    """As long as the line's choice says (WA9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WasHeard:
    """Sound, of whatever kind: it answers nothing (WA3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWentBad:
    """Their sound does not arrive, although the line is up."""

    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCleared:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAloud:
    """A notice of the contact has been spoken to them."""

    notice: int


# The contact beside it --------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Whose phones are to ring now, as the contact says (CO1)."""

    to: tuple[int, ...]
    on_phones: frozenset[int] = frozenset()
    """Of them, who picks up on an ordinary phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """By this operator, at the console or because their phone was first."""

    by: int
    on_phone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RingBackDue:
    """What the plan says, or an alarm, or a call-back: they are to be rung."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RangIn:
    """The same number rings us: that beats our ringing out (CO9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdRung:
    """Somebody is brought into the call beside the caller, who is never put on hold (ES3)."""

    role: Role
    who: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdLetGo:
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Muted:
    """An operator does not want to be heard for a moment. Nobody else is ever muted."""

    by: int
    muted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """A person, or the rules of the contact, ended it."""


Event = (
    LegPlaced
    | LegAnswered
    | LegProved
    | LegEnded
    | LegFound
    | WentQuiet
    | SilenceLasted
    | WasHeard
    | LineWentBad
    | LineCleared
    | ToldAloud
    | Offered
    | Taken
    | RingBackDue
    | RangIn
    | ThirdRung
    | ThirdLetGo
    | Muted
    | Over
)
