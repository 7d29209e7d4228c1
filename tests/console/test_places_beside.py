"""Places near them, beside the talk: near and open first, honest about what nobody has told us."""

import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from stillhere.actions.directory import add_place
from stillhere.care.directory import Place
from stillhere.care.opening_hours import ALL_DAY, hours_on
from stillhere.care.pace import Route
from stillhere.care.sample_places import SAMPLES
from stillhere.console.places_beside import MOST_SHOWN
from stillhere.records.models import Contact, Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock
from tests.console.desk import Desk, text_of
from tests.somebody import an_operator

ALWAYS = tuple(turn for day in range(7) for turn in hours_on(day, ALL_DAY))
DOOR = Place(
    id=0,
    zone=ZoneInfo("America/Toronto"),
    name="Night Door",
    about="A chair and tea",
    area="Harbour",
    hours=ALWAYS,
    permits=frozenset({Route.SMOKED}),
    kept_by="Robin",
    as_sent={"en": "Night Door, 12 Example St. Ask for Robin, 613 555-0142."},
)


@pytest.fixture
def lee(organisation: Organisation) -> Operator:
    return an_operator(organisation, "lee", role="supervisor")


def add(lee: Operator, **other: object) -> int:
    place, now = replace(DOOR, **other), clock.now()  # type: ignore[arg-type]  # any of its values
    return add_place(place, organisation=lee.organisation_id, key=place.name, by=lee.pk, now=now)


def places_of(page: str) -> str:
    return page.split('id="places"', maxsplit=1)[1].split("</section>", maxsplit=1)[0]


def names(page: str) -> list[str]:
    """Those that are not hidden, in their order."""
    shown = re.sub(r"<li [^>]* hidden>.*?</li>", "", places_of(page), flags=re.DOTALL)
    return re.findall(r'guide__title">([^<]*?) ?<', shown)


def tell(desk: Desk, contact: int, **answer: str) -> None:
    desk.press(f"/console/contacts/{contact}/intake", **answer)


def test_until_there_is_a_list_it_says_what_to_do_by_hand(ana: Desk, taken: int) -> None:
    """SU2: and no sample stands beside a real caller."""
    page = text_of(places_of(ana.person(taken)))

    assert "not yet set up. Use 211" in page
    assert not any(place.name in page for place in SAMPLES)


def test_what_is_open_and_what_may_be_used_there_is_said(
    ana: Desk, taken: int, lee: Operator
) -> None:
    """SU2."""
    add(lee)
    add(lee, name="Loft", hours=None, permits=None)
    add(lee, name="Desk", hours=())
    page = ana.person(taken)

    assert names(page) == ["Night Door", "Loft", "Desk"]
    text = text_of(places_of(page))
    assert "Night Door Open now Permitted there: smoked. A chair and tea Harbour" in text
    assert "Loft Hours not known Whether one may use there: not known." in text
    assert "Desk Closed now" in text
    assert "never checked · Robin" in text


def test_what_they_said_of_where_they_are_brings_its_area_first(
    ana: Desk, ben: Desk, taken: int, lee: Operator
) -> None:
    """SU2: who only looks knows nothing of where they are."""
    add(lee, name="Across town", area="Uptown")
    place = add(lee)
    tell(ana, taken, question="place", place="14 harbour road")
    page = ana.person(taken)

    assert names(page) == ["Night Door", "Across town"]
    assert "in their area" in places_of(page)
    assert f'data-near="{place}"' in page
    assert names(ben.person(taken)) == ["Across town", "Night Door"]


def test_how_they_use_is_held_against_what_is_permitted(
    ana: Desk, taken: int, lee: Operator
) -> None:
    """SU2."""
    add(lee)
    add(lee, name="Zed", permits=frozenset({Route.INJECTED}))
    tell(ana, taken, question="route", route="injected")
    page = ana.person(taken)

    assert names(page) == ["Zed", "Night Door"]
    assert "Not for how they use. Permitted there: smoked." in text_of(places_of(page))


def test_the_first_few_are_shown_and_every_one_is_found_by_a_word(
    ana: Desk, taken: int, lee: Operator
) -> None:
    """SU2: in the line in which guides are found, without a script as well."""
    for number in range(MOST_SHOWN + 1):
        add(lee, name=f"Door {number}")
    path = f"/console/contacts/{taken}/"

    assert len(names(ana.see(path))) == MOST_SHOWN
    assert "1 more place is found by a word" in text_of(ana.see(path))
    assert names(ana.see(f"{path}?find=door {MOST_SHOWN}")) == [f"Door {MOST_SHOWN}"]
    assert "data-nothing-found hidden" in ana.see(f"{path}?find=chair and tea")
    assert "data-nothing-found>" in ana.see(f"{path}?find=zzz")


def test_practice_shows_the_samples_alone_and_calls_them_samples(
    ana: Desk, taken: int, lee: Operator
) -> None:
    """SU2."""
    add(lee)
    with as_organisation(ana.operator.organisation_id, writing=True):
        Contact.objects.filter(pk=taken).update(practice=True)
    page = ana.person(taken)

    assert set(names(page)) == {place.name for place in SAMPLES}
    assert "Samples Invented, for practice" in text_of(places_of(page))


def test_while_the_plan_stays_closed_what_it_told_still_stands(
    ana: Desk, taken: int, lee: Operator
) -> None:
    """SU2: a row moves for what changed, and not because a plan was not opened again."""
    add(lee, name="Across town", area="Uptown")
    place = add(lee)
    panel = f"/console/contacts/{taken}/panel"

    def shown(path: str, **headers: str) -> list[str]:
        ana.stay()
        return names(ana.browser.get(path, headers=headers).content.decode())

    closed = f"{panel}?plan=0"
    assert shown(closed, **{"X-Near": str(place)}) == ["Night Door", "Across town"]
    assert shown(closed, **{"X-Near": "x,,-9"}) == ["Across town", "Night Door"]
    assert shown(f"{closed}&near={place}") == ["Across town", "Night Door"], "no address tells"


def test_another_organisations_places_are_not_there(ana: Desk, taken: int, stranger: Desk) -> None:
    """I12, SU2."""
    zoe = an_operator(stranger.operator.organisation, "kay", role="supervisor")
    add(zoe)

    assert "Night Door" not in ana.person(taken)


def told(desk: Desk, contact: int, place: int, **form: object) -> str:
    sent = {"place": place, "key": "a-form", **form}
    return desk.press(f"/console/contacts/{contact}/places/tell", **sent)


def test_one_press_tells_them_and_the_page_says_when(ana: Desk, taken: int, lee: Operator) -> None:
    """SU2: its own words, once, in the talk; the step and the place are open still."""
    place = add(lee)
    before = places_of(ana.person(taken))
    where = told(ana, taken, place, step="plan")
    told(ana, taken, place)
    page = ana.see(where)

    assert "Send this to their chat" in before
    assert where.endswith("?told=1&step=plan")
    assert f'data-keep-open="place-{place}" open' in page
    assert "Told of it at 07:00." in text_of(places_of(page))
    assert text_of(page.split('id="thread"')[1].split("</ol>")[0]).count(DOOR.as_sent["en"]) == 1


def test_a_place_without_words_in_their_language_is_told_by_voice(
    ana: Desk, taken: int, lee: Operator
) -> None:
    """SU2."""
    place = add(lee, as_sent={"fr": "Porte de nuit."})

    assert "No words for a text in their language: tell them of it." in ana.person(taken)
    assert "no words for a text of this place" in text_of(told(ana, taken, place))
    assert ana.status == 409


def test_who_only_looks_has_nothing_to_send(
    ana: Desk, ben: Desk, taken: int, lee: Operator
) -> None:
    """SU2."""
    place = add(lee)

    assert "places/tell" not in ben.person(taken)
    told(ben, taken, place)
    assert ben.status == 409
    assert "Told of it" not in ana.person(taken)


def test_a_place_that_is_gone_is_told_of_to_nobody(ana: Desk, stranger: Desk, taken: int) -> None:
    """SU2: nor one of another organisation, nor a sample."""
    theirs = add(an_operator(stranger.operator.organisation, "kay", role="supervisor"))

    for place in (theirs, 999, SAMPLES[0].id):
        assert "not on the list any more" in text_of(told(ana, taken, place))
        assert ana.status == 409


@pytest.mark.parametrize("form", [{"place": "x"}, {"key": ""}])
def test_what_our_form_does_not_send_is_nothing(
    ana: Desk, taken: int, form: dict[str, object]
) -> None:
    sent = {"place": 1, "key": "a-form", **form}
    ana.press(f"/console/contacts/{taken}/places/tell", **sent)

    assert ana.status == 404
