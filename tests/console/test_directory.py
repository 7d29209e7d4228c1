"""Places that help on a page: added, changed, checked, taken out; nothing typed is ever lost."""

import pytest

from stillhere.actions.directory import Listed, directory
from stillhere.care.access import Role
from stillhere.care.sample_places import SAMPLES
from stillhere.records.models import Organisation
from tests.console.desk import Desk, text_of
from tests.console.test_policies import somebody

PAGE = "/console/settings/places/"
DOOR: dict[str, object] = {
    "key": "a-form",
    "name": "Night Door",
    "about": "A chair and tea",
    "address": "12 Example St",
    "area": "Harbour",
    "spot": "44.2312, -76.4860",
    "telephone": "613 555-0142",
    "time_zone": "America/Toronto",
    "hours": "known",
    **{f"day_{day}": "20:00-4:00" for day in range(7)},
    "closed_on": "2026-12-25",
    "permits": "known",
    "routes": ["smoked", "injected"],
    "sent_en": "Night Door, 12 Example St, from 8 pm. Ask for Robin, 613 555-0142.",
    "sent_fr": "",
    "kept_by": "Robin",
    "verified_on": "",
}


def listed(desk: Desk) -> list[Listed]:
    return list(directory(organisation=desk.operator.organisation_id))


def added(desk: Desk, **other: object) -> int:
    desk.press(f"{PAGE}add", **DOOR | other)
    return listed(desk)[-1].place.id


def test_until_there_is_a_place_the_page_says_what_to_do_by_hand(sam: Desk) -> None:
    """SU2."""
    assert "Until then operators ask 211, or look on your own list." in text_of(sam.see(PAGE))


@pytest.mark.both
def test_a_place_is_added_and_read_as_it_was_written(sam: Desk) -> None:
    """SU2: at noon the night door is closed."""
    assert sam.press(f"{PAGE}add", **DOOR) == PAGE
    page = text_of(sam.see(PAGE))

    assert "Night Door Closed now never checked" in page
    assert "Permitted there: smoked, injected." in page
    assert "Kept up to date by Robin. Last changed by Sam on 2026-11-01." in page


def test_what_is_not_known_is_said_to_be_unknown(sam: Desk) -> None:
    """SU2."""
    nothing = {f"day_{day}": "" for day in range(7)}
    added(sam, hours="unknown", permits="unknown", routes=[], sent_en="", **nothing)
    page = text_of(sam.see(PAGE))

    assert "Night Door Hours not known" in page
    assert "Whether one may use there: not known." in page
    assert "No words for a text: it is told by voice alone." in page


def test_a_form_that_is_pressed_twice_is_one_place(sam: Desk) -> None:
    """SU2."""
    assert added(sam) == added(sam)
    assert len(listed(sam)) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Write what it is called."),
        ({"kept_by": ""}, "Write whom one can ask"),
        ({"spot": "near the bridge"}, "This is no latitude and longitude."),
        ({"spot": "444, 3"}, "This is no latitude and longitude."),
        ({"day_2": "nine to five"}, "“nine to five” is no opening time."),
        ({f"day_{day}": "" for day in range(7)}, "Write when it opens, or say that nobody"),
        ({"hours": "unknown"}, "Hours are written below"),
        ({"hours": ""}, "Say whether it is known."),
        ({"permits": "unknown"}, "Something is ticked below"),
        ({"closed_on": "Christmas"}, "“Christmas” is no day."),
        ({"verified_on": "2999-01-01"}, "That day is still to come."),
        ({"sent_en": "Naloxone at the Night Door"}, "would read “Naloxone”"),
        ({"sent_fr": "é" * 161}, "This does not fit one text."),
        ({"name": "x" * 81}, "At most 80 characters"),
        ({"time_zone": "Mars/Base"}, "Mars/Base"),
    ],
)
def test_what_cannot_help_is_refused_with_what_to_do_and_stays_typed(
    sam: Desk, wrong: dict[str, object], said: str
) -> None:
    """SU2."""
    page = sam.press(f"{PAGE}add", **DOOR | wrong)

    assert sam.status == 422
    assert said in page
    assert 'value="12 Example St"' in page
    assert 'value="a-form"' in page
    assert listed(sam) == []


def test_it_opens_with_what_is_kept_and_is_changed(sam: Desk) -> None:
    """SU2."""
    place = added(sam)
    page = sam.see(f"{PAGE}{place}/")
    assert 'value="20:00-04:00"' in page
    assert 'value="44.2312, -76.486"' in page
    assert "One text, room for" in text_of(page)

    sam.press(f"{PAGE}{place}/change", **DOOR | {"seen": 1, "name": "The Night Door"})

    assert [each.place.name for each in listed(sam)] == ["The Night Door"]


def test_of_two_at_once_the_later_sees_both_and_decides(
    sam: Desk, organisation: Organisation
) -> None:
    """SU2."""
    lee, place = somebody(organisation, "administrator", "lee"), added(sam)
    sam.press(f"{PAGE}{place}/change", **DOOR | {"seen": 1, "telephone": "613 555-0199"})
    mine = DOOR | {"seen": 1, "about": "Soup"}
    page = lee.press(f"{PAGE}{place}/change", **mine)

    assert lee.status == 409
    assert "Sam changed this place while you were writing." in text_of(page)
    assert "613 555-0199" in page
    assert 'value="Soup"' in page
    assert 'name="seen" value="2"' in page
    assert lee.press(f"{PAGE}{place}/change", **mine | {"seen": 2}) == PAGE


def test_one_press_says_that_it_was_checked_today(sam: Desk) -> None:
    """SU2: an older page says nothing of what came since."""
    place = added(sam)
    sam.press(f"{PAGE}{place}/checked", seen=1)
    assert "checked today" in text_of(sam.see(PAGE))

    sam.press(f"{PAGE}{place}/change", **DOOR | {"seen": 2})
    sam.press(f"{PAGE}{place}/checked", seen=2)

    assert "Somebody changed this meanwhile." in text_of(sam.see(PAGE))


def test_a_place_is_taken_out_once(sam: Desk) -> None:
    """SU2."""
    place = added(sam)

    for said in ("Taken out.", "It is not on the list any more."):
        assert sam.press(f"{PAGE}{place}/take-out") == PAGE
        assert said in text_of(sam.see(PAGE))
    assert listed(sam) == []


def test_samples_stand_apart_and_are_called_samples(sam: Desk) -> None:
    """SU2."""
    page = text_of(sam.see(PAGE))

    assert "no real caller is ever told of one" in page
    assert all(f"{place.name} " in page for place in SAMPLES)
    assert page.count("now Sample ") + page.count("not known Sample ") == len(SAMPLES)
    assert page.count("Invented, for practice: ") == len(SAMPLES)


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        (Role.OPERATOR, 404, 404),
        (Role.EVALUATOR, 404, 404),
        (Role.COORDINATOR, 200, 404),
        (Role.ADMINISTRATOR, 200, 303),
    ],
)
def test_who_reads_and_who_writes(
    organisation: Organisation, sam: Desk, role: Role, reads: int, writes: int
) -> None:
    """SU2."""
    desk, place = somebody(organisation, role, "kim"), added(sam)
    seen: list[int] = []
    written: list[int] = []
    pages = ""
    for path in (PAGE, f"{PAGE}{place}/"):
        pages += desk.see(path)
        seen.append(desk.status)
    for act in ("add", f"{place}/change", f"{place}/checked", f"{place}/take-out"):
        desk.press(f"{PAGE}{act}", **DOOR | {"seen": len(written) or 1})
        written.append(desk.status)

    assert (seen, written) == ([reads] * 2, [writes] * 4)
    assert ("20:00-04:00" in pages) is (reads == 200)


def test_another_organisations_place_is_not_there(sam: Desk, stranger: Desk) -> None:
    """I12, SU2."""
    place = added(sam)
    lee = somebody(stranger.operator.organisation, "administrator", "lee")

    assert "Night Door" not in lee.see(PAGE)
    for act in ("change", "checked"):
        lee.press(f"{PAGE}{place}/{act}", **DOOR | {"seen": 1})
        assert lee.status == 404
    lee.press(f"{PAGE}{place}/take-out")
    assert len(listed(sam)) == 1
