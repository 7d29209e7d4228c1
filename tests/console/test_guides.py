"""Help beside you: found by a word, the likeliest open, a draft called one."""

import re

import pytest

from stillhere.care.drafts import CARDS
from stillhere.care.support import Guide
from stillhere.records.models import Contact
from stillhere.records.organisations import as_organisation
from tests.console.desk import Desk, text_of


def guides_of(page: str) -> str:
    return page.split('id="guides"', maxsplit=1)[1].split("</section>", maxsplit=1)[0]


def guides_open(page: str) -> list[str]:
    return re.findall(r'data-keep-open="guide-(\w+)" open', guides_of(page))


def found(page: str) -> list[str]:
    """Those that are not hidden."""
    return re.findall(r'<li id="(?:guide|first)-(\w+)" data-guide="[^"]*">', guides_of(page))


def test_every_guide_stands_beside_the_conversation(ana: Desk, taken: int) -> None:
    """SU1."""
    page = ana.person(taken)

    assert found(page) == [guide.value for guide in CARDS]
    assert guides_open(page) == []


def test_what_we_ship_is_called_a_draft_on_every_guide(ana: Desk, taken: int) -> None:
    """SU1."""
    page = text_of(guides_of(ana.person(taken)))

    assert page.count("Draft that came with the software") == len(Guide)
    assert "Approved by" not in page


def test_a_step_without_a_source_says_what_it_is_about_and_whose_to_write(
    ana: Desk, taken: int
) -> None:
    """SU1."""
    page = text_of(guides_of(ana.person(taken)))

    assert "Naloxone and breaths for a child For your clinical lead to write." in page


def test_a_step_shows_where_it_comes_from(ana: Desk, taken: int) -> None:
    """SU1."""
    page = text_of(guides_of(ana.person(taken)))

    assert "Draft · SAVE ME steps. Alberta Health Services" in page


def test_it_is_said_in_their_language_with_ones_own_beneath(ana: Desk, taken: int) -> None:
    """SU1."""
    ana.press(f"/console/contacts/{taken}/intake", question="language", language="fr")
    steps = guides_of(ana.person(taken))

    assert '<p class="guide__words" lang="fr">Écoutez. Vous n’avez pas à réparer.</p>' in steps
    assert '<p class="spoken__beneath">Listen. You do not have to mend it.</p>' in steps


@pytest.mark.parametrize(
    ("wanted", "guides"),
    [
        ("Panic", {"panic"}),
        ("SUICIDE", {"wanting_to_die"}),
        ("narcan", {"naloxone"}),
        ("zzz", set()),
    ],
)
def test_a_guide_is_found_without_a_script(
    ana: Desk, taken: int, wanted: str, guides: set[str]
) -> None:
    """SU1: by its name, by what it says, by other words for it."""
    page = ana.see(f"/console/contacts/{taken}/?find={wanted}")

    assert guides <= set(found(page))
    assert len(found(page)) < len(Guide) / 2
    assert f'name="find" value="{wanted}"' in page


def test_what_they_are_here_for_opens_its_guide(ana: Desk, taken: int) -> None:
    """SU1."""
    ana.press(f"/console/contacts/{taken}/adverse", kind="panic", key="a-form")

    assert guides_open(ana.person(taken)) == ["panic"]


def test_somebody_down_opens_place_and_breaths(ana: Desk, taken: int) -> None:
    """SU1, CO15."""
    ana.press(f"/console/contacts/{taken}/need", need="someone_down")

    assert guides_open(ana.person(taken)) == ["someone_is_down", "not_breathing_well"]


def test_in_an_alarm_it_stands_apart_from_what_is_decided(
    ana: Desk, taken: int, watched: int
) -> None:
    """SU1: the guide is beside, never over, decide now."""
    ana.press(f"/console/watches/{watched}/wrong")
    page = ana.person(taken)

    assert guides_open(page) == ["poisoned_by_opioid"]
    assert page.index('id="decide-now"') < page.index('id="guides"')
    assert 'id="decide-now"' not in guides_of(page)


def test_what_is_on_the_screen_already_is_not_sent_again(ana: Desk, taken: int) -> None:
    """Nothing typed or opened there is touched while the talk goes on."""
    mark = re.findall(r'data-guides="(\w+)"', ana.person(taken))[0]
    same = ana.see(f"/console/contacts/{taken}/panel?guides={mark}")
    ana.press(f"/console/contacts/{taken}/need", need="in_danger")
    other = ana.see(f"/console/contacts/{taken}/panel?guides={mark}")

    assert guides_of(same) == ' aria-labelledby="guides-title" data-stays>'
    assert guides_open(other) == ["violence_at_home"]


def test_practice_shows_the_same_with_its_mark(ana: Desk, taken: int) -> None:
    """SU1."""
    with as_organisation(ana.operator.organisation_id, writing=True):
        Contact.objects.filter(pk=taken).update(practice=True)

    assert "Help beside you Practice" in text_of(guides_of(ana.person(taken)))


def test_strangers_find_no_guides_beside_somebody_elses_caller(stranger: Desk, taken: int) -> None:
    """SU1."""
    page = stranger.person(taken)

    assert stranger.status == 404
    assert "guides" not in page


def tick(desk: Desk, contact: int, **form: object) -> str:
    sent = {"guide": "panic", "version": 0, "card": 1, **form}
    return desk.press(f"/console/contacts/{contact}/guides/tick", **sent)


def test_one_tap_says_that_a_step_is_done_and_by_whom(ana: Desk, taken: int) -> None:
    """SU1: after a reload, and in the story."""
    tick(ana, taken, card=2)

    page = ana.person(taken)
    assert "Done at 07:00, Ana" in text_of(guides_of(page))
    assert "Ana went through “Panic”, step 2." in text_of(page)
    assert guides_of(page).count('aria-pressed="true"') == 1


def test_whoever_takes_over_sees_what_was_done(
    ana: Desk, ben: Desk, taken: int, watched: int
) -> None:
    """SU1."""
    tick(ana, taken)
    ana.press(f"/console/watches/{watched}/offer", to=ben.operator.pk)
    ben.press(f"/console/watches/{watched}/take")

    assert "Done at 07:00, Ana" in text_of(guides_of(ben.person(taken)))


def test_a_tick_comes_back_to_the_same_step_and_guide(ana: Desk, taken: int) -> None:
    """SU1: who ticks is in the middle of something."""
    where = tick(ana, taken, step="plan")

    assert where == f"/console/contacts/{taken}/?step=plan&open=panic"
    assert guides_open(ana.see(where)) == ["panic"]


def test_who_only_looks_has_nothing_to_tick(ana: Desk, ben: Desk, taken: int) -> None:
    """SU1."""
    tick(ana, taken)
    page = guides_of(ben.person(taken))
    tick(ben, taken, card=2)

    assert 'name="card"' not in page
    assert "Done at 07:00, Ana" in text_of(page)
    assert ben.status == 409


def test_a_step_without_words_has_nothing_to_tick(ana: Desk, taken: int) -> None:
    """SU1."""
    written = sum(card.is_written for cards in CARDS.values() for card in cards)

    assert guides_of(ana.person(taken)).count('name="card"') == written


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"card": 99}, 409),
        ({"version": 7}, 409),
        ({"card": ""}, 404),
        ({"version": "x"}, 404),
        ({"guide": "magic"}, 404),
    ],
)
def test_what_our_form_does_not_send_is_not_ticked(
    ana: Desk, taken: int, form: dict[str, object], status: int
) -> None:
    """SU1."""
    tick(ana, taken, **form)

    assert ana.status == status
    assert "went through" not in text_of(ana.person(taken))


def test_a_stranger_ticks_nothing(stranger: Desk, taken: int) -> None:
    """SU1."""
    tick(stranger, taken)

    assert stranger.status == 404
