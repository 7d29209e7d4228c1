"""What a line says and knows in its own words: signed by a few, in front of whoever needs it."""

import re
from typing import Any

import pytest

from stillhere.care.access import Role
from stillhere.care.says_and_knows import NAMES
from stillhere.console.says_and_knows_form import LABELS, PARTS
from stillhere.records.models import Contact, Entry, Organisation
from stillhere.records.organisations import as_organisation
from tests.console.desk import Desk, text_of
from tests.console.test_policies import somebody

PAGE, SIGN = "/console/settings/says-and-knows/", "/console/settings/says-and-knows/sign"


def written(*, seen: int = 0, **said: str) -> dict[str, Any]:
    return {"seen": seen} | dict.fromkeys(NAMES, "") | said


def is_practice(desk: Desk, contact: int) -> None:
    with as_organisation(desk.operator.organisation_id, writing=True):
        Contact.objects.filter(pk=contact).update(practice=True)


def test_what_is_empty_is_not_yet_set_up_with_the_manual_way(sam: Desk) -> None:
    """IN4, IN7, CO13."""
    page = text_of(sam.see(PAGE))

    assert page.count("Not yet set up: ") == len(PARTS)
    assert "we ship nothing of it" in page
    assert "operators ring the one on your own list" in page


@pytest.mark.both
def test_guidance_for_the_young_is_the_organisations_own(ana: Desk, sam: Desk, taken: int) -> None:
    """IN4: in the operator's language, or in the other rather than not."""
    sam.press(SIGN, **written(young_en="Ask who is with them.\r\n\r\nStay <here>."))
    ana.press(f"/console/contacts/{taken}/intake", question="age_band", age_band="under_18")
    page = ana.person(taken)
    ana.browser.post("/language", {"language": "fr"})

    assert "<p>Ask who is with them.</p>" in page
    assert "printed guidance" not in page
    assert '<div class="own-words" lang="en">' in ana.person(taken)


@pytest.mark.both
def test_what_is_reported_is_said_before_who_needs_looking_after(
    ana: Desk, sam: Desk, taken: int
) -> None:
    """IN4: in the caller's language, the operator's beneath; never a condition."""
    sam.press(SIGN, **written(reports_en="I must tell 100% of it.", reports_fr="Je dois le dire."))
    ana.press(f"/console/contacts/{taken}/intake", question="language", language="fr")

    page = ana.person(taken, "ask")

    said = page.index('<p class="spoken__words" lang="fr">Je dois le dire.</p>')
    assert page.index("I must tell 100% of it.") > said
    assert "we do not know what has to be reported" not in page
    assert said < page.index('value="looked_after"')


@pytest.mark.both
def test_an_interpreter_is_rung_by_hand_as_a_third_on_the_call(
    ana: Desk, sam: Desk, taken: int
) -> None:
    """CO13."""
    sam.press(SIGN, **written(interpreter_number="1 416 555-0160", interpreter_note="Say: North"))
    ana.press(f"/console/contacts/{taken}/no-shared-language")

    page = ana.person(taken)

    assert 'href="tel:+14165550160">+1 416-555-0160</a>' in page
    assert "Say: North" in page
    assert "No interpreter's line is set up here" not in page


def test_an_indigenous_line_is_given_and_nobody_is_sent_there(
    ana: Desk, sam: Desk, taken: int
) -> None:
    """IN7."""
    sam.press(SIGN, **written(indigenous_line="River line", indigenous_number="416-555-0161"))
    ana.press(f"/console/contacts/{taken}/wish", wanted="yes")

    page = text_of(ana.person(taken))

    assert "River line +1 416-555-0161" in page
    assert "stay with them meanwhile" in page
    assert "not yet set up" not in page.split("An Indigenous line they can call")[1][:200]


def test_in_practice_nobody_is_rung(ana: Desk, sam: Desk, taken: int) -> None:
    """CO13, IN7: a number of the real world is no link where somebody learns."""
    sam.press(
        SIGN,
        **written(interpreter_number="4165550160", indigenous_number="4165550161"),
    )
    ana.press(f"/console/contacts/{taken}/no-shared-language")
    ana.press(f"/console/contacts/{taken}/wish", wanted="yes")
    is_practice(ana, taken)

    page = ana.person(taken)

    assert "Practice: your interpreter's number stands here on the line." in page
    assert "tel:+1416555016" not in page


def test_what_cannot_be_dialled_stays_typed_and_says_what_to_do(sam: Desk) -> None:
    """CO13, IN7."""
    wrong = written(interpreter_number="12", indigenous_line="River line", young_en="Ask.")

    page = sam.press(SIGN, **wrong)

    assert sam.status == 422
    assert "This cannot be dialled. Write it with its area code." in page
    assert "Write its number too, or empty both." in page
    assert re.search(r'name="interpreter_number"[^>]*value="12"|value="12"[^>]*', page)
    assert "There is no version yet" in page


def test_a_version_says_who_when_and_what_changed(sam: Desk) -> None:
    """IN4: kept like a policy, and the ledger keeps no word of it."""
    sam.press(SIGN, **written(young_en="Ask who is with them."))
    sam.press(SIGN, **written(young_en="Ask who is with them.", reports_en="None.", seen=1))

    page = text_of(sam.see(PAGE))

    assert "Version 2 is in force, signed by Sam on 2026-" in page
    assert re.search(r"2 Sam 2026-\S+ \S+ What is said of it, in English 1 Sam", page)
    with as_organisation(sam.operator.organisation_id):
        facts = Entry.objects.filter(what="ChosenSigned").values_list("facts", flat=True)
        assert {"number": 2, "kind": "says_and_knows"} in list(facts)


def test_a_button_pressed_twice_signs_once_and_two_editors_lose_nothing(
    organisation: Organisation, sam: Desk
) -> None:
    """IN4."""
    for _press in range(2):
        sam.press(SIGN, **written(interpreter_number="416 555-0160"))
        assert sam.status == 303
    lee = somebody(organisation, "administrator", "lee")

    page = lee.press(SIGN, **written(young_en="Something else."))

    assert lee.status == 409
    assert "Sam signed version 1 at" in page
    assert "Something else." in page


@pytest.mark.parametrize(
    ("role", "sees", "signs"),
    [(Role.OPERATOR, 404, 404), (Role.COORDINATOR, 200, 404), (Role.EVALUATOR, 404, 404)],
)
def test_only_a_few_look_and_fewer_sign(
    organisation: Organisation, sam: Desk, role: Role, sees: int, signs: int
) -> None:
    """IN4."""
    sam.press(SIGN, **written(young_en="Ask who is with them."))
    desk = somebody(organisation, role, "kim")

    page = desk.see(PAGE)
    seen = desk.status
    desk.press(SIGN, **written())

    assert (seen, desk.status) == (sees, signs)
    assert ("Ask who is with them." in page) is (sees == 200)
    assert "<textarea" not in page


def test_another_organisation_says_its_own(sam: Desk, stranger: Desk) -> None:
    """I12."""
    sam.press(SIGN, **written(young_en="Ask who is with them."))
    lee = somebody(stranger.operator.organisation, "administrator", "lee")

    assert "Ask who is with them." not in lee.see(PAGE)


def test_every_value_stands_on_the_page_once() -> None:
    """IN4, IN7, CO13."""
    assert sorted(name for part in PARTS for name in part.names) == sorted(NAMES)
    assert LABELS.keys() == set(NAMES)
