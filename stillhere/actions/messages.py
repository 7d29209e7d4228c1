"""What callers write or tap, whatever way it came: kept sealed, and given to the rules."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from stillhere.actions.place_sent import Kept, seal_place_sent
from stillhere.actions.reading import Heard, Known, keep_heard, known
from stillhere.actions.shared import people_by, receive_from_all, still_here
from stillhere.actions.texts import people_at_phone, receive_on_line
from stillhere.actions.thread import Said, thread
from stillhere.actions.unattended import seal_place
from stillhere.actions.watch import until_not_overtaken
from stillhere.actions.words import PLACE, WORDS, seal_heard, theirs
from stillhere.care.messages import Read, Reading
from stillhere.records.models import Message
from stillhere.records.organisations import as_organisation
from stillhere.records.prepared import Prepared

__all__ = [
    "Heard",
    "Said",
    "receive",
    "receive_on_line",
    "tap_help",
    "tap_okay",
    "thread",
]

TAP: Final = "tap"
HELP: Final = "help"
CRIES: Final = frozenset({Reading.HELP, Reading.DURESS})


def receive(
    contact_id: int,
    *,
    organisation: int,
    words: str,
    key: str,
    now: datetime,
    of_one: bool = False,
) -> Heard:
    """They wrote. Read, kept and given to their watch in one transaction, once for each `key`.

    Where several have this chat it is for each of them, unless it says whose answer it is (IN6).
    `of_one`: said of this one alone, by a button of theirs.

    Raises `ContactIsOver`, `NoSuchContact`.
    """
    kept_as = theirs(key)

    def heard(facts: Known) -> tuple[Read, Kept]:
        return facts.read(words), seal_heard(facts.sealer, words, key=kept_as)

    people = () if of_one else _with_them(contact_id, organisation)
    if len(people) > 1:
        return receive_from_all(
            people, heard, organisation=organisation, kind=WORDS, key=kept_as, now=now
        )
    return _receive(contact_id, heard, organisation=organisation, kind=WORDS, key=kept_as, now=now)


def receive_place(
    contact_id: int,
    *,
    organisation: int,
    words: str,
    measured: str = "",
    key: str,
    now: datetime,
) -> Heard:
    """Where they are, by their phone or in their words. It answers no question, whatever is in it;
    a cry for help in it is one (WA5), for each who has this phone (IN6).

    `measured`: what the phone added. It is kept with their words, and no part of them.
    Both go with the watch, under a key of their own.
    """
    kept_as = theirs(key)
    whole = "\n".join(filter(None, (words, measured)))

    def heard(facts: Known) -> tuple[Read, Kept]:
        found = facts.read(words)
        if found.reading not in CRIES:
            found = Read(reading=Reading.WORDS)
        return found, seal_place_sent(organisation, whole, key=kept_as)

    with as_organisation(organisation):
        people = people_at_phone(contact_id)
        facts = still_here(people)
    if len(people) > 1 and any(each.read(words).reading in CRIES for each in facts):
        return receive_from_all(
            people, heard, organisation=organisation, kind=PLACE, key=kept_as, now=now
        )
    return _receive(contact_id, heard, organisation=organisation, kind=PLACE, key=kept_as, now=now)


def tap_okay(
    contact_id: int, *, organisation: int, ask: int, word: str = "", key: str, now: datetime
) -> Heard:
    """ "I'm okay", naming its ask; `word` is what they typed beside it, if the page asked.

    Anything but an agreed word is read and shown like whatever else they write: somebody who
    types "help" there must not be taken to have pressed okay.
    """
    if word.strip():
        people = _with_them(contact_id, organisation)
        with as_organisation(organisation):
            facts = {each: known(each) for each in people}
        if any(each.is_duress_word(word) for each in facts.values()):
            return _tap_for_all(people, Reading.DURESS, organisation, kind=TAP, key=key, now=now)
        if not facts[contact_id].is_ok_word(word):
            return receive(contact_id, organisation=organisation, words=word, key=key, now=now)

    def heard(facts: Known) -> tuple[Read, Kept]:
        ok = bool(word) and facts.is_ok_word(word)
        return Read(reading=Reading.ANSWER, with_word=ok), None

    return _receive(
        contact_id,
        heard,
        organisation=organisation,
        kind=TAP,
        key=theirs(key),
        now=now,
        ask=ask,
    )


def tap_help(contact_id: int, *, organisation: int, key: str, now: datetime) -> Heard:
    """Where several have this page, for each of them: who needs it nobody can know (IN6)."""
    people = _with_them(contact_id, organisation)
    return _tap_for_all(people, Reading.HELP, organisation, kind=HELP, key=key, now=now)


def _with_them(contact_id: int, organisation: int) -> tuple[int, ...]:
    """Whose open contacts this chat carries; themself where it carries nobody else."""
    with as_organisation(organisation):
        people = people_by(contact_id)
    return people if contact_id in people else (contact_id,)


def _tap_for_all(
    people: tuple[int, ...],
    reading: Reading,
    organisation: int,
    *,
    kind: str,
    key: str,
    now: datetime,
) -> Heard:
    def heard(_facts: Known) -> tuple[Read, Kept]:
        return Read(reading=reading), None

    return receive_from_all(
        people, heard, organisation=organisation, kind=kind, key=theirs(key), now=now
    )


def _receive(
    contact_id: int,
    heard: Callable[[Known], tuple[Read, Kept]],
    *,
    organisation: int,
    kind: str,
    key: str,
    now: datetime,
    ask: int | None = None,
) -> Heard:
    def act() -> Heard:
        before = _heard_before(contact_id, key, organisation)
        if before is not None:
            return before
        with as_organisation(organisation):
            facts = known(contact_id)
        found, sealed = heard(facts)
        place = seal_place(facts.sealer, found.place, now)
        with as_organisation(organisation, writing=True):
            return keep_heard(
                facts, found, sealed=sealed, kind=kind, key=key, now=now, ask=ask, place=place
            )

    return until_not_overtaken(act)


def _heard_before(contact_id: int, key: str, organisation: int) -> Heard | None:
    with as_organisation(organisation):
        same = _HEARD.one(contact_id, key, organisation)
    if same is None:
        return None
    return Heard(message_id=same.pk, reading=same.reading, is_new=False)


_HEARD: Final = Prepared(
    lambda contact, key, organisation: Message.objects.filter(
        contact_id=contact, key=key, organisation_id=organisation
    )
)
