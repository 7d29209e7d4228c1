"""A console that fell silent and a contact nobody moved on are noticed without anybody."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.contact import open_contact
from stillhere.actions.roster import beat, come_on
from stillhere.actions.trouble import What, troubles
from stillhere.care.channel import Channel
from stillhere.engine import presence
from stillhere.engine.presence import Presence
from stillhere.records.models import Line, Operator, Organisation, WatchClock
from stillhere.records.narrow import DueConsole, DueContact
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from tests.engine.conftest import Begin
from tests.somebody import a_line

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.engine]
SECOND = timedelta(seconds=1)


@pytest.fixture
def at_the_console(ana: Operator, noon: datetime) -> Operator:
    come_on(ana.pk, organisation=ana.organisation_id, key="tab", sound_heard=True, now=noon)
    return ana


@pytest.fixture
def line(organisation: Organisation) -> Line:
    return a_line(organisation)


def test_a_console_that_beats_stays(at_the_console: Operator, noon: datetime) -> None:
    ana = at_the_console
    for seconds in (5, 10, 15, 20):
        now = noon + seconds * SECOND
        beat(ana.pk, organisation=ana.organisation_id, key="tab", now=now)
        Presence().tick(now)

    assert DueConsole.objects.count() == 1


def test_a_silent_console_is_given_up_and_its_watch_offered_to_others(
    at_the_console: Operator, begin: Begin, noon: datetime
) -> None:
    watch = begin(noon)
    presence_part = Presence()
    early = presence_part.tick(noon + 14 * SECOND)
    presence_part.tick(noon + 15 * SECOND)
    with as_organisation(at_the_console.organisation_id):
        holder = WatchClock.objects.get(pk=watch).holder_id

    assert early == 0
    assert DueConsole.objects.count() == 0
    assert holder is None


def test_time_passes_for_a_contact_nobody_took(
    at_the_console: Operator, line: Line, noon: datetime
) -> None:
    open_contact(
        organisation=line.organisation_id,
        line_id=line.pk,
        channel=Channel.CHAT,
        address="a ticket",
        language="en",
        key="once",
        now=noon,
        practice=False,
    )
    before = DueContact.objects.get().version
    Presence().tick(noon + 14 * SECOND)

    assert DueContact.objects.get().version > before


def test_a_console_that_cannot_be_given_up_is_told_and_holds_up_nobody(
    at_the_console: Operator, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(presence, "lose_console", fail)
    Presence().tick(noon + 15 * SECOND)

    assert troubles() == {What.CONSOLE_STUCK: {"ids": [at_the_console.pk]}}


def test_the_part_sleeps_until_the_next_console_is_due(
    at_the_console: Operator, noon: datetime
) -> None:
    with clock.hand_over(noon + 14.5 * SECOND):
        assert Presence().turn() == 0.5
