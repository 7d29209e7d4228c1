"""Coming on, beating, leaving; and nobody is lost with a console."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.contact import end_contact
from stillhere.actions.leaving import leave
from stillhere.actions.roster import beat, come_on, lose_console, take_break
from stillhere.actions.watch import happen, load
from stillhere.care.contact_state import EndReason
from stillhere.care.refused import NotOnShift
from stillhere.care.roster import ConsoleElsewhere, NoConsole, Presence, SoundNotHeard, StillHolding
from stillhere.care.watch_events import HandOverOffered, Taken
from stillhere.care.watch_state import Watch
from stillhere.records.models import Console, Contact, Line, Operator
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import as_seen, begins, entries, later, on, takes
from tests.somebody import acting, an_operator

pytestmark = pytest.mark.both


def beats(operator: Operator, now: datetime, *, key: str = "tab") -> Presence:
    return beat(operator.pk, organisation=operator.organisation_id, key=key, now=now).state


def loses(operator: Operator, now: datetime) -> bool:
    return lose_console(operator.pk, organisation=operator.organisation_id, now=now)


def leaves(operator: Operator, now: datetime) -> bool:
    organisation = operator.organisation_id
    return leave(operator.pk, organisation=organisation, now=now, anyway=True).was_last


def console(operator: Operator) -> Console:
    with as_organisation(operator.organisation_id):
        return Console.objects.get(operator=operator)


def watched(watch: int, contact: Contact) -> Watch:
    with as_organisation(contact.organisation_id):
        return load(watch).watch


def test_on_shift_means_the_alarm_was_heard(ana: Operator, noon: datetime) -> None:
    """RO2."""
    with pytest.raises(SoundNotHeard):
        come_on(ana.pk, organisation=ana.organisation_id, key="tab", sound_heard=False, now=noon)


def test_a_console_without_a_key_is_none(ana: Operator, noon: datetime) -> None:
    """RO2. Its beats would count for nobody, and whoever it has would be offered to others."""
    with pytest.raises(NoConsole):
        come_on(ana.pk, organisation=ana.organisation_id, key="", sound_heard=True, now=noon)


@pytest.mark.parametrize("role", ["coordinator", "evaluator", "administrator"])
def test_who_does_not_answer_people_is_never_on_shift(
    role: str, line: Line, noon: datetime
) -> None:
    """RO2."""
    with pytest.raises(NotOnShift):
        on(an_operator(line.organisation, "kim", role), noon)


def test_a_beat_keeps_a_console_for_fifteen_seconds(ana: Operator, noon: datetime) -> None:
    """WA11."""
    on(ana, noon)

    assert beats(ana, later(noon, 5)) is Presence.ON
    assert console(ana).due_at == later(noon, 20)


def test_one_console_for_each_operator(ana: Operator, noon: datetime) -> None:
    on(ana, noon, key="kitchen")
    on(ana, later(noon, 1), key="desk")

    with pytest.raises(ConsoleElsewhere):
        beats(ana, later(noon, 2), key="kitchen")
    assert beats(ana, later(noon, 2), key="desk") is Presence.ON


def test_a_console_that_went_silent_never_comes_back_by_itself(
    ana: Operator, noon: datetime
) -> None:
    """WA11."""
    on(ana, noon)
    lost = loses(ana, later(noon, 15))

    assert lost
    assert beats(ana, later(noon, 16)) is Presence.AWAY
    assert console(ana).due_at is None


def test_a_console_that_beat_in_time_is_not_lost(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    on(ana, noon)
    beats(ana, later(noon, 14))

    assert not loses(ana, later(noon, 15))
    assert watched(watch, contact).holder == ana.pk


@pytest.mark.engine
def test_every_watch_of_a_lost_console_is_offered_to_all(
    watch: int, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """WA11, I5."""
    on(ana, noon)
    loses(ana, later(noon, 15))
    after = watched(watch, contact)

    assert after.holder is None
    assert after.due_at == later(noon, 30)
    assert not loses(ana, later(noon, 16))


def test_an_offer_to_a_lost_console_is_taken_back(
    watch: int, contact: Contact, ana: Operator, ben: Operator, noon: datetime
) -> None:
    """WA11."""
    on(ben, noon)
    happen(
        watch,
        HandOverOffered(by=acting(ana), to=ben.pk),
        organisation=contact.organisation_id,
        now=noon,
    )
    loses(ben, later(noon, 15))
    after = watched(watch, contact)

    assert (after.holder, after.offered_to) == (ana.pk, None)


@pytest.mark.engine
def test_who_was_taken_is_offered_again_first(
    line: Line, ana: Operator, ben: Operator, noon: datetime
) -> None:
    """WA11, CO2."""
    on(ana, noon)
    contact = begins(line, noon)
    takes(ana, contact, noon)
    on(ben, later(noon, 10))
    loses(ana, later(noon, 15))
    after = as_seen(contact, line)

    assert (after.offered_to, after.coming_back) == ((ben.pk,), True)


def test_what_rang_at_a_lost_console_rings_elsewhere(
    line: Line, ana: Operator, ben: Operator, noon: datetime
) -> None:
    """CO1."""
    on(ana, noon)
    contact = begins(line, noon)
    on(ben, later(noon, 10))
    loses(ana, later(noon, 15))

    assert as_seen(contact, line).offered_to == (ben.pk,)


def test_on_a_break_nobody_new_rings(line: Line, ana: Operator, noon: datetime) -> None:
    on(ana, noon)
    contact = begins(line, noon)
    take_break(ana.pk, organisation=ana.organisation_id, now=later(noon, 1))

    assert as_seen(contact, line).offered_to == ()
    assert beats(ana, later(noon, 2)) is Presence.BREAK


def test_who_is_away_takes_no_break(ana: Operator, noon: datetime) -> None:
    with pytest.raises(NotOnShift):
        take_break(ana.pk, organisation=ana.organisation_id, now=noon)


def test_nobody_leaves_somebody_behind(
    line: Line, ana: Operator, ben: Operator, noon: datetime
) -> None:
    """WA11."""
    on(ana, noon)
    contact = begins(line, noon)
    takes(ana, contact, noon)

    with pytest.raises(StillHolding):
        leaves(ana, noon)
    end_contact(
        contact,
        organisation=ana.organisation_id,
        by=acting(ana),
        reason=EndReason.ENDED,
        now=noon,
    )
    leaves(ana, noon)
    assert console(ana).state == Presence.AWAY


def test_an_open_watch_keeps_its_holder(
    watch: int, contact: Contact, ana: Operator, ben: Operator, noon: datetime
) -> None:
    """WA11."""
    on(ana, noon)
    organisation = contact.organisation_id

    with pytest.raises(StillHolding):
        leaves(ana, noon)
    happen(watch, HandOverOffered(by=acting(ana), to=ben.pk), organisation=organisation, now=noon)
    happen(watch, Taken(by=acting(ben)), organisation=organisation, now=noon)
    leaves(ana, noon)


def test_the_last_to_leave_is_told_so(ana: Operator, ben: Operator, noon: datetime) -> None:
    """WA13."""
    on(ana, noon)
    on(ben, noon)

    assert [leaves(ana, later(noon, 1)), leaves(ben, later(noon, 2))] == [False, True]


def test_every_coming_and_going_is_in_the_ledger_and_no_beat_is(
    line: Line, ana: Operator, noon: datetime
) -> None:
    """I9."""
    on(ana, noon)
    for seconds in range(5, 60, 5):
        beats(ana, later(noon, seconds))
    leaves(ana, noon + timedelta(minutes=1))

    assert [entry.what for entry in entries(line)] == ["CameOn", "WentOff"]
