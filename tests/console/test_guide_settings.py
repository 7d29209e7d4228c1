"""The organisation's guides: read side by side, written anew, approved by name; nothing is lost."""

from collections.abc import Mapping
from typing import Any

import pytest

from stillhere.care.drafts import CARDS
from stillhere.care.support import Guide
from stillhere.records.models import Organisation
from tests.console.desk import Desk, text_of
from tests.console.test_guides import guides_of
from tests.console.test_policies import somebody

PAGE = "/console/settings/guides/"
LEAD = "Dr. Robin Example"
ONE: dict[str, Any] = {"s1-en": "Stay.", "s1-fr": "Restez.", "s1-source": "Our protocol, 2026."}
LEFT_OUT = {f"s{k}-out": "on" for k in range(2, 12)}


def write(desk: Desk, form: Mapping[str, Any] = ONE, *, guide: str = "panic", seen: int = 0) -> str:
    return desk.press(f"{PAGE}{guide}/write", **{"seen": seen} | ONE | LEFT_OUT | dict(form))


def approve(desk: Desk, guide: str = "panic", *, number: int = 1, lead: str = LEAD) -> str:
    return desk.press(f"{PAGE}{guide}/approve", number=number, lead=lead)


def test_every_guide_stands_there_with_its_standing(sam: Desk) -> None:
    """SU1."""
    page = text_of(sam.see(PAGE))

    assert page.count("Draft that came with the software") == len(Guide)
    assert "Approved" not in page


def test_one_guide_is_read_in_both_languages_side_by_side(sam: Desk) -> None:
    """SU1."""
    page = sam.see(f"{PAGE}grief/")

    assert '<div lang="en"><p class="guide__words">Listen. You do not have to mend it.</p>' in page
    assert '<div lang="fr"><p class="guide__words">Écoutez. Vous n’avez pas à réparer.</p>' in page
    assert "9-8-8" in text_of(sam.see(f"{PAGE}wanting_to_die/"))


@pytest.mark.both
def test_what_is_saved_is_a_draft_until_a_named_person_approves_it(
    sam: Desk, ana: Desk, taken: int
) -> None:
    """SU1: and then operators read it as approved, by whom and when."""
    write(sam)
    draft = text_of(guides_of(ana.person(taken)))
    approve(sam)
    approved = text_of(guides_of(ana.person(taken)))

    assert "Draft, version 1: to be approved by your clinical lead." in draft
    assert f"Approved by {LEAD} on 2026-11-01, version 1." in approved
    assert "Stay. Our protocol, 2026." in approved


def test_an_older_version_stays_to_be_read(sam: Desk) -> None:
    """SU1."""
    write(sam)
    write(sam, {"s1-en": "Stay with them."}, seen=1)
    old, first = sam.see(f"{PAGE}panic/?version=1"), sam.see(f"{PAGE}panic/?version=0")

    assert "An older version: it can be read, and is never changed." in old
    assert "Stay." in old
    assert "Save as a new version" not in old
    assert "My name is" in first


def test_of_two_at_once_the_later_is_told_and_nothing_typed_is_lost(
    sam: Desk, organisation: Organisation
) -> None:
    """SU1."""
    lee = somebody(organisation, "administrator", "lee")
    write(sam)
    page = write(lee, {"s1-en": "Wait with them."})

    assert lee.status == 409
    assert "Sam saved version 1 while you were at it." in text_of(page)
    assert "Wait with them." in page
    assert write(lee, {"s1-en": "Wait with them."}, seen=1).endswith("/panic/")


@pytest.mark.parametrize(
    ("form", "lead", "says"),
    [
        ({}, " ", "Write your clinical lead's name."),
        ({"s1-source": ""}, LEAD, "not written in both languages with a source: 1."),
        ({"s1-fr": ""}, LEAD, "not written in both languages with a source: 1."),
        ({"s1-out": "on"}, LEAD, "this version has no step."),
    ],
)
def test_why_it_is_not_approved_is_said_with_what_to_do(
    sam: Desk, form: dict[str, str], lead: str, says: str
) -> None:
    """SU1."""
    write(sam, form)
    page = text_of(approve(sam, lead=lead))

    assert sam.status == 409
    assert says in page


def test_a_guide_for_psychosis_says_what_it_leaves_out(sam: Desk) -> None:
    """SU1."""
    write(sam, {"s1-manners": ["slowly", "who_we_are"]}, guide="psychosis")
    page = text_of(approve(sam, "psychosis"))

    assert "no step brings this across: In short sentences, Neither against it" in page


def test_what_is_too_long_is_said_and_stands_there_still(sam: Desk) -> None:
    """SU1."""
    page = write(sam, {"s1-en": "x" * 401})

    assert sam.status == 422
    assert "say it shorter" in page
    assert "x" * 401 in page


def test_an_unwritten_step_keeps_what_it_is_about(sam: Desk) -> None:
    """SU1."""
    sam.press(f"{PAGE}under_age/write", seen=0)

    assert "Naloxone and breaths for a child" in sam.see(f"{PAGE}under_age/")


def test_the_first_approval_stays(sam: Desk, organisation: Organisation) -> None:
    """SU1."""
    lee = somebody(organisation, "administrator", "lee")
    write(sam)
    approve(sam)
    page = text_of(approve(lee, lead="Somebody else"))

    assert lee.status == 409
    assert f"Version 1 was approved by {LEAD} meanwhile." in page


ROLES = [
    ("operator", 404, 404),
    ("evaluator", 404, 404),
    ("coordinator", 200, 404),
    ("supervisor", 200, 303),
    ("administrator", 200, 303),
]


@pytest.mark.parametrize(("role", "reads", "writes"), ROLES)
def test_who_reads_and_who_writes(
    organisation: Organisation, role: str, reads: int, writes: int
) -> None:
    """SU1: a coordinator reads; a supervisor or an administrator enters an approval."""
    desk = somebody(organisation, role, "kim")
    seen = []
    for path in (PAGE, f"{PAGE}panic/"):
        desk.see(path)
        seen.append(desk.status)
    write(desk)
    wrote = desk.status
    approve(desk)

    assert (seen, wrote, desk.status) == ([reads, reads], writes, writes)


def test_another_organisations_guide_is_not_there(sam: Desk, stranger: Desk, noon: object) -> None:
    """SU1."""
    write(sam)
    lee = somebody(stranger.operator.organisation, "administrator", "lee")

    assert "Stay." not in lee.see(f"{PAGE}panic/")
    lee.see(f"{PAGE}panic/?version=1")
    assert lee.status == 404


@pytest.mark.parametrize("path", ["magic/", "panic/?version=9"])
def test_what_is_not_there_is_not_there(sam: Desk, path: str) -> None:
    sam.see(f"{PAGE}{path}")

    assert sam.status == 404
    assert len(CARDS) == len(Guide)
