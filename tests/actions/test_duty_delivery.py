"""What came of a duty is written down once, and a way lost is told to the watch."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.claiming import LEASE
from stillhere.actions.delivery import again, arrived, not_arrived, picked_up, pressed, refused
from stillhere.actions.delivery import sent as went_out
from stillhere.actions.duty import owe
from stillhere.actions.watch import happen, load
from stillhere.care.channel import Channel
from stillhere.care.duties import Kind, Lane
from stillhere.care.watch_events import TimePassed
from stillhere.records.models import (
    Contact,
    Duty,
    Entry,
    Message,
    Operator,
    Organisation,
    WatchClock,
)
from stillhere.records.organisations import as_organisation
from tests.actions.owing import SECOND, duty, owe_ring, take

QUIET = timedelta(minutes=2)


def test_whoever_outlived_the_lease_changes_nothing(
    ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    owe_ring(ana, "one", noon)
    (slow,) = take(organisation, noon)
    (quick,) = take(organisation, noon + LEASE)
    went_out(quick, now=noon + LEASE)
    again(slow, now=noon + 2 * LEASE, how="NotNow")

    assert duty(organisation, "one").state == "sent"


@pytest.mark.both
def test_a_failed_ring_comes_back_sooner_than_anyone_could_wait(
    ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    owe_ring(ana, "one", noon)
    now, waits = noon, []
    for _ in range(7):
        (taken,) = take(organisation, now)
        again(taken, now=now, how="NotNow")
        waits.append((duty(organisation, "one").not_before - now).total_seconds())
        now = duty(organisation, "one").not_before

    assert waits == [1, 2, 4, 8, 15, 15, 15]


def test_care_gives_up_when_it_would_be_too_late(
    ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    owe_ring(ana, "one", noon, lane=Lane.CARE)
    (taken,) = take(organisation, noon, Lane.CARE)
    again(taken, now=noon + timedelta(minutes=59, seconds=58), how="NotNow")

    assert duty(organisation, "one").state == "failed"


def test_a_ring_that_is_overtaken_by_a_newer_one_is_not_tried_again(
    watch: int, ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    with as_organisation(organisation.pk, writing=True):
        for key in ("older", "newer"):
            owe(
                Kind.RING_CALLER,
                organisation=organisation.pk,
                key=key,
                now=noon,
                lane=Lane.LIFE,
                watch=watch,
            )
        Duty.objects.filter(key="older").update(state="owed")
    older = next(each for each in take(organisation, noon) if each.key == "older")
    again(older, now=noon + SECOND, how="NotNow")

    assert duty(organisation, "older").state == "replaced"


def test_a_refused_text_is_a_way_lost(
    watch: int, organisation: Organisation, noon: datetime
) -> None:
    happen(watch, TimePassed(), organisation=organisation.pk, now=noon + QUIET)
    (ask,) = take(organisation, noon + QUIET)
    refused(ask, now=noon + QUIET, how="Blocked")

    with as_organisation(organisation.pk):
        assert load(watch).watch.lost == {Channel.CHAT}
        assert Message.objects.get(kind="ask").state == "failed"


@pytest.mark.both
def test_a_report_counts_once_and_may_overtake_our_own_record(
    watch: int, organisation: Organisation, noon: datetime
) -> None:
    happen(watch, TimePassed(), organisation=organisation.pk, now=noon + QUIET)
    (ask,) = take(organisation, noon + QUIET)
    arrived(ask.key, organisation=organisation.pk, now=noon + QUIET)
    not_arrived(ask.key, organisation=organisation.pk, now=noon + QUIET)
    went_out(ask, now=noon + QUIET)

    assert duty(organisation, ask.key).state == "delivered"
    with as_organisation(organisation.pk):
        assert load(watch).watch.lost == frozenset()


def test_a_text_reported_lost_is_a_way_lost(
    watch: int, organisation: Organisation, noon: datetime
) -> None:
    happen(watch, TimePassed(), organisation=organisation.pk, now=noon + QUIET)
    (ask,) = take(organisation, noon + QUIET)
    went_out(ask, now=noon + QUIET)
    for _ in range(3):
        not_arrived(ask.key, organisation=organisation.pk, now=noon + QUIET)

    with as_organisation(organisation.pk):
        assert load(watch).watch.lost == {Channel.CHAT}
        assert Entry.objects.filter(what="ChannelLost").count() == 1


def test_a_text_for_a_closed_watch_may_fail_in_peace(
    watch: int, organisation: Organisation, noon: datetime
) -> None:
    happen(watch, TimePassed(), organisation=organisation.pk, now=noon + QUIET)
    (ask,) = take(organisation, noon + QUIET)
    with as_organisation(organisation.pk, writing=True):
        WatchClock.objects.update(state="closed", clocks={}, due_at=None)
    refused(ask, now=noon + QUIET, how="Blocked")

    assert duty(organisation, ask.key).state == "failed"


def test_ringing_is_not_answering(
    ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    owe_ring(ana, "one", noon)
    (taken,) = take(organisation, noon)
    went_out(taken, now=noon)
    assert duty(organisation, "one").state == "sent"

    picked_up("one", organisation=organisation.pk, now=noon + 5 * SECOND)
    assert duty(organisation, "one").state == "delivered"


@pytest.mark.parametrize(
    ("digits", "proof"), [("", "picked_up"), ("2", "picked_up"), ("1", "person"), ("11", "person")]
)
def test_only_key_one_proves_that_a_person_heard(
    ana: Operator, organisation: Organisation, noon: datetime, digits: str, proof: str
) -> None:
    """CO5: a voicemail picks up as well, and presses nothing."""
    owe_ring(ana, "one", noon)
    went_out(*take(organisation, noon), now=noon)
    picked_up("one", organisation=organisation.pk, now=noon + SECOND)

    proved = [pressed("one", d, organisation=organisation.pk, now=noon + SECOND) for d in digits]

    assert duty(organisation, "one").reference == proof
    with as_organisation(organisation.pk):
        assert Entry.objects.filter(what="DutyHeard").count() == sum(proved) == (proof == "person")


def test_a_key_counts_although_the_pick_up_is_reported_later(
    ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    """CO5."""
    owe_ring(ana, "one", noon)
    went_out(*take(organisation, noon), now=noon)

    assert pressed("one", "1", organisation=organisation.pk, now=noon + SECOND)
    picked_up("one", organisation=organisation.pk, now=noon + 2 * SECOND)

    assert duty(organisation, "one").reference == "person"


def test_a_caller_who_presses_a_key_has_not_answered(
    watch: int, organisation: Organisation, noon: datetime
) -> None:
    """CO5, WA6: whoever has their phone may press; an answer is what a person hears."""
    with as_organisation(organisation.pk, writing=True):
        owe(
            Kind.RING_CALLER,
            organisation=organisation.pk,
            key="back",
            now=noon,
            lane=Lane.LIFE,
            contact=load(watch).row.contact_id,
            watch=watch,
        )

    assert not pressed("back", "1", organisation=organisation.pk, now=noon)


def test_the_ledger_names_what_was_done_and_nobody(
    ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    owe_ring(ana, "one", noon)
    (taken,) = take(organisation, noon)
    went_out(taken, now=noon + SECOND, reference="SM123")

    with as_organisation(organisation.pk):
        entry = Entry.objects.get(what="DutySent")
    assert entry.facts == {"kind": Kind.RING_PERSON, "late_ms": 1000}


@pytest.mark.parametrize(("how", "lost"), [("NoSuchNumber", True), ("unanswered", False)])
def test_a_number_that_cannot_ring_is_a_way_lost_and_an_unanswered_one_is_not(
    watch: int, organisation: Organisation, noon: datetime, how: str, *, lost: bool
) -> None:
    with as_organisation(organisation.pk, writing=True):
        owe(
            Kind.RING_CALLER,
            organisation=organisation.pk,
            key="ring",
            now=noon,
            lane=Lane.LIFE,
            contact=load(watch).row.contact_id,
            watch=watch,
        )
    (ring,) = take(organisation, noon)
    refused(ring, now=noon, how=how)

    with as_organisation(organisation.pk):
        assert (Channel.VOICE in load(watch).watch.lost) is lost


def test_whoever_has_them_sees_that_words_did_not_arrive(
    contact: Contact, organisation: Organisation, noon: datetime
) -> None:
    with as_organisation(organisation.pk, writing=True):
        owe(
            Kind.TEXT_CALLER,
            organisation=organisation.pk,
            key="say:1",
            now=noon,
            lane=Lane.CARE,
            contact=contact.pk,
        )
    (words,) = take(organisation, noon, Lane.CARE)
    refused(words, now=noon, how="NoSuchNumber")

    with as_organisation(organisation.pk):
        assert Contact.objects.get(pk=contact.pk).version > contact.version
