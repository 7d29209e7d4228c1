"""Who can be had while nobody is on shift, and for how long a yes counts."""

from dataclasses import replace
from datetime import datetime, timedelta

from stillhere.care.cover import Yes, asked_on_call, fresh_yeses, must_be_told
from stillhere.care.duties import Person, who_rings
from stillhere.care.policy import Policy
from stillhere.care.watch_state import Owe

KIM = Person(id=4, on_call=True, has_number=True)
SAM = Person(id=9, supervises=True, has_number=True)
ANA = Person(id=1, at_console=True, has_number=True)


def fresh(noon: datetime, *ages: int) -> list[int]:
    yeses = [Yes(by=by, at=noon - timedelta(seconds=age)) for by, age in enumerate(ages)]
    return [yes.by for yes in fresh_yeses(yeses, policy=Policy(), now=noon)]


def test_a_yes_counts_for_five_minutes_and_not_a_second_longer(noon: datetime) -> None:
    """WA12."""
    assert fresh(noon, 299, 300) == [0]


def test_the_latest_yes_comes_first_and_each_person_once(noon: datetime) -> None:
    assert fresh(noon, 30, 10) == [1, 0]
    twice = [Yes(by=4, at=noon - timedelta(seconds=age)) for age in (100, 5)]
    assert fresh_yeses(twice, policy=Policy(), now=noon) == (twice[1],)


def test_everybody_on_call_with_a_phone_is_asked() -> None:
    """WA13: an operator on voice is never rung for another."""
    talking = replace(KIM, id=5, on_the_phone=True)
    without = replace(KIM, id=6, has_number=False)

    assert asked_on_call([ANA, KIM, SAM, talking, without]) == (KIM,)


def test_supervisors_are_told_unless_they_are_there_or_the_one_who_leaves() -> None:
    """WA13."""
    at_work = replace(SAM, id=10, at_console=True)

    assert must_be_told([ANA, KIM, SAM, at_work], leaver=ANA.id) == (SAM,)
    assert must_be_told([SAM], leaver=SAM.id) == ()


def test_with_nobody_on_shift_and_nobody_on_call_supervisors_ring() -> None:
    """WA13: a rung whose person is not on is not waited for."""
    for why in (Owe.RING_EVERYONE, Owe.RING_ON_CALL, Owe.RING_SUPERVISOR, Owe.RING_HOLDER):
        assert who_rings(why, [SAM], holder=None) == (SAM,)
    without = replace(KIM, has_number=False)
    assert who_rings(Owe.RING_EVERYONE, [SAM, without], holder=None) == (SAM,)
    assert who_rings(Owe.RING_EVERYONE, [SAM, KIM], holder=None) == (KIM,)
    assert who_rings(Owe.RING_EVERYONE, [SAM, replace(ANA, has_number=False)], holder=None) == ()
