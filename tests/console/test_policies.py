"""What the line has chosen: looked at, changed, signed; two at once, and nothing typed is lost."""

import re

import pytest
from django.test import Client
from django.utils import translation

from stillhere.care.policy import CHOICES, Policy
from stillhere.care.presets import FOLLOWS
from stillhere.console.policy_form import PolicyForm
from stillhere.console.policy_words import FAMILIES, NAMES, PRESETS, name_of, why
from stillhere.records.models import Organisation
from stillhere.records.models import Policy as PolicyRow
from stillhere.records.organisations import as_organisation
from tests.console.desk import Desk, text_of
from tests.somebody import an_operator
from tests.web.factors import has_a_second_factor

pytestmark = pytest.mark.both
PAGE, SIGN = "/console/settings/policies/", "/console/settings/policies/sign"


def somebody(organisation: Organisation, role: str, name: str) -> Desk:
    operator = an_operator(organisation, name, role=role)
    has_a_second_factor(operator)
    browser = Client(HTTP_ACCEPT="text/html")
    browser.force_login(operator)
    return Desk(operator, browser)


def as_typed(*, seen: int = 1, **changes: str) -> dict[str, str]:
    """The defaults came into force as version 1 when the first console came on."""
    form = PolicyForm.of(Policy(), practice=False)
    shown = {name: str(value) for name, value in form.initial.items()}
    return shown | {"seen": str(seen)} | {k.replace("__", "."): v for k, v in changes.items()}


def signed(desk: Desk) -> list[PolicyRow]:
    with as_organisation(desk.operator.organisation_id):
        kept = PolicyRow.objects.filter(practice=False).exclude(signed_by="")
        return list(kept.order_by("number"))


def field(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{re.escape(name)}"[^>]*>', page)
    assert found
    return found[0]


def test_until_somebody_signs_the_page_says_that_nobody_has(sam: Desk) -> None:
    page = sam.see(PAGE)

    assert "Nobody has approved these values" in page
    assert "for your clinical lead" in page
    assert 'value="60 s"' in field(page, "decide_now")


def test_before_anything_began_the_shipped_defaults_stand_there(organisation: Organisation) -> None:
    page = somebody(organisation, "administrator", "lee").see(PAGE)

    assert "There is no version yet" in page
    assert 'value="60 s"' in field(page, "decide_now")


def test_every_value_says_what_it_is_why_and_within_what(sam: Desk) -> None:
    words = text_of(sam.see(PAGE))

    assert all(name_of(name) in words for name in CHOICES)
    assert (
        "Decide now: an alarm after Why: time for one more question; then a person decides. "
        "From 30 s to 2 min. Default: 60 s. In force: 60 s. Rule WA8."
    ) in words


def test_a_signature_is_shown_with_who_and_when(sam: Desk) -> None:
    where = sam.press(SIGN, **as_typed(decide_now="90 s"))

    page = sam.see(where)
    assert "Signed, and in force" in page
    assert f"Version 2 is in force, signed by {sam.operator.name} on 2026-" in text_of(page)
    assert signed(sam)[-1].values["decide_now"] == 90


def test_no_address_says_signed_when_nobody_did(sam: Desk) -> None:
    assert "Signed, and in force" not in sam.see(f"{PAGE}?signed=1")


def test_a_wrong_value_stays_typed_and_says_what_to_do(sam: Desk) -> None:
    page = sam.press(SIGN, **as_typed(decide_now="5 min", unheld="soon", text_watches="many"))

    assert sam.status == 422
    assert "Nothing was put in force" in page
    assert 'value="5 min"' in field(page, "decide_now")
    assert 'value="soon"' in field(page, "unheld")
    assert "such as 90 s or 2 min: from 30 s to 2 min." in page
    assert "Write a number from 1 to 5." in page
    assert signed(sam) == []


def test_a_number_without_its_unit_is_asked_about(sam: Desk) -> None:
    page = sam.press(SIGN, **as_typed(decide_now="60"))

    assert "Write a time with its unit" in page


def test_an_empty_value_is_a_mistake_and_not_a_default(sam: Desk) -> None:
    assert "Write a time with its unit" in sam.press(SIGN, **as_typed(decide_now=" "))
    assert signed(sam) == []


def test_two_values_that_contradict_each_other_are_named(sam: Desk) -> None:
    page = sam.press(SIGN, **as_typed(second_look="50 s", decide_now="40 s"))

    assert "it may not be more than “Decide now: an alarm after”, now 40 s." in page


def test_of_two_editors_the_second_is_told_and_loses_nothing(
    organisation: Organisation, sam: Desk
) -> None:
    lee = somebody(organisation, "administrator", "lee")
    sam.press(SIGN, **as_typed(decide_now="90 s"))

    page = lee.press(SIGN, **as_typed(unheld="20 s"))

    assert lee.status == 409
    assert f"{sam.operator.name} signed version 2 at" in page
    assert 'value="20 s"' in field(page, "unheld")
    assert "In force: 90 s." in text_of(page)
    assert 'value="2"' in field(page, "seen")
    assert len(signed(lee)) == 1


def test_a_button_pressed_twice_signs_once(sam: Desk) -> None:
    for _ in range(2):
        sam.press(SIGN, **as_typed(decide_now="90 s"))

    assert sam.status == 303
    assert len(signed(sam)) == 1


def test_a_way_of_using_has_times_of_its_own(sam: Desk) -> None:
    sam.press(SIGN, **as_typed(smoked__pace_quick="90 s"))

    assert signed(sam)[-1].values["smoked.pace_quick"] == 90
    page = sam.see(PAGE)
    assert 'value="90 s"' in field(page, "smoked.pace_quick")
    assert "Smoked: At first, ask every: the general value → 90 s" in text_of(page)


def test_open_watches_keep_the_version_they_began_with(watched: int, sam: Desk) -> None:
    sam.press(SIGN, **as_typed(decide_now="90 s"))

    assert "1 open watch keeps version 1." in text_of(sam.see(PAGE))
    assert sam.watch(watched).policy.decide_now == 60


def test_a_coordinator_looks_and_cannot_sign(organisation: Organisation, sam: Desk) -> None:
    sam.press(SIGN, **as_typed(decide_now="90 s"))
    cleo = somebody(organisation, "coordinator", "cleo")

    page = cleo.see(PAGE)

    assert "90 s" in page
    assert 'name="decide_now"' not in page
    assert "Sign and put in force" not in page
    cleo.press(SIGN, **as_typed(seen=1))
    assert cleo.status == 404


def test_an_operator_finds_nothing_there(ana: Desk) -> None:
    ana.see(PAGE)
    assert ana.status == 404
    ana.press(SIGN, **as_typed())
    assert ana.status == 404


def test_the_practice_line_has_its_own_values(sam: Desk) -> None:
    hurried = as_typed(second_look="2 s", decide_now="4 s")
    sam.press(f"{PAGE}practice/sign", **hurried)

    assert "Real watches never go by these values" in sam.see(f"{PAGE}practice/")
    assert "Nobody has approved these values" in sam.see(PAGE)
    assert signed(sam) == []


def test_every_value_and_every_reason_has_words_in_both_languages() -> None:
    assert NAMES.keys() == CHOICES.keys()
    assert {each.rule[:2] for each in CHOICES.values()} <= FAMILIES.keys()
    assert {name.split(".")[0] for name in FOLLOWS} == set(PRESETS)
    with translation.override("fr"):
        assert all(why(name) != CHOICES[name].why for name in CHOICES)
        assert all(str(NAMES[name]) != name for name in CHOICES)
