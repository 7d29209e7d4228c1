"""A watch in the database: one event, one transaction, one entry; a loser reads again."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from stillhere.actions import watch as acting_on
from stillhere.actions.aftercare import close_watch
from stillhere.actions.watch import NoSuchWatch, Overtaken, begin_watch, happen, load, pass_time
from stillhere.care.pace import Route
from stillhere.care.refused import AlreadyHeld
from stillhere.care.watch_events import (
    CheckedIn,
    CloseReason,
    Evidence,
    Heard,
    SomethingWrong,
    Taken,
)
from stillhere.care.watch_state import State
from stillhere.records.models import Contact, Entry, Operator, WatchClock
from stillhere.records.organisations import as_organisation
from tests.somebody import acting

pytestmark = pytest.mark.both

TWO_MINUTES = timedelta(minutes=2)


def found(watch: int, organisation: int) -> acting_on.Loaded:
    with as_organisation(organisation):
        return load(watch)


def entries(organisation: int, what: str) -> list[Entry]:
    with as_organisation(organisation):
        return list(Entry.objects.filter(what=what))


def test_a_watch_begins_with_whatever_is_known(
    watch: int, contact: Contact, noon: datetime
) -> None:
    """WA1."""
    loaded = found(watch, contact.organisation_id)

    assert loaded.watch.due_at == noon + TWO_MINUTES
    assert loaded.watch.state is State.LISTENING
    assert len(entries(contact.organisation_id, "WatchBegan")) == 1


@pytest.mark.parametrize("alarm", ["silent", "left", "help"])
@pytest.mark.parametrize("held", [True, False])
def test_what_rang_before_they_were_watched_rings_on(
    contact: Contact, ana: Operator, noon: datetime, alarm: str, *, held: bool
) -> None:
    """I3, WA1."""
    organisation = contact.organisation_id
    with as_organisation(organisation, writing=True):
        Contact.objects.filter(pk=contact.pk).update(facts={**contact.facts, "alarm": alarm})

    watch = begin_watch(
        contact.pk,
        organisation=organisation,
        by=acting(ana) if held else None,
        route=None,
        with_sedative=False,
        now=noon,
    )

    assert found(watch, organisation).watch.state is State.ALARM


def test_beginning_twice_gives_the_same_watch(watch: int, contact: Contact, noon: datetime) -> None:
    again = begin_watch(
        contact.pk,
        organisation=contact.organisation_id,
        by=None,
        route=None,
        with_sedative=False,
        now=noon,
    )

    assert again == watch


def test_what_is_kept_is_what_was_decided(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    organisation = contact.organisation_id

    decision = happen(
        watch,
        Heard(by=acting(ana), evidence=Evidence.SPOKEN),
        organisation=organisation,
        now=noon + timedelta(seconds=30),
        by=ana.pk,
    )

    assert found(watch, organisation).watch == decision.watch
    assert [entry.operator_id for entry in entries(organisation, "Heard")] == [ana.pk]


def test_the_same_event_twice_has_one_effect(watch: int, contact: Contact, noon: datetime) -> None:
    """I7."""
    organisation = contact.organisation_id
    at = noon + timedelta(seconds=30)
    tap = CheckedIn(ask=1)

    first = happen(watch, tap, organisation=organisation, now=at, key="tap-1")
    later = at + timedelta(minutes=1)
    again = happen(watch, tap, organisation=organisation, now=later, key="tap-1")

    assert again.watch == first.watch
    assert len(entries(organisation, "CheckedIn")) == 1


def test_whoever_saves_second_is_overtaken(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    organisation = contact.organisation_id
    stale = found(watch, organisation)
    happen(watch, SomethingWrong(by=acting(ana)), organisation=organisation, now=noon)

    with as_organisation(organisation, writing=True), pytest.raises(Overtaken):
        acting_on._save(stale, stale.watch, noon)


def test_a_lost_race_is_read_and_decided_again(
    watch: int, contact: Contact, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves: list[Any] = []
    really_save = acting_on._save

    def lose_the_first(*args: Any) -> None:
        saves.append(args)
        if len(saves) == 1:
            raise Overtaken
        really_save(*args)

    monkeypatch.setattr(acting_on, "_save", lose_the_first)
    happen(watch, CheckedIn(ask=1), organisation=contact.organisation_id, now=noon)

    assert len(saves) == 2
    assert len(entries(contact.organisation_id, "CheckedIn")) == 1


def test_a_refusal_changes_nothing(
    watch: int, contact: Contact, ben: Operator, noon: datetime
) -> None:
    organisation = contact.organisation_id
    before = found(watch, organisation)

    with pytest.raises(AlreadyHeld):
        happen(watch, Taken(by=acting(ben)), organisation=organisation, now=noon)

    assert found(watch, organisation) == before
    assert entries(organisation, "Taken") == []


def test_a_watch_of_nobody_is_not_found(contact: Contact, noon: datetime) -> None:
    with pytest.raises(NoSuchWatch):
        happen(4_000, CheckedIn(ask=1), organisation=contact.organisation_id, now=noon)


def test_time_passes_for_everyone_who_is_due(watch: int, contact: Contact, noon: datetime) -> None:
    organisation = contact.organisation_id

    passed = pass_time(organisation, [watch], now=noon + TWO_MINUTES)

    assert passed.heard == 1
    assert found(watch, organisation).watch.state is State.ASKING
    assert entries(organisation, "TimePassed")[0].facts["late_ms"] == 0


def test_time_does_not_pass_before_it_is_due(watch: int, contact: Contact, noon: datetime) -> None:
    passed = pass_time(contact.organisation_id, [watch], now=noon + timedelta(seconds=119))

    assert passed.heard == 0


def test_one_unreadable_watch_holds_up_nobody(watch: int, contact: Contact, noon: datetime) -> None:
    organisation = contact.organisation_id
    with as_organisation(organisation, writing=True):
        WatchClock.objects.filter(pk=watch).update(clocks={"no such clock": noon.isoformat()})

    passed = pass_time(organisation, [watch], now=noon + TWO_MINUTES)

    assert passed.stuck == (watch,)


def test_an_open_watch_without_a_due_time_cannot_be_kept(watch: int, contact: Contact) -> None:
    """I1."""
    clock = WatchClock.objects.filter(pk=watch)

    with pytest.raises(IntegrityError), as_organisation(contact.organisation_id, writing=True):
        clock.update(due_at=None)


def test_who_uses_again_after_a_closed_watch_has_another(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    organisation = contact.organisation_id
    close_watch(
        watch, organisation=organisation, by=acting(ana), reason=CloseReason.ENDED_WELL, now=noon
    )

    again = begin_watch(
        contact.pk,
        organisation=organisation,
        by=acting(ana),
        route=Route.SMOKED,
        with_sedative=False,
        now=noon + timedelta(hours=1),
    )

    assert again != watch
    assert found(again, organisation).watch.due_at == noon + timedelta(hours=1, minutes=2)
