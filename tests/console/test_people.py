"""The pages of who works here: read by a few, changed by fewer, and nobody's own to raise."""

from datetime import datetime

import pytest

from stillhere.actions.numbers import operator_number
from stillhere.care.access import Role
from stillhere.care.wished import SKILLS as ASKED_FOR
from stillhere.console.people_words import DOES, ROLES, SKILLS
from stillhere.records.models import Console, Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from tests.actions.covering import has_a_phone
from tests.console.desk import Desk, text_of
from tests.console.test_policies import somebody
from tests.records.everything import found
from tests.somebody import an_operator

pytestmark = pytest.mark.both
PAGE = "/console/settings/people/"


@pytest.fixture
def ada(organisation: Organisation, time: object) -> Desk:
    return somebody(organisation, Role.ADMINISTRATOR, "ada")


def of(desk: Desk, act: str = "") -> str:
    return f"{PAGE}{desk.operator.pk}/{act}"


def again(desk: Desk) -> Operator:
    with as_organisation(desk.operator.organisation_id):
        return Operator.objects.get(pk=desk.operator.pk)


def test_everybody_is_on_the_page_with_what_matters_at_night(
    ada: Desk, ana: Desk, noon: datetime
) -> None:
    has_a_phone(ana.operator, noon)

    page = text_of(ada.see(PAGE))

    assert "Ana Operator · English, Français · on shift now On call" in page
    assert "Ada Administrator · English, Français · never on shift yet ✓ Second step" in page


@pytest.mark.parametrize(
    ("role", "reads", "opens"),
    [
        (Role.OPERATOR, 404, 404),
        (Role.EVALUATOR, 404, 404),
        (Role.COORDINATOR, 200, 404),
        (Role.SUPERVISOR, 200, 200),
        (Role.ADMINISTRATOR, 200, 200),
    ],
)
def test_a_few_read_and_fewer_change(
    organisation: Organisation, ana: Desk, *, role: Role, reads: int, opens: int
) -> None:
    desk = somebody(organisation, role, "kim")

    page = desk.see(PAGE)
    seen = desk.status
    desk.see(of(ana))

    assert (seen, desk.status) == (reads, opens)
    assert (f'href="{of(ana)}"' in page) == (opens == 200)


def test_a_supervisor_finds_no_administrators_account(ada: Desk, sam: Desk) -> None:
    page = sam.see(PAGE)
    for act in ("", "role", "can", "on-call", "take-out"):
        sam.press(of(ada, act), role="operator", sure="yes", speaks="en")
        assert sam.status in {404, 405}

    assert of(ada) not in page
    assert again(ada).role == Role.ADMINISTRATOR


def test_a_supervisor_is_offered_no_role_to_give(sam: Desk, ana: Desk) -> None:
    page = sam.see(of(ana))
    sam.press(of(ana, "role"), role="supervisor")

    assert 'name="role"' not in page
    assert sam.status == 422
    assert again(ana).role == Role.OPERATOR


def test_an_administrator_changes_a_role(ada: Desk, ana: Desk) -> None:
    where = ada.press(of(ana, "role"), role="supervisor")

    assert "Supervisor – Answers people" in text_of(ada.see(where))


def test_the_last_administrator_reads_why_not(ada: Desk) -> None:
    page = ada.press(of(ada, "role"), role="operator")

    assert ada.status == 409
    assert "Make somebody else administrator first." in page


def test_an_administrator_who_becomes_another_lands_at_home(
    ada: Desk, organisation: Organisation
) -> None:
    lee = somebody(organisation, Role.ADMINISTRATOR, "lee")
    with as_organisation(organisation.pk, writing=True):
        Operator.objects.filter(pk=lee.operator.pk).update(password="a digest of one")

    assert ada.press(of(ada, "role"), role="evaluator") == "/home"
    assert ada.see(PAGE)
    assert ada.status == 404


def test_languages_and_skills_are_kept(sam: Desk, ana: Desk) -> None:
    where = sam.press(of(ana, "can"), speaks="fr", others="IU, cr", skills="indigenous")

    assert where == of(ana)
    assert (again(ana).speaks, again(ana).skills) == (["cr", "fr", "iu"], ["indigenous"])


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"others": "iu"}, "tick English or French"),
        ({"speaks": "en", "others": "Inuktitut"}, "two or three letters"),
    ],
)
def test_what_cannot_be_kept_stays_typed(
    sam: Desk, ana: Desk, form: dict[str, str], words: str
) -> None:
    page = sam.press(of(ana, "can"), **form)

    assert sam.status == 422
    assert words in page
    assert f'value="{form["others"]}"' in page


def test_a_number_is_shown_by_its_end_alone(sam: Desk, ana: Desk) -> None:
    where = sam.press(of(ana, "on-call"), on_call="on", number="416 555 0177")
    page = sam.see(where)

    assert "••• 77" in page
    assert "5550177" not in page
    kept = operator_number(ana.operator.pk, organisation=ana.operator.organisation_id)
    assert kept == "+14165550177"


def test_an_empty_number_leaves_the_one_that_is_kept(sam: Desk, ana: Desk, noon: datetime) -> None:
    has_a_phone(ana.operator, noon)
    sam.press(of(ana, "on-call"), number="")
    off = again(ana)
    sam.press(of(ana, "on-call"), erase="on")

    assert (off.on_call, bool(off.sealed_number)) == (False, True)
    assert again(ana).sealed_number is None


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"on_call": "on"}, "Nobody is on call without a number that rings"),
        ({"on_call": "on", "number": "nine"}, "This cannot be dialled."),
    ],
)
def test_nobody_is_put_on_call_whom_nothing_rings(
    sam: Desk, ana: Desk, form: dict[str, str], words: str
) -> None:
    page = sam.press(of(ana, "on-call"), **form)

    assert sam.status == 422
    assert words in page
    assert not again(ana).on_call


def test_who_is_taken_out_is_out_everywhere_at_once(sam: Desk, ana: Desk) -> None:
    where = sam.press(of(ana, "take-out"), sure="yes")
    page = text_of(sam.see(where))
    ana.see("/console/")

    assert ana.status == 302
    assert "Ana is out: signed out everywhere" in page
    assert "Taken out" in page


def test_a_sign_in_of_before_does_not_live_again_with_the_account(sam: Desk, ana: Desk) -> None:
    sam.press(of(ana, "take-out"), sure="yes")
    with as_organisation(ana.operator.organisation_id, writing=True):
        Operator.objects.filter(pk=ana.operator.pk).update(is_active=True)
    ana.see("/home")

    assert ana.status == 302


def test_nobody_is_taken_out_by_one_careless_press(sam: Desk, ana: Desk) -> None:
    page = sam.press(of(ana, "take-out"))

    assert sam.status == 422
    assert "Tick that you mean it" in page
    assert again(ana).is_active


def test_who_has_somebody_is_not_taken_out_and_it_is_said_whom(
    sam: Desk, ada: Desk, ana: Desk, watched: int, taken: int
) -> None:
    """WA11."""
    page = sam.press(of(ana, "take-out"), sure="yes")
    seen = ada.see(of(ana))

    assert sam.status == 409
    assert f'href="/console/contacts/{taken}/"' in page
    assert "A watch since" in page
    assert "A watch since" in seen
    assert f"/console/contacts/{taken}/" not in seen
    assert again(ana).is_active


def test_the_console_of_who_is_taken_out_is_no_longer_counted_on(sam: Desk, ana: Desk) -> None:
    """WA11."""
    sam.press(of(ana, "take-out"), sure="yes")

    with as_organisation(ana.operator.organisation_id):
        console = Console.objects.get(operator=ana.operator)
    assert console.due_at is not None
    assert console.due_at <= clock.now()


def test_another_organisations_people_are_not_there(ada: Desk, noon: datetime) -> None:
    """I12."""
    zoe = an_operator(found("elsewhere", now=noon), "zoe")
    ada.press(f"{PAGE}{zoe.pk}/take-out", sure="yes")

    assert ada.status == 404
    assert "Zoe" not in ada.see(PAGE)


def test_every_role_and_skill_has_its_words() -> None:
    assert ROLES.keys() == DOES.keys() == set(Role)
    assert set(SKILLS) == set(ASKED_FOR)


def test_an_administrator_sets_everything_up_and_sees_no_caller(
    ada: Desk, ana: Desk, taken: int
) -> None:
    """I8."""
    pages = [ada.see(path) for path in ("/home", "/console/settings/", PAGE, of(ana))]
    seen = [ada.status]
    for path in ("/console/", "/console/wall/", f"/console/contacts/{taken}/", "/console/live"):
        ada.see(path)
        seen.append(ada.status)

    assert seen == [200, 404, 404, 404, 404]
    assert not any("contacts/" in page or "anyone there?" in page for page in pages)
