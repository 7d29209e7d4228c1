"""A contact for tests: began at noon, with whoever is free handed over."""

from datetime import datetime
from typing import Final

from stillhere.care import contact as rules
from stillhere.care.channel import Channel
from stillhere.care.contact_events import Event, Taken, TimePassed
from stillhere.care.contact_state import Contact, Decision, Need, Owe
from tests.care.watching import ANA, DEFAULTS, NOON, at

__all__ = ["ANA", "at", "begun", "decide", "owed_over", "taken", "then", "waits"]

FREE: Final = (1, 2, 3)


def begun(
    *,
    channel: Channel = Channel.TEXT,
    free: tuple[int, ...] = (),
    need: Need = Need.UNKNOWN,
    coming_back: bool = False,
    paused: bool = False,
) -> Decision:
    return rules.begin(
        NOON,
        policy=DEFAULTS,
        channel=channel,
        free=free,
        need=need,
        has_number=channel is not Channel.CHAT,
        coming_back=coming_back,
        paused=paused,
    )


def waits(*, seconds: float = 0, free: tuple[int, ...] = (), need: Need = Need.UNKNOWN) -> Contact:
    """Begun at noon, and so many seconds later."""
    contact = begun(free=free, need=need).contact
    return decide(contact, seconds, TimePassed(free=free)).contact if seconds else contact


def taken(
    *, seconds: float = 5, need: Need = Need.UNKNOWN, channel: Channel = Channel.TEXT
) -> Contact:
    return then(begun(need=need, channel=channel).contact, seconds, Taken(by=ANA))


def decide(contact: Contact, seconds: float, event: Event) -> Decision:
    return rules.decide(contact, event, at(seconds))


def then(contact: Contact, seconds: float, event: Event) -> Contact:
    return decide(contact, seconds, event).contact


def owed_over(
    contact: Contact, *, until: int, free: tuple[int, ...] = (), since: int = 0
) -> list[tuple[int, Owe]]:
    """What is owed at which second, a clock looking every second."""
    owed: list[tuple[int, Owe]] = []
    for second in range(since, until + 1):
        decision = decide(contact, second, TimePassed(free=free))
        contact = decision.contact
        owed += [(second, each) for each in decision.owed]
    return owed


def due(contact: Contact) -> datetime:
    assert contact.due_at is not None
    return contact.due_at
