"""After a dispatch whoever sent help is looked after too."""

from dataclasses import replace

import pytest

from stillhere.care.channel import Channel
from stillhere.care.debrief import answers, must_be_somebody_else, must_be_theirs
from stillhere.care.refused import NotYours, OutOfRange
from stillhere.care.roster import Presence, Seat, is_free, on_shift
from tests.care.watching import ANA, BEN, DEFAULTS, NOON, SAM, at

HERE = Seat(id=ANA.id, presence=Presence.ON, silent_at=at(60), sound_heard=True)


def test_who_sent_help_is_rung_for_nobody_new_and_is_still_on_shift() -> None:
    """AF3."""
    resting = replace(HERE, resting=True)

    assert is_free(HERE, Channel.CHAT, policy=DEFAULTS, now=NOON)
    assert not is_free(resting, Channel.CHAT, policy=DEFAULTS, now=NOON)
    assert on_shift(resting, NOON)


@pytest.mark.parametrize(("hard", "energy"), [(0, 3), (6, 3), (3, 0), (3, -1)])
def test_a_number_off_the_scale_is_refused(hard: int, energy: int) -> None:
    """AF3."""
    with pytest.raises(OutOfRange):
        answers(hard=hard, energy=energy, wants_to_talk=True)


def test_three_answers_are_kept_as_they_were_given() -> None:
    """AF3."""
    said = answers(hard=5, energy=1, wants_to_talk=True)

    assert (said.hard, said.energy, said.wants_to_talk) == (5, 1, True)


def test_nobody_debriefs_themselves_and_only_a_supervisor_does() -> None:
    """AF3."""
    must_be_somebody_else(SAM, about=ANA.id)
    for by, about in ((SAM, SAM.id), (BEN, ANA.id)):
        with pytest.raises(NotYours):
            must_be_somebody_else(by, about=about)


def test_nobody_says_for_another_how_they_are() -> None:
    """AF3."""
    must_be_theirs(ANA, about=ANA.id)
    with pytest.raises(NotYours):
        must_be_theirs(SAM, about=ANA.id)
