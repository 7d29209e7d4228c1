"""What came in and could not be read stands on every board until somebody has rung back."""

import pytest

from stillhere.actions.leaving import leave
from stillhere.actions.set_aside import TRIES, Came, stumbled
from stillhere.records.models import Line, SetAside
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from tests.console.desk import Desk, text_of
from tests.somebody import CALLER_NUMBER

WORDS = "where are you?"
NEEDS_YOU = "It may be somebody who needs you."
TAKE = "I ring them back: show me the number"
TITLE = "Came in and could not be read"


@pytest.fixture
def unread(line: Line, ana: Desk) -> int:
    at = clock.now()
    came = Came(line=line.pk, kind="text", key="SM1", number=CALLER_NUMBER, at=at, words=WORDS)
    for _ in range(TRIES):
        stumbled(came, organisation=line.organisation_id, wrong=LookupError(), now=at)
    with as_organisation(line.organisation_id):
        return SetAside.objects.get().pk


def test_who_rings_back_sees_the_number_and_says_when_it_is_done(
    ana: Desk, ben: Desk, unread: int
) -> None:
    before = text_of(ana.see("/console/"))
    ana.press(f"/console/set-aside/{unread}/ring-back")
    mine, theirs = text_of(ana.see("/console/")), text_of(ben.see("/console/"))
    ana.press(f"/console/set-aside/{unread}/settled")

    assert TITLE in before
    assert "by Front line" in before
    assert CALLER_NUMBER not in before + theirs
    assert CALLER_NUMBER in mine
    assert WORDS not in before + theirs
    assert WORDS in mine
    assert "Ana rings them back" in theirs
    assert TITLE not in ana.see("/console/")


def test_when_who_took_it_has_gone_a_colleague_may(ana: Desk, ben: Desk, unread: int) -> None:
    ana.press(f"/console/set-aside/{unread}/ring-back")
    here = text_of(ben.see("/console/"))
    leave(ana.operator.pk, organisation=ana.operator.organisation_id, now=clock.now())
    gone = text_of(ben.see("/console/"))
    ben.press(f"/console/set-aside/{unread}/ring-back")

    assert TAKE not in here
    assert "Ana was going to ring them back and is not on shift any more." in gone
    assert TAKE in gone
    assert CALLER_NUMBER in text_of(ben.see("/console/"))


def test_a_report_is_not_shown_as_somebody_who_needs_us(line: Line, ana: Desk) -> None:
    at = clock.now()
    came = Came(line=line.pk, kind="report", key="SM1:sent", number=CALLER_NUMBER, at=at)
    for _ in range(TRIES):
        stumbled(came, organisation=line.organisation_id, wrong=LookupError(), now=at)
    page = text_of(ana.see("/console/"))

    assert "A report on a text of ours could not be read." in page
    assert NEEDS_YOU not in page
    assert TAKE not in page


def test_of_a_report_no_word_speaks_of_ringing_back(line: Line, ana: Desk, ben: Desk) -> None:
    at = clock.now()
    came = Came(line=line.pk, kind="report", key="SM1:sent", number=CALLER_NUMBER, at=at)
    for _ in range(TRIES):
        stumbled(came, organisation=line.organisation_id, wrong=LookupError(), now=at)
    with as_organisation(line.organisation_id):
        unread = SetAside.objects.get().pk
    before = text_of(ana.see("/console/"))
    ana.press(f"/console/set-aside/{unread}/ring-back")
    mine, theirs = text_of(ana.see("/console/")), text_of(ben.see("/console/"))
    leave(ana.operator.pk, organisation=ana.operator.organisation_id, now=clock.now())
    gone = text_of(ben.see("/console/"))

    assert "I look into it: show me the number" in before
    assert CALLER_NUMBER in mine
    assert "Done: I have looked into it" in mine
    assert "Ana looks into it." in theirs
    assert "Ana was looking into it and is not on shift any more." in gone
    assert "ring them back" not in (before + mine + theirs + gone).lower()


def test_a_text_is(ana: Desk, unread: int) -> None:
    page = text_of(ana.see("/console/"))

    assert NEEDS_YOU in page
    assert "A report on a text of ours" not in page


def test_two_who_press_at_once_do_not_both_ring(ana: Desk, ben: Desk, unread: int) -> None:
    ana.press(f"/console/set-aside/{unread}/ring-back")
    said = ben.press(f"/console/set-aside/{unread}/ring-back")

    assert ben.status == 409
    assert "Somebody has done this already." in said


def test_of_another_organisation_it_does_not_exist(stranger: Desk, unread: int) -> None:
    stranger.press(f"/console/set-aside/{unread}/ring-back")
    ring_back = stranger.status
    stranger.press(f"/console/set-aside/{unread}/settled")

    assert (ring_back, stranger.status) == (404, 404)
    assert TITLE not in stranger.see("/console/")
