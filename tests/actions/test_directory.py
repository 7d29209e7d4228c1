"""The directory of places: written by name, once, never over a colleague's words, nobody else's."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from stillhere.actions.directory import (
    NoSuchPlace,
    PlaceChangedMeanwhile,
    add_place,
    change_place,
    directory,
    find_place,
    looked_at,
    places_for,
    take_out,
)
from stillhere.care.directory import Place
from stillhere.care.refused import NotYours
from stillhere.care.sample_places import SAMPLES
from stillhere.records.models import Entry, Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.signing_in import as_organisation_named
from tests.care.test_place_values import FULL
from tests.somebody import an_operator

OWN = replace(FULL, id=0, name="Night Door", verified_on=None)


def add(by: Operator, now: datetime, *, key: str = "1", place: Place = OWN) -> int:
    return add_place(place, organisation=by.organisation_id, key=key, by=by.pk, now=now)


def change(by: Operator, now: datetime, place: Place, *, seen: int = 1) -> None:
    change_place(place, organisation=by.organisation_id, seen=seen, by=by.pk, now=now)


def entries(organisation: int) -> list[tuple[str, int | None, object]]:
    with as_organisation(organisation):
        found = Entry.objects.filter(what__startswith="Place").order_by("pk")
        return [(each.what, each.operator_id, each.facts) for each in found]


@pytest.mark.both
def test_a_place_is_added_once_however_often_it_is_pressed(sam: Operator, noon: datetime) -> None:
    """SU2."""
    place = add(sam, noon)

    assert add(sam, noon) == place
    [listed] = directory(organisation=sam.organisation_id)
    assert listed.place == replace(OWN, id=place)
    assert (listed.version, listed.changed_by, listed.changed_at) == (1, "Sam", noon)
    assert entries(sam.organisation_id) == [("PlaceAdded", sam.pk, {"number": place})]


@pytest.mark.both
def test_of_two_who_change_it_at_once_the_later_is_told(sam: Operator, noon: datetime) -> None:
    """SU2: and the same press twice is one change."""
    place = replace(OWN, id=add(sam, noon), name="The Night Door")
    change(sam, noon, place)
    change(sam, noon, place)

    with pytest.raises(PlaceChangedMeanwhile) as other:
        change(sam, noon, replace(place, name="Another"))
    assert (other.value.now.version, other.value.now.place) == (2, place)
    assert [what for what, *_ in entries(sam.organisation_id)] == ["PlaceAdded", "PlaceChanged"]


@pytest.mark.both
def test_who_says_it_is_right_has_read_it_as_it_is(sam: Operator, noon: datetime) -> None:
    """SU2: the day of the place's own clock; a page that is older says nothing of what came."""
    place = add(sam, noon)
    ours = {"organisation": sam.organisation_id, "by": sam.pk}
    looked_at(place, seen=1, now=noon, **ours)
    looked_at(place, seen=1, now=noon, **ours)

    kept = find_place(place, organisation=sam.organisation_id)
    assert kept.version == 2
    assert kept.place.verified_on == noon.date()
    with pytest.raises(PlaceChangedMeanwhile):
        looked_at(place, seen=1, now=noon + timedelta(days=2), **ours)


@pytest.mark.both
def test_what_was_taken_out_is_told_to_nobody(sam: Operator, noon: datetime) -> None:
    """SU2."""
    place = add(sam, noon)
    take_out(place, organisation=sam.organisation_id, by=sam.pk, now=noon)

    assert directory(organisation=sam.organisation_id) == ()
    with pytest.raises(NoSuchPlace):
        take_out(place, organisation=sam.organisation_id, by=sam.pk, now=noon)
    with pytest.raises(NoSuchPlace):
        change(sam, noon, replace(OWN, id=place))
    assert entries(sam.organisation_id)[-1] == ("PlaceTakenOut", sam.pk, {"number": place})


@pytest.mark.parametrize("role", ["operator", "coordinator", "evaluator"])
def test_only_whoever_signs_changes_the_directory(
    organisation: Organisation, sam: Operator, noon: datetime, role: str
) -> None:
    """SU2."""
    kim, place = an_operator(organisation, "kim", role=role), add(sam, noon)
    ours: dict[str, Any] = {"organisation": organisation.pk, "by": kim.pk, "now": noon}

    with pytest.raises(NotYours):
        add(kim, noon, key="2")
    with pytest.raises(NotYours):
        change(kim, noon, replace(OWN, id=place))
    with pytest.raises(NotYours):
        looked_at(place, seen=1, **ours)
    with pytest.raises(NotYours):
        take_out(place, **ours)
    assert len(directory(organisation=organisation.pk)) == 1


def test_no_real_caller_is_ever_told_of_a_sample(sam: Operator, noon: datetime) -> None:
    """SU2: nor a learner of a real place."""
    ours = {"organisation": sam.organisation_id}
    assert places_for(practice=False, **ours) == ()
    add(sam, noon)

    assert [place.name for place in places_for(practice=False, **ours)] == ["Night Door"]
    assert places_for(practice=True, **ours) == SAMPLES


@pytest.mark.both
def test_another_organisation_has_its_own_directory(sam: Operator, noon: datetime) -> None:
    """I12, SU2."""
    place = add(sam, noon)
    with as_organisation_named("south"):
        elsewhere = Organisation.objects.create(slug="south", name="South Line", created_at=noon)

    assert directory(organisation=elsewhere.pk) == ()
    with pytest.raises(NoSuchPlace):
        find_place(place, organisation=elsewhere.pk)
