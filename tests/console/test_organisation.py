"""What an organisation is called and its clock: changed by an administrator, read by a few."""

import pytest

from stillhere.care.access import Role
from stillhere.records.models import Entry, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import HandedOver
from tests.console.desk import Desk, text_of
from tests.console.test_policies import somebody

pytestmark = pytest.mark.both
PAGE = "/console/settings/organisation/"
KEEP = f"{PAGE}keep"


@pytest.fixture
def lee(organisation: Organisation, time: HandedOver) -> Desk:
    return somebody(organisation, "administrator", "lee")


def written(now: Organisation, **said: str) -> dict[str, str]:
    seen = {f"seen_{n}": getattr(now, n) for n in ("name", "language", "time_zone")}
    return {"name": now.name, "language": "fr", "time_zone": "America/Halifax", **seen, **said}


def again(organisation: Organisation) -> Organisation:
    with as_organisation(organisation.pk):
        return Organisation.objects.get(pk=organisation.pk)


def test_name_language_and_clock_are_changed_with_a_trace(
    organisation: Organisation, lee: Desk
) -> None:
    for _press in range(2):
        assert lee.press(KEEP, **written(organisation, name=" River  line ")) == PAGE

    now = again(organisation)
    assert (now.name, now.language, now.time_zone) == ("River line", "fr", "America/Halifax")
    with as_organisation(organisation.pk):
        [entry] = Entry.objects.filter(what="OrganisationChanged")
    assert entry.operator_id == lee.operator.pk


@pytest.mark.parametrize("wrong", [{"name": " "}, {"language": "xx"}, {"time_zone": "Moon"}])
def test_what_cannot_be_is_refused_and_stays_typed(
    organisation: Organisation, lee: Desk, wrong: dict[str, str]
) -> None:
    page = lee.press(KEEP, **written(organisation, **{"name": "River line", **wrong}))

    assert lee.status == 422
    assert "Nothing was kept." in page
    assert again(organisation).name == organisation.name


def test_two_at_once_lose_nothing(organisation: Organisation, lee: Desk) -> None:
    lee.press(KEEP, **written(organisation, name="River line"))

    page = lee.press(KEEP, **written(organisation, name="Lake line"))

    assert lee.status == 409
    assert "it is River line now" in text_of(page)
    assert 'value="Lake line"' in page


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.OPERATOR, 404), (Role.EVALUATOR, 404), (Role.COORDINATOR, 200), (Role.SUPERVISOR, 200)],
)
def test_others_look_at_most(organisation: Organisation, role: Role, sees: int) -> None:
    desk = somebody(organisation, role, "kim")

    page = desk.see(PAGE)
    assert desk.status == sees
    desk.press(KEEP, **written(organisation, name="Theirs"))

    assert desk.status == 404
    assert again(organisation).name == organisation.name
    assert "<form" not in page.split("<main")[1]


def test_what_is_kept_for_how_long_stands_there(lee: Desk) -> None:
    page = text_of(lee.see(PAGE))

    assert "What is kept, and for how long" in page
    assert "90 d" in page or "90 days" in page
