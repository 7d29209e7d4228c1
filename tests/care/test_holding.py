"""Every open watch has one person who stays, or rings for everyone until it has."""

import pytest

from stillhere.care.channel import Channel
from stillhere.care.duties import LANES, Lane, Person, wait_before, who_rings
from stillhere.care.policy import CHOICES
from stillhere.care.refused import AlreadyHeld, DoesNotFit, NotYours
from stillhere.care.watch_events import (
    Closed,
    CloseReason,
    ConsoleLost,
    HandOverDeclined,
    HandOverOffered,
    HelpDecided,
    LineIsUp,
    SecondLooked,
    SomethingWrong,
    Taken,
    TimePassed,
)
from stillhere.care.watch_state import Actor, Clock, Owe, State, Watch
from tests.care.watching import (
    ANA,
    BEN,
    CALL_911,
    SAM,
    a_watch,
    an_alarm,
    decide,
    help_coming,
    owed_while_quiet,
    quiet,
    tap,
    then,
    what,
)

ANA_GONE = ConsoleLost(operator=ANA.id)
BEN_TAKES = Taken(by=BEN)


def test_who_goes_silent_loses_the_watch_to_whoever_takes_it() -> None:
    """WA11, I5."""
    alone = then(a_watch(), 30, ANA_GONE)

    assert alone.holder is None
    assert then(alone, 31, BEN_TAKES).holder == BEN.id


def test_a_watch_nobody_holds_rings_for_everyone_until_it_is_held() -> None:
    """WA11, I3."""
    alone = then(a_watch(channel=Channel.VOICE), 30, ANA_GONE)

    assert owed_while_quiet(alone, 110) == [(45, Owe.RING_EVERYONE), (105, Owe.RING_EVERYONE)]
    assert quiet(alone, 45).is_alarming
    assert alone.state is State.LISTENING


def test_taking_it_stops_the_ringing_and_nothing_else() -> None:
    """WA11."""
    alone = quiet(then(a_watch(), 30, ANA_GONE), 50)
    held = then(alone, 51, BEN_TAKES)

    assert not held.is_alarming
    assert held.clocks == alone.clocks.stop(Clock.UNHELD)


def test_somebody_else_going_silent_changes_nothing() -> None:
    """WA11."""
    watch = a_watch()

    assert then(watch, 30, ConsoleLost(operator=BEN.id)) == watch


def test_going_silent_twice_rings_no_later() -> None:
    """WA11, I7."""
    alone = then(a_watch(), 30, ANA_GONE)

    assert then(alone, 40, ANA_GONE) == alone


@pytest.mark.parametrize("watch", [quiet(a_watch(), 130), an_alarm(), help_coming()])
def test_going_silent_never_lowers_the_level(watch: Watch) -> None:
    """WA11, I5."""
    gone = then(watch, 185, ANA_GONE)

    assert (gone.state, gone.rung, gone.time_zero) == (watch.state, watch.rung, watch.time_zero)
    assert gone.episode == watch.episode


def test_whoever_vanishes_takes_back_their_word() -> None:
    """WA11, ES2, I5."""
    calling = then(an_alarm(), 200, CALL_911)
    gone = then(calling, 215, ANA_GONE)

    assert gone.decided is None
    assert [t.outcome for t in gone.tried] == ["unknown"]
    assert (215, Owe.RING_EVERYONE) not in owed_while_quiet(gone, 215)
    assert (300, Owe.RING_EVERYONE) in owed_while_quiet(gone, 300)


def test_the_ladder_goes_on_at_once_where_they_left_it() -> None:
    """WA11, ES2."""
    calling = then(an_alarm(), 200, CALL_911)
    gone = then(calling, 270, ANA_GONE)

    assert (270, Owe.RING_SUPERVISOR) in owed_while_quiet(gone, 270)


def test_a_call_that_is_up_is_not_cut_by_a_silent_console() -> None:
    """WA11, ES2."""
    calling = then(an_alarm(), 200, CALL_911, LineIsUp(up=True))
    gone = then(calling, 215, ANA_GONE)

    assert (gone.decided, gone.holder) == (calling.decided, None)


def test_with_help_coming_the_word_of_who_vanished_is_asked_for_again() -> None:
    """WA11, ES6."""
    again = then(quiet(help_coming(), 780), 780, CALL_911)
    gone = then(again, 790, ANA_GONE)

    assert (gone.state, gone.call_again, gone.decided) == (State.HELP_ON_THE_WAY, True, None)


def test_nobody_takes_it_from_who_holds_it() -> None:
    """WA11."""
    with pytest.raises(AlreadyHeld) as refusal:
        decide(a_watch(), 30, BEN_TAKES)

    assert refusal.value.holder == ANA.id


def test_a_supervisor_may_take_over_and_a_holder_keeps_what_they_hold() -> None:
    """WA11."""
    watch = a_watch()

    assert then(watch, 30, Taken(by=SAM)).holder == SAM.id
    assert then(watch, 30, Taken(by=ANA)) == watch


def test_handing_over_needs_the_others_yes() -> None:
    """WA11."""
    offered = then(a_watch(), 30, HandOverOffered(by=ANA, to=BEN.id))

    assert offered.holder == ANA.id
    assert then(offered, 40, BEN_TAKES).holder == BEN.id


@pytest.mark.parametrize("by", [BEN, ANA])
def test_an_offer_may_be_declined_or_taken_back(by: Actor) -> None:
    """WA11."""
    watch = a_watch()
    offered = then(watch, 30, HandOverOffered(by=ANA, to=BEN.id))

    assert then(offered, 40, HandOverDeclined(by=by)) == watch


def test_nobody_declines_for_somebody_else() -> None:
    with pytest.raises(NotYours):
        decide(a_watch(), 40, HandOverDeclined(by=BEN))


def test_an_offer_to_who_vanishes_is_over() -> None:
    """WA11."""
    offered = then(a_watch(), 30, HandOverOffered(by=ANA, to=BEN.id))

    assert then(offered, 40, ConsoleLost(operator=BEN.id)) == a_watch()


def test_nobody_hands_over_to_themselves_or_what_is_not_theirs() -> None:
    """WA11."""
    with pytest.raises(DoesNotFit):
        decide(a_watch(), 30, HandOverOffered(by=ANA, to=ANA.id))
    with pytest.raises(NotYours):
        decide(a_watch(), 30, HandOverOffered(by=BEN, to=BEN.id))


def test_an_alarm_left_undecided_may_be_taken_by_anybody() -> None:
    """WA11, ES1."""
    assert then(an_alarm(), 200, BEN_TAKES).holder == BEN.id


def test_who_is_calling_for_help_keeps_the_watch() -> None:
    """ES2."""
    calling = then(an_alarm(), 200, CALL_911)

    with pytest.raises(AlreadyHeld):
        decide(calling, 210, BEN_TAKES)


def test_who_does_not_say_how_the_call_went_loses_both() -> None:
    """ES2."""
    silent = quiet(then(an_alarm(), 200, CALL_911), 260)
    taken = then(silent, 261, BEN_TAKES, HelpDecided(by=BEN, help=CALL_911.help))

    assert taken.holder == BEN.id
    assert taken.decided is not None
    assert taken.decided.by == BEN.id


def test_while_the_line_is_up_it_is_not_taken() -> None:
    """ES2."""
    silent = quiet(then(an_alarm(), 200, CALL_911), 260)

    with pytest.raises(AlreadyHeld):
        decide(then(silent, 261, LineIsUp(up=True)), 262, BEN_TAKES)


def test_where_help_was_not_confirmed_anybody_may_step_in() -> None:
    """ES6."""
    coming = help_coming()

    with pytest.raises(AlreadyHeld):
        decide(coming, 200, BEN_TAKES)
    assert then(quiet(coming, 780), 781, BEN_TAKES).holder == BEN.id


def test_the_second_look_is_somebody_elses() -> None:
    """ES1."""
    with pytest.raises(DoesNotFit):
        decide(quiet(a_watch(channel=Channel.VOICE), 150), 151, SecondLooked(by=ANA))


@pytest.mark.parametrize("event", [SomethingWrong(by=BEN), HelpDecided(by=BEN, help=CALL_911.help)])
def test_only_the_holder_or_a_supervisor_acts(event: SomethingWrong | HelpDecided) -> None:
    """WA11."""
    with pytest.raises(NotYours):
        decide(a_watch(), 30, event)


def test_one_person_stays_with_three_in_writing_at_most() -> None:
    """WA13."""
    assert (CHOICES["text_watches"].default, CHOICES["text_watches"].most) == (3, 5)


def test_who_is_on_the_phone_is_never_rung_for_another() -> None:
    """WA13."""
    talking = Person(id=1, at_console=True, has_number=True, on_the_phone=True)
    free = Person(id=2, on_call=True, has_number=True)

    assert who_rings(Owe.RING_EVERYONE, [talking, free], holder=None) == (free,)


def test_who_is_not_there_is_not_waited_for() -> None:
    """WA13."""
    away = Person(id=1, supervises=True, has_number=True)
    on_call = Person(id=2, on_call=True, has_number=True)

    assert who_rings(Owe.RING_SUPERVISOR, [away, on_call], holder=None) == (on_call,)


def test_what_a_life_may_hang_on_has_a_lane_without_a_cap() -> None:
    """ES9."""
    others = {owe for owe, lane in LANES.items() if lane is not Lane.LIFE}

    assert (set(LANES), others) == (set(Owe), {Owe.STAND_DOWN})
    assert wait_before(lane=Lane.LIFE, tries=10_000).total_seconds() == 15


def test_unheld_in_an_alarm_rings_for_both() -> None:
    """WA11."""
    alone = then(an_alarm(), 181, ANA_GONE)
    decision = decide(alone, 240, TimePassed())

    assert {Owe.RING_SUPERVISOR, Owe.RING_EVERYONE} <= what(decision)
    assert decision.watch.unheld_alarm


def test_closing_ends_the_ringing_for_a_holder() -> None:
    """WA11."""
    alone = quiet(then(a_watch(), 30, ANA_GONE), 50)
    alone = then(alone, 55, tap(alone))

    closed = then(alone, 60, Closed(by=SAM, reason=CloseReason.ENDED_WELL))

    assert (closed.is_alarming, closed.due_at) == (False, None)
