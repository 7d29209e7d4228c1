"""A call on the screen: how quiet it is, that it dropped, and never a button that does nothing."""

import pytest

from stillhere.actions.call import ring_back
from stillhere.actions.own_phone import choose_own_phone
from stillhere.care import call_events as happened
from stillhere.records.models import Entry, Line
from stillhere.records.steady import HandedOver, clock
from tests.actions.ringing_in import Phone
from tests.console.desk import Desk, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(line: Line, ana: Desk) -> Phone:
    """Somebody rang, and talks to Ana."""
    phone = Phone(line, clock.now())
    phone.rings()
    phone.picks_up(ana.operator)
    return phone


def reads(desk: Desk, phone: Phone) -> str:
    return text_of(desk.person(phone.contact_id))


def test_who_is_on_the_line_is_shown_as_that(phone: Phone, ana: Desk) -> None:
    words = reads(ana, phone)

    assert "phone" in words
    assert "On the line." in words
    assert "Quiet on the line" not in words


def test_a_silence_is_counted_from_when_they_were_last_heard(
    phone: Phone, ana: Desk, time: HandedOver
) -> None:
    """WA9."""
    since = phone.now
    phone.hears(happened.WentQuiet(since=since))
    time.wait(13)

    assert f'data-since="{since.isoformat()}"' in ana.person(phone.contact_id)
    assert "Quiet on the line: 0:12" in reads(ana, phone)


def test_a_bad_line_is_told_apart_from_silence(phone: Phone, ana: Desk) -> None:
    """WA9."""
    phone.hears(happened.WentQuiet(since=phone.now), happened.LineWentBad(since=phone.now))
    words = reads(ana, phone)

    assert "Bad line: their sound does not arrive." in words
    assert "Quiet on the line" not in words


def test_a_dropped_line_says_so_and_that_they_are_being_rung(phone: Phone, ana: Desk) -> None:
    """CO9."""
    phone.drops()
    assert "Their line dropped at 07:00:31." in reads(ana, phone)
    organisation = phone.line.organisation_id
    ring_back(phone.contact_id, organisation=organisation, now=phone.now)
    assert "Calling back now" in reads(ana, phone)
    phone.hears(happened.LegEnded(key=phone.call().legs[-1].key), seconds=30)

    assert "Called back 1 time; nobody picked up." in reads(ana, phone)


def test_an_operator_whose_telephone_went_is_told_to_pick_up(phone: Phone, ana: Desk) -> None:
    """WA11."""
    leg = phone.call().of_operator(ana.operator.pk)
    assert leg is not None
    phone.hears(happened.LegEnded(key=leg.key))

    assert "Pick up your telephone." in reads(ana, phone)


def test_who_mutes_themself_reads_it_until_they_are_heard_again(phone: Phone, ana: Desk) -> None:
    """A press, also pressed twice; it is kept whose it was. A browser has a mute of its own."""
    mute = f"/console/contacts/{phone.contact_id}/mute"
    assert "Mute yourself" not in reads(ana, phone)
    choose_own_phone(
        ana.operator.pk,
        organisation=phone.line.organisation_id,
        by_phone=True,
        number="+14165550151",
        now=phone.now,
    )
    assert "Mute yourself" in reads(ana, phone)
    for _ in range(2):
        ana.press(mute, muted="yes")
    assert "You are muted: nobody on this call hears you." in reads(ana, phone)
    ana.press(mute, muted="no")

    assert "You are muted" not in reads(ana, phone)
    kept = Entry.objects.filter(what="CallMuted").order_by("pk")
    assert [(each.operator_id, each.facts["how"]) for each in kept] == [
        (ana.operator.pk, "muted"),
        (ana.operator.pk, "heard"),
    ]


def test_nobody_mutes_a_colleague(phone: Phone, ana: Desk, ben: Desk) -> None:
    ben.press(f"/console/contacts/{phone.contact_id}/mute", muted="yes")

    assert not any(leg.muted for leg in phone.call().legs)


def test_where_no_telephone_is_with_us_nothing_is_said_of_one(caller: int, ana: Desk) -> None:
    words = text_of(ana.person(caller))

    assert "On the line" not in words
    assert "line dropped" not in words
