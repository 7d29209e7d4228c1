"""One message from where several are watched: whose answer it is, or that nobody can know (IN6)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db.models import Q

from stillhere.actions.contact_row import load as load_contact
from stillhere.actions.place_sent import Kept
from stillhere.actions.reading import Heard, Known, keep_heard, known
from stillhere.actions.telling_apart import BESIDE
from stillhere.actions.watch import load, until_not_overtaken
from stillhere.care.beside import read_for_all, whose_answer
from stillhere.care.contact import ContactIsOver
from stillhere.care.messages import Read
from stillhere.care.watch_state import Watch
from stillhere.records.models import Contact, Message
from stillhere.records.organisations import as_organisation


def people_by(contact_id: int) -> tuple[int, ...]:
    """Inside `as_organisation`: whose open contacts one call or one chat carries, in order."""
    row = load_contact(contact_id).row
    first = row.facts.get(BESIDE, row.pk)
    theirs = Contact.objects.filter(
        Q(pk=first) | Q(facts__beside=first),
        organisation_id=row.organisation_id,
        channel=row.channel,
        ended_at__isnull=True,
    )
    return tuple(theirs.order_by("pk").values_list("pk", flat=True))


def for_whom(facts: Sequence[Known], read: Mapping[int, Read]) -> tuple[dict[int, Read], bool]:
    """Inside the writing transaction: what the message is to each it goes to, and whether shared.

    Shared it clears nobody. An answer that names one of them goes to that one alone.
    """
    if len(read) < 2:
        return dict(read), False
    everybody = read_for_all(read)
    whose = whose_answer(everybody, _open_watches(facts))
    if whose is None:
        return everybody, True
    return {whose: everybody[whose]}, False


def _open_watches(facts: Sequence[Known]) -> dict[int, Watch]:
    found = {}
    for each in facts:
        loaded = load_contact(each.contact_id)
        if loaded.contact.watched and loaded.row.watch_id is not None:
            found[each.contact_id] = load(loaded.row.watch_id).watch
    return found


def still_here(people: Sequence[int]) -> list[Known]:
    """Somebody let go a moment ago must not lose what was said for the others.

    Raises `ContactIsOver` where nobody is left.
    """
    facts = []
    for each in people:
        try:
            facts.append(known(each))
        except ContactIsOver:
            continue
    if not facts:
        raise ContactIsOver
    return facts


def receive_from_all(
    people: Sequence[int],
    heard: Callable[[Known], tuple[Read, Kept]],
    *,
    organisation: int,
    kind: str,
    key: str,
    now: datetime,
) -> Heard:
    """From a chat that several have: to whom it is for, in one transaction, once for each `key`.

    Raises `ContactIsOver`, `NoSuchContact`.
    """

    def act() -> Heard:
        with as_organisation(organisation):
            before = Message.objects.filter(contact_id__in=people, key=key).first()
            if before is not None:
                return Heard(message_id=before.pk, reading=before.reading, is_new=False)
            facts = still_here(people)
        found = {each.contact_id: heard(each) for each in facts}
        with as_organisation(organisation, writing=True):
            read, shared = for_whom(facts, {who: each[0] for who, each in found.items()})
            kept = [
                keep_heard(
                    each,
                    read[each.contact_id],
                    sealed=found[each.contact_id][1],
                    kind=kind,
                    key=key,
                    now=now,
                    shared=shared,
                )
                for each in facts
                if each.contact_id in read
            ]
        return kept[0]

    return until_not_overtaken(act)
