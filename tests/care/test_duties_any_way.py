"""Whatever happens to a watch: what is owed is wanted then, and what is over is not."""

import pytest
from hypothesis import given

from stillhere.care.duties import Duty, Kind, is_wanted
from stillhere.care.watch_state import Owe, Watch
from tests.care.anything import Life, live, lives

pytestmark = pytest.mark.wide

TO_PEOPLE = (Owe.RING_HOLDER, Owe.RING_SUPERVISOR, Owe.RING_ON_CALL, Owe.RING_EVERYONE)
TO_CALLER = (Owe.ASK_CALLER, Owe.RING_CALLER, Owe.ANSWER_CALLER)


def owed_now(why: Owe, watch: Watch) -> Duty:
    return Duty(
        kind=Kind.RING_PERSON,
        why=why,
        ask=watch.ask,
        episode=watch.episode,
        operator=watch.holder,
        decided=watch.decided is not None,
    )


@given(lives)
def test_what_the_rules_owe_is_wanted_at_that_moment(life: Life) -> None:
    """ES1, ES6, WA8, WA11, WA16."""
    for moment in live(life):
        owed = set(map(Owe, moment.owed))
        if moment.after.unheld_alarm:
            owed.discard(Owe.STAND_DOWN)  # settled is not what a watch is that nobody holds
        unwanted = [w for w in owed if not is_wanted(owed_now(w, moment.after), moment.after)]

        assert unwanted == []


@given(lives)
def test_a_closed_watch_wants_nothing_but_the_all_clear(life: Life) -> None:
    """ES8."""
    for moment in live(life):
        if not moment.after.is_open:
            for why in (*TO_PEOPLE, *TO_CALLER):
                assert not is_wanted(owed_now(why, moment.before), moment.after)


@given(lives)
def test_an_answer_that_clears_makes_every_ring_of_before_unwanted(life: Life) -> None:
    """ES7, ES8."""
    for moment in live(life):
        if Owe.STAND_DOWN in moment.owed and not moment.after.unheld_alarm:
            for why in TO_PEOPLE:
                assert not is_wanted(owed_now(why, moment.before), moment.after)
