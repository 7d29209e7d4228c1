"""What a call is: the telephone's part of a contact, and each leg of it, as frozen values."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final


class State(StrEnum):
    WAITING = "waiting"
    """On the line, and nobody with them: they hear how it stands."""
    OFFERED = "offered"
    """An operator's phone rings for them."""
    TALKING = "talking"
    DROPPED = "dropped"
    """Their line has gone, and nobody has said that it was over (CO9)."""
    ENDED = "ended"


class Role(StrEnum):
    """Whose end of the call a leg is."""

    CALLER = "caller"
    OPERATOR = "operator"
    CONTACT = "contact"
    """Somebody of the caller's plan."""
    EMERGENCY = "emergency"
    INTERPRETER = "interpreter"


class Standing(StrEnum):
    COMING = "coming"
    """They ring us, and we have not picked up yet."""
    OWED = "owed"
    """To be rung; nothing has left."""
    PLACED = "placed"
    """The exchange has it: it rings, or soon will."""
    UP = "up"
    LEAVING = "leaving"
    """To be hung up by us; what becomes of it is no news about anybody."""
    GONE = "gone"


class Owe(StrEnum):
    """What a call tells the contact and the watch beside it."""

    TAKE = "take"
    """This operator picked up first."""
    LEFT = "left"
    """Their line has gone: what the plan says for it (PL4)."""
    SILENT = "silent"
    """Quiet for so long, and an operator with them, that the check-in is due (WA9)."""
    HELP_RINGS = "help_rings"
    HELP_ANSWERED = "help_answered"
    HELP_HUNG_UP = "help_hung_up"


THIRD: Final = frozenset({Role.CONTACT, Role.EMERGENCY, Role.INTERPRETER})
RINGS_OUT: Final = frozenset({Standing.OWED, Standing.PLACED})
ALIVE: Final = frozenset({Standing.COMING, Standing.OWED, Standing.PLACED, Standing.UP})
HERE: Final = frozenset({Standing.COMING, Standing.UP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    key: str
    """What the exchange knows it by: the same key twice is one leg."""
    role: Role
    who: int | None = None
    """The operator, or which of the plan's contacts."""
    standing: Standing
    since: datetime
    proof_owed: bool = False
    """An ordinary phone: picked up is no person yet, key 1 is (CO5)."""
    muted: bool = False

    @property
    def is_alive(self) -> bool:
        return self.standing in ALIVE

    @property
    def is_here(self) -> bool:
        """There to be heard: a line that is up, and a person behind it."""
        return self.standing is Standing.UP and not self.proof_owed


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    state: State
    room: str
    """Who is in it hears the others; the same name in the records and at the exchange."""
    legs: tuple[Leg, ...]
    """All there ever were, the earliest first."""
    operator: int | None = None
    """Who has the caller; kept when the line drops: rung back with the same one."""
    quiet_since: datetime | None = None
    """Since when nothing is heard of the caller (WA9). None: they are heard, or nobody knows."""
    silence_told: bool = False
    """The watch has heard of this silence."""
    bad_since: datetime | None = None
    """Since when their sound does not arrive: neither silence nor an answer (WA9)."""
    dropped_at: datetime | None = None
    rung_back: int = 0
    """How often nobody picked up then."""
    told: int = 0
    """The last notice of the contact that has been spoken to them."""

    @property
    def is_open(self) -> bool:
        return self.state is not State.ENDED

    def leg(self, key: str) -> Leg | None:
        return next((each for each in self.legs if each.key == key), None)

    def alive(self, *roles: Role) -> tuple[Leg, ...]:
        return tuple(each for each in self.legs if each.is_alive and each.role in roles)

    def of_operator(self, who: int) -> Leg | None:
        """Theirs that is alive."""
        return next((each for each in self.alive(Role.OPERATOR) if each.who == who), None)

    def with_leg(self, leg: Leg) -> "Call":
        """In the place of the one with the same key."""
        return replace(self, legs=tuple(leg if x.key == leg.key else x for x in self.legs))

    def ringing(
        self, role: Role, *, now: datetime, who: int | None = None, proof_owed: bool = False
    ) -> "Call":
        """One more leg, under a key that this call never had."""
        leg = Leg(
            key=f"{self.room}-{len(self.legs)}",
            role=role,
            who=who,
            standing=Standing.OWED,
            since=now,
            proof_owed=proof_owed,
        )
        return replace(self, legs=(*self.legs, leg))


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    what: Owe
    who: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    call: Call
    owed: tuple[Owed, ...] = ()
