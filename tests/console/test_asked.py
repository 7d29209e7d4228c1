"""Asked and offered as of anybody: nothing of it is assumed, and nothing is a condition."""

import pytest

from stillhere.actions import contact as contact_actions
from stillhere.care.watch_state import State
from stillhere.records.models import Entry, Operator
from stillhere.records.organisations import as_organisation
from tests.console.desk import Desk, text_of
from tests.console.test_plan import keep

pytestmark = pytest.mark.both
YOUNG = "They may be under age: show the guidance"
CARD = "You watch them like anybody: no age is refused."


def wish(desk: Desk, contact: int, wanted: str = "yes") -> None:
    desk.press(f"/console/contacts/{contact}/wish", wanted=wanted)


def is_indigenous(desk: Desk) -> None:
    with as_organisation(desk.operator.organisation_id, writing=True):
        Operator.objects.filter(pk=desk.operator.pk).update(skills=["indigenous"])


def offered_to(desk: Desk, contact: int) -> tuple[int, ...]:
    with as_organisation(desk.operator.organisation_id):
        return contact_actions.load(contact).contact.offered_to


def test_one_press_shows_the_guidance_at_every_step(ana: Desk, taken: int) -> None:
    """IN4: not set up is said, with what to do by hand."""
    before = text_of(ana.person(taken, "ask"))
    ana.press(f"/console/contacts/{taken}/intake", question="age_band", age_band="perhaps_young")

    asked, plan = (text_of(ana.person(taken, step)) for step in ("ask", "plan"))
    assert YOUNG in before
    assert CARD not in before
    assert YOUNG not in asked
    assert CARD in asked
    assert "printed guidance for callers younger than 18" in plan


@pytest.mark.parametrize("age", ["perhaps_young", "under_18"])
def test_who_may_be_under_age_is_watched_like_anybody(ana: Desk, taken: int, age: str) -> None:
    """IN4: never a refusal to watch."""
    ana.press(f"/console/contacts/{taken}/intake", question="age_band", age_band=age)
    ana.press(f"/console/contacts/{taken}/begin", route="smoked")

    assert ana.status == 303
    assert ana.watch(ana.watch_of(taken)).state is State.LISTENING
    assert CARD in text_of(ana.person(taken))


def test_who_needs_looking_after_is_asked_of_everybody_after_what_is_reported(
    ana: Desk, taken: int
) -> None:
    """IN4: never a condition; a refusal is an answer like any other."""
    page = text_of(ana.person(taken, "ask"))
    ana.press(f"/console/contacts/{taken}/intake", question="looked_after", refused="yes")
    ana.press(f"/console/contacts/{taken}/begin", route="smoked")

    first = page.index("we do not know what has to be reported here")
    assert first < page.index("Is someone there who would need looking after?")
    assert ana.status == 303


def test_a_colleague_reads_nothing_of_age_or_wish(ana: Desk, ben: Desk, taken: int) -> None:
    """IN4, IN7."""
    ana.press(f"/console/contacts/{taken}/intake", question="age_band", age_band="under_18")
    wish(ana, taken)

    page = text_of(ben.person(taken))
    assert CARD not in page
    assert "Indigenous" not in page


def test_nobody_with_the_skill_is_said_and_they_keep_whom_they_have(
    ana: Desk, ben: Desk, taken: int
) -> None:
    """IN7."""
    wish(ana, taken)
    page = text_of(ana.person(taken))
    said = text_of(ana.press(f"/console/contacts/{taken}/hand-on/wished"))

    assert "No Indigenous operator is free now." in page
    assert "An Indigenous line's number: not yet set up." in page
    assert ana.status == 409
    assert "They stay with you" in said
    assert offered_to(ana, taken) == ()


def test_an_indigenous_operator_is_rung_first(ana: Desk, ben: Desk, sam: Desk, taken: int) -> None:
    """IN7, CO1, CO12."""
    is_indigenous(sam)
    wish(ana, taken)
    page = text_of(ana.person(taken))
    ana.press(f"/console/contacts/{taken}/hand-on/wished")

    assert "Ask an Indigenous operator to take them" in page
    assert "No watch runs: they would wait, first in the queue" in page
    assert offered_to(ana, taken) == (sam.operator.pk,)


def test_someone_else_please_prefers_whom_they_would_like(
    ana: Desk, ben: Desk, sam: Desk, taken: int
) -> None:
    """IN7: skill comes before who has rested longest."""
    is_indigenous(sam)
    wish(ana, taken)
    ana.press(f"/console/contacts/{taken}/hand-on")

    assert offered_to(ana, taken) == (sam.operator.pk,)


def test_a_watch_stays_held_until_they_have_taken_it(
    ana: Desk, sam: Desk, taken: int, watched: int
) -> None:
    """IN7, WA11."""
    is_indigenous(sam)
    wish(ana, taken)
    page = text_of(ana.person(taken))
    ana.press(f"/console/contacts/{taken}/hand-on/wished")

    assert "No watch runs" not in page
    watch = ana.watch(watched)
    assert (watch.holder, watch.offered_to) == (ana.operator.pk, sam.operator.pk)


def test_a_wish_is_taken_back_and_the_ledger_never_says_which(ana: Desk, taken: int) -> None:
    """IN7: what somebody is has no place in what cannot be erased."""
    wish(ana, taken)
    wish(ana, taken, "no")

    assert "They do not want this any more" not in ana.person(taken)
    with as_organisation(ana.operator.organisation_id):
        kept = [str(entry.facts) for entry in Entry.objects.filter(contact_id=taken)]
    assert not any("indigenous" in facts for facts in kept)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (
            "40",
            ("You say they take about 40 minutes.", "40 min away; hold", "they take 40 minutes."),
        ),
        (
            "",
            (
                "We do not know how long your community's help takes.",
                "nobody said how long they take; hold",
                "Nobody said how long they take: ask them first.",
            ),
        ),
    ],
    ids=["said", "not said"],
)
def test_a_communitys_number_is_never_without_how_long_it_takes(
    ana: Desk, taken: int, watched: int, minutes: str, said: tuple[str, str, str]
) -> None:
    """IN7, PL5: read back, at the decision, and beside the number."""
    number = {"community_number": "867 555 0133", "community_minutes": minutes}
    keep(ana, taken, step_1="community", step_2="", **number)
    plan = text_of(ana.person(taken, "plan"))
    ana.press(f"/console/watches/{watched}/wrong")
    decide = text_of(ana.person(taken))
    ana.press(f"/console/watches/{watched}/decide", help="community")

    pages = (plan, decide, text_of(ana.person(taken)))
    assert all(words in page for words, page in zip(said, pages, strict=True))
