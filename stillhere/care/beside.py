"""
Several watched by one phone or one chat: each has a clock and a word, and answers for nobody (IN6).

Which of them an answer is from no number and no browser can tell (CO8). So every question to
one of them carries two digits: the first is theirs alone, the second is new each time. Where
that does not say for certain whose an answer is, it clears nobody.
"""

import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from stillhere.care import contact, contact_events
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Contact, Need
from stillhere.care.messages import Read, Reading
from stillhere.care.plan import NOTHING_AGREED, Terms, Words
from stillhere.care.policy import Policy
from stillhere.care.together import MOST
from stillhere.care.watch_state import Actor, Watch

ASKS_TOLD_APART: Final = 9
"""So many asks in a row have digits of their own."""
LONGEST_NAME: Final = 16
"""Letters. With any of them the question still is one text, also in the short kind that
letters outside a carrier's own alphabet make of it: 70 letters."""
IN_NAMES: Final = " -'"
LAST_OF_ONE_PLACE: Final = "\uffff"


def begin_beside(
    now: datetime, *, policy: Policy, channel: Channel, has_number: bool, need: Need, by: Actor
) -> Contact:
    """With whoever has the caller already: nobody else is rung for them, and nobody is greeted."""
    new = contact.begin(now, policy=policy, channel=channel, need=need, has_number=has_number)
    return contact.decide(new.contact, contact_events.Taken(by=by), now).contact


def first_digits(watches: Mapping[int, int], *, lately: Collection[int] = ()) -> dict[int, int]:
    """Who among those at one phone needs which first digit, in the order they began.

    `watches`: of each open one the digit it has, 0 for none. `lately`: of watches closed a while
    ago, whose late answers must be nobody's. Whoever has one of their own keeps it; one person
    alone needs none; for a tenth there is none left, and then nothing they send says who it is.
    """
    if len(watches) < 2:
        return {}
    seen = Counter[int]()
    need: list[int] = []
    for watch, digit in watches.items():
        seen[digit] += 1
        if digit == 0 or seen[digit] > 1:
            need.append(watch)
    unused = [digit for digit in range(1, MOST + 1) if not seen[digit]]
    fresh = sorted(unused, key=lambda digit: digit in lately)
    return dict(zip(need, fresh, strict=False))


def asked_by(digit: int | None, watch: Watch) -> int | None:
    """The ask that carried it, the latest first; one that was never asked is only a number."""
    first = max(1, watch.ask - ASKS_TOLD_APART + 1)
    asks = range(watch.ask, first - 1, -1)
    return next((ask for ask in asks if watch.digit(ask) == digit), None)


def whose_answer(read: Mapping[int, Read], watches: Mapping[int, Watch]) -> int | None:
    """Whose answer one message is, of several it may be from; None where that is not certain.

    `read`: what it means by the words each of them agreed on; `watches`: those that are open.
    """
    theirs = [
        who
        for who, watch in watches.items()
        if read[who].reading is Reading.ANSWER and asked_by(read[who].digit, watch) is not None
    ]
    return theirs[0] if len(theirs) == 1 else None


def read_for_all(read: Mapping[int, Read]) -> dict[int, Read]:
    """Help, or the duress word of one, is heard for each: who needs it nobody can know (IN6).

    Under duress the page of nobody there may change, and so it is duress for each (WA5).
    """
    for cry in (Reading.DURESS, Reading.HELP):
        if any(each.reading is cry for each in read.values()):
            return dict.fromkeys(read, Read(reading=cry))
    return dict(read)


def in_a_text(name: str) -> str:
    """As much of a name as may stand in a text: letters and digits, and what joins them."""
    plain = "".join(c if _may_stand(c) else " " for c in name)
    return " ".join(plain.split())[:LONGEST_NAME].strip(IN_NAMES)


def narrow(name: str) -> str:
    """The same without accents, for a text with no room to spare; nothing where none is left."""
    plain = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return bare if bare.isascii() else ""


def _may_stand(letter: str) -> bool:
    """One place of a text each, so that the longest name is known to fit."""
    return letter in IN_NAMES or (letter.isalnum() and letter <= LAST_OF_ONE_PLACE)


def plan_beside(terms: Terms, words: Words) -> tuple[Terms, Words]:
    """What one of them may take over of another's plan: where, and who comes. No consent (PL6).

    What those who come may be told, how they may be reached, who must never hear of it and the
    words are each person's own: asked, read back and agreed anew.
    """
    people = tuple(
        type(each)(
            name=each.name, number=each.number, minutes=each.minutes, has_naloxone=each.has_naloxone
        )
        for each in words.helpers
    )
    return (
        Terms(
            steps=terms.steps,
            both_at_once=terms.both_at_once,
            reach=NOTHING_AGREED.reach,
            if_dropped=NOTHING_AGREED.if_dropped,
            has_number=terms.has_number,
        ),
        Words(
            place=words.place,
            way_in=words.way_in,
            helpers=people,
            community_number=words.community_number,
            community_minutes=words.community_minutes,
        ),
    )
