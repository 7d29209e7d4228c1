"""Where calls ring for somebody: chosen on their own page, by themself."""

import pytest

from stillhere.actions.numbers import operator_number
from stillhere.care.access import Role, answers
from stillhere.records.models import Operator
from stillhere.records.organisations import as_organisation
from tests.web.conftest import SignIn

OWN = "416 555 0166"


def kept(operator: Operator) -> tuple[bool, bool]:
    with as_organisation(operator.organisation_id):
        row = Operator.objects.get(pk=operator.pk)
    return row.answers_by_phone, bool(row.sealed_number)


@pytest.mark.both
def test_the_number_is_kept_sealed_and_only_its_end_is_shown(
    ana: Operator, sign_in: SignIn
) -> None:
    client = sign_in(ana)
    answer = client.post("/home/phone", {"number": OWN, "by_phone": "on"}, follow=True)
    page = answer.content.decode()

    assert operator_number(ana.pk, organisation=ana.organisation_id) == "+14165550166"
    assert "ends in 66" in page
    assert "5550166" not in page.replace(" ", "")
    client.post("/home/phone", {"erase": "on"})
    assert kept(ana) == (False, False)


@pytest.mark.parametrize(
    ("said", "reads"),
    [
        ({"number": "call me", "by_phone": "on"}, "This cannot be dialled"),
        ({"number": "", "by_phone": "on"}, "without one none rings for you"),
        ({"erase": "on", "by_phone": "on"}, "without one none rings for you"),
    ],
)
def test_what_cannot_ring_is_told_and_stands_there_still(
    said: dict[str, str], reads: str, ana: Operator, sign_in: SignIn
) -> None:
    answer = sign_in(ana).post("/home/phone", said)

    assert answer.status_code == 422
    assert reads in answer.content.decode()
    assert f'value="{said.get("number", "")}"' in answer.content.decode()
    assert kept(ana) == (False, False)


def test_who_is_on_call_cannot_be_left_without(ana: Operator, sign_in: SignIn) -> None:
    client = sign_in(ana)
    client.post("/home/phone", {"number": OWN})
    with as_organisation(ana.organisation_id, writing=True):
        Operator.objects.filter(pk=ana.pk).update(on_call=True)
    answer = client.post("/home/phone", {"erase": "on"})

    assert "You are on call" in answer.content.decode()
    assert kept(ana) == (False, True)


@pytest.mark.parametrize("role", Role)
def test_who_answers_nobody_has_no_phone_to_choose(
    role: Role, people: dict[Role, Operator], sign_in: SignIn
) -> None:
    client = sign_in(people[role])

    assert ("Where calls ring" in client.get("/home").content.decode()) == answers(role)
    status = client.post("/home/phone", {"number": OWN}).status_code
    assert status == (303 if answers(role) else 404)


def test_a_missing_key_folder_is_said(
    ana: Operator, sign_in: SignIn, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in(ana)
    monkeypatch.setenv("STILLHERE_KEYS", str(tmp_path))
    answer = client.post("/home/phone", {"number": OWN})

    assert answer.status_code == 422
    assert "key folder" in answer.content.decode()
