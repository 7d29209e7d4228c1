"""One person's page: taking, talking, joining, ending, and who may see what of it."""

from typing import Any

import pytest

from stillhere.actions.intake import answers
from stillhere.actions.opening import open_contact
from stillhere.actions.roster import lose_console
from stillhere.care.channel import Channel
from stillhere.care.intake import Answers
from stillhere.console import showing
from stillhere.records.models import Contact, Line, Message, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import HandedOver, clock
from tests.console.desk import Desk, text_of
from tests.somebody import a_practice_line


def test_one_press_takes_somebody_who_waits(ana: Desk, caller: int) -> None:
    where = ana.press(f"/console/contacts/{caller}/take")

    assert where == f"/console/contacts/{caller}/"
    assert "They are using now" in ana.person(caller)


def test_who_comes_second_is_told_by_whom_they_were_taken(ana: Desk, ben: Desk, taken: int) -> None:
    words = ben.press(f"/console/contacts/{taken}/take")

    assert ben.status == 409
    assert "Ana" in words


def test_a_page_read_while_its_person_goes_to_others_says_that_they_wait(
    ana: Desk, taken: int, time: HandedOver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The console fell silent between two things that the page is made of."""
    time.wait(60)

    def too_late(contact_id: int, **asked: Any) -> Answers:
        here = ana.operator
        lose_console(here.pk, organisation=here.organisation_id, now=clock.now())
        return answers(contact_id, **asked)

    monkeypatch.setattr(showing, "answers", too_late)
    page = ana.person(taken)

    assert ana.status == 200
    assert "Waiting for somebody" in page


def test_another_organisations_people_do_not_exist(
    stranger: Desk, watched: int, taken: int
) -> None:
    stranger.person(taken)
    seen = stranger.status
    stranger.press(f"/console/contacts/{taken}/say", words="hello", key="1")
    said = stranger.status
    stranger.press(f"/console/watches/{watched}/answered")

    assert (seen, said, stranger.status) == (404, 404, 404)


def test_the_introduction_is_in_the_callers_language_with_ones_own_beneath(
    ana: Desk, line: Line
) -> None:
    caller = _somebody(line, key="fr", language="fr")
    ana.press(f"/console/contacts/{caller}/take")

    page = ana.person(caller, "hello")

    assert 'lang="fr">Bonjour' in page
    assert "Hello, you have reached Front line. I am Ana" in page


def test_what_is_said_is_kept_once_however_often_it_is_sent(ana: Desk, taken: int) -> None:
    for _ in range(2):
        ana.press(f"/console/contacts/{taken}/say", words="I am here.", key="a-key")

    with as_organisation(ana.operator.organisation_id):
        assert Message.objects.filter(contact_id=taken, operator=ana.operator).count() == 1
    assert "I am here." in ana.person(taken)


def test_somebody_elses_talk_is_not_shown_in_calm_times(ana: Desk, ben: Desk, taken: int) -> None:
    page = ben.person(taken)

    assert "hi, anyone there?" not in page
    assert "Ana is with them" in text_of(page)


def test_only_who_is_with_them_speaks(ben: Desk, taken: int) -> None:
    ben.press(f"/console/contacts/{taken}/say", words="hello", key="1")

    assert ben.status == 409


def test_a_message_without_words_is_no_message(ana: Desk, taken: int) -> None:
    ana.press(f"/console/contacts/{taken}/say", words="  ", key="1")

    with as_organisation(ana.operator.organisation_id):
        assert not Message.objects.filter(contact_id=taken, operator=ana.operator).exists()


def test_why_they_came_is_one_tap(ana: Desk, taken: int) -> None:
    ana.press(f"/console/contacts/{taken}/need", need="talk")

    assert 'value="talk" aria-pressed="true"' in ana.person(taken)


def test_a_need_nobody_knows_is_not_there(ana: Desk, taken: int) -> None:
    ana.press(f"/console/contacts/{taken}/need", need="money")

    assert ana.status == 404


def test_a_second_contact_from_the_same_place_is_perhaps_the_same_person(
    ana: Desk, watched: int, line: Line
) -> None:
    again = _somebody(line, key="again")
    ana.press(f"/console/contacts/{again}/take")

    page = ana.person(again)

    assert "Perhaps the same person" in page
    assert f'name="watch" value="{watched}"' in page


def test_whoever_holds_the_watch_hears_of_a_second_contact_from_the_same_place(
    ana: Desk, watched: int, taken: int, line: Line
) -> None:
    again = _somebody(line, key="again")

    page = ana.person(taken)

    assert "Somebody has just reached us from where this person did." in page
    assert f'href="/console/contacts/{again}/">See' in page


def test_words_nobody_has_answered_yet_are_marked_new(ana: Desk, taken: int) -> None:
    before = ana.person(taken)

    ana.press(f"/console/contacts/{taken}/say", words="I am here.", key="a-key")

    assert "said--fresh" in before
    assert "said--fresh" not in ana.person(taken)


def test_joining_leads_to_the_same_watch_and_clears_nothing(
    ana: Desk, watched: int, line: Line
) -> None:
    again = _somebody(line, key="again")
    ana.press(f"/console/contacts/{again}/take")
    before = ana.watch(watched).last_answer_at

    ana.press(f"/console/contacts/{again}/join", watch=watched)

    assert ana.watch_of(again) == watched
    assert ana.watch(watched).last_answer_at == before


def test_who_comes_back_another_way_is_joined_to_the_watch_they_say_is_theirs(
    ana: Desk, ben: Desk, watched: int, line: Line
) -> None:
    """CO10: nothing that is kept tells that it is them; a person asks, and presses once."""
    back = _somebody(line, key="back", address="another browser")
    ben.press(f"/console/contacts/{back}/take")
    page = text_of(ben.person(back))

    assert "They have a watch already" in page
    assert f"They are Caller {_contact_of(ana, watched)}, watched since" in page
    assert "Ana is with them; the watch goes on as it is" in page
    ben.press(f"/console/contacts/{back}/join", watch=watched)
    assert ana.watch_of(back) == watched
    assert "They have a watch already" not in ana.person(back)


def test_nobody_is_offered_a_watch_that_can_not_be_theirs(
    ana: Desk, line: Line, watched: int, organisation: Organisation
) -> None:
    """One who has a watch has no second one, and nobody real is anybody invented."""
    practised = _somebody(a_practice_line(organisation), key="invented")
    ana.press(f"/console/contacts/{practised}/take")

    assert "They have a watch already" not in ana.person(practised)
    assert "They have a watch already" not in ana.person(_contact_of(ana, watched))


def test_joining_no_watch_at_all_is_a_mistake(ana: Desk, taken: int) -> None:
    ana.press(f"/console/contacts/{taken}/join", watch="none")

    assert ana.status == 404


def test_a_wrong_number_ends_it_in_one_press_and_keeps_nothing(ana: Desk, taken: int) -> None:
    ana.press(f"/console/contacts/{taken}/end", reason="wrong_number")

    with as_organisation(ana.operator.organisation_id):
        assert Contact.objects.get(pk=taken).record_key is None
    assert "This contact is over." in ana.person(taken)


def test_someone_else_is_asked_for_without_a_reason(ana: Desk, ben: Desk, taken: int) -> None:
    ana.press(f"/console/contacts/{taken}/hand-on")

    assert ana.status == 303
    ana.person(taken)
    assert ana.status == 404
    assert "Take" in ben.person(taken)


def test_gone_quiet_before_a_watch_is_an_alarm_one_press_answers(
    ana: Desk, taken: int, time: HandedOver
) -> None:
    ana.press(f"/console/contacts/{taken}/need", need="has_used")
    for _ in range(3):
        time.wait(61)
        ana.let_contact_wait(taken)
    alarm = ana.person(taken)

    ana.press(f"/console/contacts/{taken}/heard")

    assert "They went quiet, and may have used." in alarm
    assert "They went quiet" not in ana.person(taken)


def test_the_panel_is_only_what_moves(ana: Desk, taken: int) -> None:
    panel = ana.see(f"/console/contacts/{taken}/panel")

    assert "<html" not in panel
    assert 'id="person"' in panel


@pytest.mark.parametrize("act", ["take", "say", "end", "join", "need", "intake", "plan", "begin"])
def test_every_act_on_a_contact_is_a_press_and_never_a_look(
    ana: Desk, taken: int, act: str
) -> None:
    ana.see(f"/console/contacts/{taken}/{act}")

    assert ana.status == 405


def _contact_of(desk: Desk, watch: int) -> int:
    with as_organisation(desk.operator.organisation_id):
        return Contact.objects.get(watch_id=watch).pk


def _somebody(
    line: Line, *, key: str, language: str = "en", address: str = "a browser's ticket"
) -> int:
    return open_contact(
        organisation=line.organisation_id,
        line_id=line.pk,
        channel=Channel.CHAT,
        address=address,
        language=language,
        key=key,
        now=clock.now(),
    ).contact_id


@pytest.mark.parametrize("act", ["wish", "hand-on/wished"])
def test_a_stranger_writes_down_no_wish(stranger: Desk, taken: int, act: str) -> None:
    """IN7."""
    stranger.press(f"/console/contacts/{taken}/{act}", wanted="yes")

    assert stranger.status == 404
