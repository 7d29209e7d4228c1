"""The plan: written while talking, read back, agreed, and opened only for who has them in hand."""

from collections.abc import Mapping
from typing import Any

import pytest

from stillhere.actions.plan import terms_in_force
from stillhere.care.plan import Help, Missing, Step, Terms
from stillhere.care.says_and_knows import NAMES
from stillhere.records.models import Entry
from stillhere.records.organisations import as_organisation
from tests.console.desk import Desk, text_of

JO_THEN_911: Mapping[str, Any] = {
    "place": "12 Example Street",
    "way_in": "buzzer 4",
    "helper_1_name": "Jo",
    "helper_1_number": "416 555 0111",
    "step_1": "contact-1",
    "step_2": "emergency",
    "reach": ["ring", "text"],
    "if_dropped": "ring",
    "never": "my landlord",
    "ok_word": "maple",
    "duress_word": "river",
}


def keep(desk: Desk, contact: int, **changes: Any) -> str:
    return desk.press(f"/console/contacts/{contact}/plan", **{**JO_THEN_911, **changes})


def terms(desk: Desk, contact: int) -> Terms:
    found = terms_in_force(contact, organisation=desk.operator.organisation_id)
    assert found is not None
    return found


def test_what_was_written_is_the_plan(ana: Desk, taken: int) -> None:
    keep(ana, taken)

    assert terms(ana, taken).steps == (
        Step(help=Help.CONTACT, helper=0),
        Step(help=Help.EMERGENCY),
    )
    assert terms(ana, taken).has_ok_word


def test_nothing_is_green_before_it_was_read_back_and_agreed(ana: Desk, taken: int) -> None:
    keep(ana, taken)
    before = terms(ana, taken).missing

    ana.press(f"/console/contacts/{taken}/plan", agreed="1")

    assert before == (Missing.READ_BACK,)
    assert terms(ana, taken).missing == ()


def test_an_empty_plan_has_no_green_light_and_says_in_words_what_it_lacks(
    ana: Desk, taken: int
) -> None:
    page = text_of(ana.person(taken, "plan"))

    assert "Not ready" in page
    assert "Nobody to send yet: ask who should come." in page


def test_read_back_says_the_pace_and_a_minute_and_the_sum_until_911(ana: Desk, taken: int) -> None:
    keep(ana, taken)

    page = text_of(ana.person(taken, "plan"))

    assert "I decide about help 3 minutes after your last answer at the latest." in page
    assert "911 is called 6 minutes after your last answer." in page


def test_only_the_version_that_was_on_the_screen_can_be_agreed_to(ana: Desk, taken: int) -> None:
    keep(ana, taken)
    keep(ana, taken, step_1="emergency", step_2="")

    ana.press(f"/console/contacts/{taken}/plan", agreed="1")

    assert ana.status == 409
    assert Missing.READ_BACK in terms(ana, taken).missing


def test_a_plan_can_be_changed_in_the_middle_of_a_watch(
    ana: Desk, watched: int, taken: int
) -> None:
    keep(ana, taken)
    keep(ana, taken, step_1="emergency", step_2="")

    assert ana.watch(watched).terms.steps == (Step(help=Help.EMERGENCY),)


def test_a_refusal_is_recorded_and_its_answer_too(ana: Desk, taken: int) -> None:
    keep(ana, taken, step_1="", step_2="", refused="on")
    before = terms(ana, taken).missing

    keep(ana, taken, step_1="", step_2="", refused="on", refusal_answer="no")

    assert before == (Missing.REFUSAL_ANSWERED,)
    assert terms(ana, taken).missing == ()


def test_wrong_input_loses_nothing_and_says_what_to_do(ana: Desk, taken: int) -> None:
    page = keep(ana, taken, duress_word="Maple!", helper_1_minutes="soon")

    assert ana.status == 422
    assert 'value="12 Example Street"' in page
    assert 'value="soon"' in page
    assert "Choose a word that differs from the other one." in page
    assert terms_in_force(taken, organisation=ana.operator.organisation_id) is None


def test_a_choice_that_lacks_its_number_says_so(ana: Desk, taken: int) -> None:
    page = text_of(keep(ana, taken, step_2="community", step_3="contact-2", if_dropped="wait"))

    assert "Write this number, or leave it out above." in page
    assert "Write this person's name or number, or choose another." in page
    assert "Write how many minutes to wait." in page


def test_who_is_not_with_them_keeps_no_plan(ana: Desk, ben: Desk, taken: int) -> None:
    keep(ben, taken)

    assert ben.status == 409
    assert terms_in_force(taken, organisation=ana.operator.organisation_id) is None


def test_a_plan_opens_for_nobody_else_not_even_a_supervisor(
    ana: Desk, ben: Desk, sam: Desk, watched: int, taken: int
) -> None:
    keep(ana, taken)
    ana.press(f"/console/watches/{watched}/wrong")

    pages = ben.person(taken) + sam.person(taken) + ben.see(f"/console/contacts/{taken}/panel")

    assert "12 Example Street" not in pages
    assert "my landlord" not in pages
    assert "416 555 0111" not in pages


def test_a_contacts_number_is_shown_only_when_they_are_to_be_called(
    ana: Desk, watched: int, taken: int
) -> None:
    keep(ana, taken)
    ana.press(f"/console/watches/{watched}/wrong")
    before = ana.person(taken)

    ana.press(f"/console/watches/{watched}/decide", help="contact", helper="0")

    assert "416 555 0111" not in before
    assert "416 555 0111" in ana.person(taken)


def test_a_plan_on_the_screen_is_not_opened_again_for_every_message(
    ana: Desk, watched: int, taken: int
) -> None:
    keep(ana, taken)
    ana.person(taken)
    before = openings(ana)

    panel = ana.see(f"/console/contacts/{taken}/panel?plan=1")

    assert openings(ana) == before
    assert 'id="plan"' not in panel


def test_an_alarm_always_shows_the_place(ana: Desk, watched: int, taken: int) -> None:
    keep(ana, taken)
    ana.press(f"/console/watches/{watched}/wrong")

    panel = ana.see(f"/console/contacts/{taken}/panel?plan=1")

    assert "12 Example Street" in panel


def openings(desk: Desk) -> int:
    with as_organisation(desk.operator.organisation_id):
        return Entry.objects.filter(what="PlanOpened").count()


@pytest.mark.both
def test_what_is_read_back_of_police_is_what_the_line_says(
    ana: Desk, sam: Desk, taken: int
) -> None:
    """PL8: never one thing on the page and another aloud; and never a promise."""
    said = {"police_en": "Police come along only if hurt.", "police_source": "North, 2026"}
    signing = {**dict.fromkeys(NAMES, ""), **said, "seen": 0}
    sam.press("/console/settings/says-and-knows/sign", **signing)
    keep(ana, taken)

    page = text_of(ana.person(taken, "plan"))

    assert "Police come along only if hurt. It is no promise" in page
    assert "We do not know whether police" not in page
