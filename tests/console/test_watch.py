"""While the clock runs: what may be pressed, by whom, and what it changes."""

from datetime import timedelta

import pytest

from stillhere.actions.watch import happen
from stillhere.care.channel import Channel
from stillhere.care.channel_events import ChannelLost
from stillhere.care.watch_state import State
from stillhere.records.steady import HandedOver, clock
from tests.console.desk import Desk, text_of


def test_they_are_using_now_begins_the_watch_with_what_is_known(ana: Desk, taken: int) -> None:
    ana.press(f"/console/contacts/{taken}/intake", question="route", route="smoked")
    page = ana.person(taken)

    ana.press(f"/console/contacts/{taken}/begin", route="smoked")

    assert '<input type="hidden" name="route" value="smoked">' in page
    assert ana.watch(ana.watch_of(taken)).uses == 1


def test_a_watch_begins_with_nothing_known_at_all(ana: Desk, taken: int) -> None:
    ana.press(f"/console/contacts/{taken}/begin")

    assert ana.watch(ana.watch_of(taken)).state is State.LISTENING


def test_nobody_begins_a_watch_for_somebody_elses_person(ana: Desk, ben: Desk, taken: int) -> None:
    ben.press(f"/console/contacts/{taken}/begin")

    assert ben.status == 409
    assert "No watch yet" in ana.person(taken, "watch")


def test_the_ring_counts_to_the_next_check_in(ana: Desk, watched: int, taken: int) -> None:
    page = ana.person(taken)

    due = ana.watch(watched).due_at
    assert due is not None
    assert f'data-due="{due.isoformat()}" data-pace="120"' in page


def test_they_answered_moves_the_check_in(ana: Desk, watched: int, time: HandedOver) -> None:
    time.wait(60)

    ana.press(f"/console/watches/{watched}/answered")

    assert ana.watch(watched).due_at == time.at + timedelta(minutes=2)


def test_asking_says_so_and_counts_to_decide_now(
    ana: Desk, watched: int, taken: int, time: HandedOver
) -> None:
    time.wait(121)
    ana.let_time_pass(watched)

    page = text_of(ana.person(taken))

    assert "No answer yet. Asking." in page
    assert "They have been asked again." in page


def test_somethings_wrong_is_an_alarm_at_once(ana: Desk, watched: int, taken: int) -> None:
    ana.press(f"/console/watches/{watched}/wrong")

    assert ana.watch(watched).state is State.ALARM
    assert "Alarm: decide now" in ana.person(taken)


def test_in_an_alarm_a_message_is_not_enough(ana: Desk, watched: int) -> None:
    ana.press(f"/console/watches/{watched}/wrong")

    words = ana.press(f"/console/watches/{watched}/answered", evidence="message")

    assert ana.status == 409
    assert "a second person who says so at their own console" in words
    assert ana.watch(watched).state is State.ALARM


def test_asking_now_is_a_new_question(ana: Desk, watched: int) -> None:
    before = ana.watch(watched).ask

    ana.press(f"/console/watches/{watched}/ask")

    assert ana.watch(watched).ask == before + 1


def test_using_again_is_counted_with_how(ana: Desk, watched: int, taken: int) -> None:
    ana.press(f"/console/watches/{watched}/used", route="swallowed", with_sedative="yes")

    assert ana.watch(watched).uses == 2
    assert not ana.watch(watched).slows
    assert "Used again. Swallowed." in ana.person(taken)


def test_naloxone_keeps_the_end_away(ana: Desk, watched: int, time: HandedOver) -> None:
    ana.press(f"/console/watches/{watched}/naloxone")

    assert ana.watch(watched).no_end_before == time.at + timedelta(minutes=120)


def test_their_own_pace_is_theirs(ana: Desk, watched: int) -> None:
    ana.press(f"/console/watches/{watched}/pace", seconds="180")

    assert ana.watch(watched).chosen_pace == timedelta(seconds=180)


@pytest.mark.parametrize("seconds", ["", "soon", "5", "3600"])
def test_a_pace_that_cannot_be_says_between_what_and_what(
    ana: Desk, watched: int, seconds: str
) -> None:
    words = ana.press(f"/console/watches/{watched}/pace", seconds=seconds)

    assert ana.status == 409
    assert "between 60 and 300" in words


def test_an_end_too_early_is_refused_with_when(ana: Desk, watched: int) -> None:
    ana.press(f"/console/watches/{watched}/naloxone")

    words = ana.press(f"/console/watches/{watched}/end-at", minutes="10")

    assert ana.status == 409
    assert "not before" in words


def test_handing_over_needs_the_others_yes(ana: Desk, ben: Desk, watched: int, taken: int) -> None:
    ana.press(f"/console/watches/{watched}/offer", to=ben.operator.pk)
    offered = ben.person(taken)
    still = ana.watch(watched).holder

    ben.press(f"/console/watches/{watched}/take")

    assert "Ana asks you to take over." in offered
    assert still == ana.operator.pk
    assert ana.watch(watched).holder == ben.operator.pk


def test_not_now_leaves_them_where_they_are(ana: Desk, ben: Desk, watched: int) -> None:
    ana.press(f"/console/watches/{watched}/offer", to=ben.operator.pk)

    ben.press(f"/console/watches/{watched}/decline")

    watch = ana.watch(watched)
    assert (watch.holder, watch.offered_to) == (ana.operator.pk, None)


@pytest.mark.parametrize("to", ["", "nobody", "999999"])
def test_nobody_is_handed_to_nobody(ana: Desk, watched: int, to: str) -> None:
    ana.press(f"/console/watches/{watched}/offer", to=to)

    assert ana.status == 409
    assert ana.watch(watched).offered_to is None


def test_who_comes_second_is_told_who_has_them(ana: Desk, ben: Desk, watched: int) -> None:
    words = ben.press(f"/console/watches/{watched}/take")

    assert ben.status == 409
    assert "Ana is with this person already." in words


def test_a_second_look_is_somebody_elses(ana: Desk, ben: Desk, watched: int, taken: int) -> None:
    for _ in range(2):
        ana.press(f"/console/watches/{watched}/wrong")
        ana.press(f"/console/watches/{watched}/answered", evidence="spoken")
    asked = ben.person(taken)

    ben.press(f"/console/watches/{watched}/looked")

    assert "I have looked" in asked
    assert not ana.watch(watched).second_person


HOLDERS = ["answered", "wrong", "ask", "used", "naloxone", "pace", "offer", "end-at"]


@pytest.mark.parametrize("act", HOLDERS)
def test_only_the_holder_acts(ana: Desk, ben: Desk, watched: int, act: str) -> None:
    before = ana.watch(watched)

    ben.press(f"/console/watches/{watched}/{act}", seconds="120", to=ben.operator.pk, minutes="60")

    assert ben.status == 409
    assert ana.watch(watched) == before


@pytest.mark.parametrize("act", [*HOLDERS, "take", "looked", "decline"])
def test_another_organisations_watch_does_not_exist(stranger: Desk, watched: int, act: str) -> None:
    stranger.press(f"/console/watches/{watched}/{act}")

    assert stranger.status == 404


@pytest.mark.parametrize(
    ("stopped", "sentence"),
    [(True, "their carrier holds back our texts"), (False, "Our messages do not reach them")],
)
def test_a_way_lost_is_said_to_whoever_looks_and_is_no_goodbye(
    ana: Desk, ben: Desk, watched: int, taken: int, *, stopped: bool, sentence: str
) -> None:
    """WA10."""
    event = ChannelLost(channel=Channel.CHAT, stopped=stopped)
    happen(watched, event, organisation=ana.operator.organisation_id, now=clock.now())

    for desk in (ana, ben):
        page = text_of(desk.person(taken))
        assert sentence in page
        assert "The clock goes on" in page
        assert ("Read their plan now; when the alarm asks, decide." in page) is (desk is ana)
