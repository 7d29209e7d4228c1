"""The invented people of a practice line: who calls by script, and one phone to play by hand."""

from datetime import datetime
from typing import Final

from stillhere.actions.practice import add_phone
from stillhere.care.channel import Channel

BY_HAND: Final = ("+14165550120", "Your own phone")
CALLERS: Final = (
    ("+14165550121", "Robin", "steady", Channel.TEXT),
    ("+14165550131", "Charlie", "slow", Channel.CHAT),
    ("+14165550122", "Noor", "wakes_late", Channel.TEXT),
    ("+14165550123", "Sasha", "goes_quiet", Channel.TEXT),
    ("+14165550132", "Maxime", "leaves_and_returns", Channel.CHAT),
    ("+14165550124", "Kim", "needs_help", Channel.TEXT),
    ("+14165550133", "Dominique", "only_talks", Channel.CHAT),
    ("+14165550125", "Alex", "texts_stop", Channel.TEXT),
)
"""In the order in which they first call. The number of who chats is never shown."""
ON_CALL: Final = ("+14165550140", "The on-call phone")


def invite_cast(*, organisation: int, phones: int, chat: int, now: datetime) -> None:
    """`phones`, `chat`: a simulated and a webchat line, both for practice. Again changes nothing.

    The phone of whoever is on call rings as well, once `keep_operator_number` gives it to them.
    """
    for number, name in (BY_HAND, ON_CALL):
        add_phone(phones, organisation=organisation, number=number, name=name, now=now)
    for number, name, script, channel in CALLERS:
        add_phone(
            chat if channel is Channel.CHAT else phones,
            organisation=organisation,
            number=number,
            name=name,
            script=script,
            seed=int(number[-4:]),
            now=now,
        )
