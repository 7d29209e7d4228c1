"""The ledger's chain: complete, in order, and broken by any change of what it covers."""

from datetime import datetime

import pytest
from django.db import IntegrityError

from stillhere.actions import ledger, scribe
from stillhere.records.models import EntryLink, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.signing_in import as_organisation_named
from tests.databases import RealDatabase

pytestmark = [pytest.mark.both, pytest.mark.engine]


def write_down(organisation: Organisation, *, now: datetime, times: int = 3) -> None:
    with as_organisation(organisation.pk, writing=True):
        for step in range(times):
            ledger.write("TimePassed", organisation=organisation.pk, now=now, watch=7, step=step)


def link_all(organisation: Organisation) -> int:
    return sum(iter(lambda: scribe.link(organisation.pk), 0))


def chain_of(organisation: Organisation) -> list[EntryLink]:
    with as_organisation(organisation.pk):
        return list(EntryLink.objects.select_related("entry").order_by("seq"))


def test_every_entry_is_linked_once(
    real_database: RealDatabase, organisation: Organisation, noon: datetime
) -> None:
    write_down(organisation, now=noon, times=scribe.BATCH + 5)

    assert link_all(organisation) == scribe.BATCH + 5
    assert link_all(organisation) == 0
    assert scribe.verify(organisation.pk).links == scribe.BATCH + 5


def test_a_chain_grows_from_where_it_ended(
    real_database: RealDatabase, organisation: Organisation, noon: datetime
) -> None:
    write_down(organisation, now=noon)
    link_all(organisation)
    before = scribe.verify(organisation.pk)
    write_down(organisation, now=noon)
    link_all(organisation)
    after = scribe.verify(organisation.pk)

    assert (before.links, after.links) == (3, 6)
    assert before.holds
    assert after.holds
    assert before.head != after.head


def test_each_organisation_has_a_chain_of_its_own(
    real_database: RealDatabase, organisation: Organisation, noon: datetime
) -> None:
    with real_database.connected_as("web"), as_organisation_named("south"):
        other = Organisation.objects.create(slug="south", name="South Line", created_at=noon)
    write_down(organisation, now=noon)
    write_down(other, now=noon)
    link_all(organisation)
    link_all(other)

    assert scribe.verify(organisation.pk).links == scribe.verify(other.pk).links == 3


@pytest.mark.parametrize("column", ["facts", "what", "at", "operator_id"])
def test_a_changed_entry_is_found(
    real_database: RealDatabase, column: str, organisation: Organisation, noon: datetime
) -> None:
    write_down(organisation, now=noon)
    link_all(organisation)
    changed = {"facts": {}, "what": "Heard", "at": noon.replace(hour=13), "operator_id": 9}
    links = chain_of(organisation)
    setattr(links[1].entry, column, changed[column])

    assert scribe._walk(links).broken_at == 2


def test_a_removed_link_is_found(
    real_database: RealDatabase, organisation: Organisation, noon: datetime
) -> None:
    write_down(organisation, now=noon)
    link_all(organisation)
    first, _, third = chain_of(organisation)

    assert scribe._walk([first, third]).broken_at == 2


def test_a_second_scribe_changes_nothing(
    real_database: RealDatabase,
    organisation: Organisation,
    noon: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_down(organisation, now=noon)
    link_all(organisation)
    chain = [
        EntryLink(
            organisation=organisation,
            seq=link.seq,
            entry=link.entry,
            previous=link.previous,
            hash=link.hash,
        )
        for link in chain_of(organisation)
    ]
    monkeypatch.setattr(scribe, "_chain", lambda *_: chain)

    with pytest.raises(IntegrityError):
        scribe.link(organisation.pk)


def test_what_is_not_linked_yet_tells_its_age(
    real_database: RealDatabase, organisation: Organisation, noon: datetime
) -> None:
    write_down(organisation, now=noon)
    waiting = scribe.oldest_unlinked(organisation.pk)
    link_all(organisation)

    assert waiting == noon
    assert scribe.oldest_unlinked(organisation.pk) is None
