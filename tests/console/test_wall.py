"""The supervisor's wall: who may open it, and that everything on it comes by the live stream."""

import pytest
from django.test import Client
from django.urls import reverse

from stillhere.care.access import Page, Role, may_open
from stillhere.records.models import Organisation
from tests.console.desk import Desk, text_of
from tests.somebody import an_operator
from tests.web.factors import has_a_second_factor

WALL = "/console/wall/"


@pytest.mark.parametrize("role", Role)
def test_the_wall_is_there_for_who_supervises_alone(organisation: Organisation, role: Role) -> None:
    operator = an_operator(organisation, "lee", role=role)
    has_a_second_factor(operator)
    browser = Client(HTTP_ACCEPT="text/html")
    browser.force_login(operator)

    assert browser.get(WALL).status_code == (200 if may_open(role, Page.WALL) else 404)
    assert may_open(role, Page.WALL) is (role is Role.SUPERVISOR)


def test_the_board_leads_whoever_supervises_to_the_wall(ana: Desk, sam: Desk) -> None:
    assert f'href="{WALL}"' in sam.see("/console/")
    assert f'href="{WALL}"' not in ana.see("/console/")


def test_the_wall_asks_the_stream_for_the_wall(sam: Desk) -> None:
    assert f'data-stream="{reverse("live")}?wall"' in sam.see(WALL)
    assert "?wall" not in sam.see("/console/")


def test_nobody_is_named_on_the_page_before_the_stream_says_so(
    ana: Desk, sam: Desk, watched: int
) -> None:
    """What stands there without the stream could be old, and nobody would see it."""
    page = sam.see(WALL)

    assert ana.operator.name not in page
    assert "/console/watches/" not in page


def test_what_is_to_come_says_what_to_do_meanwhile(sam: Desk) -> None:
    words = text_of(sam.see(WALL))

    assert "Listening in comes with telephones. Until then go and stand beside" in words
    assert "Next change of shift: not yet set up. Your own rota says who comes next." in words


def test_a_supervisor_takes_a_watch_over_by_the_form_of_the_wall(
    ana: Desk, sam: Desk, watched: int
) -> None:
    """WA11: the same address as on the board and on the person's page."""
    sam.press(f"/console/watches/{watched}/take")

    assert sam.status == 303
    assert sam.watch(watched).holder == sam.operator.pk
