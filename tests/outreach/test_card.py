"""The wallet card: scanned, measured and read as it would be on paper."""

from datetime import datetime
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from stillhere.actions.card_look import AS_SHIPPED, CardLook, Letters, sign_look
from stillhere.outreach import press
from stillhere.outreach.card import Card, card_of
from stillhere.outreach.line import OutreachLine
from stillhere.outreach.press import pdf
from stillhere.records.models import Line, Organisation
from stillhere.records.organisations import as_organisation
from tests.outreach.printed import Printed, codes, colours
from tests.somebody import an_operator

NUMBER = "+14165550142"
LANGUAGES = pytest.mark.parametrize("language", ["en", "fr"])
YELLOW = CardLook(colour="#f2c230", letters=Letters.BLACK)
PURPLE = CardLook(colour="#5b2a86", letters=Letters.WHITE)
LONG = "Ligne d'écoute, de présence et d'accompagnement du Nord-Est et des Îles"


def a_card(
    language: str = "en",
    *,
    name: str = "North Line",
    number: str = NUMBER,
    look: CardLook = AS_SHIPPED,
) -> Card:
    line = OutreachLine(
        organisation=1,
        slug="front",
        organisation_name=name,
        number=number,
        practice=False,
        decide_minutes=3,
        language=language,
        look=look,
    )
    return card_of(line, language=language)


def printed(card: Card, sheet: str = "single", paper: str = "a4") -> Printed:
    return Printed(pdf(sheet, card=card.for_print(), paper=paper))


@LANGUAGES
@pytest.mark.parametrize("sheet", ["single", "large"])
def test_the_code_on_paper_rings_the_line(sheet: str, language: str) -> None:
    assert codes(printed(a_card(language), sheet).looks(0)) == [f"tel:{NUMBER}"]


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_ten_cards_stand_on_a_sheet_and_each_rings(paper: str) -> None:
    sheet = printed(a_card(), "sheet", paper)

    assert codes(sheet.looks(0)) == [f"tel:{NUMBER}"] * 10
    assert len(sheet.pages) == 2


def test_without_a_number_the_code_opens_the_page() -> None:
    card = a_card(number="")

    assert codes(printed(card).looks(0)) == [card.opens]
    assert card.opens.endswith("/line/front/")
    assert "Scan to write" in printed(card).words()


def test_a_card_is_as_large_as_a_bank_card() -> None:
    assert printed(a_card()).trimmed() == [(85.6, 54.0)] * 2


def test_the_colour_goes_on_where_a_knife_may_slip() -> None:
    """Three millimetres around; beyond are the marks where to cut, and nothing else."""
    page = printed(a_card()).looks(0, scale=10)
    millimetre = 10 * 72 / 25.4
    beside = [page.getpixel((int(x * millimetre), int(30 * millimetre))) for x in (6.5, 5.0)]

    assert beside == [(21, 96, 111), (255, 255, 255)]
    marks = page.crop((0, 0, int(5 * millimetre), page.height)).convert("L")
    assert any(marks.histogram()[:90])


@LANGUAGES
def test_no_letter_is_too_small_or_too_near_the_edge(language: str) -> None:
    card = printed(a_card(language, name=LONG))

    assert min(card.sizes()) >= 7
    assert card.nearest_to_the_cut() >= 3
    assert len(card.pages) == 2


def test_large_print_is_large() -> None:
    assert min(printed(a_card(), "large").sizes()) >= 18


def test_a_name_is_never_read_as_layout() -> None:
    name = '#panic("x") *A* $1$ \\ "B" <c> @d'

    assert name in printed(a_card(name=name)).words()


@pytest.mark.parametrize("sheet", ["single", "sheet", "large"])
@pytest.mark.parametrize("look", [YELLOW, PURPLE], ids=["yellow", "purple"])
def test_every_print_has_the_chosen_colour_and_still_rings(look: CardLook, sheet: str) -> None:
    page = printed(a_card(look=look), sheet).looks(0)

    assert set(codes(page)) == {f"tel:{NUMBER}"}
    assert bytes.fromhex(look.colour[1:]) in colours(page)


@pytest.mark.django_db
@LANGUAGES
def test_anybody_finds_the_card_of_a_line(organisation: Organisation, language: str) -> None:
    a_real_line(organisation)
    browser = Client(headers={"accept-language": language})
    page = browser.get("/line/front/card/").content.decode()
    text = browser.get(f"/line/front/card/{language}/card.txt").content.decode()
    front = browser.get(f"/line/front/card/{language}/front.png").content

    assert organisation.name in page
    assert f'src="/line/front/card/{language}/front.png"' in page
    assert "+1 416-555-0142" in text
    assert codes(Image.open(BytesIO(front))) == [f"tel:{NUMBER}"]


@pytest.mark.django_db
def test_what_was_signed_stands_on_the_card_from_then_on(
    organisation: Organisation, noon: datetime
) -> None:
    a_real_line(organisation)
    before = Client().get("/line/front/card/en/front.png").content

    by = an_operator(organisation, "lee", "administrator").pk
    sign_look(YELLOW, organisation=organisation.pk, seen=0, by=by, now=noon)
    front = Image.open(BytesIO(Client().get("/line/front/card/en/front.png").content))

    assert Image.open(BytesIO(before)).convert("RGB").getpixel((3, 3)) == (21, 96, 111)
    assert front.convert("RGB").getpixel((3, 3)) == (242, 194, 48)
    assert codes(front) == [f"tel:{NUMBER}"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["ten-a4.pdf", "ten-letter.pdf", "card.pdf", "large-a4.pdf", "large-letter.pdf"]
)
def test_every_form_is_made_in_both_languages(organisation: Organisation, name: str) -> None:
    a_real_line(organisation)
    english, french = (Client().get(f"/line/front/card/{each}/{name}") for each in ("en", "fr"))

    assert english.headers["Content-Type"] == "application/pdf"
    assert "You don't have to be alone." in Printed(english.content).words()
    assert "You don't" not in Printed(french.content).words()


@pytest.mark.django_db
def test_a_practice_card_says_that_it_is_one(organisation: Organisation) -> None:
    a_real_line(organisation, practice=True)
    sheet = Client().get("/line/front/card/en/ten-a4.pdf").content

    assert Printed(sheet).words().count("Practice: not for handing out") == 20


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["elsewhere/card/", "front/card/de/card.pdf", "front/card/en/passwd.typ"]
)
def test_what_is_not_there_is_not_found(organisation: Organisation, address: str) -> None:
    a_real_line(organisation)

    assert Client().get(f"/line/{address}").status_code == 404


def a_real_line(organisation: Organisation, *, practice: bool = False) -> None:
    with as_organisation(organisation.pk, writing=True):
        Line.objects.create(
            organisation=organisation,
            slug="front",
            name="Front",
            provider="twilio",
            number=NUMBER,
            practice=practice,
        )


@pytest.mark.django_db
def test_whoever_waits_too_long_for_a_print_is_told_so(
    organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_real_line(organisation)
    monkeypatch.setattr(press, "PATIENCE", 0.01)

    with press._one_at_a_time:
        answer = Client().get("/line/front/card/en/card.pdf")

    assert answer.status_code == 503
    assert "Load this again" in answer.content.decode()
