"""A watch without a person: offered honestly, begun by a yes, and held by a yes."""

from datetime import datetime

import pytest

from stillhere.actions.asks import machine_words
from stillhere.actions.claiming import claim
from stillhere.actions.parcel import parcel
from stillhere.actions.watch import happen, load, pass_time
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Need
from stillhere.care.duties import Kind, Lane
from stillhere.care.plan import Words
from stillhere.care.watch_events import Taken
from stillhere.care.watch_state import State, Watch
from stillhere.records.models import Contact, Line, Operator, Organisation, PlanVersion
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import Sealer
from tests.actions.covering import has_a_phone, rings, says_yes
from tests.actions.reaching import (
    as_seen,
    begins,
    duties,
    entries,
    later,
    messages,
    on,
    row,
    texts,
    time_goes,
)
from tests.somebody import a_line, acting, an_operator

pytestmark = pytest.mark.both
TRUTH = "No person is with you. If you go quiet, a machine rings a person; it cannot call 911."


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return a_line(organisation, provider="simulated")


@pytest.fixture
def kim(organisation: Organisation, noon: datetime) -> Operator:
    return has_a_phone(an_operator(organisation, "kim"), noon)


@pytest.fixture
def waiting(line: Line, kim: Operator, noon: datetime) -> int:
    """They texted at noon; nobody is on shift; they were told so, and Kim's phone rang."""
    contact = begins(line, noon, need=Need.ABOUT_TO_USE)
    time_goes(contact, line, later(noon, 20))
    return contact


@pytest.fixture
def offered(waiting: int, kim: Operator, noon: datetime) -> int:
    """Kim pressed 1 half a minute after noon."""
    rings(kim, later(noon, 20))
    says_yes(kim, later(noon, 30))
    return waiting


@pytest.fixture
def alone(offered: int, line: Line, noon: datetime) -> int:
    """They said yes ten seconds later."""
    texts(line, "Yes, 12 Blue Lot, back door", later(noon, 40), key="yes")
    found = row(offered, line).watch_id
    assert found is not None
    return found


def said_to_them(line: Line) -> list[str]:
    kept = messages(line, inbound=False)
    return [machine_words(each.kind, each.reading, "en") for each in kept]


def now_is(watch: int, line: Line) -> Watch:
    with as_organisation(line.organisation_id):
        return load(watch).watch


def time_passes(watch: int, line: Line, now: datetime) -> Watch:
    pass_time(line.organisation_id, [watch], now=now)
    return now_is(watch, line)


def test_it_is_offered_once_somebody_on_call_has_said_yes(
    waiting: int, kim: Operator, line: Line, noon: datetime
) -> None:
    """WA12."""
    rings(kim, later(noon, 20))
    assert not as_seen(waiting, line).unattended_offered

    says_yes(kim, later(noon, 30))

    assert as_seen(waiting, line).unattended_offered
    assert said_to_them(line)[-1].startswith(TRUTH)


def test_without_a_yes_nothing_is_offered_and_the_truth_is_said(
    waiting: int, kim: Operator, line: Line, noon: datetime
) -> None:
    """WA12, CO4."""
    for seconds in range(28, 300, 8):
        time_goes(waiting, line, later(noon, seconds))

    told = said_to_them(line)
    assert not any(TRUTH in each for each in told)
    assert "Nobody is on shift just now." in told[1]
    assert "call 911" in told[2]
    assert len(duties(line, operator=kim)) > 3


def test_the_offer_is_taken_back_when_the_yes_runs_out(
    offered: int, line: Line, noon: datetime
) -> None:
    """WA12."""
    time_goes(offered, line, later(noon, 330))

    assert not as_seen(offered, line).unattended_offered
    assert "not possible any more" in said_to_them(line)[-1]


def test_a_yes_of_long_ago_holds_nobody(offered: int, line: Line, noon: datetime) -> None:
    """WA12: whoever answers in time finds out that it is too late, and waits on."""
    texts(line, "yes", later(noon, 331), key="yes")

    assert row(offered, line).watch_id is None
    assert as_seen(offered, line).is_waiting
    assert "not possible any more" in said_to_them(line)[-1]


def test_their_yes_begins_it_in_the_hands_of_who_is_at_home(
    alone: int, kim: Operator, line: Line, noon: datetime
) -> None:
    """WA12, I1."""
    watch = now_is(alone, line)

    assert (watch.holder, watch.unattended) == (kim.pk, True)
    assert watch.yes_until == later(noon, 330)
    assert watch.terms.place_given
    assert "who has what you sent of where you are" in said_to_them(line)[-1]


def test_their_place_is_kept_sealed(alone: int, line: Line, offered: int) -> None:
    """I8."""
    with as_organisation(line.organisation_id):
        plan = PlanVersion.objects.get(contact_id=offered)
        contact = Contact.objects.get(pk=offered)
        sealer = Sealer(line.organisation_id, contact.record_key)
    assert plan.sealed_words is not None
    assert b"Blue" not in bytes(plan.sealed_words)
    place = f"{contact.record_key}@{plan.made_at:%Y%m%dT%H%M%S.%f}"
    opened = sealer.unseal("plan", "words", place, bytes(plan.sealed_words))
    assert Words(place="12 Blue Lot, back door").place in opened


def test_without_a_place_they_are_told_that_we_can_only_ring(
    offered: int, line: Line, noon: datetime
) -> None:
    """WA12."""
    texts(line, "OUI", later(noon, 40), key="yes")

    watch = now_is(row(offered, line).watch_id or 0, line)
    assert not watch.terms.place_given
    assert watch.terms.may_ring
    assert "who can only ring you" in said_to_them(line)[-1]


def test_a_yes_before_it_was_said_is_only_a_word(waiting: int, line: Line, noon: datetime) -> None:
    """WA12: the sentence comes first."""
    texts(line, "yes 12 Blue Lot", later(noon, 25), key="yes")

    assert row(waiting, line).watch_id is None


def test_a_no_is_taken_for_a_no(offered: int, kim: Operator, line: Line, noon: datetime) -> None:
    texts(line, "No.", later(noon, 40), key="no")
    time_goes(offered, line, later(noon, 60))

    assert row(offered, line).watch_id is None
    assert not as_seen(offered, line).unattended_offered
    assert as_seen(offered, line).is_waiting


@pytest.mark.parametrize("need", [Need.SOMEONE_DOWN, Need.IN_DANGER, Need.TALK])
def test_some_need_a_person_and_no_machine(
    need: Need, kim: Operator, line: Line, noon: datetime
) -> None:
    """WA12, SU4."""
    contact = begins(line, noon, need=need)
    time_goes(contact, line, later(noon, 20))
    rings(kim, later(noon, 20))
    says_yes(kim, later(noon, 30))

    assert not as_seen(contact, line).unattended_offered


def test_with_somebody_on_shift_no_machine_is_offered(
    waiting: int, ana: Operator, kim: Operator, line: Line, noon: datetime
) -> None:
    rings(kim, later(noon, 20))
    on(ana, later(noon, 25))
    says_yes(kim, later(noon, 30))

    assert not as_seen(waiting, line).unattended_offered


def test_a_call_is_offered_none(kim: Operator, line: Line, noon: datetime) -> None:
    """There is no machine yet that asks on a call and hears an answer."""
    contact = begins(line, noon, channel=Channel.VOICE)
    time_goes(contact, line, later(noon, 20))
    rings(kim, later(noon, 20))
    says_yes(kim, later(noon, 30))

    assert not as_seen(contact, line).unattended_offered


def test_one_person_at_home_is_rung_for_three_and_no_more(
    kim: Operator, line: Line, noon: datetime
) -> None:
    """WA13."""
    numbers = [f"+1416555018{k}" for k in range(4)]
    for number in numbers:
        contact = begins(line, noon, address=number, key=number)
        time_goes(contact, line, later(noon, 20))
    rings(kim, later(noon, 20))
    says_yes(kim, later(noon, 30))
    for number in numbers:
        texts(line, "yes", later(noon, 40), key=f"yes {number}", address=number)

    with as_organisation(line.organisation_id):
        held = Contact.objects.filter(watch__clock__holder=kim, watch__isnull=False).count()
    assert held == 3


def test_a_miss_rings_who_holds_it_at_home(
    alone: int, kim: Operator, line: Line, noon: datetime
) -> None:
    """WA12."""
    time_passes(alone, line, later(noon, 160))
    time_passes(alone, line, later(noon, 190))

    ready = claim(Lane.LIFE, organisation=line.organisation_id, now=later(noon, 190))
    rung = [each for each in ready if each.kind is Kind.RING_PERSON]
    assert [each.operator for each in rung] == [kim.pk]
    assert "does not answer" in parcel(rung[0]).words


def test_the_ladder_is_the_same_as_ever_and_a_key_quiets_nothing(
    alone: int, kim: Operator, line: Line, noon: datetime
) -> None:
    """WA12, WA6, I3."""
    for seconds in (160, 190):
        time_passes(alone, line, later(noon, seconds))
    rings(kim, later(noon, 190))
    says_yes(kim, later(noon, 200))
    after = time_passes(alone, line, later(noon, 220))

    assert after.state is State.ALARM
    assert after.holder == kim.pk
    assert rings(kim, later(noon, 220)) == 1
    for seconds in (280, 340, 400):
        time_passes(alone, line, later(noon, seconds))
        assert rings(kim, later(noon, seconds)) == 1


def test_the_holder_is_asked_again_before_their_yes_runs_out(
    alone: int, kim: Operator, line: Line, noon: datetime
) -> None:
    """WA12, WA11."""
    texts(line, "1", later(noon, 150), key="whatever")  # words: no answer to any question
    time_passes(alone, line, later(noon, 210))
    rung = rings(kim, later(noon, 210))
    says_yes(kim, later(noon, 215))

    assert rung == 1
    assert now_is(alone, line).yes_until == later(noon, 515)


def test_a_yes_that_runs_out_leaves_a_watch_that_rings_everyone(
    alone: int, kim: Operator, ben: Operator, line: Line, noon: datetime
) -> None:
    """WA12, WA11, I1."""
    has_a_phone(ben, noon, number="+14165550142")
    for seconds in (210, 270, 330):
        time_passes(alone, line, later(noon, seconds))

    after = now_is(alone, line)
    assert (after.holder, after.unheld_alarm) == (None, True)
    assert rings(ben, later(noon, 330)) == 1


def test_whoever_says_yes_next_holds_it(
    alone: int, kim: Operator, ben: Operator, line: Line, noon: datetime
) -> None:
    """WA12."""
    has_a_phone(ben, noon, number="+14165550142")
    for seconds in (210, 270, 330):
        time_passes(alone, line, later(noon, seconds))
    rings(ben, later(noon, 330))
    says_yes(ben, later(noon, 340))

    after = now_is(alone, line)
    assert (after.holder, after.unheld_alarm, after.unattended) == (ben.pk, False, True)


def test_anybody_at_a_console_takes_it_at_any_time(
    alone: int, ana: Operator, line: Line, noon: datetime
) -> None:
    """WA12."""
    on(ana, later(noon, 60))
    taken = Taken(by=acting(ana))
    happen(alone, taken, organisation=line.organisation_id, now=later(noon, 61))

    after = now_is(alone, line)
    assert (after.holder, after.unattended, after.yes_until) == (ana.pk, False, None)
    with as_organisation(line.organisation_id):
        assert Contact.objects.get(watch_id=alone).operator_id == ana.pk


def test_it_is_in_the_ledger_and_no_place_is(
    alone: int, kim: Operator, line: Line, offered: int
) -> None:
    """I9."""
    (agreed,) = entries(line, what="ContactUnattendedAgreed")
    (began,) = entries(line, what="WatchBegan")
    assert agreed.contact_id == offered
    assert (began.facts["unattended"], began.operator_id) == (True, kim.pk)


def test_the_same_yes_twice_begins_one_watch(offered: int, line: Line, noon: datetime) -> None:
    """I7."""
    for _ in range(2):
        texts(line, "yes", later(noon, 40), key="yes")
    texts(line, "yes", later(noon, 41), key="again")

    with as_organisation(line.organisation_id):
        assert len({*Contact.objects.values_list("watch_id", flat=True)} - {None}) == 1


def test_no_machine_has_a_way_to_call_911(alone: int, line: Line, noon: datetime) -> None:
    """WA12, ES2: whatever falls due, it goes to the caller or to a colleague."""
    assert set(Kind) == {
        Kind.TEXT_CALLER,
        Kind.RING_CALLER,
        Kind.RING_PERSON,
        Kind.TEXT_PERSON,
        Kind.SEEK_RECEIPT,  # asks a line of ours what became of a text, and reaches nobody
        Kind.TRIAL_TEXT,  # to a number an administrator types, never to one that is none
    }
    for minutes in range(1, 20):
        now = later(noon, minutes * 60)
        time_passes(alone, line, now)
        for each in claim(Lane.LIFE, organisation=line.organisation_id, now=now):
            assert parcel(each).to in ("+14165550123", "+14165550141")
