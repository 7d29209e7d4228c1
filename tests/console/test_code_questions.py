"""Which questions a code is made from: chosen and signed by a few, asked by everybody."""

import re

import pytest

from stillhere.care.access import Role
from stillhere.care.code_questions import OURS
from stillhere.console.code_questions_form import FAULTS
from stillhere.console.code_sentences import ASKED, KINDS, LABELS
from stillhere.records.models import Code, Line, Organisation
from stillhere.records.organisations import as_organisation
from tests.actions.coding import ANSWERS
from tests.console.desk import Desk, text_of
from tests.console.test_code import taken_again, words_on
from tests.console.test_policies import somebody

pytestmark = pytest.mark.usefixtures("quick_codes")
PAGE, SIGN = "/console/settings/code-questions/", "/console/settings/code-questions/sign"
TREE = "asked_whichtree100sure"


def written(*ours: str, seen: int = 0, en: str = "Which tree, 100% sure?") -> dict[str, object]:
    return {
        "seen": seen,
        "ours": ours or ("carer", "birth_day", "first_job"),
        "en_1": en,
        "fr_1": "Quel arbre, sûr à 100 % ?",
        "kind_1": "letters-2",
    }


def test_until_somebody_signs_the_shipped_questions_are_asked(sam: Desk) -> None:
    """CD2."""
    page = sam.see(PAGE)

    assert "Nobody has chosen yet: the shipped questions are asked." in page
    assert "Together they hold about 23 bits of surprise" in page
    assert page.count("checked") == 5


def test_the_page_says_what_no_machine_can_tell(sam: Desk) -> None:
    """CD2."""
    assert "never for losses" in sam.see(PAGE)


def test_what_is_signed_is_asked_from_now_on(ana: Desk, sam: Desk, taken: int) -> None:
    """CD2."""
    where = sam.press(SIGN, **written())
    page = text_of(ana.person(taken, "code"))

    assert "Version 1 is in force, signed by Sam" in text_of(sam.see(where))
    assert "Which tree, 100% sure?" in page
    assert "What is the first letter of the first job you had?" in page
    assert "On which day of the month were you born?" in page
    assert "first school" not in page


def test_a_caller_who_speaks_french_is_asked_in_french(ana: Desk, sam: Desk, taken: int) -> None:
    """CD2: with the operator's own language beneath."""
    sam.press(SIGN, **written())
    ana.press(f"/console/contacts/{taken}/intake", question="language", language="fr")

    page = text_of(ana.person(taken, "code"))

    assert "Quel arbre, sûr à 100 % ?" in page
    assert "Which tree, 100% sure?" in page


def test_a_code_is_made_of_an_organisations_own_questions(ana: Desk, sam: Desk, taken: int) -> None:
    """CD2."""
    sam.press(SIGN, **written())
    ana.press(
        f"/console/contacts/{taken}/code/make",
        questions="1",
        carer="Mado",
        first_job="Baker",
        **{TREE: "Elm"},
    )

    assert len(words_on(ana.person(taken, "code")).split()) == 4


def test_what_is_asked_while_the_questions_change_is_taken_as_it_was_asked(
    ana: Desk, sam: Desk, taken: int
) -> None:
    """CD2."""
    sam.press(SIGN, **written())
    ana.press(f"/console/contacts/{taken}/code/make", questions="0", **ANSWERS)

    with as_organisation(ana.operator.organisation_id):
        assert Code.objects.get().questions == 0


def test_questions_nobody_signed_are_not_found(ana: Desk, taken: int) -> None:
    """CD2."""
    ana.press(f"/console/contacts/{taken}/code/make", questions="9", **ANSWERS)

    assert ana.status == 404


def test_who_has_a_code_of_before_is_asked_the_older_questions(
    ana: Desk, sam: Desk, taken: int, line: Line
) -> None:
    """CD2."""
    ana.press(f"/console/contacts/{taken}/code/make", **ANSWERS)
    sam.press(SIGN, **written())
    ana.press(f"/console/contacts/{taken}/end", reason="ended")
    back = taken_again(ana, line)

    page = text_of(ana.person(back, "code"))
    ana.press(f"/console/contacts/{back}/code/match", form="match-0", questions="0", **ANSWERS)

    assert re.search(r"Their code is older: the questions asked until \d+ \w+ 2026", page)
    assert "A code fits." in ana.person(back, "code")


def test_what_was_misheard_stands_in_the_questions_it_was_asked_in(
    ana: Desk, sam: Desk, taken: int
) -> None:
    """CD2."""
    sam.press(SIGN, **{**written(), "kind_1": "number-1", "few": "18"})
    form = {"form": "make", "questions": "1", "carer": "Mado", TREE: "elm"}

    page = ana.press(f"/console/contacts/{taken}/code/make", **form)

    assert ana.status == 422
    assert page.count("Write one whole number, up to 9999") == 1
    assert f'name="{TREE}" value="elm"' in page


def test_what_cannot_be_asked_stays_typed_and_says_what_to_do(sam: Desk) -> None:
    """CD2."""
    page = sam.press(SIGN, **{**written("carer"), "fr_1": ""})

    assert sam.status == 422
    assert "Choose or write at least 3 questions." in page
    assert "Write this question in both languages, or empty both." in page
    assert 'value="Which tree, 100% sure?"' in page
    assert "There is no version yet" in page


def test_questions_that_hold_little_are_asked_about_once(sam: Desk) -> None:
    """CD2: said before it is in force, and left to who signs."""
    few = {"ours": ("birth_town", "birth_month", "first_job"), "seen": "0"}

    asked = sam.press(SIGN, **few)
    sam.press(SIGN, **few, few="11")

    assert "These questions hold only about 11 bits" in asked
    assert sam.status == 303
    assert "That is little" in sam.see(PAGE)


def test_of_two_editors_the_second_is_told_and_loses_nothing(
    organisation: Organisation, sam: Desk
) -> None:
    """CD2."""
    sam.press(SIGN, **written())
    lee = somebody(organisation, "administrator", "lee")

    page = lee.press(SIGN, **written(en="Which bird?"))

    assert lee.status == 409
    assert "Sam signed version 1 at" in page
    assert 'value="Which bird?"' in page
    assert 'name="seen" value="1"' in page


@pytest.mark.parametrize(
    ("role", "sees", "signs"),
    [(Role.OPERATOR, 404, 404), (Role.COORDINATOR, 200, 404), (Role.EVALUATOR, 404, 404)],
)
def test_only_a_few_look_and_fewer_sign(
    organisation: Organisation, role: Role, sees: int, signs: int
) -> None:
    """CD2."""
    desk = somebody(organisation, role, "kim")

    page = desk.see(PAGE)
    seen = desk.status
    desk.press(SIGN, **written())

    assert (seen, desk.status) == (sees, signs)
    assert "<form class" not in page.split("<main")[1]


def test_another_organisation_asks_its_own(sam: Desk, stranger: Desk, taken: int) -> None:
    """CD2."""
    sam.press(SIGN, **written())
    lee = somebody(stranger.operator.organisation, "administrator", "lee")

    assert "Nobody has chosen yet" in lee.see(PAGE)


def test_every_question_of_ours_and_every_kind_has_its_words() -> None:
    """CD2."""
    assert {each.name for each in OURS} == ASKED.keys() == LABELS.keys()
    assert len(KINDS) == 5
    assert all(FAULTS.values())
