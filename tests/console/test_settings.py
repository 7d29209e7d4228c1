"""The list of everything that can be set up: each finds what they may open, and nothing else."""

import pytest
from django.urls import reverse
from django.utils import translation

from stillhere.care.access import Role, may_open
from stillhere.console.settings import PAGES, Entry
from stillhere.records.models import Organisation
from tests.console.desk import Desk, text_of
from tests.console.test_policies import somebody

INDEX = "/console/settings/"
READ_BY = [Role.SUPERVISOR, Role.COORDINATOR, Role.ADMINISTRATOR]


@pytest.mark.parametrize("role", READ_BY)
def test_who_may_open_a_setting_finds_it_in_the_list(
    organisation: Organisation, role: Role
) -> None:
    desk = somebody(organisation, role, "kim")

    page = desk.see(INDEX)

    for entry in PAGES:
        assert (f'href="{entry.link}"' in page) is may_open(role, entry.page)
        desk.see(entry.link)
        assert desk.status == (200 if may_open(role, entry.page) else 404)


@pytest.mark.parametrize("role", Role)
def test_the_way_to_the_list_is_shown_to_whoever_finds_something_there(
    organisation: Organisation, role: Role
) -> None:
    desk = somebody(organisation, role, "kim")
    way = f'href="{INDEX}"' in desk.see("/home")

    desk.see(INDEX)

    assert way is any(may_open(role, entry.page) for entry in PAGES)
    assert desk.status == (200 if way else 404)


def test_the_list_says_what_each_is_for_in_the_language_of_who_reads(sam: Desk) -> None:
    sam.browser.post("/language", {"language": "fr"})

    page = text_of(sam.see(INDEX))

    assert "Réglages" in page
    with translation.override("en"):
        assert all(str(entry.about) not in page for entry in PAGES)


def test_every_entry_has_a_page_and_a_sentence_of_its_own() -> None:
    assert len({entry.address for entry in PAGES}) == len(PAGES)
    assert len({str(entry.about) for entry in PAGES}) == len(PAGES)
    assert all(reverse(f"console:{entry.address}").startswith(INDEX) for entry in PAGES)


@pytest.mark.parametrize("entry", PAGES, ids=[entry.address for entry in PAGES])
def test_the_way_back_to_the_list_stands_right_above_every_title(
    organisation: Organisation, entry: Entry
) -> None:
    page = somebody(organisation, Role.ADMINISTRATOR, "kim").see(entry.link)

    above, title = page.split("<h1>", 1)
    way = above.rsplit("<nav", 1)[1]
    assert f'class="way-back" href="{INDEX}"' in way
    assert way.rstrip().endswith("</nav>")
    assert 'class="way-back"' not in title
