"""The dispatch card as whoever calls reads it: the number, the words, the times."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from stillhere.actions.dispatch_numbers import set_number
from stillhere.actions.opening import open_contact
from stillhere.care.channel import Channel
from stillhere.care.dispatch import Kind, Number
from stillhere.care.plan import Help
from stillhere.records.models import Line, Organisation
from stillhere.records.steady import HandedOver, clock
from tests.console.desk import Desk, text_of
from tests.console.test_plan import keep

TORONTO = Number(
    number="+14165550142", kind=Kind.LISTED, place="Toronto, ON", time_zone="America/Toronto"
)
AT = {"place": "12 Example Street, Toronto"}


def set_up(organisation: Organisation, like: Number, **changes: Any) -> None:
    set_number(
        replace(like, **changes), organisation=organisation.pk, practice=False, now=clock.now()
    )


def call(desk: Desk, contact: int, **plan: Any) -> int:
    """In alarm, and calling 911: what `card` shows."""
    watch = desk.watch_of(contact)
    keep(desk, contact, **{**AT, **plan})
    desk.press(f"/console/watches/{watch}/wrong")
    desk.press(f"/console/watches/{watch}/decide", help="emergency")
    return watch


def card(desk: Desk, contact: int) -> str:
    page = desk.person(contact)
    return text_of(page.split('id="calling"', 1)[1].split('class="choices-now"', 1)[0])


def test_the_card_shows_the_number_for_their_place_and_when_it_was_tested(
    ana: Desk, taken: int, watched: int, organisation: Organisation
) -> None:
    """ES3."""
    set_up(organisation, TORONTO, tested_at=clock.now() - timedelta(days=12))
    call(ana, taken)

    shown = card(ana, taken)
    assert "+1 416-555-0142 Toronto, ON · from your list ✓ tested 12 days ago" in shown
    assert "No emergency number" not in shown


def test_an_old_or_untested_number_is_marked(
    ana: Desk, taken: int, watched: int, organisation: Organisation
) -> None:
    """ES3."""
    set_up(organisation, TORONTO, tested_at=clock.now() - timedelta(days=91))
    set_up(organisation, TORONTO, kind=Kind.PROVIDER, number="+14165550143")
    call(ana, taken)

    shown = card(ana, taken)
    assert "▲ tested 91 days ago: it may not answer any more" in shown
    assert "▲ never tested: it may not answer" in shown
    assert "✓" not in shown


def test_the_provider_is_first_and_the_list_stands_behind_it(
    ana: Desk, taken: int, watched: int, organisation: Organisation
) -> None:
    """ES3."""
    set_up(organisation, TORONTO)
    set_up(organisation, TORONTO, kind=Kind.PROVIDER, place="", number="+14165550143")
    call(ana, taken)

    first, _, second = card(ana, taken).partition("If nobody answers there:")
    assert "+1 416-555-0143" in first
    assert "+1 416-555-0142" in second


def test_two_towns_in_one_address_ask_a_person_to_look(
    ana: Desk, taken: int, watched: int, organisation: Organisation
) -> None:
    """ES3."""
    set_up(organisation, TORONTO)
    set_up(organisation, TORONTO, place="Example", number="+14165550143")
    call(ana, taken)

    assert "More than one place has a name that stands in this address." in card(ana, taken)


def test_without_a_number_it_is_said_that_911_reaches_the_operators_own_town(
    ana: Desk, taken: int, watched: int, organisation: Organisation
) -> None:
    """ES3."""
    set_up(organisation, TORONTO, place="Halifax")
    call(ana, taken)

    shown = card(ana, taken)
    assert "No emergency number is set up for this place." in shown
    assert "911 dialled on your phone reaches your own town, not theirs." in shown
    assert "Numbers for other places +1 416-555-0142 Halifax" in shown


def test_the_time_is_the_callers_own(
    ana: Desk, taken: int, watched: int, organisation: Organisation
) -> None:
    """ES3: noon in UTC is 8:30 in Newfoundland."""
    set_up(organisation, TORONTO, time_zone="America/St_Johns")
    call(ana, taken)

    shown = card(ana, taken)
    assert "I last heard from them at 08:30." in shown
    assert "The time is theirs (America/St_Johns)." in shown


def test_no_use_is_named_by_the_company_they_are_in(ana: Desk, taken: int, watched: int) -> None:
    """ES3."""
    for question, answer in (("alone", "using_together"), ("substance", "opioid")):
        ana.press(f"/console/contacts/{taken}/intake", **{"question": question, question: answer})
    call(ana, taken)

    script = card(ana, taken)
    assert "Somebody is with them and may need help too." in script
    assert not {"using", "opioid", "took"} & set(script.lower().replace(")", " ").split())


def test_what_they_took_is_said_where_they_agreed(ana: Desk, taken: int, watched: int) -> None:
    """ES3."""
    ana.press(f"/console/contacts/{taken}/intake", question="substance", substance="opioid")
    call(ana, taken, may_name_drug="on")

    assert "They said that they took this: Down (an opioid)." in card(ana, taken)


@pytest.mark.parametrize("agreed", [True, False])
def test_their_number_is_given_only_where_they_agreed(
    ana: Desk, taken: int, watched: int, *, agreed: bool
) -> None:
    """ES3."""
    answer = {"question": "call_back_number", "call_back_number": "416 555 0177"}
    ana.press(f"/console/contacts/{taken}/intake", **answer)
    call(ana, taken, **({"may_give_number": "on"} if agreed else {}))

    assert ("Their own number is +1 416-555-0177" in card(ana, taken)) is agreed
    assert ("Call me back on the number I am calling from." in card(ana, taken)) is not agreed


def test_two_watches_at_one_address_both_show_on_the_card(
    ana: Desk, ben: Desk, taken: int, watched: int, line: Line
) -> None:
    """CO8."""
    other = open_contact(
        organisation=line.organisation_id,
        line_id=line.pk,
        channel=Channel.CHAT,
        address="another browser",
        language="en",
        key="second",
        now=clock.now(),
    ).contact_id
    ben.press(f"/console/contacts/{other}/take")
    ben.press(f"/console/contacts/{other}/begin")
    keep(ben, other, place="Toronto, 12 Example St")
    call(ana, taken)

    shown = card(ana, taken)
    assert "A second watch is at this address: with Ben, Listening." in shown
    assert "Another person we stay with is at the same address: there may be two." in shown


def test_the_times_stand_in_a_line_and_one_press_is_primary(
    ana: Desk, taken: int, watched: int, time: HandedOver
) -> None:
    """ES4."""
    watch = call(ana, taken)
    primary = ["I am dialling"]
    for press, words in (("dialled", "They picked up"), ("help-answered", "They are sending help")):
        time.wait(5)
        ana.press(f"/console/watches/{watch}/{press}")
        primary.append(words)
        page = ana.person(taken).split('id="calling"', 1)[1].split("choices-now", 1)[0]
        assert page.count("button--primary") == 1
        assert words in page.split("button--primary", 1)[1].split("</button>", 1)[0]

    assert "Decided 07:00:00 Dialled 07:00:05 Answered 07:00:10 On the way" in card(ana, taken)


def test_at_the_place_and_with_them_are_two_times(
    ana: Desk, taken: int, watched: int, time: HandedOver
) -> None:
    """ES4, ES6."""
    watch = call(ana, taken)
    ana.press(f"/console/watches/{watch}/reached")
    time.wait(60)
    ana.press(f"/console/watches/{watch}/at-place")
    there = text_of(ana.person(taken))
    time.wait(60)
    ana.press(f"/console/watches/{watch}/arrived")

    assert "At the place 07:01:00 With them – not yet" in there
    assert "At the place 07:01:00 With them 07:02:00" in text_of(ana.person(taken))


def test_a_call_that_reached_nobody_leaves_no_times(ana: Desk, taken: int, watched: int) -> None:
    """ES4."""
    watch = call(ana, taken)
    ana.press(f"/console/watches/{watch}/not-reached")

    ana.press(f"/console/watches/{watch}/decide", help="contact", helper="0")

    assert "How far help has come" not in ana.person(taken)


def test_a_friend_who_is_called_meanwhile_changes_no_time(
    ana: Desk, taken: int, watched: int, time: HandedOver
) -> None:
    """ES4."""
    watch = call(ana, taken)
    ana.press(f"/console/watches/{watch}/reached")
    time.wait(60)
    ana.press(f"/console/watches/{watch}/decide", help="contact", helper="0")
    ana.press(f"/console/watches/{watch}/dialled")

    assert "Decided 07:00:00 Dialled – not yet Answered" in text_of(ana.person(taken))


def test_responders_who_found_nobody_leave_no_times(ana: Desk, taken: int, watched: int) -> None:
    """ES4, ES6."""
    watch = call(ana, taken)
    ana.press(f"/console/watches/{watch}/reached")
    ana.press(f"/console/watches/{watch}/cannot-find", got_in="yes")
    ana.press(f"/console/watches/{watch}/decide", help="emergency")

    assert "On the way – not yet" in card(ana, taken)


@pytest.mark.parametrize("act", ["dialled", "help-answered", "at-place"])
def test_nobody_else_tells_of_the_call(
    ana: Desk, ben: Desk, stranger: Desk, taken: int, watched: int, *, act: str
) -> None:
    """ES4."""
    watch = call(ana, taken)
    if act == "at-place":
        ana.press(f"/console/watches/{watch}/reached")
    ben.press(f"/console/watches/{watch}/{act}", help=Help.EMERGENCY)
    stranger.press(f"/console/watches/{watch}/{act}")

    assert (ben.status, stranger.status) == (409, 404)


def test_the_plan_reads_back_what_responders_may_be_told(ana: Desk, taken: int) -> None:
    """ES3, PL5."""
    keep(ana, taken)
    nothing = text_of(ana.person(taken, "plan"))
    keep(ana, taken, may_give_number="on", may_name_drug="on")

    assert "I do not give them your number, and I do not say what you took." in nothing
    assert "I may give them your number and tell them what you took." in text_of(
        ana.person(taken, "plan")
    )
