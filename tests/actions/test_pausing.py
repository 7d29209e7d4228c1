"""A line is paused for who is new: nobody on it notices, everybody else is told, and is seen."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from stillhere.actions.claimed import Claimed
from stillhere.actions.contact import load, take_contact, time_passes
from stillhere.actions.delivery import again as fails_for_now
from stillhere.actions.delivery import not_arrived, refused
from stillhere.actions.delivery import sent as went_out
from stillhere.actions.first_shift import begin_lesson
from stillhere.actions.lines_seen import lines_seen
from stillhere.actions.other_line import NoLineOfThatName, keep_other_line
from stillhere.actions.pausing import open_line_again, other_line_open, pause_line, pause_of
from stillhere.actions.second_line import keep_second_line
from stillhere.actions.thread import thread
from stillhere.actions.watch import happen
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Contact as CareContact
from stillhere.care.contact_state import Need
from stillhere.care.duties import Lane
from stillhere.care.first_shift import Lesson
from stillhere.care.pausing import WhyPaused
from stillhere.care.refused import AlreadyDone, NotYours
from stillhere.care.watch_events import HelpAsked
from stillhere.records.models import Duty, Entry, Line, Operator
from stillhere.records.organisations import as_organisation
from tests.actions.owing import take
from tests.actions.reaching import OTHER_NUMBER, begins, duties, entries, on, texts
from tests.somebody import a_line, acting, an_operator

HOUR = timedelta(hours=1)
SOON = timedelta(seconds=5)


@pytest.fixture
def lee(line: Line) -> Operator:
    return an_operator(line.organisation, "lee", role="administrator")


@pytest.fixture
def paused(line: Line, lee: Operator, ana: Operator, noon: datetime) -> Line:
    """While Ana is on shift, so that whoever is met rings at her console."""
    on(ana, noon)
    pauses(line, lee, noon)
    return line


def is_undelivered(text: Claimed, now: datetime) -> None:
    went_out(text, now=now)
    not_arrived(text.key, organisation=text.organisation, now=now)


def is_refused(text: Claimed, now: datetime) -> None:
    refused(text, now=now, how="Blocked")


def has_nowhere_to_go(text: Claimed, now: datetime) -> None:
    refused(text, now=now, how="nowhere")


def fails_until_too_late(text: Claimed, now: datetime) -> None:
    fails_for_now(text, now=now + HOUR, how="down")


def pauses(line: Line, by: Operator, now: datetime, why: WhyPaused = WhyPaused.REPAIR) -> None:
    pause_line(line.slug, why, organisation=by.organisation_id, by=by.pk, now=now)


def opens(line: Line, by: Operator, now: datetime) -> None:
    open_line_again(line.slug, organisation=by.organisation_id, by=by.pk, now=now)


def again(line: Line) -> Line:
    with as_organisation(line.organisation_id):
        return Line.objects.get(pk=line.pk)


def contact_of(contact: int, line: Line) -> CareContact:
    with as_organisation(line.organisation_id):
        return load(contact).contact


def told(contact: int, line: Line) -> list[str]:
    return [each.reading for each in thread(contact, organisation=line.organisation_id)]


def test_who_is_new_is_told_where_else_and_stands_where_people_look(
    paused: Line, noon: datetime
) -> None:
    """CO16."""
    keep_other_line(paused.slug, "+14165550166", organisation=paused.organisation_id, now=noon)
    contact = begins(paused, noon, words="hello?")
    for minutes in range(1, 60):
        now = noon + timedelta(minutes=minutes)
        time_passes(contact, organisation=paused.organisation_id, now=now)

    seen = contact_of(contact, paused)
    assert (seen.held_back, seen.is_waiting, seen.alarm) == (True, True, None)
    *_, notice = thread(contact, organisation=paused.organisation_id)
    assert notice.reading == "paused"
    assert "+14165550166" in notice.words
    assert "911" in notice.words
    with as_organisation(paused.organisation_id):
        assert [each.kind for each in Duty.objects.all()] == ["text_caller"]
    assert [each.held_back for each in lines_seen(organisation=paused.organisation_id)] == [1]


@pytest.mark.both
def test_nobody_is_sent_to_a_line_of_ours_that_is_paused_as_well(
    paused: Line, lee: Operator, noon: datetime
) -> None:
    """CO16: neither by what they are told first, nor while they wait; open again, it is named."""
    other = a_line(paused.organisation, slug="second")
    with as_organisation(paused.organisation_id, writing=True):
        Line.objects.filter(pk=other.pk).update(number="+14165550166")
    keep_other_line(paused.slug, "+14165550166", organisation=paused.organisation_id, now=noon)
    pauses(other, lee, noon)
    contact = begins(paused, noon)
    *_, told_so = thread(contact, organisation=paused.organisation_id)
    texts(paused, "please", noon, key="two")
    time_passes(contact, organisation=paused.organisation_id, now=noon + HOUR)

    assert "+14165550166" not in told_so.words
    assert "911" in told_so.words
    assert "other_line" not in told(contact, paused)
    opens(other, lee, noon)
    assert other_line_open(again(paused)) == "+14165550166"


@pytest.mark.both
def test_who_writes_again_is_met_like_anybody(paused: Line, ana: Operator, noon: datetime) -> None:
    """CO16: the second word is enough, whatever it says."""
    (contact,) = texts(paused, "hello?", noon, key="one")
    assert texts(paused, "please", noon + SOON, key="two") == (contact,)
    time_passes(contact, organisation=paused.organisation_id, now=noon + 2.8 * SOON)

    seen = contact_of(contact, paused)
    assert (seen.held_back, seen.offered_to) == (False, (ana.pk,))


@pytest.mark.both
@pytest.mark.parametrize(
    "fails", [is_undelivered, is_refused, has_nowhere_to_go, fails_until_too_late]
)
def test_who_could_not_be_told_is_met_like_anybody(
    paused: Line, ana: Operator, noon: datetime, fails: Callable[[Claimed, datetime], None]
) -> None:
    """CO16: they know of no other way, and of no second word."""
    (contact,) = texts(paused, "hello?", noon, key="one")
    (text,) = take(paused.organisation, noon, Lane.CARE)
    fails(text, noon)
    on(ana, noon + HOUR)
    time_passes(contact, organisation=paused.organisation_id, now=noon + HOUR + 2 * SOON)

    seen = contact_of(contact, paused)
    assert (seen.held_back, seen.offered_to) == (False, (ana.pk,))
    assert len(entries(paused, what="ContactNotTold")) == 1


def test_a_text_that_nobody_took_in_hand_in_time_has_told_nobody(
    paused: Line, noon: datetime
) -> None:
    """CO16: and then their waiting becomes an alarm like anybody's."""
    (contact,) = texts(paused, "hello?", noon, key="one")
    assert take(paused.organisation, noon + HOUR, Lane.CARE) == []
    time_passes(contact, organisation=paused.organisation_id, now=noon + 2 * HOUR)

    assert contact_of(contact, paused).alarm == "unanswered"


def test_who_was_told_is_held_back_whatever_else_does_not_arrive(
    paused: Line, noon: datetime
) -> None:
    """CO16: and what becomes known after their second word changes nothing any more."""
    (contact,) = texts(paused, "hello?", noon, key="one")
    (told_so,) = take(paused.organisation, noon, Lane.CARE)
    texts(paused, "please", noon + SOON, key="two")
    before = contact_of(contact, paused)
    is_undelivered(told_so, noon + 2 * SOON)

    assert contact_of(contact, paused) == before
    assert [each.state for each in duties(paused, kind="text_caller")] == ["failed"]


@pytest.mark.parametrize("words", ["help", "aide", "!"])
def test_a_first_word_that_cries_for_help_rings_at_once(
    paused: Line, noon: datetime, words: str
) -> None:
    """CO16, WA5."""
    (contact,) = texts(paused, words, noon, key="one")

    seen = contact_of(contact, paused)
    assert (seen.held_back, seen.alarm) == (False, "help")
    assert "paused" not in told(contact, paused)


def test_who_said_so_on_the_page_is_met_at_once(
    paused: Line, ana: Operator, noon: datetime
) -> None:
    """CO16."""
    contact = begins(paused, noon, channel=Channel.CHAT, address="a ticket", need=Need.SOMEONE_DOWN)

    assert contact_of(contact, paused).offered_to == (ana.pk,)


def test_whoever_is_on_it_notices_nothing(
    line: Line, lee: Operator, ana: Operator, watch: int, noon: datetime
) -> None:
    """CO16: a watch goes on, and who comes back to one is met as ever."""
    pauses(line, lee, noon)
    happen(watch, HelpAsked(), organisation=line.organisation_id, now=noon)
    back = begins(line, noon, key="back", channel=Channel.CHAT, address="+14165550123")

    assert not contact_of(back, line).held_back


def test_a_person_takes_whoever_was_told(paused: Line, ana: Operator, noon: datetime) -> None:
    """CO16."""
    contact = begins(paused, noon)
    take_contact(contact, organisation=paused.organisation_id, by=acting(ana), now=noon)

    seen = contact_of(contact, paused)
    assert (seen.held_back, seen.operator) == (False, ana.pk)


def test_opened_again_it_takes_whoever_comes(
    paused: Line, lee: Operator, ana: Operator, noon: datetime
) -> None:
    """CO16: and whoever was told before stands there still."""
    before = begins(paused, noon, key="before")
    opens(paused, lee, noon + SOON)
    after = begins(paused, noon + SOON, key="after", address=OTHER_NUMBER)

    assert contact_of(before, paused).is_waiting
    assert contact_of(after, paused).offered_to == (ana.pk,)


def test_the_second_company_of_a_paused_line_is_a_line_of_its_own(
    paused: Line, ana: Operator, noon: datetime
) -> None:
    """CO16: who comes by its number is met, and a second word counts by whichever it comes."""
    second = a_line(paused.organisation, slug="second")
    organisation = paused.organisation_id
    keep_second_line(paused.slug, second.slug, organisation=organisation, now=noon)
    (by_second,) = texts(second, "hello?", noon, key="one", address=OTHER_NUMBER)
    (by_first,) = texts(paused, "hello?", noon, key="two")
    assert contact_of(by_second, paused).offered_to == (ana.pk,)
    assert contact_of(by_first, paused).held_back

    assert texts(second, "please", noon + SOON, key="three") == (by_first,)
    assert not contact_of(by_first, paused).held_back


@pytest.mark.both
def test_by_whom_and_why_is_in_the_ledger_and_twice_is_once(
    line: Line, lee: Operator, sam: Operator, noon: datetime
) -> None:
    """CO16."""
    pauses(line, sam, noon, WhyPaused.FLOOD)
    with pytest.raises(AlreadyDone):
        pauses(line, lee, noon)
    opens(line, lee, noon + HOUR)
    with pytest.raises(AlreadyDone):
        opens(line, sam, noon + HOUR)

    with as_organisation(line.organisation_id):
        entries = Entry.objects.filter(what__startswith="Line").order_by("pk")
        said = [(each.what, each.operator_id, each.facts.get("reason")) for each in entries]
    assert said == [("LinePaused", sam.pk, "flood"), ("LineOpenedAgain", lee.pk, None)]


def test_nobody_else_pauses_a_line_and_nobody_elses(
    line: Line, ana: Operator, lee: Operator, noon: datetime
) -> None:
    """CO16."""
    with pytest.raises(NotYours):
        pauses(line, ana, noon)
    with pytest.raises(NoLineOfThatName):
        pauses(Line(slug="strange"), lee, noon)

    assert pause_of(again(line)) is None


def test_what_cannot_be_read_pauses_nothing(line: Line) -> None:
    """Danger: a line that nobody can open again would send people away."""
    for kept in ({"why": "odd", "at": "x", "by": 1}, {"why": "flood"}, "yes"):
        assert pause_of(Line(settings={"paused": kept})) is None


def test_nobody_practises_with_a_paused_line(paused: Line, ben: Operator, noon: datetime) -> None:
    with as_organisation(paused.organisation_id, writing=True):
        Line.objects.update(practice=True)
    contact = begin_lesson(
        Lesson.CALM,
        organisation=paused.organisation_id,
        by=acting(ben),
        language="en",
        key="a tab",
        now=noon,
    )

    assert "paused" not in told(contact, paused)
