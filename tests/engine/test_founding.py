"""An installation begins with names that are told apart and people who can sign in."""

from datetime import datetime
from typing import Any

import pytest

from stillhere.actions.founding import (
    CannotFound,
    find_organisation,
    found_organisation,
    open_line,
    take_on,
)
from stillhere.records.models import Operator, Organisation
from stillhere.records.organisations import as_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NORTH: dict[str, Any] = {"slug": "north", "name": "North Line"}
HERE: dict[str, Any] = {"language": "en", "time_zone": "America/Toronto"}
ANA: dict[str, Any] = {"name": "Ana Lee", "username": "", "language": "en", "role": "operator"}
CHAT: dict[str, Any] = {"slug": "chat", "name": "Chat", "provider": "webchat", "number": ""}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({**HERE, **NORTH, "slug": "North Line"}, "A slug is"),
        ({**HERE, **NORTH, "slug": "-north"}, "A slug is"),
        ({**HERE, **NORTH, "language": "de"}, "do not speak"),
        ({**HERE, **NORTH, "time_zone": "Moon"}, "no time zone"),
    ],
)
def test_what_cannot_be_founded_is_said(asked: dict[str, Any], says: str, noon: datetime) -> None:
    with pytest.raises(CannotFound, match=says):
        found_organisation(**asked, now=noon)


def test_a_name_is_founded_once(organisation: Organisation, noon: datetime) -> None:
    with pytest.raises(CannotFound, match="already"):
        found_organisation(**NORTH, **HERE, now=noon)


def test_an_organisation_is_found_by_its_slug(organisation: Organisation) -> None:
    assert find_organisation("north") == organisation.pk
    with pytest.raises(CannotFound, match="create-organisation"):
        find_organisation("south")


def test_who_is_taken_on_can_sign_in_with_what_was_shown(
    organisation: Organisation, noon: datetime
) -> None:
    ana = take_on(organisation=organisation.pk, **ANA, now=noon)
    with as_organisation(organisation.pk):
        kept = Operator.objects.get(pk=ana.id)

    assert (kept.username, kept.role, kept.speaks) == ("ana-lee", "operator", ["en"])
    assert kept.check_password(ana.password)
    assert ana.password not in kept.password


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({**ANA, "role": "boss"}, "operator, supervisor"),
        ({**ANA, "name": "安"}, "--username"),
        ({**ANA, "language": "de"}, "en, fr"),
    ],
)
def test_who_cannot_be_taken_on_is_explained(
    asked: dict[str, Any], says: str, organisation: Organisation, noon: datetime
) -> None:
    with pytest.raises(CannotFound, match=says):
        take_on(organisation=organisation.pk, **asked, now=noon)


def test_two_people_never_share_a_user_name(organisation: Organisation, noon: datetime) -> None:
    take_on(organisation=organisation.pk, **ANA, now=noon)

    with pytest.raises(CannotFound, match="already"):
        take_on(organisation=organisation.pk, **{**ANA, "username": "Ana-Lee"}, now=noon)


def test_a_line_has_an_address_of_its_own(organisation: Organisation, noon: datetime) -> None:
    asked = {**CHAT, "organisation": organisation.pk, "language": "en", "practice": False}
    open_line(**asked, now=noon)

    with pytest.raises(CannotFound, match="already"):
        open_line(**asked, now=noon)
