"""The lines on a page: whether each works, and what may be changed; a token is never shown."""

import pytest

from stillhere.actions import ledger
from stillhere.actions.duty import owe
from stillhere.actions.founding import open_line
from stillhere.actions.line_secret import secret_of
from stillhere.actions.opening import open_contact
from stillhere.actions.second_line import keep_second_line
from stillhere.care.access import Role
from stillhere.care.channel import Channel
from stillhere.care.duties import Kind, Lane
from stillhere.records.models import Contact, Duty, Entry, Inbox, Line, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import HandedOver, clock
from tests.console.desk import Desk, text_of
from tests.console.test_policies import somebody
from tests.lines.company import TOKEN, a_twilio_line
from tests.lines.gateway import a_kannel_line

pytestmark = pytest.mark.both
PAGE = "/console/settings/lines/"
NEW = "0123456789abcdef"


@pytest.fixture
def texts(organisation: Organisation, time: HandedOver) -> Line:
    return a_twilio_line(organisation, now=clock.now())


@pytest.fixture
def lee(organisation: Organisation, time: HandedOver) -> Desk:
    return somebody(organisation, "administrator", "lee")


def again(line: Line) -> Line:
    with as_organisation(line.organisation_id):
        return Line.objects.get(pk=line.pk)


def replaces(desk: Desk, line: Line, **said: str) -> str:
    return desk.press(f"{PAGE}{line.slug}/account", **{"account_sid": "AC42", "token": NEW, **said})


def test_a_token_is_replaced_and_never_shown(lee: Desk, texts: Line) -> None:
    """Not in the page, not in the ledger, not where it was refused."""
    before = lee.see(PAGE)
    refused = replaces(lee, texts, account_sid="not an account")
    assert replaces(lee, texts) == PAGE

    after = lee.see(PAGE)
    assert secret_of(again(texts))[0] == NEW
    assert all(TOKEN not in page and NEW not in page for page in (before, refused, after))
    assert texts.settings["sealed_secret"] not in before
    assert "its token is kept and never shown" in after
    with as_organisation(texts.organisation_id):
        entry = Entry.objects.get(what="LineAccountKept")
    assert (entry.operator_id, entry.facts) == (lee.operator.pk, {"kind": "twilio"})


def test_a_line_that_rings_says_so_and_its_password_is_no_business_of_the_page(
    lee: Desk, organisation: Organisation
) -> None:
    carriers = {"carriers": ["north=sip.example.net,192.0.2.10"]}
    open_line(
        slug="calls",
        name="Calls",
        provider="asterisk",
        number="+14165550100",
        practice=False,
        settings=carriers,
        secret=TOKEN,
        organisation=organisation.pk,
        language="en",
        now=clock.now(),
    )
    page = lee.see(PAGE)

    assert "Calls through an exchange of your own" in page
    assert "New token" not in page
    assert TOKEN not in page


def test_where_a_company_is_asked_stays_as_the_machine_has_it(lee: Desk, texts: Line) -> None:
    """No page sends a token anywhere else."""
    replaces(lee, texts, base_url="https://elsewhere.example", countries="FR")

    for name in ("base_url", "countries"):
        assert again(texts).settings.get(name) == texts.settings.get(name)


@pytest.mark.parametrize("token", ["", "a b", "é" * 20, "a" * 201])
def test_what_is_no_token_changes_nothing(lee: Desk, texts: Line, token: str) -> None:
    page = replaces(lee, texts, token=token)

    assert lee.status == 422
    assert "Token: copy it whole" in page
    assert 'value="AC42"' in page
    assert secret_of(again(texts))[0] == TOKEN


def test_a_name_that_tells_is_said_where_it_is_set(lee: Desk, line: Line) -> None:
    """IN2."""
    page = lee.press(f"{PAGE}{line.slug}/name", name="Overdose line")
    assert "whoever holds a caller's phone would read “Overdose”" in page
    assert 'value="Overdose line"' in page
    assert again(line).name == line.name

    lee.press(f"{PAGE}{line.slug}/name", name="Overdose line", all_the_same="yes")

    assert "Its name tells what it is (Overdose): texts leave it out." in lee.see(PAGE)


def test_another_name_is_kept(lee: Desk, line: Line) -> None:
    assert "Name: write one" in lee.press(f"{PAGE}{line.slug}/name", name="  ")

    lee.press(f"{PAGE}{line.slug}/name", name="  River   line ")

    assert again(line).name == "River line"


def test_another_lines_number_is_kept_as_it_is_dialled(lee: Desk, line: Line) -> None:
    """CO4."""
    assert "cannot be dialled" in lee.press(f"{PAGE}{line.slug}/other", number="12")
    lee.press(f"{PAGE}{line.slug}/other", number="416 555-0190")

    assert "+14165550190" in lee.see(PAGE)


def test_whether_a_line_works_stands_there(
    lee: Desk, line: Line, caller: int, time: HandedOver
) -> None:
    with as_organisation(line.organisation_id, writing=True):
        Inbox.objects.create(
            organisation_id=line.organisation_id, line=line, key="x", at=clock.now()
        )
        Duty.objects.filter(contact_id=caller).update(tries=2, facts={"failed_by": [line.pk]})
        owed = Duty.objects.filter(contact_id=caller, state="owed").count()

    page = text_of(lee.see(PAGE))

    assert owed
    assert "Failing" in page
    assert "does not leave by this line" in page
    assert "Last sent to a caller never" in page
    assert "Last received 20" in page


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.OPERATOR, 404),
        (Role.EVALUATOR, 404),
        (Role.COORDINATOR, 200),
        (Role.SUPERVISOR, 200),
    ],
)
def test_others_look_at_most_and_change_nothing(
    organisation: Organisation, texts: Line, role: Role, sees: int
) -> None:
    desk = somebody(organisation, role, "kim")

    page = desk.see(PAGE)
    assert desk.status == sees

    for what in ("name", "other", "second", "account"):
        desk.press(f"{PAGE}{texts.slug}/{what}", name="x", number="", account_sid="AC1", token=NEW)
        assert desk.status == 404
    assert "New token" not in page


def test_a_second_company_is_chosen_and_taken_away(
    organisation: Organisation, lee: Desk, texts: Line, line: Line
) -> None:
    """WA10. A line that writes to no telephone cannot be one."""
    a_kannel_line(organisation, number="+14165550101", now=clock.now())
    where = f"{PAGE}{texts.slug}/second"
    assert "choose one of the lines" in lee.press(where, second=line.slug)

    lee.press(where, second="sms")
    page = text_of(lee.see(PAGE))
    assert page.count("Second company Text line") == 2

    third = a_twilio_line(organisation, slug="third", now=clock.now())
    assert "stands in for another already" in lee.press(f"{PAGE}{third.slug}/second", second="sms")
    lee.press(where, second="")
    assert "second_line" not in again(texts).settings


def test_a_company_that_is_left_and_texts_that_may_be_two_stand_there_in_words(
    organisation: Organisation, lee: Desk, texts: Line, caller: int
) -> None:
    """WA10."""
    a_kannel_line(organisation, number="+14165550101", now=clock.now())
    lee.press(f"{PAGE}{texts.slug}/second", second="sms")
    lost = {"down_by": [texts.pk], "failed_at": clock.now().isoformat(), "by": 0}
    with as_organisation(texts.organisation_id, writing=True):
        contact = Contact.objects.get(pk=caller)
        Contact.objects.filter(pk=caller).update(channel=Channel.TEXT)
        for number in range(3):
            owe(
                Kind.TEXT_CALLER,
                organisation=texts.organisation_id,
                key=f"lost {number}",
                now=clock.now(),
                lane=Lane.LIFE,
                contact=contact.pk,
            )
        Duty.objects.filter(key__startswith="lost").update(facts=lost)
        ledger.write("DutyMaybeTwice", organisation=texts.organisation_id, now=clock.now())

    page = text_of(lee.see(PAGE))

    assert "Texts go by Text line for now" in page
    assert "1 text of the last seven days may have arrived twice" in page


def test_a_line_is_paused_with_a_reason_and_opened_again(
    lee: Desk, texts: Line, organisation: Organisation
) -> None:
    """CO16."""
    second = a_kannel_line(organisation, now=clock.now())
    keep_second_line(texts.slug, second.slug, organisation=texts.organisation_id, now=clock.now())
    before = text_of(lee.see(PAGE))
    where = lee.press(f"{PAGE}{texts.slug}/pause", why="flood")
    paused = text_of(lee.see(PAGE))
    lee.press(f"{PAGE}{texts.slug}/pause", why="repair")
    lee.press(f"{PAGE}{texts.slug}/open")
    after = text_of(lee.see(PAGE))

    assert where == PAGE
    assert "Paused for who is new" in paused
    assert "Lee paused it on" in paused
    assert "somebody sends more than anybody could answer." in paused
    assert "Since then 0 people new were told where else there is help." in paused
    assert "Open it again" not in after
    for page in (before, paused):
        assert f"Its second company, {second.name}, is a line of its own" in page
    assert "paused" not in again(second).settings


def test_a_pause_without_a_reason_is_none(lee: Desk, texts: Line) -> None:
    """CO16."""
    page = lee.press(f"{PAGE}{texts.slug}/pause", why="because")

    assert lee.status == 422
    assert "Reason: choose why" in page
    assert "paused" not in again(texts).settings


def test_a_supervisor_pauses_and_an_operator_does_not(sam: Desk, ana: Desk, texts: Line) -> None:
    """CO16."""
    ana.press(f"{PAGE}{texts.slug}/pause", why="repair")
    assert "paused" not in again(texts).settings

    assert "Pause this line" in sam.see(PAGE)
    sam.press(f"{PAGE}{texts.slug}/pause", why="repair")
    assert again(texts).settings["paused"]["by"] == sam.operator.pk


def test_the_board_says_who_came_by_a_paused_line(sam: Desk, line: Line, lee: Desk) -> None:
    """CO16: a human still sees that they came."""
    lee.press(f"{PAGE}{line.slug}/pause", why="repair")
    contact = open_contact(
        organisation=line.organisation_id,
        line_id=line.pk,
        channel=Channel.CHAT,
        address="a ticket",
        language="en",
        key="first",
        now=clock.now(),
    ).contact_id

    assert "Came by a paused line" in sam.person(contact)


def test_a_test_text_is_sent_from_the_page_and_says_what_came_of_it(lee: Desk, texts: Line) -> None:
    where = f"{PAGE}{texts.slug}/try"
    assert "cannot be dialled" in lee.press(where, to="12")
    assert lee.press(where, to="416 555-0123") == PAGE

    page = lee.see(PAGE)
    assert "about to leave" in page
    assert "0123" not in page
    assert "Wait a minute" in lee.press(where, to="416 555-0124")
    assert 'value="416 555-0124"' in lee.press(where, to="416 555-0124")


def test_a_practice_line_sends_a_test_only_where_that_is_said(lee: Desk, line: Line) -> None:
    with as_organisation(line.organisation_id, writing=True):
        Line.objects.filter(pk=line.pk).update(provider="simulated", practice=True)
    where = f"{PAGE}{line.slug}/try"
    refused = lee.press(where, to="416 555-0123")

    assert lee.status == 422
    assert "Tick that it may go to a practice phone" in refused
    assert lee.press(where, to="416 555-0123", practice="yes") == PAGE
