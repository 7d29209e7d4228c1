"""What a contact's row keeps of codes, and a code's own row: found, kept, renewed, gone."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from stillhere.actions import ledger
from stillhere.actions.access import must
from stillhere.actions.code_ending import CODE
from stillhere.actions.contact_row import Loaded, happen_in_transaction
from stillhere.actions.watch import Overtaken
from stillhere.care.access import may_open_plan
from stillhere.care.contact_events import Heard
from stillhere.care.recall import Recall
from stillhere.care.watch_state import Actor
from stillhere.records.models import Code, CodeWithout, Contact
from stillhere.records.wake import wake


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """One contact and what it has to do with codes. Only for who has the person in hand."""

    loaded: Loaded
    recall: Recall

    @property
    def row(self) -> Contact:
        return self.loaded.row

    def keep(self, recall: Recall) -> None:
        """Inside the writing transaction. Raises `Overtaken`."""
        if recall == self.recall:
            return
        unchanged = Contact.objects.filter(pk=self.row.pk, version=self.loaded.version)
        facts = {**self.row.facts, CODE: recall.as_values()}
        if unchanged.update(facts=facts, version=self.loaded.version + 1) != 1:
            raise Overtaken(self.row.pk)


def here(contact_id: int, by: Actor) -> Here:
    """Inside `as_organisation`. Raises `NotYours`, `NoSuchContact`."""
    loaded = must(may_open_plan, contact_id, by)
    return Here(loaded=loaded, recall=recall_of(loaded.row))


def recall_of(row: Contact) -> Recall:
    """A code that has ended meanwhile is none."""
    kept = Recall.from_values(row.facts.get(CODE, {}))
    if kept.code is None or Code.objects.filter(pk=kept.code).exists():
        return kept
    return kept.forgotten()


def found_exactly(row: Contact, digests: Collection[bytes]) -> list[int]:
    return list(_theirs(row).filter(digest__in=digests).values_list("pk", flat=True))


def found_nearly(
    row: Contact, digests: Collection[bytes], *, questions: Collection[int]
) -> list[int]:
    """One of the elements differs; the one that is most alike cannot be told from the others.

    `questions`: made from these. One left open in another version would be another question's.
    """
    asked = _theirs(row).filter(questions__in=questions)
    near = CodeWithout.objects.filter(code__in=asked, digest__in=digests)
    return sorted(set(near.values_list("code", flat=True)))


def found_by_words(row: Contact, heard: Iterable[tuple[str, int]]) -> list[int]:
    found: set[int] = set()
    for language, bits in heard:
        named = _theirs(row).filter(bits=bits, language=language)
        found |= set(named.values_list("pk", flat=True))
    return sorted(found)


def own_word_of(record_key: int) -> str:
    """For whom an own word is agreed: one code, so that two same words look like two."""
    return f"code {record_key}"


def code_of(recall: Recall) -> Code | None:
    return None if recall.code is None else Code.objects.filter(pk=recall.code).first()


def _theirs(row: Contact) -> QuerySet[Code]:
    """Practice and people never meet."""
    return Code.objects.filter(organisation_id=row.organisation_id, practice=row.practice)


def they_spoke(known: Here, *, by: Actor, now: datetime) -> None:
    """As any other answer before a watch (WA1); an alarm is not written away with one."""
    contact = known.loaded.contact
    if not contact.watched and not contact.is_safety_event and contact.is_open:
        happen_in_transaction(known.row.pk, Heard(by=by), now=now, by=by.id)


def settle(
    known: Here, after: Recall, what: str, *, by: Actor, now: datetime, **facts: str
) -> Recall:
    """One entry in the ledger, without saying whose code it was: that must be able to end."""
    known.keep(after)
    row = known.row
    ledger.write(
        what,
        organisation=row.organisation_id,
        now=now,
        contact=row.pk,
        watch=row.watch_id,
        operator=by.id,
        **facts,
    )
    transaction.on_commit(wake)
    return after
