"""On the board of whoever sent help, and of the supervisor who talks with them."""

import pytest

from stillhere.records.models import Debrief
from stillhere.records.organisations import as_organisation
from tests.console.desk import Desk, text_of
from tests.console.test_escalation import alarm, coming

__all__ = ["alarm", "coming"]
TIRED = {"hard": "4", "energy": "2", "wants_to_talk": "yes"}


@pytest.fixture
def debrief(ana: Desk, coming: int) -> int:
    with as_organisation(ana.operator.organisation_id):
        return Debrief.objects.get(watch_id=coming).pk


def test_who_sent_help_reads_that_nobody_new_rings_and_says_how_they_are(
    ana: Desk, debrief: int
) -> None:
    """AF3."""
    before = text_of(ana.see("/console/"))

    ana.press(f"/console/debriefs/{debrief}/answer", **TIRED)
    after = text_of(ana.see("/console/"))

    assert "Nobody new rings you." in before
    assert "this console rings" not in before
    assert "How hard was it?" in before
    assert "How hard was it?" not in after
    assert "I am ready: ring me again" in after


def test_they_come_back_when_they_say_so(ana: Desk, debrief: int) -> None:
    """AF3."""
    ana.press(f"/console/debriefs/{debrief}/answer", **TIRED)

    ana.press("/console/shift/ring-me-again")

    assert "You sent help" not in ana.see("/console/")


def test_an_answer_off_the_scale_says_what_it_may_be(ana: Desk, debrief: int) -> None:
    words = text_of(ana.press(f"/console/debriefs/{debrief}/answer", hard="9", energy="1"))

    assert ana.status == 409
    assert "between 1 and 5" in words


def test_a_supervisor_reads_how_they_are_and_talks_with_them(
    ana: Desk, sam: Desk, debrief: int
) -> None:
    """AF3."""
    not_yet = text_of(sam.see("/console/"))
    ana.press(f"/console/debriefs/{debrief}/answer", **TIRED)
    page = text_of(sam.see("/console/"))

    sam.press(f"/console/debriefs/{debrief}/talked")

    assert "They have not said yet how they are." in not_yet
    assert "How hard it was: 4 of 5. Energy left: 2 of 5. They want to talk." in page
    assert "Ana sent help" not in sam.see("/console/")


def test_they_are_told_how_it_ended(ana: Desk, ben: Desk, coming: int, debrief: int) -> None:
    """AF3."""
    ben.press(
        f"/console/watches/{coming}/outcome",
        findings=["breathing", "transported"],
        verified_with="responders",
    )
    page = text_of(ana.see("/console/"))

    ana.press(f"/console/debriefs/{debrief}/read")

    assert "How it ended: They were breathing · They were taken to hospital" in page
    assert "How it ended:" not in ana.see("/console/")


def test_a_colleague_sees_nothing_of_it(ana: Desk, ben: Desk, debrief: int) -> None:
    ben.press(f"/console/debriefs/{debrief}/answer", **TIRED)

    assert ben.status == 409
    assert "sent help" not in text_of(ben.see("/console/")).lower().replace("help was sent", "")


@pytest.mark.parametrize("act", ["answer", "read", "talked"])
def test_another_organisations_does_not_exist(stranger: Desk, debrief: int, act: str) -> None:
    stranger.press(f"/console/debriefs/{debrief}/{act}", **TIRED)

    assert stranger.status == 404
