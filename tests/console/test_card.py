"""The card's colour on a page: tried beside it, refused where it cannot be read, signed."""

import re
from io import BytesIO

import pytest
from PIL import Image

from stillhere.care.access import Role
from stillhere.records.models import Line, Organisation
from tests.console.desk import Desk, text_of
from tests.console.test_policies import somebody

PAGE, SIGN = "/console/settings/card/", "/console/settings/card/sign"


def written(colour: str = "#5b2a86", letters: str = "white", **said: object) -> dict[str, object]:
    return {"seen": 0, "colour": colour, "letters": letters, **said}


def pictures(page: str) -> list[str]:
    return re.findall(r'<img class="card-look__side" src="([^"]+)"', page)


def test_until_somebody_signs_the_card_has_our_colour(sam: Desk, line: Line) -> None:
    page = sam.see(PAGE)

    assert "Nobody has chosen yet: the card has our colour." in page
    assert 'value="#15606f"' in page
    assert len(pictures(page)) == 2


def test_what_is_signed_is_in_force(sam: Desk, line: Line) -> None:
    page = sam.see(sam.press(SIGN, **written("5B2A86")))

    assert "Version 1 is in force, signed by Sam" in text_of(page)
    assert "#5b2a86, white letters" in page
    assert all("colour=%235b2a86&letters=white" in each for each in pictures(page))


def test_what_cannot_be_read_is_refused_with_the_nearest_that_can(sam: Desk, line: Line) -> None:
    page = sam.press(SIGN, **written("#e8721c"))

    assert sam.status == 422
    assert "their contrast is 3.0 to 1, and 4.5 to 1 is the least" in page
    assert "The nearest colour that works is #bb5c17; or choose black letters." in page
    assert 'name="nearest" value="#bb5c17"' in page
    assert 'value="#e8721c"' in page
    assert all("colour=%23e8721c" in each for each in pictures(page))


def test_french_reads_the_contrast_in_french(sam: Desk, line: Line) -> None:
    sam.browser.post("/language", {"language": "fr"})

    assert "contraste est de 3,0 pour 1" in sam.press(SIGN, **written("#e8721c"))


def test_the_proposed_colour_is_shown_before_it_is_signed(sam: Desk, line: Line) -> None:
    page = sam.press(SIGN, **written("#e8721c", nearest="#bb5c17"))

    assert sam.status == 200
    assert 'name="colour" value="#bb5c17"' in page
    assert "Only tried: nothing of it is in force." in page
    assert "There is no version yet" in sam.see(PAGE)


def test_whoever_has_no_script_looks_first(sam: Desk, line: Line) -> None:
    page = sam.press(SIGN, **written(look="yes"))

    assert all("colour=%235b2a86" in each for each in pictures(page))
    assert "There is no version yet" in sam.see(PAGE)


def test_enter_shows_what_was_typed_and_takes_no_other_colour(sam: Desk, line: Line) -> None:
    """A browser presses the first button of a form."""
    form = sam.press(SIGN, **written("#e8721c")).split("data-card-look")[1]

    assert re.findall(r'<button class="button" name="(\w+)"', form) == ["look", "nearest"]


@pytest.mark.parametrize("colour", ["", "teal", "#12", "x" * 21])
def test_what_is_no_colour_stays_typed(sam: Desk, line: Line, colour: str) -> None:
    page = sam.press(SIGN, **written(colour))

    assert sam.status == 422
    assert "Nothing was put in force." in page
    assert not colour or f'value="{colour}"' in page


def test_two_at_once_lose_nothing(organisation: Organisation, sam: Desk, line: Line) -> None:
    sam.press(SIGN, **written())
    lee = somebody(organisation, "administrator", "lee")

    page = lee.press(SIGN, **written("#7a1f3d"))

    assert lee.status == 409
    assert "Sam signed version 1" in text_of(page)
    assert 'value="#7a1f3d"' in page


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.OPERATOR, 404), (Role.EVALUATOR, 404), (Role.COORDINATOR, 200)],
)
def test_others_look_at_most(organisation: Organisation, line: Line, role: Role, sees: int) -> None:
    desk = somebody(organisation, role, "kim")

    page = desk.see(PAGE)
    assert desk.status == sees
    desk.press(SIGN, **written())

    assert desk.status == 404
    assert "<form" not in page.split("<main")[1]


def test_without_a_line_there_is_nothing_to_show(sam: Desk) -> None:
    assert "There is no line yet, so there is no card to show." in sam.see(PAGE)


def test_the_card_beside_is_drawn_in_what_is_tried(sam: Desk, line: Line) -> None:
    front, _back = pictures(sam.press(SIGN, **written(look="yes")))

    drawn = Image.open(BytesIO(sam.browser.get(front).content)).convert("RGB")

    assert drawn.getpixel((3, 3)) == (0x5B, 0x2A, 0x86)


@pytest.mark.parametrize(
    "address",
    [
        "front/en/front.png?colour=teal&letters=white",
        "front/en/front.png?colour=%23123456&letters=red",
        "front/en/front.png",
        "front/de/front.png?colour=%23123456&letters=white",
        "front/en/card.png?colour=%23123456&letters=white",
        "elsewhere/en/front.png?colour=%23123456&letters=white",
    ],
)
def test_what_cannot_be_drawn_is_not_found(sam: Desk, line: Line, address: str) -> None:
    sam.see(f"{PAGE}{address}")

    assert sam.status == 404


def test_nobody_else_has_a_card_drawn(stranger: Desk, ana: Desk, line: Line) -> None:
    elsewhere = somebody(stranger.operator.organisation, "supervisor", "mia")

    for desk in (elsewhere, ana):
        desk.see(f"{PAGE}front/en/front.png?colour=%23123456&letters=white")

        assert desk.status == 404
