"""What is real goes on whatever anybody practises, and nothing real is ever part of an exercise."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection

from stillhere.actions import exercise
from stillhere.actions.beside import watch_beside
from stillhere.actions.cover import ask_on_call
from stillhere.actions.first_shift import stop
from stillhere.actions.joining import join_watch
from stillhere.actions.late import late_alarms
from stillhere.actions.leaving import held_by
from stillhere.actions.people import take_out
from stillhere.actions.people_seen import in_hand
from stillhere.actions.ringing import people_to_ring
from stillhere.actions.roster import come_on, lose_console
from stillhere.actions.seats import people_with, who_rests
from stillhere.actions.watch import pass_time
from stillhere.care.refused import DoesNotFit
from stillhere.outreach.line import find_line as line_of_card
from stillhere.public.front import find_line
from stillhere.records.models import (
    Contact,
    Duty,
    Entry,
    Line,
    Operator,
    Organisation,
    Watch,
    WatchClock,
)
from stillhere.records.organisations import as_organisation
from stillhere.web.second_factor import only_practises
from tests.actions.practising import in_alarm, is_on_call, practises, watch_in
from tests.somebody import acting, an_operator

pytestmark = pytest.mark.both
HOUR = timedelta(hours=1)


def state_of(watch: int, who: Operator) -> str:
    with as_organisation(who.organisation_id):
        return WatchClock.objects.get(pk=watch).state


def test_an_exercise_never_becomes_part_of_somebody_real(
    ana: Operator, contact: Contact, watch: int, noon: datetime
) -> None:
    invented = practises(ana, noon)

    with pytest.raises(DoesNotFit):
        join_watch(
            invented, organisation=ana.organisation_id, watch_id=watch, by=acting(ana), now=noon
        )


def test_nobody_real_becomes_part_of_an_exercise(
    ana: Operator, contact: Contact, noon: datetime
) -> None:
    invented = watch_in(practises(ana, noon), ana, noon)
    with as_organisation(ana.organisation_id, writing=True):
        Contact.objects.filter(pk=contact.pk).update(practice=True)

    with pytest.raises(DoesNotFit):
        join_watch(
            contact.pk,
            organisation=ana.organisation_id,
            watch_id=invented,
            by=acting(ana),
            now=noon,
        )


def test_what_is_put_away_is_never_the_watch_of_somebody_real(
    ana: Operator, watch: int, noon: datetime
) -> None:
    """Also where, by whatever mistake, one of the two points at the other."""
    ours = ana.organisation_id
    invented = practises(ana, noon)
    with as_organisation(ours, writing=True):
        Contact.objects.filter(pk=invented).update(watch_id=watch)
    stop(organisation=ours, by=acting(ana), now=noon + HOUR)

    assert state_of(watch, ana) != "closed"


def test_a_watch_by_which_somebody_real_is_reached_is_not_put_away(
    ana: Operator, contact: Contact, noon: datetime
) -> None:
    ours = ana.organisation_id
    invented = watch_in(practises(ana, noon), ana, noon)
    with as_organisation(ours, writing=True):
        Contact.objects.filter(pk=contact.pk).update(watch_id=invented)
    stop(organisation=ours, by=acting(ana), now=noon + HOUR)

    assert state_of(invented, ana) != "closed"


@pytest.fixture
def on_shift(ana: Operator, noon: datetime) -> Operator:
    come_on(ana.pk, organisation=ana.organisation_id, key="a", sound_heard=True, now=noon)
    return ana


@pytest.mark.engine
@pytest.mark.usefixtures("on_shift")
def test_an_exercise_that_cannot_be_put_away_keeps_nobody_from_being_offered(
    ana: Operator, watch: int, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        """As the records fail: the transaction would be lost with it."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")

    monkeypatch.setattr(exercise, "put_away", broken)

    with suppress(DatabaseError):  # then everything is as before, and Ana has them still
        lose_console(ana.pk, organisation=ana.organisation_id, now=noon + HOUR)

    with as_organisation(ana.organisation_id):
        assert WatchClock.objects.get(pk=watch).holder_id is None


def test_who_is_on_call_is_rung_whatever_they_practise(
    ana: Operator, contact: Contact, noon: datetime
) -> None:
    is_on_call(ana, noon)
    in_alarm(ana, noon)
    ours = ana.organisation_id

    with as_organisation(ours, writing=True):
        (seen,) = [each for each in people_to_ring(ours) if each.id == ana.pk]
        assert (seen.on_the_phone, seen.at_console) == (False, False)
        assert [each.id for each in ask_on_call(ours, now=noon)] == [ana.pk]
        assert Duty.objects.filter(kind="ring_person", operator=ana).exists()
        assert ana.pk not in who_rests(ours)


def test_an_exercise_holds_nobody_back(ana: Operator, noon: datetime) -> None:
    in_alarm(ana, noon)
    ours = ana.organisation_id

    with as_organisation(ours):
        assert not people_with(ours)
        assert held_by(ana.pk, ours) == 0
    assert in_hand(ana.pk, organisation=ours) == []


def test_who_is_taken_out_leaves_no_exercise_behind(
    ana: Operator, organisation: Organisation, noon: datetime
) -> None:
    administrator = an_operator(organisation, "ada", role="administrator")
    watch = in_alarm(ana, noon)
    take_out(ana.pk, organisation=organisation.pk, by=administrator.pk, now=noon + HOUR)

    assert state_of(watch, ana) == "closed"


def test_help_sent_in_an_exercise_offers_nobody_real_to_others(
    ana: Operator, ben: Operator, watch: int, noon: datetime
) -> None:
    come_on(ben.pk, organisation=ben.organisation_id, key="b", sound_heard=True, now=noon)
    in_alarm(ana, noon)

    with as_organisation(ana.organisation_id):
        assert WatchClock.objects.get(pk=watch).facts.get("offered_to") is None


def test_somebody_beside_who_is_invented_is_invented(ana: Operator, noon: datetime) -> None:
    ours = ana.organisation_id
    second = watch_beside(
        practises(ana, noon),
        organisation=ours,
        by=acting(ana),
        called="",
        key="second",
        now=noon,
    )
    stop(organisation=ours, by=acting(ana), now=noon + HOUR)

    with as_organisation(ours):
        row = Contact.objects.get(pk=second)
        assert (row.facts["learner"], row.ended_at) == (ana.pk, noon + HOUR)
        assert not Watch.objects.filter(closed_at__isnull=True).exists()


def test_nobody_looks_into_the_late_alarm_of_an_exercise(
    ana: Operator, sam: Operator, noon: datetime
) -> None:
    watch = watch_in(practises(ana, noon), ana, noon)
    pass_time(ana.organisation_id, [watch], now=noon + HOUR)

    with as_organisation(ana.organisation_id):
        assert Entry.objects.filter(what="TimePassed", facts__late_ms__gt=60_000).exists()
    assert late_alarms(organisation=ana.organisation_id, by=acting(sam)) == []


def test_a_line_that_is_only_for_exercises_is_nobodys_to_find(
    ana: Operator, noon: datetime
) -> None:
    practises(ana, noon)
    ours = ana.organisation_id

    with as_organisation(ours):
        line = Line.objects.get()
        assert Entry.objects.filter(what="LineOpened", operator_id=ana.pk).exists()
    assert find_line(line.slug) is None
    assert line_of_card(line.slug) is None
    assert len(line.slug) > 32
    assert not only_practises(ours)
