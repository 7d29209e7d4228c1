"""
What the rules will not do, each as a sentence.

    Refused
    ├── WatchIsClosed
    ├── DoesNotFit          this cannot happen in this state
    ├── AlreadyHeld         another operator has them
    ├── NotYours            only the one who holds the watch, or a supervisor
    ├── AlreadyCalled       somebody has the "you call now" token
    ├── NeedsMoreProof      a word, a spoken answer or a second person
    ├── NotOfThem           it says nothing of the one who is down
    ├── NotYet              too early to propose an end
    ├── CannotCloseSo       this reason needs something that is missing
    ├── OutOfRange          a number outside what is allowed
    ├── OutOfOrder          two values that contradict each other
    ├── NotOnShift          take a place on shift first
    ├── LeaveShiftFirst     nobody practises while real people may reach them
    ├── SayItFirst          a change of plan they have not been told of
    ├── NotOffered          nobody at home can be rung for them now
    └── AlreadyDone         somebody did this before
"""

from datetime import datetime


class Refused(Exception):
    """The rules say no; nothing was changed."""


class WatchIsClosed(Refused):
    """Nothing more can happen on a watch that was closed."""


class DoesNotFit(Refused):
    """This event has no meaning in this state."""


class AlreadyHeld(Refused):
    """Another operator holds this watch."""

    def __init__(self, holder: int) -> None:
        super().__init__(holder)
        self.holder = holder


class NotYours(Refused):
    """Only the holder or a supervisor may do this."""


class AlreadyCalled(Refused):
    """Somebody else has the "you call now" token."""

    def __init__(self, by: int, at: datetime) -> None:
        super().__init__(by, at)
        self.by = by
        self.at = at


class NeedsMoreProof(Refused):
    """An alarm needs a word, a spoken answer or a second person (WA6)."""


class NotOfThem(Refused):
    """How the caller is says nothing of the one who is down (CO15)."""


class NotYet(Refused):
    """An end may not be proposed before this time (WA14)."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class CannotCloseSo(Refused):
    """This reason needs something that is missing (WA15)."""

    def __init__(self, missing: str) -> None:
        super().__init__(missing)
        self.missing = missing


class OutOfRange(Refused):
    """A number outside what is allowed."""

    def __init__(self, name: str, least: float, most: float) -> None:
        super().__init__(f"{name} must be between {least} and {most}")
        self.name, self.least, self.most = name, least, most


class OutOfOrder(Refused):
    """Two values of one policy that contradict each other: the first may not be the longer."""

    def __init__(self, name: str, then: str) -> None:
        super().__init__(f"{name} must not be more than {then}")
        self.name, self.then = name, then


class NotOnShift(Refused):
    """Only somebody on shift, with a live console, may take a person."""


class LeaveShiftFirst(Refused):
    """On shift, or on a break from it: nobody practises while real people may reach them."""


class SayItFirst(Refused):
    """The use is meant to end their life: a change of plan is said before it is made (PL9)."""


class NotOffered(Refused):
    """An unattended watch that was not offered, or is offered no more (WA12)."""


class AlreadyDone(Refused):
    """Somebody did this before."""
