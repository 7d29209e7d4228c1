"""What can happen to a watch on several who use together, in the past tense (IN6)."""

from dataclasses import dataclass

from stillhere.care.watch_state import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class OneAnswers:
    """Several use together; one of them is not using, stays awake and answers for all (IN6)."""

    by: Actor
    people: int
    """Everybody who is there, with the one who answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EachAnswers:
    """Nobody answers for the others any more: the one who did uses too (IN6)."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class OneIsDown:
    """The one who answers for all says that somebody with them is down (IN6, CO15)."""

    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesPhone:
    """Somebody else is watched by the same number or chat: from now their answers begin with it."""

    digit: int
    """Theirs alone there, for as long as this watch lasts."""


Together = OneAnswers | EachAnswers | OneIsDown | SharesPhone
