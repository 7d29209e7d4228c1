"""No shared language, or a wheel in their hands: nothing waits for it, and nothing ends by it."""

from typing import Final

import pytest

from stillhere.care.arriving import OnlyIfTheyChoose, starts_clock
from stillhere.care.contact_events import (
    DrivingSaid,
    Ended,
    HandedOn,
    Interprets,
    NoSharedLanguage,
)
from stillhere.care.contact_state import Contact, EndReason, Interpreter, Need
from stillhere.care.refused import DoesNotFit, NotYours
from tests.care.contacting import ANA, taken, then, waits
from tests.care.watching import BEN

NOT_SHARED: Final = NoSharedLanguage(by=ANA)
THEIR_SISTER: Final = Interprets(by=ANA, who=Interpreter.SOMEONE_OF_THEIRS)


def foreign(*, need: Need = Need.UNKNOWN) -> Contact:
    return then(taken(need=need), 10, NOT_SHARED)


def test_an_interpreter_is_wanted_and_the_clock_starts_at_once() -> None:
    """CO13: nobody can be asked whether they used, so they may have."""
    assert foreign().interpreter is Interpreter.WANTED
    assert starts_clock(foreign())
    assert not starts_clock(taken())


def test_who_came_to_talk_is_not_watched_for_their_language() -> None:
    """CO13, SU4."""
    assert not starts_clock(foreign(need=Need.TALK))


def test_the_third_leg_joins_and_the_clock_that_ran_is_left_alone() -> None:
    """CO13."""
    before = foreign()
    joined = then(before, 60, Interprets(by=ANA, who=Interpreter.JOINED))

    assert joined.interpreter is Interpreter.JOINED
    assert joined.clocks == before.clocks
    assert then(joined, 70, NOT_SHARED).interpreter is Interpreter.JOINED


def test_somebody_of_theirs_interprets_only_if_the_caller_chooses_them() -> None:
    """CO13: whoever stands beside them may be whom they fear."""
    with pytest.raises(OnlyIfTheyChoose):
        then(foreign(), 20, THEIR_SISTER)
    chosen = Interprets(by=ANA, who=Interpreter.SOMEONE_OF_THEIRS, they_chose=True)
    assert then(foreign(), 20, chosen).interpreter is Interpreter.SOMEONE_OF_THEIRS


def test_nobody_interprets_where_both_understand() -> None:
    """CO13."""
    with pytest.raises(DoesNotFit):
        then(taken(), 20, THEIR_SISTER)


def test_whoever_takes_them_next_knows_that_an_interpreter_is_there() -> None:
    """CO13, CO12."""
    assert then(foreign(), 20, HandedOn(by=ANA)).interpreter is Interpreter.WANTED


@pytest.mark.parametrize("event", [NoSharedLanguage(by=BEN), DrivingSaid(by=BEN, driving=True)])
def test_only_who_has_them_says_so(event: NoSharedLanguage | DrivingSaid) -> None:
    """CO13, IN5."""
    with pytest.raises(NotYours):
        then(taken(), 20, event)
    with pytest.raises(DoesNotFit):
        then(waits(), 20, event)


def test_driving_is_said_and_taken_back_and_changes_nothing_else() -> None:
    """IN5: asked to stop first; no clock, no state and no promise depends on it."""
    before = taken()
    driving = then(before, 20, DrivingSaid(by=ANA, driving=True))

    assert driving.driving
    assert then(driving, 30, DrivingSaid(by=ANA, driving=False)) == before


@pytest.mark.parametrize("need", [Need.HAS_USED, Need.ABOUT_TO_USE])
def test_nothing_ends_sooner_for_who_drives(need: Need) -> None:
    """IN5: a watch never ends as a penalty; whatever may end it asks the same of us."""
    still = taken(need=need)
    driving = then(still, 20, DrivingSaid(by=ANA, driving=True))

    assert "driving" not in " ".join(EndReason)
    for reason in EndReason:
        outcomes = [_ends(contact, reason) for contact in (still, driving)]
        assert outcomes[0] == outcomes[1]


def _ends(contact: Contact, reason: EndReason) -> str:
    try:
        return then(contact, 30, Ended(by=ANA, reason=reason)).state
    except Exception as no:  # noqa: BLE001  # whatever it is, it must be the same for both
        return type(no).__name__
